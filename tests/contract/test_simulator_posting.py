"""Writing on the simulated Reddit: what is accepted, what refused, in which words."""

from typing import Any

import praw
import pytest

from civilbot.simulator import Simulator
from tests.contract.clients import Raw, error_codes, praw_as, praw_at
from tests.control import Control


@pytest.fixture
def thread(control: Control) -> str:
    """A thread by alice in HeatedDebate."""
    return control.submit(title="A heated thread", author="alice")


def comment_as(sim: Simulator, user: str, parent: str, text: str = "words") -> Any:
    """Comment; gives the codes of the errors, or the HTTP status of a refusal."""
    answer = Raw(sim, user).post("/api/comment", thing_id=parent, text=text)
    return error_codes(answer) if answer.status_code == 200 else answer.status_code


def test_a_reply_stands_below_its_parent(
    reddit: praw.Reddit, control: Control, thread: str
) -> None:
    """PRAW gets the new comment back, and the world has it."""
    parent = control.comment(thread)
    reply = reddit.comment(parent[3:]).reply("a reply")
    assert reply is not None
    assert (reply.body, reply.parent_id, reply.link_id) == ("a reply", parent, thread)
    assert control.thing(parent)["replies"] == [reply.fullname]
    assert control.thing(reply.fullname)["author"] == "civilbot"


def test_a_submission_is_posted(reddit: praw.Reddit, control: Control) -> None:
    """As text or as a link."""
    place = reddit.subreddit("QuietCorner")
    text: Any = place.submit("A text", selftext="words", nsfw=True)
    link: Any = place.submit("A link", url="https://example.org/x")
    assert control.thing(text.fullname)["selftext"] == "words"
    assert control.thing(text.fullname)["over_18"] is True
    assert control.thing(link.fullname)["url"] == "https://example.org/x"
    assert link.domain == "example.org"
    assert text.permalink.startswith(f"/r/QuietCorner/comments/{text.id}/a_text/")


@pytest.mark.parametrize(
    ("form", "code"),
    [
        ({"sr": "nowhere"}, "SUBREDDIT_NOEXIST"),
        ({"sr": "Restricted"}, "SUBREDDIT_NOTALLOWED"),
        ({"title": " "}, "NO_TEXT"),
        ({"title": "x" * 301}, "TOO_LONG"),
        ({"kind": "link"}, "NO_URL"),
        ({"kind": "link", "url": "javascript:x"}, "BAD_URL"),
    ],
)
def test_a_submission_is_refused_with_a_reason(
    sim: Simulator, control: Control, form: dict[str, str], code: str
) -> None:
    """Each refusal has Reddit's code, and nothing is posted."""
    control.order(
        "POST", "subreddits", name="Restricted", type="restricted", moderators=["zoe"]
    )
    wanted = {"sr": "HeatedDebate", "title": "t", "kind": "self", **form}
    answer = Raw(sim).post("/api/submit", **wanted)
    assert error_codes(answer) == [code]
    assert control.state()["things"] == []


def test_who_is_approved_may_post_in_a_restricted_subreddit(
    sim: Simulator, control: Control
) -> None:
    """Others read only."""
    control.order(
        "POST",
        "subreddits",
        name="Restricted",
        type="restricted",
        moderators=["zoe"],
        approved=["carol"],
    )
    form = {"sr": "Restricted", "title": "t", "kind": "self"}
    assert error_codes(Raw(sim, "carol").post("/api/submit", **form)) == []
    assert error_codes(Raw(sim, "zoe").post("/api/submit", **form)) == []
    assert error_codes(Raw(sim, "dave").post("/api/submit", **form)) == [
        "SUBREDDIT_NOTALLOWED"
    ]


def test_an_application_alone_cannot_comment(sim: Simulator, thread: str) -> None:
    """Somebody must be logged in."""
    reddit = praw_at(sim, username=None, password=None)
    with pytest.raises(praw.exceptions.RedditAPIException) as caught:
        reddit.submission(thread[3:]).reply("words")
    assert caught.value.items[0].error_type == "USER_REQUIRED"


def test_an_unknown_parent_is_forbidden(sim: Simulator) -> None:
    """Reddit answers 403, not 404."""
    assert comment_as(sim, "carol", "t1_zzz") == 403


def test_somebody_blocked_cannot_reply(
    sim: Simulator, control: Control, thread: str
) -> None:
    """This is looked at before everything else."""
    control.order("POST", "users", name="alice", blocked=["carol"])
    control.act(thread, "lock")
    assert comment_as(sim, "carol", thread) == ["USER_BLOCKED"]


