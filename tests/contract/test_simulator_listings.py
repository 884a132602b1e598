"""Listings of the simulated Reddit: order, pages, what is left out."""

from typing import Any

import praw
import prawcore
import pytest

from civilbot.simulator import Simulator
from tests.contract.clients import Raw, praw_as
from tests.control import Control


def names(listing: Any) -> list[str]:
    """The full names in a listing, in order."""
    return [thing.fullname for thing in listing]


def submit_many(control: Control, count: int) -> list[str]:
    """Begin some threads; gives their names, newest first."""
    made = [control.submit(title=f"Thread {n}") for n in range(count)]
    return made[::-1]


def test_new_lists_the_newest_first(reddit: praw.Reddit, control: Control) -> None:
    """A listing shows what was made last at its top."""
    made = submit_many(control, 3)
    assert names(reddit.subreddit("HeatedDebate").new()) == made


def test_older_things_stand_where_their_date_puts_them(
    reddit: praw.Reddit, control: Control
) -> None:
    """A thing made with a date of its own is sorted by it."""
    new = control.submit()
    old = control.submit(created_utc=1_600_000_000)
    assert names(reddit.subreddit("HeatedDebate").new()) == [new, old]


def test_comments_lists_all_comments(reddit: praw.Reddit, control: Control) -> None:
    """Comments of all threads, newest first."""
    thread = control.submit()
    first = control.comment(thread)
    second = control.comment(first)
    assert names(reddit.subreddit("HeatedDebate").comments()) == [second, first]


def test_listings_of_several_subreddits_are_merged(
    reddit: praw.Reddit, control: Control
) -> None:
    """Listings of a+b, mod and all hold several subreddits, newest first."""
    first = control.submit("HeatedDebate", created_utc=1_700_000_001)
    second = control.submit("QuietCorner", created_utc=1_700_000_002)
    third = control.submit("HeatedDebate", created_utc=1_700_000_003)
    control.order("POST", "subreddits", name="Elsewhere", moderators=["zoe"])
    fourth = control.submit("Elsewhere", created_utc=1_700_000_004)
    everything = [fourth, third, second, first]
    assert names(reddit.subreddit("mod").new()) == everything[1:]
    assert names(reddit.subreddit("HeatedDebate+QuietCorner").new()) == everything[1:]
    assert names(reddit.subreddit("HeatedDebate+nowhere").new()) == [third, first]
    assert names(reddit.subreddit("all").new()) == everything
    assert names(reddit.subreddit("all").hot()) == everything


def test_only_unknown_names_in_a_merged_listing_are_not_found(
    reddit: praw.Reddit,
) -> None:
    """Unknown names are dropped; 404 when none is left."""
    with pytest.raises(prawcore.exceptions.NotFound):
        list(reddit.subreddit("nowhere+neverwhere").new())


def test_praw_pages_through_a_long_listing(
    reddit: praw.Reddit, control: Control
) -> None:
    """Pages of 100 follow each other without a gap."""
    made = submit_many(control, 203)
    assert names(reddit.subreddit("HeatedDebate").new(limit=None)) == made
    assert len(control.journal("GET", "/r/HeatedDebate/new")) == 3


def test_a_listing_reaches_back_a_thousand_things(sim: Simulator) -> None:
    """What is older cannot be listed."""
    order = {"subreddit": "QuietCorner", "title": "t", "author": "alice"}
    made = [sim.control.order("POST", "/_sim/submissions", order) for _ in range(1010)]
    raw, after, seen = Raw(sim), "", []
    while after is not None:
        data = raw.get("/r/QuietCorner/new", limit=100, after=after).json()["data"]
        seen += [child["data"]["name"] for child in data["children"]]
        after = data["after"]
    assert seen == [one["name"] for one in reversed(made)][:1000]


@pytest.mark.parametrize(
    ("limit", "shown"),
    [("", 25), ("0", 1), ("7", 7), ("100", 100), ("1024", 100), ("x", 25)],
)
def test_the_limit_is_moved_into_its_range(
    sim: Simulator, control: Control, limit: str, shown: int
) -> None:
    """Default 25, at most 100."""
    submit_many(control, 110)
    data = Raw(sim).get("/r/HeatedDebate/new", limit=limit).json()["data"]
    assert len(data["children"]) == data["dist"] == shown


