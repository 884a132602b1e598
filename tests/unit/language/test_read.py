"""The detector judges minimal pairs as a fair moderator would."""

import pytest

from civilbot.language import MODEL, Caution, read
from civilbot.model import Category, Target
from tests.unit.language.cases import FINE, VIOLATIONS

#: "This is a bad idea" in Russian.
_RUSSIAN = (
    "\u042d\u0442\u043e \u043f\u043b\u043e\u0445\u0430\u044f \u0438\u0434\u0435\u044f"
)


@pytest.mark.parametrize(("text", "category", "target"), VIOLATIONS)
def test_an_attack_on_people_is_found_with_its_category_and_target(
    text: str, category: Category, target: Target
):
    """What attacks people is flagged at the default caution."""
    found = {(finding.category, finding.target) for finding in read(text).findings}
    assert (category, target) in found


@pytest.mark.parametrize("text", FINE)
def test_what_attacks_nobody_is_left_alone(text: str):
    """Disagreement, criticism of the powerful, quotes and swearing are no findings."""
    assert read(text).findings == ()


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Well, you are a **moron**, sir", "moron"),
        ("i.d.i.o.t you are", "i.d.i.o.t"),
        ("you are an id*ot", "id*ot"),
        ("you are an idi\u043ft idi\u043et", "idi\u043et"),
        ("\U0001f600 you are a MORON", "MORON"),
        ("\ufb01ne, you are an idiooot", "idiooot"),
        ("Sure. People like you should be shot!", "People like you should be shot"),
        (
            "I think all of these Russians deserve to die",
            "these Russians deserve to die",
        ),
        ("> quote\n\nfuck you", "fuck you"),
    ],
)
def test_the_words_shown_are_the_authors_own(text: str, shown: str):
    """A span slices the original text to the words that are meant."""
    spans = [span for finding in read(text).findings for span in finding.spans]
    assert [text[span.start : span.end] for span in spans] == [shown]


@pytest.mark.parametrize(
    ("text", "veto"),
    [
        ("he called me a moron", "reported speech: “moron”"),
        ("I'm not saying you are an idiot", "denied, not said: “idiot”"),
        ("I'm such an idiot", "about oneself: “idiot”"),
        ("Trump is an idiot", "criticism of a public figure: “idiot”"),
        ("> you idiot\n\nCalm down a little, please.", "quoted"),
        ("`you idiot` is what it printed on the screen", "code"),
        ("The word retard is a slur, friends", "talked about as a word: “retard”"),
        ('Somebody: "go on, you idiot, more"', "in quotation marks: “idiot”"),
        ("Fuck Putin", "criticism, not of a participant: “Fuck Putin”"),
        ("my niggas are here tonight", "reclaimed or among friends: “niggas”"),
        ("you are the asshole here", "a verdict on a story: “asshole”"),
        ("You would have to be an idiot", "only supposed: “idiot”"),
        ("Are all liberals idiots?", "asked, not said: “idiots”"),
    ],
)
def test_what_was_found_and_left_alone_is_named(text: str, veto: str):
    """Moderators can see why something was not flagged."""
    reading = read(text)
    assert veto in reading.vetoes
    assert reading.findings == ()


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "empty"),
        (" \n\t", "empty"),
        ("[deleted]", "deleted"),
        ("[removed]", "deleted"),
        ("1488 + 12 = 1500", "no words"),
        ("\U0001f600\U0001f600", "no words"),
        ("`code`", "no words"),
        ("https://example.org/you-are-an-idiot", "mostly links"),
        ("![gif](giphy|abc)", "mostly links"),
        ("> you are an idiot", "mostly quotes"),
        ("> you are an idiot\n\nLol", "mostly quotes"),
        (_RUSSIAN, "another language"),
        ("Das ist nicht der richtige Weg und ich bin dagegen", "another language"),
        ("Tu es un idiot et je ne veux pas que vous parliez", "another language"),
    ],
)
def test_what_cannot_be_judged_has_a_named_reason(text: str, why: str):
    """An abstention is never a score of zero without a name."""
    reading = read(text)
    assert (reading.abstained, reading.findings) == (why, ())


