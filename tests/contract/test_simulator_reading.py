"""Reading the simulated Reddit: listings, single things, threads, queues, the log."""

import praw
import prawcore
import pytest

from civilbot.simulator import Simulator
from tests.contract.clients import Raw, praw_as
from tests.control import Control


def names(listing: object) -> list[str]:
    """The full names in a listing, in order."""
    return [thing.fullname for thing in listing]  # type: ignore[attr-defined]


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
    reddit: praw.Reddit, control: Control
) -> None:
    """Not the newest ones of all, but those next to the anchor."""
    made = submit_many(control, 6)
    listing = reddit.subreddit("HeatedDebate").new
    assert names(listing(limit=2, params={"before": made[4]})) == [made[2], made[3]]
    assert names(listing(limit=9, params={"before": made[2]})) == made[:2]
    assert names(listing(limit=9, params={"before": made[0]})) == []


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


def test_a_thread_is_a_tree(reddit: praw.Reddit, control: Control) -> None:
    """Replies stand below what they answer, oldest first, the pinned one on top."""
    thread = control.submit()
    first = control.comment(thread, "first")
    below = control.comment(first, "below")
    control.comment(thread, "second")
    pinned = reddit.submission(thread[3:]).reply("pinned")
    assert pinned is not None
    pinned.mod.distinguish(sticky=True)
    forest = reddit.submission(thread[3:]).comments
    assert [top.body for top in forest] == ["pinned", "first", "second"]
    assert forest[1].replies[0].fullname == below
    newest_first = reddit.submission(thread[3:])
    newest_first.comment_sort = "new"
    control.comment(below, "deeper")
    assert newest_first.comments.list()[-1].body == "deeper"
    assert newest_first.comments.list()[-1].depth == 2


def test_a_long_thread_ends_in_more(reddit: praw.Reddit, control: Control) -> None:
    """PRAW can fetch what was left out."""
    control.settings(comments_per_page=5)
    thread = control.submit()
    top = [control.comment(thread, f"top {n}") for n in range(8)]
    below = control.comment(top[6], "below")
    submission = reddit.submission(thread[3:])
    assert len(submission.comments) == 6
    assert submission.comments[5].count == 4
    assert submission.comments.replace_more(limit=None) == []
    assert {one.fullname for one in submission.comments.list()} == {*top, below}


def test_a_deep_thread_goes_on_elsewhere(reddit: praw.Reddit, control: Control) -> None:
    """Ten levels are shown; below, PRAW follows the link to go on."""
    thread = control.submit()
    chain = [control.comment(thread, "level 0")]
    for level in range(1, 13):
        chain.append(control.comment(chain[-1], f"level {level}"))
    submission = reddit.submission(thread[3:])
    assert len(submission.comments.list()) == 11
    submission.comments.replace_more(limit=None)
    assert [one.fullname for one in submission.comments.list()] == chain


def test_a_comment_is_shown_with_what_stands_above(
    sim: Simulator, reddit: praw.Reddit, control: Control
) -> None:
    """As much context as was asked for, and everything below."""
    thread = control.submit()
    top = control.comment(thread, "top")
    middle = control.comment(top, "middle")
    control.comment(middle, "sibling")
    low = control.comment(middle, "low")
    control.comment(low, "lowest")
    comment = reddit.comment(low[3:])
    comment.refresh()
    assert [reply.body for reply in comment.replies] == ["lowest"]
    raw = Raw(sim)
    path = f"/comments/{thread[3:]}/_/{low[3:]}"
    _, with_parent = raw.get(path, context=1).json()
    shown = with_parent["data"]["children"][0]["data"]
    assert shown["body"] == "middle"
    replies = shown["replies"]["data"]["children"]
    assert [one["data"]["body"] for one in replies] == ["low"]
    _, nothing = raw.get(f"/comments/{thread[3:]}/_/zzz").json()
    assert nothing["data"]["children"] == []
    assert raw.get("/comments/zzz").status_code == 404


@pytest.mark.parametrize("deed", ["delete", "remove"])
def test_gaps_in_a_tree_are_kept_only_above_something(
    sim: Simulator, control: Control, deed: str
) -> None:
    """A gone comment without replies disappears, one with replies leaves a mark."""
    thread = control.submit()
    above, alone = control.comment(thread), control.comment(thread)
    below = control.comment(above)
    late = control.comment(thread, visible_after_s=99)
    control.act(above, deed)
    control.act(alone, deed)
    _, tree = Raw(sim, "carol").get(f"/r/HeatedDebate/comments/{thread[3:]}").json()
    rows = [child["data"] for child in tree["data"]["children"]]
    assert [row["name"] for row in rows] == [above]
    assert rows[0]["body"] == f"[{deed}d]"
    assert rows[0]["author"] == "[deleted]"
    assert rows[0]["replies"]["data"]["children"][0]["data"]["name"] == below
    assert late not in str(tree)


def test_the_limit_of_a_thread_is_respected(sim: Simulator, control: Control) -> None:
    """Limit and depth cut the tree where they say."""
    thread = control.submit()
    top = control.comment(thread)
    control.comment(top)
    control.comment(thread)
    raw = Raw(sim)
    _, short = raw.get(f"/comments/{thread[3:]}", limit=1).json()
    kinds = [child["kind"] for child in short["data"]["children"]]
    assert kinds == ["t1", "more"]
    _, flat = raw.get(f"/comments/{thread[3:]}/title", depth=1).json()
    replies = flat["data"]["children"][0]["data"]["replies"]
    assert [one["kind"] for one in replies["data"]["children"]] == ["more"]


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
    rest = mod.log(params={"after": newest.id})
    assert [one.action for one in rest] == ["unlock", "lock"]


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


def test_accounts_that_are_gone_are_not_found(sim: Simulator, control: Control) -> None:
    """A deleted account leaves its words; a suspended one shows only that."""
    thread = control.submit(author="alice", selftext="words")
    control.order("POST", "users", name="alice", deleted=True)
    control.order("POST", "users", name="bob", suspended=True)
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
