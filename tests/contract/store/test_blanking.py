"""What a person wrote is taken out of sentences, and nothing else is."""

from dataclasses import replace

import pytest

from civilbot.model import Category, Finding, Item, Kind, Reading, Span, Target
from civilbot.store.blanking import Traces, plain_permalink

ITEM = Item(
    fullname="t1_c1",
    kind=Kind.COMMENT,
    subreddit="News",
    author="Jane_Doe",
    created_utc=0.0,
    text="you are a complete f***, don't lie",
)
READING = Reading(
    score=0.9,
    findings=(
        Finding(
            category=Category.HOSTILE_PROFANITY,
            target=Target.OTHER_USER,
            score=0.9,
            spans=(Span(10, 23, ""),),
            reason="",
        ),
    ),
    model="",
)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("aimed at u/jane_doe here", "aimed at u/[deleted] here"),
        ("aimed at jane_does here", "aimed at jane_does here"),
        ("a Complete F***, as said", "a [deleted], as said"),
        ("said 'don't lie' twice", "said [deleted] twice"),
        ("the rule's cap isn't reached", "the rule's cap isn't reached"),
        ('said "x" and \u201cy\u201d', "said [deleted] and [deleted]"),
        (
            "\u201ea\u201c, \u00abb\u00bb, \u2018c\u2019, `d`",
            ", ".join(["[deleted]"] * 4),
        ),
        (
            "they\u2019re fine, the mods\u2019 way",
            "they\u2019re fine, the mods\u2019 way",
        ),
        ("before\n> quoted line\nafter", "before\n[deleted]\nafter"),
        ("score 0.90, over 0.80", "score 0.90, over 0.80"),
    ],
)
def test_names_words_and_quotations_go(before, after):
    """Whatever the marks and capitals; apostrophes are left alone."""
    assert Traces.of(ITEM, READING).blank(before) == after


def test_a_short_text_that_is_repeated_whole_goes():
    """Even where nobody put it in quotation marks."""
    traces = Traces.of(ITEM, None)
    assert traces.blank("he wrote you are a complete f***, don't lie.") == (
        "he wrote [deleted]."
    )


def test_a_long_text_is_not_looked_for_as_a_whole():
    """Nobody repeats it, and looking for it would take long."""
    item = replace(ITEM, text="a b " * 100)
    assert Traces.of(item, None).phrases == ()


def test_an_item_without_words_leaves_sentences_alone():
    """Nothing is blanked where nothing was written."""
    bare = Item(
        fullname="t3_x", kind=Kind.SUBMISSION, subreddit="a", author=None, created_utc=0
    )
    assert Traces.of(bare, None).blank("it was deleted") == "it was deleted"
    assert plain_permalink(bare) == "/comments/x/"
