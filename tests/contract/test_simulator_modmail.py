"""Moderator mail on the simulated Reddit."""

from typing import Any

import praw
import prawcore
import pytest

from civilbot.simulator import Simulator
from tests.contract.clients import Raw, praw_as
from tests.control import Control


@pytest.fixture
def letter(control: Control) -> str:
    """A conversation that carol began with the moderators of HeatedDebate."""
    made = control.order(
        "POST",
        "modmail",
        subreddit="HeatedDebate",
        author="carol",
        subject="Why?",
        body="Please explain.",
    )
    return str(made["id"])


def subjects(conversations: Any) -> list[str]:
    """What some conversations are about."""
    return [one.subject for one in conversations]


def test_moderators_write_to_a_user(
    sim: Simulator, reddit: praw.Reddit, control: Control
) -> None:
    """The user finds it in their inbox, and their answer joins the conversation."""
    carol = praw_as(sim, "carol")
    made = reddit.subreddit("HeatedDebate").modmail.create(
        subject="Hello", body="words", recipient="carol", author_hidden=True
    )
    assert (made.subject, made.messages[0].body_markdown) == ("Hello", "words")
    message: Any = next(iter(carol.inbox.messages()))
    assert (message.body, message.author) == ("words", None)
    message.reply("an answer")
    again = reddit.subreddit("HeatedDebate").modmail(made.id)
    assert [one.body_markdown for one in again.messages] == ["words", "an answer"]
    assert str(again.participant) == "carol"
    (state,) = control.state()["modmail"]
    assert [one["by_moderator"] for one in state["messages"]] == [True, False]


def test_moderators_write_among_themselves(reddit: praw.Reddit) -> None:
    """A conversation to the subreddit itself has no participant."""
    place = reddit.subreddit("HeatedDebate")
    made = place.modmail.create(subject="To us", body="b", recipient="HeatedDebate")
    assert made.is_internal is True
    assert subjects(place.modmail.conversations(state="all")) == []
    assert subjects(place.modmail.conversations(state="mod")) == ["To us"]


def test_a_user_writes_to_the_moderators(sim: Simulator, reddit: praw.Reddit) -> None:
    """Through the same address, without being one."""
    answer = Raw(sim, "carol").post(
        "/api/mod/conversations", srName="HeatedDebate", subject="s", body="b"
    )
    assert answer.status_code == 201
    (conversation,) = reddit.subreddit("HeatedDebate").modmail.conversations()
    assert str(conversation.participant) == "carol"


def test_somebody_muted_cannot_write(
    sim: Simulator, reddit: praw.Reddit, letter: str
) -> None:
    """Until the mute is taken back."""
    conversation = reddit.subreddit("HeatedDebate").modmail(letter)
    form = {"srName": "HeatedDebate", "subject": "s", "body": "b"}
    conversation.mute(num_days=7)
    refused = Raw(sim, "carol").post("/api/mod/conversations", **form)
    assert (refused.status_code, refused.json()["reason"]) == (400, "USER_MUTED")
    conversation.unmute()
    accepted = Raw(sim, "carol").post("/api/mod/conversations", **form)
    assert accepted.status_code == 201


def test_nobody_can_be_muted_where_moderators_are_alone(
    sim: Simulator, reddit: praw.Reddit
) -> None:
    """There is no participant."""
    made = reddit.subreddit("HeatedDebate").modmail.create(
        subject="To us", body="b", recipient="r/HeatedDebate"
    )
    answer = Raw(sim).post(f"/api/mod/conversations/{made.id}/mute", num_hours="72")
    assert answer.status_code == 400


def test_a_reply_may_be_for_moderators_only(
    sim: Simulator, reddit: praw.Reddit, letter: str
) -> None:
    """The participant never sees it."""
    conversation = reddit.subreddit("HeatedDebate").modmail(letter)
    note = conversation.reply(body="between us", internal=True)
    open_reply = conversation.reply(body="dear carol")
    assert (note.is_internal, open_reply.is_internal) == (True, False)
    inbox = [one.body for one in praw_as(sim, "carol").inbox.messages()]
    assert inbox == ["dear carol"]
    again = reddit.subreddit("HeatedDebate").modmail(letter)
    assert [one.body_markdown for one in again.messages] == [
        "Please explain.",
        "between us",
        "dear carol",
    ]


