"""Moderators' queues and their log on the simulated Reddit."""

from typing import Any

import praw
import pytest

from civilbot.simulator import Simulator
from tests.contract.clients import Raw
from tests.control import Control


def names(listing: Any) -> list[str]:
    """The full names in a listing, in order."""
    return [thing.fullname for thing in listing]


def test_the_queue_holds_what_is_reported_and_what_was_filtered(
    reddit: praw.Reddit, control: Control
) -> None:
    """Removing, approving or deleting a thing takes it out."""
    thread = control.submit(created_utc=1_700_000_000)
    reported = control.comment(thread, created_utc=1_700_000_001)
    filtered = control.comment(thread, filtered=True, created_utc=1_700_000_002)
    control.comment(thread)
    control.act(reported, "report", by="carol", reason="rude")
    control.act(thread, "report", by="carol", reason="rude")
    mod = reddit.subreddit("mod").mod
    assert names(mod.modqueue()) == [filtered, reported, thread]
    assert names(mod.modqueue(only="comments")) == [filtered, reported]
    assert names(mod.reports(only="submissions")) == [thread]
    assert names(mod.spam()) == [filtered]
    control.act(filtered, "approve", by="mod_ada")
    control.act(reported, "remove", by="mod_ada")
    control.act(thread, "delete")
    assert names(mod.modqueue()) == []
    assert names(mod.spam()) == [reported]


def test_edited_things_are_listed_by_the_time_of_their_edit(
    reddit: praw.Reddit, control: Control
) -> None:
    """The last edited comes first, again after a second edit."""
    thread = control.submit()
    first, second = control.comment(thread), control.comment(thread)
    control.act(first, "edit", body="changed")
    control.advance(10)
    control.act(second, "edit", body="changed")
    edited = reddit.subreddit("HeatedDebate").mod.edited
    assert names(edited()) == [second, first]
    control.advance(10)
    control.act(first, "edit", body="changed again")
    again = list(edited())
    assert names(again) == [first, second]
    assert again[0].edited > again[1].edited


def test_unmoderated_submissions_are_those_nobody_decided_on(
    reddit: praw.Reddit, control: Control
) -> None:
    """Approved and removed ones are gone from the list."""
    left, approved, removed = (control.submit() for _ in range(3))
    control.act(approved, "approve")
    control.act(removed, "remove")
    assert names(reddit.subreddit("HeatedDebate").mod.unmoderated()) == [left]


@pytest.mark.parametrize(
    "path",
    ["modqueue", "reports", "spam", "edited", "unmoderated", "log"],
)
def test_moderators_lists_are_closed_to_others(
    sim: Simulator, control: Control, path: str
) -> None:
    """403 without the right; in a+b it is needed everywhere."""
    control.order("POST", "subreddits", name="Elsewhere", moderators=["zoe"])
    assert Raw(sim, "carol").get(f"/r/HeatedDebate/about/{path}").status_code == 403
    raw = Raw(sim)
    assert raw.get(f"/r/HeatedDebate+Elsewhere/about/{path}").status_code == 403
    assert raw.get(f"/r/HeatedDebate+QuietCorner/about/{path}").status_code == 200


def test_a_moderator_without_the_posts_permission_has_no_queue(
    sim: Simulator, control: Control
) -> None:
    """In r/mod such subreddits are left out."""
    control.order(
        "POST",
        "subreddits/HeatedDebate/moderators",
        name="civilbot",
        permissions=["wiki"],
    )
    for place in ("HeatedDebate", "QuietCorner"):
        name = control.submit(place)
        control.act(name, "report", by="carol")
    raw = Raw(sim)
    assert raw.get("/r/HeatedDebate/about/modqueue").status_code == 403
    assert len(raw.get("/r/mod/about/modqueue").json()["data"]["children"]) == 1


def test_the_log_can_be_filtered_and_paged(
    reddit: praw.Reddit, control: Control
) -> None:
    """By action and by moderator, newest first."""
    thread = control.submit()
    control.act(thread, "lock", by="mod_ada")
    control.act(thread, "unlock", by="mod_ada")
    control.act(thread, "remove", by="civilbot")
    mod = reddit.subreddit("mod").mod
    assert [one.action for one in mod.log()] == ["removelink", "unlock", "lock"]
    assert [one.action for one in mod.log(mod="mod_ada")] == ["unlock", "lock"]
    removal = next(iter(mod.log(action="removelink")))
    assert (removal.target_fullname, str(removal.mod)) == (thread, "civilbot")
    assert removal.id.startswith("ModAction_")
    newest = next(iter(mod.log(limit=1)))
    elsewhere = control.submit("QuietCorner")
    control.act(elsewhere, "lock")
    assert len(list(reddit.subreddit("HeatedDebate").mod.log())) == 3
    rest = mod.log(params={"after": newest.id})
    assert [one.action for one in rest] == ["unlock", "lock"]
