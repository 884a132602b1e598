"""Moderators' answers teach a briefing as titles in its document do."""

from dataclasses import replace

import pytest

from civilbot import library, sentences
from civilbot.briefings import (
    Briefing,
    Lesson,
    Meaning,
    match,
    unwritten,
    with_lessons,
)
from civilbot.briefings.points import LOWEST
from civilbot.model import Match, Verdict
from tests.unit.briefings.made_up import bridge, thread

ENCODER = sentences.load()

TUNNEL = "Tunnel or ferry: the mayor thinks aloud about crossing the water"
BRIDGE = "Council votes on the harbour bridge again"


def said(title: str, why: str = "approve", at: float = 1.0) -> Lesson:
    """A moderator's answer to a title."""
    return Lesson(
        briefing="harbour-bridge",
        title=title,
        label="near" if why in ("decline", "removed") else "match",
        moderator="kind_mod",
        at=at,
        why=why,
        case="6ff2d4dce8",
    )


def judged(title: str, *lessons: Lesson, briefing: Briefing | None = None) -> Match:
    """Match a title with the bridge's briefing after it was taught."""
    chosen = briefing or bridge()
    matchers = library.taught_all([chosen], ENCODER, lessons)
    return match(thread(title), [chosen], Meaning(ENCODER.vector(title), (), matchers))


def test_a_yes_makes_a_like_title_likelier_and_a_no_less_likely() -> None:
    """Without any word of the document in it."""
    like = "The mayor thinks aloud about a tunnel under the water"
    before = judged(like).confidence
    assert judged(like, said(TUNNEL)).confidence > before
    assert judged(like, said(TUNNEL, "decline")).confidence <= before


@pytest.mark.parametrize("why", ["decline", "removed"])
def test_a_title_that_moderators_did_not_want_is_left_alone(why: str) -> None:
    """However well its words fit: a moderator said so of this very title."""
    assert judged(BRIDGE).verdict is Verdict.REPLY
    found = judged(BRIDGE, said(BRIDGE, why))
    assert found.verdict is Verdict.NONE
    assert found.confidence < LOWEST


def test_a_no_to_a_like_title_leaves_the_documents_own_titles_alone() -> None:
    """It may have been said for the thread's sake; the document outweighs it."""
    (own,) = bridge().topic.examples.match
    assert judged(f"{own}!", said(BRIDGE, "decline")).verdict is not Verdict.NONE
    yes, no = said(f"{BRIDGE}, part two"), said(BRIDGE, "decline", at=2.0)
    assert judged(yes.title, yes, no).verdict is not Verdict.NONE
    assert judged(no.title, yes, no).verdict is Verdict.NONE


@pytest.mark.parametrize(
    ("why", "told"),
    [
        ("approve", "a moderator approved this briefing for a title like this"),
        ("summon", "a moderator asked for this briefing under a title like this"),
        ("kept", "a moderator kept this briefing under a title like this"),
        ("decline", "a moderator declined this briefing for a title like this"),
        ("removed", "a moderator removed this briefing under a title like this"),
    ],
)
def test_the_reasons_name_the_case_and_not_the_title(why: str, told: str) -> None:
    """The author of that title may delete it one day; the reason stays."""
    found = judged(f"{TUNNEL}!", said(TUNNEL, why))
    (reason,) = (one for one in found.why if "moderator" in one)
    assert reason.startswith(f"{told} (case 6ff2d4dce8, 0.9")
    assert not any("mayor" in one for one in found.why)


def test_a_title_of_the_document_counts_once_and_as_it_stands_there() -> None:
    """What moderators wrote down is weighed more than one of them said."""
    known = bridge().topic
    for title in (known.examples.match[0], f"  {known.examples.match[0]} "):
        assert unwritten(known, [said(title, "decline")]) == ()
    assert with_lessons(known, ()) == known


def test_of_two_lessons_on_a_title_the_latest_counts() -> None:
    """However the title is spaced, and in whichever order they come."""
    old, new = said(TUNNEL), said(f"{TUNNEL} ", "decline", at=2.0)
    assert unwritten(bridge().topic, [new, old]) == (new,)
    topic = with_lessons(bridge().topic, [new])
    assert topic.examples.near == (*bridge().topic.examples.near, TUNNEL)
    assert topic.examples.match == bridge().topic.examples.match


def test_another_briefings_lessons_teach_it_nothing() -> None:
    """Each learns its own."""
    other = replace(said(TUNNEL), briefing="port-bridge")
    plain, taught = judged(TUNNEL), judged(TUNNEL, other)
    assert taught == plain


def test_only_the_newest_lessons_are_taught() -> None:
    """So that fitting stays quick, however long the bot has run."""
    many = [said(f"Title number {at}", at=float(at)) for at in range(305)]
    found = library.taught_all([bridge()], ENCODER, many)["harbour-bridge"]
    assert len(found.lessons) == 300
    assert "Title number 4" not in found.lessons
    assert "Title number 304" in found.lessons


def test_a_matcher_for_which_nothing_is_new_is_kept() -> None:
    """It is looked at every few seconds."""
    first = library.taught_all([bridge()], ENCODER, [said(TUNNEL)])
    again = library.taught_all([bridge()], ENCODER, [said(TUNNEL)], first)
    assert again["harbour-bridge"] is first["harbour-bridge"]
    more = library.taught_all([bridge()], ENCODER, [said(TUNNEL, "decline")], again)
    assert more["harbour-bridge"] is not first["harbour-bridge"]
