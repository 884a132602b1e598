"""The inbox on the simulated Reddit: replies, mentions, private messages."""

from typing import Any

import praw
import pytest

from civilbot.simulator import Simulator
from tests.contract.clients import Raw, error_codes, praw_as
from tests.control import Control


@pytest.fixture
def thread(control: Control) -> str:
    """A thread by alice in HeatedDebate."""
    return control.submit(title="A heated thread", author="alice")


def test_replies_and_mentions_reach_the_inbox(
    reddit: praw.Reddit, control: Control, thread: str
) -> None:
    """A reply is told once even where it mentions; oneself is never told."""
    mine = reddit.submission(thread[3:]).reply("I am u/civilbot")
    assert mine is not None
    answer = control.comment(mine.fullname, "hello u/civilbot", author="carol")
    mention = control.comment(thread, "Ask /u/CivilBot!", author="dave")
    control.comment(thread, "not xu/civilbot, nor u/civilbot_2", author="dave")
    control.comment(thread, "u/civilbot u/aa1 u/bb2 u/cc3", author="dave")
    unread: Any = list(reddit.inbox.unread())
    assert [(one.fullname, one.type) for one in unread] == [
        (mention, "username_mention"),
        (answer, "comment_reply"),
    ]
    assert [one.fullname for one in reddit.inbox.mentions()] == [mention]
    assert [one.fullname for one in reddit.inbox.comment_replies()] == [answer]


def test_a_top_level_reply_is_a_post_reply(
    sim: Simulator, control: Control, thread: str
) -> None:
    """It stands in its own folder."""
    answer = control.comment(thread, author="carol")
    alice = praw_as(sim, "alice")
    assert [one.fullname for one in alice.inbox.submission_replies()] == [answer]
    control.order("POST", "users", name="alice", blocked=["dave"])
    control.comment(thread, author="dave")
    control.act(answer, "delete")
    assert list(alice.inbox.all()) == []


def test_inbox_items_are_marked_as_read(
    reddit: praw.Reddit, control: Control, thread: str
) -> None:
    """One by one, or all together."""
    for n in range(3):
        control.comment(thread, f"u/civilbot {n}")
    items = list(reddit.inbox.unread())
    reddit.inbox.mark_read(items[:2])
    assert list(reddit.inbox.unread()) == items[2:]
    reddit.inbox.mark_unread(items[:1])
    assert len(list(reddit.inbox.unread())) == 2
    reddit.inbox.mark_all_read()
    assert list(reddit.inbox.unread()) == []
    assert len(list(reddit.inbox.all())) == 3


def test_private_messages_go_to_and_fro(
    sim: Simulator, reddit: praw.Reddit, control: Control
) -> None:
    """They are seen by the two people concerned only."""
    carol = praw_as(sim, "carol")
    reddit.redditor("carol").message(subject="Hello", message="words")
    message: Any = next(iter(carol.inbox.messages()))
    assert (message.subject, message.body) == ("Hello", "words")
    answer = message.reply("thanks")
    assert answer.parent_id == message.fullname
    mine: Any = next(iter(reddit.inbox.messages()))
    assert (mine.body, str(mine.author)) == ("thanks", "carol")
    assert [one.body for one in reddit.inbox.sent()] == ["words"]
    assert reddit.inbox.message(mine.id).body == "thanks"
    raw = Raw(sim, "dave")
    assert raw.get(f"/message/messages/{mine.id}").status_code == 403
    assert raw.get("/message/messages/zzz").status_code == 404


@pytest.mark.parametrize(
    ("form", "code"),
    [
        ({"to": "nobody_at_all"}, "USER_DOESNT_EXIST"),
        ({"to": "r/nowhere"}, "SUBREDDIT_NOEXIST"),
        ({"subject": ""}, "NO_SUBJECT"),
        ({"subject": "x" * 101}, "TOO_LONG"),
        ({"text": ""}, "NO_TEXT"),
        ({"text": "x" * 10_001}, "TOO_LONG"),
        ({"to": "shy"}, "USER_BLOCKED_MESSAGE"),
    ],
)
def test_a_message_is_refused_with_a_reason(
    sim: Simulator, control: Control, form: dict[str, str], code: str
) -> None:
    """Each refusal has Reddit's code."""
    control.order("POST", "users", name="shy", blocked=["civilbot"])
    control.order("POST", "users", name="carol")
    wanted = {"to": "carol", "subject": "s", "text": "t", **form}
    answer = Raw(sim).post("/api/compose", **wanted)
    assert error_codes(answer) == [code]
    assert control.state()["messages"] == []


def test_a_message_to_a_subreddit_reaches_its_moderators(
    sim: Simulator, reddit: praw.Reddit
) -> None:
    """It becomes a conversation."""
    praw_as(sim, "carol").subreddit("QuietCorner").message(subject="s", message="m")
    (conversation,) = reddit.subreddit("QuietCorner").modmail.conversations()
    assert conversation.subject == "s"
