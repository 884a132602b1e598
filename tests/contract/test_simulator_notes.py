"""Notes about people, bans and invitations on the simulated Reddit."""

from typing import Any

import praw
import pytest

from civilbot.simulator import Simulator
from tests.contract.clients import Raw, error_codes, praw_as
from tests.control import Control


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
    assert [action for _, action, _ in control.logged()] == [
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
    things: list[Any] = [reddit.submission(thread[3:]), reddit.comment(comment[3:])]
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
    control.settings(token_lifetime_s=10 * 86_400)
    place = reddit.subreddit("HeatedDebate")
    place.banned.add("bob", duration=3, note="a note", ban_reason="rude")
    place.muted.add("bob")
    place.contributor.add("bob")
    (banned,) = place.banned()
    assert (banned.name, banned.note) == ("bob", "a note")
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
