"""Moderating the simulated Reddit: each deed, its mark, its log entry, its limits."""

from typing import Any

import praw
import prawcore
import pytest

from civilbot.simulator import Simulator
from tests.contract.clients import Raw, error_codes, praw_as
from tests.control import Control


def test_a_removal_is_marked_and_logged_once(
    reddit: praw.Reddit, control: Control, comment: str
) -> None:
    """A second removal changes nothing."""
    reddit.comment(comment[3:]).mod.remove()
    reddit.comment(comment[3:]).mod.remove()
    thing = control.thing(comment)
    assert (thing["removed"], thing["spam"]) == (True, False)
    assert thing["removed_by"] == "civilbot"
    assert control.logged() == [("civilbot", "removecomment", comment)]
    entry = control.state()["mod_log"][0]
    assert (entry["target_author"], entry["target_body"]) == ("bob", "words")
    assert entry["target_title"] == "A heated thread"


def test_spam_is_a_removal_of_its_own(
    reddit: praw.Reddit, control: Control, thread: str
) -> None:
    """Removed is then false and spam true, as in Reddit's own answers."""
    reddit.submission(thread[3:]).mod.remove(spam=True)
    shown = reddit.submission(thread[3:])
    assert (shown.removed, shown.spam, shown.banned_by) == (False, True, "civilbot")
    assert control.logged() == [("civilbot", "spamlink", thread)]


def test_an_approval_takes_a_removal_back(
    reddit: praw.Reddit, control: Control, comment: str
) -> None:
    """Approving again is not logged again, unless there were new reports."""
    control.act(comment, "remove", by="mod_ada")
    reddit.comment(comment[3:]).mod.approve()
    reddit.comment(comment[3:]).mod.approve()
    shown = reddit.comment(comment[3:])
    assert (shown.removed, shown.approved, shown.approved_by) == (
        False,
        True,
        "civilbot",
    )
    control.act(comment, "report", by="carol")
    reddit.comment(comment[3:]).mod.approve()
    assert [action for _, action, _ in control.logged()] == [
        "removecomment",
        "approvecomment",
        "approvecomment",
    ]


def test_what_is_deleted_is_not_moderated(
    reddit: praw.Reddit, control: Control, comment: str
) -> None:
    """Removing and approving it are accepted, and do nothing."""
    control.act(comment, "delete")
    reddit.comment(comment[3:]).mod.remove()
    reddit.comment(comment[3:]).mod.approve()
    assert control.logged() == []


@pytest.mark.parametrize("kind", ["thread", "comment"])
def test_locking_and_unlocking(
    reddit: praw.Reddit, control: Control, thread: str, comment: str, kind: str
) -> None:
    """Submissions and comments alike, logged when something changed."""
    name = thread if kind == "thread" else comment
    thing: Any = (
        reddit.submission(name[3:]) if kind == "thread" else reddit.comment(name[3:])
    )
    thing.mod.lock()
    thing.mod.lock()
    assert control.thing(name)["locked"] is True
    thing.mod.unlock()
    assert control.thing(name)["locked"] is False
    assert control.logged() == [
        ("civilbot", "lock", name),
        ("civilbot", "unlock", name),
    ]


def test_ignoring_reports_hides_a_thing_from_the_queue(
    reddit: praw.Reddit, control: Control, comment: str
) -> None:
    """Until reports are listened to again."""
    control.act(comment, "report", by="carol")
    mod = reddit.subreddit("HeatedDebate").mod
    reddit.comment(comment[3:]).mod.ignore_reports()
    reddit.comment(comment[3:]).mod.ignore_reports()
    assert list(mod.modqueue()) == []
    reddit.comment(comment[3:]).mod.unignore_reports()
    assert [one.fullname for one in mod.modqueue()] == [comment]
    assert [action for _, action, _ in control.logged()] == [
        "ignorereports",
        "unignorereports",
    ]


def test_a_distinguished_reply_can_be_pinned(
    reddit: praw.Reddit, control: Control, thread: str
) -> None:
    """Only one comment of a thread is pinned at a time."""
    first: Any = reddit.submission(thread[3:]).reply("first")
    second: Any = reddit.submission(thread[3:]).reply("second")
    first.mod.distinguish(sticky=True)
    second.mod.distinguish(sticky=True)
    assert control.thing(first.fullname)["stickied"] is False
    pinned = control.thing(second.fullname)
    assert (pinned["stickied"], pinned["distinguished"]) == (True, "moderator")
    second.mod.undistinguish()
    plain = control.thing(second.fullname)
    assert (plain["stickied"], plain["distinguished"]) == (False, None)
    assert [action for _, action, _ in control.logged()] == [
        "distinguish",
        "sticky",
        "distinguish",
        "sticky",
        "distinguish",
        "unsticky",
    ]


def test_a_submission_of_ones_own_can_be_distinguished(
    reddit: praw.Reddit, control: Control
) -> None:
    """It cannot be pinned this way."""
    name = control.submit(author="civilbot")
    reddit.submission(name[3:]).mod.distinguish()
    thing = control.thing(name)
    assert (thing["distinguished"], thing["stickied"]) == ("moderator", False)


def test_only_ones_own_words_are_distinguished(
    sim: Simulator, reddit: praw.Reddit, control: Control, comment: str
) -> None:
    """Others' are 403; a comment below another cannot be pinned."""
    with pytest.raises(prawcore.exceptions.Forbidden):
        reddit.comment(comment[3:]).mod.distinguish()
    reply: Any = reddit.comment(comment[3:]).reply("below")
    form = {"id": reply.fullname, "how": "yes", "sticky": "True"}
    answer = Raw(sim).post("/api/distinguish", **form)
    assert error_codes(answer) == ["COMMENT_NOT_STICKYABLE"]
    assert control.thing(reply.fullname)["distinguished"] is None


