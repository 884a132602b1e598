"""Reasons and messages for removals on the simulated Reddit."""

import json
from typing import Any

import praw
import prawcore
import pytest

from civilbot.simulator import Simulator
from tests.contract.clients import Raw, praw_as
from tests.control import Control


def test_removal_reasons_are_kept_and_given(
    reddit: praw.Reddit, control: Control, comment: str
) -> None:
    """A removal with a reason and a note carries both, and is logged twice."""
    reasons = reddit.subreddit("HeatedDebate").mod.removal_reasons
    reasons.add(title="Be kind", message="Please be kind.")
    (reason,) = reasons
    reddit.comment(comment[3:]).mod.remove(reason_id=reason.id, mod_note="a note")
    thing = control.thing(comment)
    assert thing["removal_reason_id"] == reason.id
    assert thing["removal_note"] == "a note"
    shown = reddit.comment(comment[3:])
    assert shown.mod_reason_title == "Be kind"
    assert shown.mod_note == "a note"
    assert [action for _, action, _ in control.logged()] == [
        "removecomment",
        "addremovalreason",
    ]


def test_removal_reasons_are_changed_and_dropped(reddit: praw.Reddit) -> None:
    """As PRAW does it."""
    place = reddit.subreddit("HeatedDebate")
    place.mod.removal_reasons.add(title="Be kind", message="Please.")
    (reason,) = place.mod.removal_reasons
    reason.update(title="Be kinder", message="Please do.")
    fresh = reddit.subreddit("HeatedDebate").mod.removal_reasons
    assert [(one.title, one.message) for one in fresh] == [("Be kinder", "Please do.")]
    reason.delete()
    assert list(reddit.subreddit("HeatedDebate").mod.removal_reasons) == []
    with pytest.raises(prawcore.exceptions.NotFound):
        reason.delete()
    with pytest.raises(prawcore.exceptions.NotFound):
        reason.update(title="x", message="y")


@pytest.mark.parametrize(
    ("form", "reason", "field"),
    [
        ({"title": "x" * 51, "message": "m"}, "TOO_LONG", "title"),
        ({"title": "", "message": "m"}, "NO_TEXT", "title"),
        ({"title": "t", "message": " "}, "NO_TEXT", "message"),
    ],
)
def test_a_bad_removal_reason_is_refused(
    sim: Simulator, form: dict[str, str], reason: str, field: str
) -> None:
    """With 400 and the field."""
    answer = Raw(sim).post("/api/v1/HeatedDebate/removal_reasons", **form)
    assert answer.status_code == 400
    assert (answer.json()["reason"], answer.json()["fields"]) == (reason, [field])


@pytest.mark.parametrize(
    ("change", "reason", "field"),
    [
        ({"item_ids": ["t1_zzz"]}, "INVALID_ID", "item_ids"),
        ({"item_ids": "t1_zzz"}, "INVALID_ID", "item_ids"),
        ({"mod_note": "x" * 251}, "TOO_LONG", "mod_note"),
        ({"reason_id": "unknown"}, "INVALID_ID", "reason_id"),
        ({"reason_id": {"id": "unknown"}}, "INVALID_ID", "reason_id"),
    ],
)
def test_a_reason_needs_a_removed_thing_and_a_known_reason(
    sim: Simulator,
    control: Control,
    comment: str,
    change: dict[str, Any],
    reason: str,
    field: str,
) -> None:
    """400 otherwise."""
    control.act(comment, "remove")
    data = {"item_ids": [comment], "mod_note": "", "reason_id": None, **change}
    path = "/api/v1/modactions/removal_reasons"
    answer = Raw(sim).post(path, json=json.dumps(data))
    assert answer.status_code == 400
    assert (answer.json()["reason"], answer.json()["fields"]) == (reason, [field])


@pytest.mark.parametrize("text", ["{", "[]"])
def test_a_field_called_json_must_hold_an_object(sim: Simulator, text: str) -> None:
    """400 otherwise."""
    answer = Raw(sim).post("/api/v1/modactions/removal_reasons", json=text)
    assert answer.status_code == 400


def test_a_public_removal_message_is_a_pinned_comment(
    reddit: praw.Reddit, control: Control, thread: str, comment: str
) -> None:
    """By the moderator, or by the subreddit's own account; below a comment unpinned."""
    control.act(thread, "remove")
    control.act(comment, "remove")
    submission: Any = reddit.submission(thread[3:])
    public = submission.mod.send_removal_message(message="m", type="public")
    assert (str(public.author), public.stickied) == ("civilbot", True)
    assert public.distinguished == "moderator"
    team = reddit.comment(comment[3:]).mod.send_removal_message(
        message="m", type="public_as_subreddit"
    )
    assert team is not None
    assert (str(team.author), team.parent_id) == ("HeatedDebate-ModTeam", comment)
    assert control.thing(team.fullname)["stickied"] is False


@pytest.mark.parametrize(
    ("type_", "hidden"), [("private", True), ("private_exposed", False)]
)
def test_a_private_removal_message_is_moderator_mail(
    sim: Simulator,
    reddit: praw.Reddit,
    control: Control,
    comment: str,
    type_: str,
    hidden: bool,  # noqa: FBT001 - a parameter of the test
) -> None:
    """With or without the moderator's name; the author finds it in their inbox."""
    control.act(comment, "remove")
    sent = reddit.comment(comment[3:]).mod.send_removal_message(
        message="why", title="Removed", type=type_
    )
    assert sent is None
    (conversation,) = control.state()["modmail"]
    assert (conversation["subject"], conversation["participant"]) == ("Removed", "bob")
    assert conversation["messages"][0]["is_author_hidden"] is hidden
    message: Any = next(iter(praw_as(sim, "bob").inbox.messages()))
    assert (message.author is None) is hidden


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"title": "x" * 51}, "TOO_LONG"),
        ({"message": ""}, "NO_TEXT"),
        ({"type": "shout"}, "INVALID_OPTION"),
    ],
)
def test_a_bad_removal_message_is_refused(
    sim: Simulator, control: Control, comment: str, change: dict[str, str], reason: str
) -> None:
    """With 400, and nothing is sent."""
    control.act(comment, "remove")
    data = {"item_id": [comment], "message": "m", "title": "t", "type": "private"}
    answer = Raw(sim).post(
        "/api/v1/modactions/removal_comment_message",
        json=json.dumps({**data, **change}),
    )
    assert (answer.status_code, answer.json()["reason"]) == (400, reason)
    assert control.state()["modmail"] == []


def test_only_what_is_removed_gets_a_removal_message(
    reddit: praw.Reddit, comment: str
) -> None:
    """PRAW documents INVALID_ID for it."""
    with pytest.raises(praw.exceptions.RedditAPIException) as caught:
        reddit.comment(comment[3:]).mod.send_removal_message(message="m")
    assert caught.value.items[0].error_type == "INVALID_ID"


def test_a_removed_thing_whose_author_is_gone_gets_no_mail(
    reddit: praw.Reddit, control: Control, comment: str
) -> None:
    """There is nobody to write to."""
    control.act(comment, "remove")
    control.order("POST", "users", name="bob", deleted=True)
    reddit.comment(comment[3:]).mod.send_removal_message(message="m", type="private")
    assert control.state()["modmail"] == []