def test_an_archived_thread_is_too_old(
    sim: Simulator, control: Control, thread: str
) -> None:
    """For moderators, too."""
    comment = control.comment(thread)
    control.act(comment, "archive")
    assert comment_as(sim, "carol", comment) == ["TOO_OLD"]
    assert comment_as(sim, "", thread) == ["TOO_OLD"]


def test_a_locked_thread_takes_comments_from_moderators_only(
    sim: Simulator, control: Control, thread: str
) -> None:
    """The bot moderates here; carol does not."""
    comment = control.comment(thread)
    control.act(thread, "lock")
    assert comment_as(sim, "carol", comment) == ["THREAD_LOCKED"]
    assert comment_as(sim, "", comment) == []
    control.act(thread, "unlock")
    control.act(comment, "lock")
    assert comment_as(sim, "carol", comment) == ["THREAD_LOCKED"]
    assert comment_as(sim, "carol", thread) == []


def test_what_is_deleted_takes_no_replies(
    sim: Simulator, control: Control, thread: str
) -> None:
    """Nor what is removed, except from moderators."""
    deleted, removed = control.comment(thread), control.comment(thread)
    control.act(deleted, "delete")
    control.act(removed, "remove")
    assert comment_as(sim, "", deleted) == ["DELETED_COMMENT"]
    assert comment_as(sim, "carol", removed) == ["DELETED_COMMENT"]
    assert comment_as(sim, "", removed) == []
    control.act(thread, "delete")
    assert comment_as(sim, "", thread) == ["DELETED_LINK"]


def test_who_is_banned_is_forbidden(
    sim: Simulator, reddit: praw.Reddit, control: Control, thread: str
) -> None:
    """403 for a comment, as in a private subreddit, and an error for a submission."""
    Raw(sim, "carol")
    reddit.subreddit("HeatedDebate").banned.add("carol", ban_reason="rude")
    assert comment_as(sim, "carol", thread) == 403
    form = {"sr": "HeatedDebate", "title": "t", "kind": "self"}
    refused = Raw(sim, "carol").post("/api/submit", **form)
    assert error_codes(refused) == ["SUBREDDIT_NOTALLOWED"]
    control.order("POST", "subreddits", name="Hidden", type="private", moderators=[])
    assert comment_as(sim, "dave", control.submit("Hidden")) == 403


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("", ["NO_TEXT"]),
        ("  \n", ["NO_TEXT"]),
        ("x" * 10_000, []),
        ("x" * 10_001, ["TOO_LONG"]),
    ],
)
def test_a_comment_has_a_length(
    sim: Simulator, thread: str, text: str, codes: list[str]
) -> None:
    """One to ten thousand characters."""
    assert comment_as(sim, "carol", thread, text) == codes


def test_people_wait_between_comments_where_that_is_set(
    sim: Simulator, control: Control, thread: str
) -> None:
    """The answer says for how long; moderators need not wait."""
    control.settings(comment_cooldown_s=540)
    assert comment_as(sim, "carol", thread) == []
    answer = Raw(sim, "carol").post("/api/comment", thing_id=thread, text="again")
    (row,) = answer.json()["json"]["errors"]
    assert row[:2] == ["RATELIMIT", "Take a break for 9 minutes before trying again."]
    assert 530 < answer.json()["json"]["ratelimit"] <= 540
    assert comment_as(sim, "", thread) == []
    assert comment_as(sim, "", thread) == []
    control.advance(535)
    answer = Raw(sim, "carol").post("/api/comment", thing_id=thread, text="again")
    assert "second" in answer.json()["json"]["errors"][0][1]
    control.advance(6)
    assert comment_as(sim, "carol", thread) == []


def test_an_author_edits_their_own_words(
    reddit: praw.Reddit, control: Control, thread: str
) -> None:
    """The edit is dated; a second one later."""
    reply = reddit.submission(thread[3:]).reply("first")
    assert reply is not None
    assert reply.edited is False
    changed: Any = reply.edit("second")
    assert (changed.body, control.thing(reply.fullname)["body"]) == ("second",) * 2
    first_edit = changed.edited
    control.advance(60)
    changed.edit("third")
    assert control.thing(reply.fullname)["edited"] >= first_edit + 60