def test_before_gives_the_nearest_newer_things(
    sim: Simulator, reddit: praw.Reddit, control: Control
) -> None:
    """Not the newest ones of all, but those next to the anchor; not those after."""
    made = submit_many(control, 6)
    listing = reddit.subreddit("HeatedDebate").new
    assert names(listing(limit=2, params={"before": made[4]})) == [made[2], made[3]]
    assert names(listing(limit=9, params={"before": made[0]})) == []
    query = {"before": made[2], "after": made[1]}
    page = Raw(sim).get("/r/HeatedDebate/new", **query).json()["data"]
    assert [child["data"]["name"] for child in page["children"]] == made[:2]


def test_a_page_tells_its_neighbours(sim: Simulator, control: Control) -> None:
    """After and before are null where there is nothing more."""
    made = submit_many(control, 5)
    raw = Raw(sim)

    def anchors(**query: object) -> tuple[str | None, str | None]:
        data = raw.get("/r/HeatedDebate/new", **query).json()["data"]
        return data["after"], data["before"]

    assert anchors(limit=2) == (made[1], None)
    assert anchors(limit=2, after=made[1]) == (made[3], made[2])
    assert anchors(limit=2, after=made[3]) == (None, made[4])
    assert anchors(limit=2, before=made[4]) == (made[3], made[2])
    assert anchors(limit=9, before=made[4]) == (made[3], None)
    assert anchors(limit=9) == (None, None)


@pytest.mark.parametrize("anchor", ["before", "after"])
def test_a_vanished_anchor_gives_an_empty_page(
    reddit: praw.Reddit, control: Control, anchor: str
) -> None:
    """As on Reddit: no error, and nothing, though there is more."""
    made = submit_many(control, 4)
    control.act(made[2], "delete")
    listing = reddit.subreddit("HeatedDebate").new(params={anchor: made[2]})
    assert names(listing) == []


def test_count_and_show_are_accepted(sim: Simulator, control: Control) -> None:
    """Old parameters change nothing; a slash at the end neither."""
    name = control.submit()
    answer = Raw(sim).get("/r/HeatedDebate/new/", count=25, show="all")
    assert answer.json()["data"]["children"][0]["data"]["name"] == name


def test_deleted_things_leave_the_listings(
    reddit: praw.Reddit, control: Control
) -> None:
    """Even moderators do not find them there."""
    thread = control.submit()
    comment = control.comment(thread)
    control.act(comment, "delete")
    assert names(reddit.subreddit("HeatedDebate").comments()) == []
    shown = next(iter(reddit.info(fullnames=[comment])))
    assert shown.author is None
    assert shown.body == "[deleted]"


def test_removed_things_are_listed_for_moderators_only(
    sim: Simulator, reddit: praw.Reddit, control: Control
) -> None:
    """Others do not find them; by name they see neither text nor author."""
    thread = control.submit()
    comment = control.comment(thread, "an insult", author="bob")
    control.act(comment, "remove", by="mod_ada")
    place = "HeatedDebate"
    assert names(reddit.subreddit(place).comments()) == [comment]
    assert names(praw_as(sim, "carol").subreddit(place).comments()) == []
    assert names(praw_as(sim, "bob").subreddit(place).comments()) == [comment]
    mine = next(iter(reddit.info(fullnames=[comment])))
    theirs = next(iter(praw_as(sim, "carol").info(fullnames=[comment])))
    assert (mine.body, mine.removed, mine.banned_by) == ("an insult", True, "mod_ada")
    assert (theirs.body, theirs.author) == ("[removed]", None)


def test_a_thing_may_become_visible_late(reddit: praw.Reddit, control: Control) -> None:
    """Listings leave it out until its time; then it stands at its date."""
    late = control.submit(visible_after_s=20)
    control.advance(5)
    new = control.submit()
    assert names(reddit.subreddit("HeatedDebate").new()) == [new]
    control.advance(20)
    assert names(reddit.subreddit("HeatedDebate").new()) == [new, late]


def test_ids_may_come_out_of_order(reddit: praw.Reddit, control: Control) -> None:
    """The dates never do."""
    control.order("POST", "faults", shuffle_ids=True)
    submit_many(control, 40)
    listed = list(reddit.subreddit("HeatedDebate").new(limit=40))
    ids = [int(one.id, 36) for one in listed]
    dates = [one.created_utc for one in listed]
    assert ids != sorted(ids, reverse=True)
    assert dates == sorted(dates, reverse=True)
    assert len(set(ids)) == 40
    assert max(ids) - min(ids) < 48
    control.clear_faults()
