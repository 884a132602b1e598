"""Moderating the simulated Reddit: each deed, its mark, its log entry, its limits."""

import json
from typing import Any

import praw
import prawcore
import pytest

from civilbot.simulator import Simulator
from tests.contract.clients import Raw, error_codes, praw_as
from tests.control import Control


@pytest.fixture
def thread(control: Control) -> str:
    """A thread by alice in HeatedDebate."""
    return control.submit(title="A heated thread", author="alice")


@pytest.fixture
def comment(control: Control, thread: str) -> str:
    """A comment by bob in that thread."""
    return control.comment(thread, "words", author="bob")


def logged(control: Control) -> list[tuple[str, str, str | None]]:
    """The log: who did what to which thing."""
    return [
        (entry["mod"], entry["action"], entry["target_fullname"])
        for entry in control.state()["mod_log"]
    ]


def test_a_removal_is_marked_and_logged_once(
    reddit: praw.Reddit, control: Control, comment: str
) -> None:
    """A second removal changes nothing."""
    reddit.comment(comment[3:]).mod.remove()
    reddit.comment(comment[3:]).mod.remove()
    thing = control.thing(comment)
    assert (thing["removed"], thing["spam"]) == (True, False)
    assert thing["removed_by"] == "civilbot"
    assert logged(control) == [("civilbot", "removecomment", comment)]
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
    assert logged(control) == [("civilbot", "spamlink", thread)]


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
    assert [action for _, action, _ in logged(control)] == [
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
    assert logged(control) == []


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
    assert logged(control) == [
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
    assert list(mod.modqueue()) == []
    reddit.comment(comment[3:]).mod.unignore_reports()
    assert [one.fullname for one in mod.modqueue()] == [comment]
    assert [action for _, action, _ in logged(control)] == [
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
    assert [action for _, action, _ in logged(control)] == [
        "distinguish",
        "sticky",
        "distinguish",
        "sticky",
        "distinguish",
        "unsticky",
    ]


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
    submission.mod.spoiler()
    assert control.thing(thread)["over_18"] is True
    assert control.thing(thread)["spoiler"] is True
    praw_as(sim, "alice").submission(thread[3:]).mod.sfw()
    submission.mod.unspoiler()
    assert control.thing(thread)["over_18"] is False
    assert [action for _, action, _ in logged(control)] == [
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
    assert logged(control) == []


@pytest.mark.parametrize(("path", "form"), FORMS)
def test_moderators_deeds_need_the_right_permission(
    sim: Simulator, control: Control, comment: str, path: str, form: dict[str, str]
) -> None:
    """A moderator with the chat permission only may no more than a reader; any
    moderator may write notes.
    """
    control.order(
        "POST",
        "subreddits/HeatedDebate/moderators",
        name="civilbot",
        permissions=["chat_config"],
    )
    filled = {key: text.replace("COMMENT", comment) for key, text in form.items()}
    status = Raw(sim).post(path, **filled).status_code
    assert status == (200 if path == "/api/mod/notes" else 403)


def test_removal_reasons_are_kept_and_given(
    reddit: praw.Reddit, control: Control, comment: str
) -> None:
    """A removal with a reason and a note carries both, and is logged twice."""
    reasons = reddit.subreddit("HeatedDebate").mod.removal_reasons
    reason = reasons.add(title="Be kind", message="Please be kind.")
    reddit.comment(comment[3:]).mod.remove(reason_id=reason.id, mod_note="a note")
    thing = control.thing(comment)
    assert thing["removal_reason_id"] == reason.id
    assert thing["removal_note"] == "a note"
    shown = reddit.comment(comment[3:])
    assert shown.mod_reason_title == "Be kind"
    assert shown.mod_note == "a note"
    assert [action for _, action, _ in logged(control)] == [
        "removecomment",
        "addremovalreason",
    ]


def test_removal_reasons_are_changed_and_dropped(reddit: praw.Reddit) -> None:
    """As PRAW does it."""
    place = reddit.subreddit("HeatedDebate")
    reason = place.mod.removal_reasons.add(title="Be kind", message="Please.")
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


def test_notes_about_people(
    reddit: praw.Reddit, control: Control, comment: str
) -> None:
    """Written with a label and a thing, listed newest first, torn up."""
    notes = reddit.subreddit("HeatedDebate").mod.notes
    first = notes.create(
        label="ABUSE_WARNING", note="first", thing=reddit.comment(comment[3:])
    )
    assert (first.note, first.label, str(first.user)) == (
        "first",
        "ABUSE_WARNING",
        "bob",
    )
    control.advance(60)
    notes.create(note="second", redditor="bob")
    listed = list(notes.redditors("bob", all_notes=True))
    assert [one.note for one in listed] == ["second", "first"]
    assert listed[1].reddit_id == comment
    notes.delete(note_id=first.id, redditor="bob")
    assert [note["note"] for note in control.state()["mod_notes"]] == ["second"]
    assert [action for _, action, _ in logged(control)] == [
        "addnote",
        "addnote",
        "deletenote",
    ]


def test_reddit_notes_removals_and_bans_by_itself(
    sim: Simulator, reddit: praw.Reddit, control: Control, comment: str
) -> None:
    """They stand among the others, and can be filtered."""
    control.act(comment, "remove", by="mod_ada")
    reddit.subreddit("HeatedDebate").banned.add("bob", duration=3, ban_reason="rude")
    notes = reddit.subreddit("HeatedDebate").mod.notes
    listed = list(notes.redditors("bob", all_notes=True))
    assert [one.type for one in listed] == ["BAN", "REMOVAL"]
    query = {"subreddit": "HeatedDebate", "user": "bob", "filter": "REMOVAL"}
    answer = Raw(sim).get("/api/mod/notes", **query).json()
    assert [one["type"] for one in answer["mod_notes"]] == ["REMOVAL"]
    assert control.state()["mod_notes"] == []


def test_many_notes_come_in_pages(
    sim: Simulator, reddit: praw.Reddit, control: Control
) -> None:
    """The cursor leads from page to page."""
    control.order("POST", "users", name="bob")
    notes = reddit.subreddit("HeatedDebate").mod.notes
    for n in range(5):
        notes.create(note=f"note {n}", redditor="bob")
    raw = Raw(sim)
    query = {"subreddit": "HeatedDebate", "user": "bob", "limit": 3}
    first = raw.get("/api/mod/notes", **query).json()
    assert first["has_next_page"] is True
    last = raw.get("/api/mod/notes", **query, before=first["end_cursor"]).json()
    texts = [one["user_note_data"]["note"] for one in last["mod_notes"]]
    assert (texts, last["has_next_page"]) == (["note 1", "note 0"], False)
    nothing = raw.get("/api/mod/notes", **query, before="unknown").json()
    assert nothing["mod_notes"] == []


def test_the_newest_notes_of_several_people_come_together(
    reddit: praw.Reddit, control: Control, thread: str, comment: str
) -> None:
    """In the order asked, with nothing for those without notes."""
    reddit.subreddit("HeatedDebate").mod.notes.create(note="x", redditor="bob")
    things = [reddit.submission(thread[3:]), reddit.comment(comment[3:])]
    notes = list(reddit.notes(things=things))
    assert notes[0] is None
    assert notes[1].note == "x"


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"note": "x" * 251}, "TOO_LONG"),
        ({"note": " "}, "NO_TEXT"),
        ({"label": "FRIEND"}, "INVALID_OPTION"),
        ({"user": "nobody_at_all"}, "USER_DOESNT_EXIST"),
        ({"subreddit": "nowhere"}, "SUBREDDIT_NOEXIST"),
        ({"reddit_id": "t1_zzz"}, "INVALID_ID"),
    ],
)
def test_a_bad_note_is_refused(
    sim: Simulator, control: Control, comment: str, change: dict[str, str], reason: str
) -> None:
    """With 400 and Reddit's code."""
    form = {"subreddit": "HeatedDebate", "user": "bob", "note": "x", **change}
    answer = Raw(sim).post("/api/mod/notes", **form)
    assert (answer.status_code, answer.json()["reason"]) == (400, reason)
    assert control.state()["mod_notes"] == []