def test_nobody_edits_others_words(
    sim: Simulator, control: Control, thread: str
) -> None:
    """Not even moderators."""
    raw = Raw(sim)
    answer = raw.post("/api/editusertext", thing_id=thread, text="mine")
    assert error_codes(answer) == ["NOT_AUTHOR"]
    answer = raw.post("/api/editusertext", thing_id="t1_zzz", text="mine")
    assert error_codes(answer) == ["NO_THING_ID"]
    assert control.thing(thread)["selftext"] == ""


def test_an_author_deletes_their_own_thing(
    reddit: praw.Reddit, control: Control, thread: str
) -> None:
    """Author and text are gone; deleting others' things does nothing."""
    reply = reddit.submission(thread[3:]).reply("regretted")
    assert reply is not None
    reply.delete()
    reply.delete()
    reddit.submission(thread[3:]).delete()
    gone = control.thing(reply.fullname)
    assert (gone["deleted"], gone["author"], gone["body"]) == (True, None, "[deleted]")
    assert control.thing(thread)["deleted"] is False


def test_a_deleted_text_post_loses_its_text_and_a_link_its_author(
    control: Control,
) -> None:
    """The link itself stays."""
    text = control.submit(selftext="words")
    link = control.submit(url="https://example.org/")
    assert control.act(text, "delete")["selftext"] == "[deleted]"
    assert control.act(text, "delete")["deleted"] is True
    gone = control.act(link, "delete")
    assert (gone["author"], gone["url"]) == (None, "https://example.org/")


def test_a_report_is_kept_once_per_account(
    sim: Simulator, reddit: praw.Reddit, control: Control, thread: str
) -> None:
    """Moderators' reports stand apart from readers'."""
    carol: Any = praw_as(sim, "carol").submission(thread[3:])
    carol.report("rude")
    carol.report("rude again")
    praw_as(sim, "dave").submission(thread[3:]).report("rude")
    reddit.submission(thread[3:]).report("civilbot: inflammatory")
    shown = reddit.submission(thread[3:])
    assert [row[:2] for row in shown.user_reports] == [["rude", 2]]
    assert shown.mod_reports == [["civilbot: inflammatory", "civilbot"]]
    assert [one["by"] for one in control.thing(thread)["reports"]] == [
        "carol",
        "dave",
        "civilbot",
    ]


def test_a_reason_has_at_most_a_hundred_characters(
    sim: Simulator, control: Control, thread: str
) -> None:
    """A longer one is refused."""
    raw = Raw(sim)
    answer = raw.post("/api/report", id=thread, reason="x" * 101)
    assert error_codes(answer) == ["TOO_LONG"]
    assert control.thing(thread)["reports"] == []
    assert error_codes(raw.post("/api/report", id=thread, reason="x" * 100)) == []


def test_reports_on_what_is_gone_or_settled_are_quietly_ignored(
    sim: Simulator, control: Control, thread: str
) -> None:
    """Deleted, unknown, or approved with reports ignored: OK, and nothing happens."""
    deleted, settled = control.comment(thread), control.comment(thread)
    control.act(deleted, "delete")
    control.act(settled, "approve")
    control.act(settled, "ignore_reports")
    raw = Raw(sim)
    for name in (deleted, settled, "t1_zzz"):
        assert error_codes(raw.post("/api/report", id=name, reason="x")) == []
    assert control.thing(deleted)["reports"] == []
    assert control.thing(settled)["reports"] == []


def test_an_approval_settles_reports_and_new_ones_count_again(
    reddit: praw.Reddit, control: Control, thread: str
) -> None:
    """Old reports stay known as dismissed."""
    control.act(thread, "report", by="carol", reason="old")
    control.act(thread, "approve", by="mod_ada")
    assert reddit.submission(thread[3:]).user_reports == []
    control.act(thread, "report", by="dave", reason="new")
    shown = reddit.submission(thread[3:])
    assert [row[0] for row in shown.user_reports] == ["new"]
    assert [row[0] for row in shown.user_reports_dismissed] == ["old"]


def test_links_of_comments_and_their_threads_agree(
    reddit: praw.Reddit, control: Control, thread: str
) -> None:
    """num_comments counts, permalinks nest."""
    comment = control.comment(thread)
    shown: Any = reddit.submission(thread[3:])
    assert shown.num_comments == 1
    below: Any = reddit.comment(comment[3:])
    assert below.permalink == f"{shown.permalink}{below.id}/"
    assert below.submission == shown