def test_conversations_move_between_folders(
    reddit: praw.Reddit, control: Control, letter: str
) -> None:
    """New, in progress, archived, and back when the user writes again."""
    modmail = reddit.subreddit("HeatedDebate").modmail

    def folders() -> list[str]:
        names = ("new", "inprogress", "archived", "highlighted", "all", "nonsense")
        return [one for one in names if list(modmail.conversations(state=one))]

    assert folders() == ["new", "all"]
    conversation = modmail(letter)
    conversation.reply(body="an answer")
    assert folders() == ["inprogress", "all"]
    conversation.archive()
    conversation.archive()
    assert folders() == ["archived"]
    conversation.unarchive()
    assert folders() == ["inprogress", "all"]
    conversation.highlight()
    assert folders() == ["inprogress", "highlighted", "all"]
    conversation.unhighlight()
    conversation.archive()
    control.order("POST", f"modmail/{letter}", author="carol", body="And now?")
    assert folders() == ["inprogress", "all"]
    actions = modmail(letter).mod_actions
    assert len(actions) == 5


def test_what_is_unread_is_counted_for_each_moderator(
    reddit: praw.Reddit, control: Control, letter: str
) -> None:
    """Reading and marking change it; one's own words are read."""
    modmail = reddit.subreddit("HeatedDebate").modmail

    def unread() -> int:
        return int(modmail.unread_count()["new"])

    assert unread() == 1
    modmail(letter).read()
    assert unread() == 0
    modmail(letter).unread()
    assert unread() == 1
    modmail(letter, mark_read=True).subject  # noqa: B018 - reads it
    assert unread() == 0
    control.order("POST", f"modmail/{letter}", author="mod_ada", body="I'll look.")
    assert modmail.unread_count()["inprogress"] == 1


def test_conversations_are_sorted_and_paged(
    reddit: praw.Reddit, control: Control, letter: str
) -> None:
    """The one written in last comes first; other orders on request."""
    for n in range(3):
        control.advance(60)
        control.order(
            "POST",
            "modmail",
            subreddit="QuietCorner" if n == 2 else "HeatedDebate",
            author="dave",
            subject=f"Letter {n}",
            body="b",
        )
    control.advance(60)
    reddit.subreddit("HeatedDebate").modmail(letter).reply(body="an answer")
    everywhere = reddit.subreddit("all").modmail.conversations
    assert subjects(everywhere()) == ["Why?", "Letter 2", "Letter 1", "Letter 0"]
    assert subjects(everywhere(sort="user"))[0] == "Letter 2"
    assert subjects(everywhere(sort="mod"))[0] == "Why?"
    assert subjects(everywhere(sort="unread"))[0] == "Letter 2"
    assert subjects(everywhere(limit=2)) == ["Why?", "Letter 2"]
    after = {"after": letter}
    assert subjects(everywhere(params=after)) == ["Letter 2", "Letter 1", "Letter 0"]
    here = reddit.subreddit("HeatedDebate").modmail
    assert subjects(here.conversations()) == ["Why?", "Letter 1", "Letter 0"]
    both = here.conversations(other_subreddits=["QuietCorner"])
    assert len(list(both)) == 4


def test_moderator_mail_needs_its_permission(
    sim: Simulator, control: Control, letter: str
) -> None:
    """403 for readers and for moderators without mail; 404 for what is not there."""
    raw = Raw(sim)
    assert raw.get("/api/mod/conversations/zzz").status_code == 404
    assert Raw(sim, "dave").get(f"/api/mod/conversations/{letter}").status_code == 403
    control.order(
        "POST",
        "subreddits/HeatedDebate/moderators",
        name="civilbot",
        permissions=["posts"],
    )
    assert raw.get(f"/api/mod/conversations/{letter}").status_code == 403
    form = {"srName": "HeatedDebate", "subject": "s", "body": "b", "to": "carol"}
    assert raw.post("/api/mod/conversations", **form).status_code == 403
    listed = raw.get("/api/mod/conversations", entity="HeatedDebate")
    assert listed.status_code == 403
    assert raw.get("/api/mod/conversations").json()["conversationIds"] == []


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"to": "nobody_at_all"}, "USER_DOESNT_EXIST"),
        ({"subject": " "}, "NO_SUBJECT"),
        ({"subject": "x" * 101}, "TOO_LONG"),
        ({"body": ""}, "NO_TEXT"),
        ({"body": "x" * 10_001}, "TOO_LONG"),
    ],
)
def test_a_bad_letter_is_refused(
    sim: Simulator, control: Control, change: dict[str, str], reason: str
) -> None:
    """With 400 and Reddit's code."""
    control.order("POST", "users", name="carol")
    form = {"srName": "HeatedDebate", "subject": "s", "body": "b", "to": "carol"}
    answer = Raw(sim).post("/api/mod/conversations", **{**form, **change})
    assert (answer.status_code, answer.json()["reason"]) == (400, reason)
    assert control.state()["modmail"] == []


def test_praw_reads_the_user_behind_a_letter(reddit: praw.Reddit, letter: str) -> None:
    """With what they wrote lately."""
    user: Any = reddit.subreddit("HeatedDebate").modmail(letter).user
    assert str(user) == "carol"
    with pytest.raises(prawcore.exceptions.NotFound):
        _ = reddit.subreddit("HeatedDebate").modmail("zzz").subject