@pytest.mark.parametrize("text", ["idiot", "ok", "Lol no", "You moron", "fuck off"])
def test_short_texts_are_judged(text: str):
    """Short insults must not slip through as too short."""
    reading = read(text)
    assert reading.abstained == ""
    assert reading.score > 0


def test_an_insult_beside_a_quote_or_link_is_judged():
    """Few words of one's own are enough to insult somebody."""
    assert read("> Kyiv is in Ukraine\n\nyou moron").findings
    assert read("you moron https://example.org/map").findings


def test_a_lone_insult_is_surer_in_a_reply():
    """In reply to somebody, "idiot" has an addressee."""
    assert read("idiot", parent="I like trains").score > read("idiot").score


def test_handing_back_an_insult_as_a_question_is_no_attack():
    """Somebody who asks back has not insulted anybody."""
    text, parent = "Moron?", "You are a moron"
    assert read(text, parent=parent).score < read(text).score
    assert read(text, parent=parent).vetoes == (
        "repeats the words it answers: “Moron”",
    )


def test_people_named_in_the_thread_are_public_figures():
    """Criticism of those whom a thread is about is left alone."""
    text = "Smirnov is an idiot"
    assert read(text, people=["Ivan Smirnov"]).vetoes == (
        "criticism of a public figure: “idiot”",
    )
    assert read(text, title="Minister Smirnov's new plan").vetoes == (
        "criticism of a public figure: “idiot”",
    )
    threat = read("Smirnov should be shot", people=["Smirnov"]).worst
    assert threat is not None
    assert threat.target is Target.PUBLIC_FIGURE


def test_more_caution_never_finds_more():
    """The operating points are ordered."""
    for text, _, _ in VIOLATIONS:
        counts = [len(read(text, caution=level).findings) for level in Caution]
        assert counts == sorted(counts)


def test_caution_changes_what_is_reported_but_not_the_score():
    """A lone "Moron." is only flagged by the less cautious."""
    readings = {level: read("Moron.", caution=level) for level in Caution}
    assert {reading.score for reading in readings.values()} == {0.623}
    assert [bool(readings[level].findings) for level in Caution] == [
        False,
        False,
        True,
        True,
    ]


def test_scores_rise_from_calm_to_angry_to_attack():
    """Soft signs rank what is not flagged, so that ranking can be measured."""
    calm = read("Thanks, that is an interesting source.").score
    harsh = read("What disgusting propaganda, these hypocrite liars make me sick").score
    attack = read("You are a moron").score
    assert 0 < calm < harsh < attack < 1


@pytest.mark.parametrize(
    ("text", "category", "target"),
    [
        ("Are you stupid?", Category.PERSONAL_ATTACK, Target.OTHER_USER),
        ("Fuck all Republicans", Category.HOSTILE_PROFANITY, Target.GROUP),
        ("Those brainless liberals", Category.PERSONAL_ATTACK, Target.GROUP),
        ("Anyone who hurts a dog should be shot", Category.THREAT, Target.NOBODY),
    ],
)
def test_what_is_arguable_is_only_for_the_eager(
    text: str, category: Category, target: Target
):
    """The default leaves alone what moderators would argue about."""
    assert read(text).findings == ()
    (finding,) = read(text, caution=Caution.EAGER).findings
    assert (finding.category, finding.target) == (category, target)


def test_the_reading_names_the_model_and_every_category():
    """What judged, and how each category scored, is stored with a decision."""
    reading = read("you are a moron")
    assert reading.model == MODEL == "words-2"
    assert [category for category, _ in reading.categories] == list(Category)
    assert dict(reading.categories)[Category.PERSONAL_ATTACK] == 0.92
    assert dict(reading.categories)[Category.THREAT] == 0.0


def test_only_so_much_of_a_text_is_read_and_that_is_said():
    """Reddit's posts hold 40,000 characters; more is cut, and named."""
    text = "x " * 20_000 + "you are a moron"
    reading = read(text)
    assert reading.findings == ()
    assert reading.vetoes == ("only the first 40,000 characters were read",)
    assert read(text[100:]).findings


def test_spaced_out_words_are_found_inside_a_row_of_letters():
    """Whole sentences can be spaced out."""
    text = "y o u a r e a n i d i o t you are"
    (finding,) = read(text).findings
    (span,) = finding.spans
    assert text[span.start : span.end] == "i d i o t"
