"""Other languages are told from English, however carelessly English is typed."""

import pytest
from py3langid.langid import LanguageIdentifier

from civilbot.language import foreign, read


@pytest.mark.parametrize(
    "text",
    [
        "Wo bleibt denn der Bus, ich friere.",
        "Mein Nachbar grillt schon wieder.",
        "Ursula von der Leyen wohnt wieder in Hannover.",
        "Le bus a du retard ce matin.",
        "Ma soeur joue de la guitare.",
        "El autob\u00fas llega tarde otra vez.",
        "Mi vecino toca la guitarra.",
        "O \u00f4nibus atrasou de novo hoje.",
        "L'autobus \u00e8 in ritardo stamattina.",
        "De bus is weer te laat vanochtend.",
        "Bussen \u00e4r sen igen i dag.",
        "Bussen er forsinket igen i dag.",
        "Naboen min griller pylser i hagen.",
        "Autobus znowu si\u0119 sp\u00f3\u017ania.",
        "Autobus m\u00e1 zase zpo\u017ed\u011bn\u00ed.",
        "Otob\u00fcs bug\u00fcn yine gecikti.",
        "Bussi on taas my\u00f6h\u00e4ss\u00e4.",
        "A busz ma megint k\u00e9sik.",
        "Autobuzul \u00eent\u00e2rzie din nou.",
        "Busnya terlambat lagi pagi ini.",
        "Xe bu\u00fdt l\u1ea1i tr\u1ec5 s\u00e1ng nay.",
        "Huli na naman ang bus kaninang umaga.",
        "Vivamus, mea Lesbia, atque amemus.",
    ],
)
def test_another_language_in_latin_letters_is_not_judged(text: str) -> None:
    """What the detector cannot read it says so of."""
    assert read(text).abstained == "another language"


@pytest.mark.parametrize(
    "text",
    [
        "lol no u",
        "bruh moment fr fr",
        "ngl thats kinda based tho",
        "idk y ppl hate him sm",
        "gonna grab sum food brb",
        "Obama Biden Harris Clinton",
        "Ursula von der Leyen deserves to die.",
        "Von der Leyen is lying again.",
        "Manchester United vs Real Madrid",
        "ur mom lmao",
        "wat r u doin m8",
        "omg yasss queen slay",
        "Lebron James dunked on Ja Morant",
        "RIP Kobe Bryant",
        "sauce plz",
        "username checks out",
        "no cap deadass bussin",
        "iirc its a remake of Seven Samurai",
        "tl;dr nothing happened",
        "gg ez",
        "Deja vu, the Eurobeat kicks in",
        "C'est la vie, I guess, life goes on",
        "hasta la vista baby, see you next week",
        "Je ne sais quoi is the phrase you want",
        "my German teacher said das ist gut",
        "sushi, ramen, udon and tonkatsu are great",
        "ya boi finna cop sum kicks",
        "dis dude b trippin",
        "wtf did i jus read",
        "smh my head",
        "u gud bro?",
    ],
)
def test_english_is_judged_however_it_is_typed(text: str) -> None:
    """Slang, typos, names and loanwords are no other language."""
    assert read(text).abstained == ""


@pytest.mark.parametrize(
    "text",
    [
        "you absolute moron",
        "kys loser",
        "stfu u dumb bitch",
        "ur a retard lol",
        "dumb ass mf",
        "kill all jews",
        "fuk u asshole",
        "\u00ff\u00f6\u00fc \u00e4r\u00eb \u00e4 m\u00f6r\u00f6n",
        "\u0434\u0456\u0435 \u0443\u043eu m\u043er\u043en",
        "Schadenfreude much, you idiot?",
        "Warum antwortest du nie, you fucking moron, shut the fuck up already.",
    ],
)
def test_short_abuse_does_not_pass_for_another_language(text: str) -> None:
    """Few words, oddly spelt, are no excuse."""
    assert read(text).abstained == ""
    assert read(text).score > 0


def test_without_room_for_the_identifier_small_words_alone_decide(monkeypatch):
    """A full disk must not stop the bot: in doubt a text is judged as English."""
    foreign._identifier.cache_clear()

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(LanguageIdentifier, "from_model_file", full)
    try:
        assert not read("Busnya terlambat lagi pagi ini.").abstained
        assert read("Das ist nicht gut und wir gehen jetzt.").abstained
    finally:
        foreign._identifier.cache_clear()