def test_requests_for_notes_can_be_wrong(sim: Simulator) -> None:
    """Unequal pairs, and notes that nobody wrote."""
    raw = Raw(sim)
    pairs = {"subreddits": "HeatedDebate", "users": "bob,carol"}
    assert raw.get("/api/mod/notes/recent", **pairs).status_code == 400
    gone = raw.send(
        "DELETE",
        "/api/mod/notes",
        params={"subreddit": "HeatedDebate", "note_id": "x", "user": "bob"},
    )
    assert (gone.status_code, gone.json()["reason"]) == (400, "INVALID_ID")


def test_bans_mutes_and_approvals(
    sim: Simulator, reddit: praw.Reddit, control: Control
) -> None:
    """Listed with their note until they end or are taken back."""
    control.order("POST", "users", name="bob")
    place = reddit.subreddit("HeatedDebate")
    place.banned.add("bob", duration=3, note="a note", ban_reason="rude")
    place.muted.add("bob")
    place.contributor.add("bob")
    (banned,) = place.banned()
    assert (banned.name, banned.days_left) == ("bob", 3)
    assert [one.name for one in place.banned(redditor="BOB")] == ["bob"]
    assert [one.name for one in place.muted()] == ["bob"]
    control.advance(3 * 86_400)
    assert list(place.banned()) == []
    place.contributor.remove("bob")
    assert list(place.contributor()) == []
    place.contributor.remove("bob")
    assert [entry["action"] for entry in control.state()["mod_log"]] == [
        "banuser",
        "muteuser",
        "addcontributor",
        "removecontributor",
    ]
    raw = Raw(sim)
    path = "/r/HeatedDebate/api/friend"
    nobody = raw.post(path, name="nobody_at_all", type="banned")
    assert error_codes(nobody) == ["USER_DOESNT_EXIST"]
    unknown = raw.post(path, name="bob", type="enemy")
    assert error_codes(unknown) == ["INVALID_OPTION"]


def test_an_invited_moderator_may_accept(
    sim: Simulator, reddit: praw.Reddit, control: Control
) -> None:
    """With the permissions of the invitation; without one there is an error."""
    carol = praw_as(sim, "carol")
    place = reddit.subreddit("HeatedDebate")
    place.moderator.invite("carol", permissions=["posts", "mail"])
    carol.subreddit("HeatedDebate").mod.accept_invite()
    (moderator,) = place.moderator(redditor="carol")
    assert moderator.mod_permissions == ["posts", "mail"]
    with pytest.raises(praw.exceptions.RedditAPIException) as caught:
        carol.subreddit("HeatedDebate").mod.accept_invite()
    assert caught.value.items[0].error_type == "NO_INVITE_FOUND"
    actions = [entry["action"] for entry in control.state()["mod_log"]]
    assert actions == ["invitemoderator", "acceptmoderatorinvite"]


def test_rules_are_listed(reddit: praw.Reddit, control: Control) -> None:
    """With their order and texts."""
    rules = [{"short_name": "Be kind"}, {"short_name": "Stay on topic", "kind": "link"}]
    control.order("POST", "subreddits", name="Ruled", rules=rules)
    listed = list(reddit.subreddit("Ruled").rules)
    assert [(one.short_name, one.kind, one.priority) for one in listed] == [
        ("Be kind", "all", 0),
        ("Stay on topic", "link", 1),
    ]
