"""Accounts and subreddits of the simulated Reddit, and things by name."""

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


def test_info_keeps_the_order_and_leaves_out_what_is_unknown(
    reddit: praw.Reddit, control: Control
) -> None:
    """Names nobody has are silently absent."""
    thread = control.submit()
    comment = control.comment(thread)
    place = next(iter(reddit.info(subreddits=["HeatedDebate"]))).fullname
    asked = [comment, "t1_zzzzzz", thread, place, "t5_zzzz"]
    assert names(reddit.info(fullnames=asked)) == [comment, thread, place]


def test_info_shows_a_hundred_things_at_most(sim: Simulator, control: Control) -> None:
    """More names are not looked at."""
    made = submit_many(control, 101)
    answer = Raw(sim).get("/api/info", id=",".join(made)).json()["data"]
    assert [child["data"]["name"] for child in answer["children"]] == made[:100]


def test_info_finds_subreddits_by_name(reddit: praw.Reddit, control: Control) -> None:
    """Private, banned and unknown ones are absent."""
    control.order("POST", "subreddits", name="Hidden", type="private", moderators=[])
    control.order("POST", "subreddits", name="Gone", banned=True)
    asked = ["QuietCorner", "Hidden", "Gone", "nowhere", "heateddebate"]
    found = [one.display_name for one in reddit.info(subreddits=asked)]
    assert found == ["QuietCorner", "HeatedDebate"]


def test_private_things_are_not_found_by_name(
    reddit: praw.Reddit, control: Control
) -> None:
    """What is in a private subreddit is absent, too."""
    control.order("POST", "subreddits", name="Hidden", type="private", moderators=[])
    name = control.submit("Hidden")
    assert names(reddit.info(fullnames=[name])) == []
    with pytest.raises(prawcore.exceptions.Forbidden):
        _ = reddit.submission(name[3:]).title


def test_subreddits_that_cannot_be_read_say_why(
    sim: Simulator, control: Control
) -> None:
    """Missing: to the search; private: 403; banned: 404."""
    control.order("POST", "subreddits", name="Hidden", type="private", moderators=[])
    control.order("POST", "subreddits", name="Gone", banned=True)
    raw = Raw(sim)
    missing = raw.get("/r/nowhere/about")
    assert missing.status_code == 302
    assert missing.headers["Location"].startswith("/subreddits/search")
    assert raw.get("/subreddits/search", q="nowhere").json()["data"]["children"] == []
    hidden, gone = raw.get("/r/Hidden/about"), raw.get("/r/Gone/about")
    assert (hidden.status_code, hidden.json()["reason"]) == (403, "private")
    assert (gone.status_code, gone.json()["reason"]) == (404, "banned")


def test_praw_is_redirected_from_a_missing_subreddit(reddit: praw.Reddit) -> None:
    """PRAW says to where."""
    with pytest.raises(prawcore.exceptions.Redirect) as caught:
        _ = reddit.subreddit("nowhere").subscribers
    assert caught.value.path.startswith("/subreddits/search")


def test_a_users_pages_show_what_they_wrote(
    reddit: praw.Reddit, control: Control
) -> None:
    """Comments, submissions, both; nothing that was deleted."""
    thread = control.submit(author="alice")
    comment = control.comment(thread, author="alice")
    control.act(control.comment(thread, author="alice"), "delete")
    alice = reddit.redditor("alice")
    assert names(alice.comments.new()) == [comment]
    assert names(alice.submissions.new()) == [thread]
    assert names(alice.overview.new()) == [comment, thread]
    assert alice.created_utc > 0


def test_a_users_page_hides_what_the_viewer_may_not_see(
    sim: Simulator, reddit: praw.Reddit, control: Control
) -> None:
    """Removed things, and those in private subreddits, unless one moderates there."""
    control.order("POST", "subreddits", name="Hidden", type="private")
    hidden = control.submit("Hidden", author="alice")
    removed = control.submit(author="alice")
    control.act(removed, "remove")
    written = names(reddit.redditor("alice").submissions.new())
    assert written == [removed, hidden]
    assert names(praw_as(sim, "carol").redditor("alice").submissions.new()) == []
    assert len(names(praw_as(sim, "alice").redditor("alice").submissions.new())) == 1


def test_accounts_that_are_gone_are_not_found(sim: Simulator, control: Control) -> None:
    """A deleted account leaves its words; a suspended one shows only that."""
    thread = control.submit(author="alice", selftext="words")
    control.order("POST", "users", name="alice", deleted=True)
    control.order("POST", "users", name="bob", suspended=True)
    other = control.submit(author="zoe", selftext="words")
    control.order("POST", "users", name="zoe", deleted=True)
    assert control.act(other, "delete")["selftext"] == "[deleted]"
    raw = Raw(sim)
    assert raw.get("/user/nobody_at_all/about").status_code == 404
    assert raw.get("/user/alice/about").status_code == 404
    assert raw.get("/user/bob/about").json()["data"]["is_suspended"] is True
    assert raw.get("/user/bob/comments").status_code == 404
    kept = raw.get("/api/info", id=thread).json()["data"]["children"][0]["data"]
    assert (kept["author"], kept["selftext"]) == ("[deleted]", "words")


def test_my_subreddits_come_with_my_permissions(
    reddit: praw.Reddit, control: Control
) -> None:
    """And so do anybody's moderated subreddits."""
    control.order("POST", "subreddits", name="Elsewhere", moderators=["zoe"])
    me = reddit.user
    mine = list(me.moderator_subreddits(limit=None))
    assert [one.display_name for one in mine] == ["HeatedDebate", "QuietCorner"]
    assert mine[0].mod_permissions == ["all"]
    theirs = reddit.redditor("zoe").moderated()
    assert [one.display_name for one in theirs] == ["Elsewhere"]


def test_moderators_are_listed_with_their_permissions(
    reddit: praw.Reddit, control: Control
) -> None:
    """All of them, or the one asked for."""
    control.order(
        "POST",
        "subreddits/HeatedDebate/moderators",
        name="helper",
        permissions=["posts", "mail"],
    )
    place = reddit.subreddit("HeatedDebate")
    assert [str(one) for one in place.moderator()] == ["civilbot", "mod_ada", "helper"]
    (helper,) = place.moderator(redditor="helper")
    assert helper.mod_permissions == ["posts", "mail"]


def test_text_is_escaped_unless_raw_json_is_asked_for(
    sim: Simulator, control: Control
) -> None:
    """Reddit escapes by default; PRAW asks it not to."""
    name = control.submit(title="a < b & c")
    raw = Raw(sim)
    plain = raw.send("GET", f"/api/info?id={name}").json()["data"]["children"][0]
    assert plain["data"]["title"] == "a &lt; b &amp; c"
    asked = raw.get("/api/info", id=name).json()["data"]["children"][0]
    assert asked["data"]["title"] == "a < b & c"


def test_unknown_addresses_are_not_found(sim: Simulator) -> None:
    """And known ones refuse other methods."""
    raw = Raw(sim)
    assert raw.get("/api/does_not_exist").status_code == 404
    assert raw.get("/api/comment").status_code == 405
    assert raw.get("/").status_code == 404
    assert raw.get("/new").status_code == 200
