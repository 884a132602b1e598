"""The briefing that ships: fit to post, dated, balanced, honest about its sources."""

from datetime import date

import pytest

from civilbot.briefings import check, render
from civilbot.briefings.article import Status
from civilbot.briefings.lint import errors
from civilbot.briefings.sections import SectionName
from tests.unit.briefings.test_match import SHIPPED
from tests.unit.briefings.test_reply import pings

REPLY = render(SHIPPED, subreddit="worldnews", account="civil_bot", case="0123abcd")


def test_it_is_fit_to_post_while_its_review_is_not_due():
    """Neither an error nor a warning; somebody stands for the text."""
    assert check(SHIPPED, today=date(2026, 11, 22)) == ()
    assert SHIPPED.approver


def test_it_is_not_posted_after_its_review_is_due():
    """The day after is too late."""
    assert errors(check(SHIPPED, today=date(2027, 1, 31))) == ()
    (late,) = errors(check(SHIPPED, today=date(2027, 2, 1)))
    assert late.problem.message == "the review was due by 2027-01-31"


def test_the_reply_is_a_comfortable_read():
    """Reddit would take 10,000 characters; nobody would read them."""
    assert len(REPLY) < 6_000


def test_the_reply_starts_with_its_date_and_pings_nobody():
    """Nor does it name whoever posted the thread."""
    assert REPLY.startswith("**As of 26 September 2026:")
    assert not pings(REPLY)


@pytest.mark.parametrize(
    "fact",
    [
        "US president again since 20 January 2025",
        "Alaska on 15 August 2025",
        "no general ceasefire was found",
        "Budapest was dropped on 21 October 2025",
        "on 22 October 2025 the US imposed sanctions",
        "Rosneft and Lukoil",
        "28-point plan of November 2025",
        "Abu Dhabi and Geneva in early 2026",
        "agreed on 11 March 2025 to a 30-day ceasefire",
        "Helsinki in July 2018",
        "International Criminal Court warrant",
    ],
)
def test_the_reply_has_the_dates_right(fact):
    """Each was wrong, missing or loose in the article it replaces."""
    assert fact in REPLY.replace("Criminal\n", "Criminal ")


@pytest.mark.parametrize("wrong", ["former president", "former U.S.", "2017 to 2021"])
def test_outdated_statements_are_gone(wrong):
    """Mr Trump is in office."""
    assert wrong.casefold() not in SHIPPED.text.casefold()


def test_no_source_is_called_verified_that_nobody_opened():
    """The first five are those of the article; the last of them was not found."""
    assert {source.status for source in SHIPPED.sources} == {
        Status.COPY,
        Status.UNVERIFIED,
        Status.NEAREST,
        Status.UNLINKED,
    }
    fifth = SHIPPED.sources[4]
    assert fifth.status is Status.NEAREST
    assert fifth.printed_as not in REPLY
    assert "White House (nearest document found)" in REPLY


def test_the_call_to_action_asks_for_all_four_things():
    """Sources, respect, peace, accountability."""
    points = SHIPPED.section(SectionName.CALL_TO_ACTION).points
    assert len(points) == 4
    words = " ".join(point.text for point in points)
    for asked in ("sources", "without insults", "peaceful", "to account"):
        assert asked in words
