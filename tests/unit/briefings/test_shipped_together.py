"""The briefings that ship, side by side: none answers another's threads."""

from datetime import date
from pathlib import Path

import pytest

from civilbot.briefings import Briefing, check, match, parse_briefing, render
from civilbot.briefings.article import Status
from civilbot.briefings.lint import examine
from civilbot.briefings.sections import SectionName
from civilbot.model import Verdict
from tests.unit.briefings.made_up import thread
from tests.unit.briefings.test_reply import pings
from tests.unit.documents import ROOT

FILES = sorted((ROOT / "config" / "briefings").glob("*.md"))
ALL = tuple(parse_briefing(p.read_text("utf-8"), source=p.name) for p in FILES)

EACH = pytest.mark.parametrize("briefing", ALL, ids=lambda briefing: briefing.id)
EACH_TITLE = pytest.mark.parametrize(
    ("briefing", "title"),
    [(briefing, title) for briefing in ALL for title in briefing.topic.examples.match],
)


def test_three_ship() -> None:
    """Else they could not compete."""
    assert [briefing.id for briefing in ALL] == [
        "nuclear-power-climate",
        "trump-putin-ceasefire",
        "universal-basic-income",
    ]


@EACH
def test_the_lint_finds_nothing_as_long_as_it_may_be_posted(briefing: Briefing) -> None:
    """On the first day that all are posted, and on its last day."""
    first = max(one.as_of for one in ALL)
    for today in (first, briefing.review_by):
        assert check(briefing, today=today) == ()


@EACH
def test_only_a_missing_address_is_silenced(briefing: Briefing) -> None:
    """Where none is known, and the document says so."""
    silenced = examine(briefing, today=briefing.review_by).silenced
    assert {lint.rule.name for lint, _ in silenced} <= {"reference-without-link"}


@EACH
def test_nothing_is_called_verified_that_nobody_opened(briefing: Briefing) -> None:
    """The documents were written without a way to look."""
    assert Status.VERIFIED not in {source.status for source in briefing.sources}


@EACH
def test_both_sides_have_the_same_number_of_points_and_a_source(
    briefing: Briefing,
) -> None:
    """Balance that can be counted."""
    cases = [SectionName.CASE_FOR, SectionName.CASE_AGAINST]
    one, other = (briefing.section(name).points for name in cases)
    assert len(one) == len(other) >= 3
    assert all(point.citations for point in (*one, *other))
    assert {"for", "against"} <= {source.side for source in briefing.sources}


@EACH
def test_the_reply_pings_nobody_and_starts_with_its_day(briefing: Briefing) -> None:
    """As it would be posted."""
    reply = render(briefing, subreddit="news", account="civil_bot")
    day = f"{briefing.as_of.day} {briefing.as_of:%B %Y}"
    assert reply.startswith(f"**As of {day}: ")
    assert not pings(reply)


@EACH
def test_each_has_examples_of_all_three_kinds(briefing: Briefing) -> None:
    """Enough to fit a matcher and to see it fail."""
    examples = briefing.topic.examples
    assert len(examples.match) >= 10
    assert len(examples.near) >= 8
    assert len(examples.unrelated) >= 4


@EACH_TITLE
def test_a_title_of_its_own_is_answered_by_it(briefing: Briefing, title: str) -> None:
    """Beside the others, and with all of them in competition."""
    found = match(thread(title), ALL)
    assert (found.briefing, found.verdict is Verdict.NONE) == (briefing.id, False)


@EACH_TITLE
def test_a_title_of_one_is_left_alone_by_the_others(
    briefing: Briefing, title: str
) -> None:
    """Even where the right briefing is not loaded."""
    others = [other for other in ALL if other is not briefing]
    assert match(thread(title), others).verdict is Verdict.NONE


@EACH
def test_titles_that_only_come_near_are_left_alone_by_all(briefing: Briefing) -> None:
    """Nor are unrelated ones answered."""
    examples = briefing.topic.examples
    for title in (*examples.near, *examples.unrelated):
        found = match(thread(title), ALL)
        assert found.verdict is not Verdict.REPLY, (title, found)


def test_a_title_about_two_subjects_is_answered_by_neither_without_asking() -> None:
    """A margin decides, and here there is none."""
    title = "Nuclear power or a universal basic income: where should climate money go?"
    assert match(thread(title), ALL).verdict is not Verdict.REPLY


@EACH
def test_it_ships_in_the_package(briefing: Briefing) -> None:
    """Each file is named there one by one."""
    text = (ROOT / "pyproject.toml").read_text("utf-8")
    path = Path("config") / "briefings" / briefing.source
    assert f'"{path}" = "civilbot/starter/briefings/{briefing.source}"' in text


def test_each_was_reviewed_for_a_time_that_can_be_told() -> None:
    """None is due before the year's end."""
    assert all(briefing.review_by > date(2026, 12, 31) for briefing in ALL)