def test_submissions_are_pinned_in_two_slots(
    sim: Simulator, reddit: praw.Reddit, control: Control
) -> None:
    """The third takes the last slot; pinning what is pinned is a conflict."""
    made = [control.submit(title=f"T{n}") for n in range(3)]
    for name in made:
        reddit.submission(name[3:]).mod.sticky()
    assert [control.thing(name)["stickied"] for name in made] == [True, False, True]
    again = Raw(sim).post("/api/set_subreddit_sticky", id=made[0], state="True")
    assert again.status_code == 409
    reddit.submission(made[0][3:]).mod.sticky(bottom=False, state=True)
    reddit.submission(made[0][3:]).mod.sticky(state=False)
    reddit.submission(made[0][3:]).mod.sticky(state=False)
    assert control.thing(made[0])["stickied"] is False
    assert (
        Raw(sim)
        .post("/api/set_subreddit_sticky", id=control.comment(made[0]), state="True")
        .status_code
        == 400
    )


def test_marks_on_a_submission(
    sim: Simulator, reddit: praw.Reddit, control: Control, thread: str
) -> None:
    """Nsfw and spoiler, by a moderator or the author."""
    submission: Any = reddit.submission(thread[3:])
    submission.mod.nsfw()
    submission.mod.nsfw()
    submission.mod.spoiler()
    assert control.thing(thread)["over_18"] is True
    assert control.thing(thread)["spoiler"] is True
    praw_as(sim, "alice").submission(thread[3:]).mod.sfw()
    submission.mod.unspoiler()
    assert control.thing(thread)["over_18"] is False
    assert [action for _, action, _ in control.logged()] == [
        "marknsfw",
        "spoiler",
        "unmarknsfw",
        "unspoiler",
    ]
    assert Raw(sim).post("/api/marknsfw", id="t3_zzz").status_code == 403
    assert Raw(sim, "carol").post("/api/marknsfw", id=thread).status_code == 403


def test_crowd_control_has_four_levels(
    sim: Simulator, reddit: praw.Reddit, thread: str
) -> None:
    """Anything else is refused."""
    reddit.submission(thread[3:]).mod.update_crowd_control_level(3)
    assert sim.world.things[thread].crowd_control_level == 3  # type: ignore[union-attr]
    answer = Raw(sim).post("/api/update_crowd_control_level", id=thread, level="9")
    assert error_codes(answer) == ["INVALID_OPTION"]


FORMS = [
    ("/api/remove", {"id": "COMMENT", "spam": "False"}),
    ("/api/approve", {"id": "COMMENT"}),
    ("/api/lock", {"id": "COMMENT"}),
    ("/api/unlock", {"id": "COMMENT"}),
    ("/api/ignore_reports", {"id": "COMMENT"}),
    ("/api/unignore_reports", {"id": "COMMENT"}),
    ("/api/distinguish", {"id": "COMMENT", "how": "yes"}),
    ("/api/set_subreddit_sticky", {"id": "COMMENT", "state": "True"}),
    (
        "/api/v1/modactions/removal_reasons",
        {"json": '{"item_ids":["COMMENT"],"mod_note":"x","reason_id":null}'},
    ),
    (
        "/api/v1/modactions/removal_comment_message",
        {"json": '{"item_id":["COMMENT"],"message":"m","title":"t","type":"public"}'},
    ),
    ("/r/HeatedDebate/api/friend", {"name": "bob", "type": "banned"}),
    ("/r/HeatedDebate/api/unfriend", {"name": "bob", "type": "banned"}),
    ("/r/HeatedDebate/api/flair", {"name": "bob", "text": "x"}),
    ("/r/HeatedDebate/api/flairtemplate_v2", {"text": "x"}),
    ("/r/HeatedDebate/api/wiki/edit", {"page": "x", "content": "y"}),
    ("/r/HeatedDebate/api/wiki/revert", {"page": "x", "revision": "y"}),
    ("/api/v1/HeatedDebate/removal_reasons", {"title": "t", "message": "m"}),
    ("/api/mod/notes", {"subreddit": "HeatedDebate", "user": "bob", "note": "x"}),
]


@pytest.mark.parametrize(("path", "form"), FORMS)
def test_moderators_deeds_are_closed_to_others(
    sim: Simulator, control: Control, comment: str, path: str, form: dict[str, str]
) -> None:
    """403 for a reader, and nothing happens."""
    filled = {key: text.replace("COMMENT", comment) for key, text in form.items()}
    assert Raw(sim, "carol").post(path, **filled).status_code == 403
    assert control.logged() == []


@pytest.mark.parametrize(("path", "form"), FORMS)
def test_moderators_deeds_need_the_right_permission(
    sim: Simulator, control: Control, comment: str, path: str, form: dict[str, str]
) -> None:
    """With the chat permission alone a moderator may only write notes."""
    control.order(
        "POST",
        "subreddits/HeatedDebate/moderators",
        name="civilbot",
        permissions=["chat_config"],
    )
    filled = {key: text.replace("COMMENT", comment) for key, text in form.items()}
    status = Raw(sim).post(path, **filled).status_code
    assert status == (200 if path == "/api/mod/notes" else 403)


@pytest.mark.parametrize("path", ["remove", "approve", "lock", "distinguish"])
def test_what_does_not_exist_cannot_be_moderated(sim: Simulator, path: str) -> None:
    """403, as for what one may not moderate."""
    assert Raw(sim).post(f"/api/{path}", id="t1_zzz").status_code == 403
