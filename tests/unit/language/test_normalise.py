"""Disguises are seen through, innocent spellings are kept."""

import pytest

from civilbot.language.normalise import normalise


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("IDIOT", "idiot"),
        ("i.d.i.o.t", "idiot"),
        ("i-d-i-o-t", "idiot"),
        ("i_d_i_o_t", "idiot"),
        ("mo.ron", "moron"),
        ("id\u200biot", "idiot"),
        ("i\u0301diot", "idiot"),
        ("idi\u043et", "idiot"),
        ("\u0441unt", "cunt"),
        ("1d10t", "idiot"),
        ("m0r0n", "moron"),
        ("a$$hole", "asshole"),
        ("@sshole", "asshole"),
        ("as5hole", "asshole"),
        ("f*ck f**k sh#t", "fuck fuck shit"),
        ("idioooot stuuupid", "idiot stupid"),
        ("fuuuck", "fuck"),
        ("**bold** _it_ ~~gone~~ ^up", "bold it gone up"),
        ("[words](https://example.org)", "words"),
        ("\u201cquote\u201d it\u2019s", '"quote" it\'s'),
        ("\U0001f172\U0001f184\U0001f17d\U0001f183", "cunt"),
        (">!hidden words!<", "hidden words"),
        # Signs that nobody sees, and letters given by number
        ("id\u3164iot mor\u2800on vi\u115fle", "idiot moron vile"),
        ("id&#x200B;iot mor&#111;n", "idiot moron"),
        # Look-alikes: small letters, capitals, other Latin letters, flags
        ("\u0399\u039c\u0392\u0395CILE", "imbecile"),
        ("\u0397ANG \u03bfnl\u0443", "hang only"),
        ("\u0455tup\u0456\u0501 \u0493uck", "stupid \u0493uck"),
        (
            "m\u00f8r\u00f8n \u0111i\u0142\u0142 \u1d0d\u1d0f\u0280\u1d0f\u0274",
            "moron dill moron",
        ),
        (
            "\U0001f1ee\u200b\U0001f1e9\u200b\U0001f1ee\u200b\U0001f1f4\u200b\U0001f1f9",
            "idiot",
        ),
        # Digits and signs
        ("l1ar 1d!ot \u00a3oser \u20acvil pr1c|<", "liar idiot loser evil pr1c|<"),
        ("d1e k!11 !diot", "die kill idiot"),
        ("m_ron v$rmin coc*roach", "moron vermin cockroach"),
        # Apart
        ("m. o. r. o. n", "moron"),
        ("d  i  s  g  u  s  t  i  n  g", "disgusting"),
        ("ve|rmin co\u00b7ward ass__hole mor'on", "vermin coward asshole moron"),
        ("idio t gyp sy mo ron", "idiot gypsy moron"),
        (
            "you_idiot you*stupid*fool a/nasty/cunt",
            "you idiot you stupid fool a nasty cunt",
        ),
        ("(moron) -idiot- ...scum...", "moron idiot scum"),
        # Together
        ("youmoron allthesevermin aclown", "you moron all these vermin a clown"),
        ("youPathetic littleIdiot", "you pathetic little idiot"),
        (
            "you \U0001f44f absolute \U0001f44f gem \U0001f44f you",
            "you absolute gem you",
        ),
        ("you\U0001f44fbig\U0001f44foaf", "you big oaf"),
        # Stretched
        ("fffuuuccckkk aaasssshooole vermiiin", "fuck asshole vermin"),
        # Innocent
        ("3am b2b h2o a55 1488 4chan mp3", "3am b2b h2o a55 1488 4chan mp3"),
        ("1d", "1d"),
        ("a b c d e f", "a b c d e f"),
        ("soooo coool yesss", "so cool yess"),
        ("\u043e\u043d \u0438 \u044f", "\u043e\u043d \u0438 \u044f"),
        ("you idiot-proofed it", "you idiot-proofed it"),
        ("snake_case r/politics", "snake_case r/politics"),
        ("5 * 3 * 2", "5  3  2"),
        ("well-known self-made", "well-known self-made"),
        ("a*b x#y", "ab x#y"),
        ("as-is x-ray", "as-is x-ray"),
        ("therapist apathetic dragon assassin", "therapist apathetic dragon assassin"),
        ("my psychotherapist, a goofball", "my psychotherapist, a goofball"),
        ("a-hole to-die-for idiot-proof", "a-hole to-die-for idiot-proof"),
        ("he'll who're y'all we'll", "he'll who're y'all we'll"),
        ("nut job wing nuts go at it", "nut job wing nuts go at it"),
        ("it s hit or miss in bred", "it s hit or miss inbred"),
        ("$10b 5h07 80085 p4ss", "$10b 5h07 80085 p4ss"),
        ("end of line.Idiom next", "end of line.idiom next"),
        (
            "McDick's McDicks r/MapPorn #FreeShit",
            "mcdick's mcdicks r/mapporn #freeshit",
        ),
        (
            "\U0001f1fa\U0001f1f8 \U0001f1e9\U0001f1ea",
            "\U0001f1fa\U0001f1f8 \U0001f1e9\U0001f1ea",
        ),
        ("(see above) -- [b] (a dead end)", "(see above) -- [b] (a dead end)"),
        ("lol \U0001f602 what \U0001f602", "lol \U0001f602 what \U0001f602"),
        ("&amp; &lt;b&gt;", "&amp; &lt;b&gt;"),
        (
            "\u0441\u043e\u0440\u043e\u043a \u03ba\u03b1\u03b9 \u0585\u0580",
            "\u0441\u043e\u0440\u043e\u043a \u03ba\u03b1\u03b9 \u0585\u0580",
        ),
    ],
)
def test_spellings_become_plain(text: str, plain: str):
    """Only a disguise with a known word behind it is taken off."""
    assert normalise(text).text == plain


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("> quoted", "quoted"),
        ("&gt; quoted", "quoted"),
        ("```\ncode\n```", "code"),
        ("~~~\ncode that never ends", "code"),
        ("    code", "code"),
        ("see `code` here", "code"),
        ("see https://example.org", "link"),
        ("see [this](https://example.org)", "link"),
        ('she said "you idiot"', "quoted"),
        ("she said 'you idiot' to me", "quoted"),
        ('"you idiot", she said', "quoted"),
        ('"you are an idiot" is rude', "quoted"),
    ],
)
def test_what_is_not_the_authors_own_is_left_out_but_known(text: str, what: str):
    """Quotes, code and addresses do not speak for the author."""
    (out, *_) = normalise(text).left_out
    assert out.what == what


@pytest.mark.parametrize("text", ['you "idiot"', "it's Tom's and Ann's", "5 > 3"])
def test_other_marks_leave_nothing_out(text: str):
    """Scare quotes, apostrophes and comparisons are the author's own."""
    assert normalise(text).left_out == ()


def test_places_lead_back_to_the_original():
    """What was taken off still belongs to the word."""
    text = "so **i.d.i.o.t** it is"
    plain = normalise(text)
    at = plain.text.index("idiot")
    start, end = plain.original(at, at + 5)
    assert text[start:end] == "i.d.i.o.t"
