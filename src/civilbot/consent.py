"""What moderators say to a proposal, and whether a reply may still follow it.

The first word counts: `approve`, `yes` or `post`; `decline` or `no`. One moderator
who declines outweighs any that approve: rather no reply than an unwanted one.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum

from civilbot.briefings import Briefing
from civilbot.model import Item
from civilbot.rules import Mode, ReplyMode, Rules

_YES = frozenset({"approve", "approved", "yes", "post"})
_NO = frozenset({"decline", "declined", "no"})

_COMMAND = re.compile(
    r"\s*!civilbot[ \t]+brief(?:ing)?(?:[ \t]+([a-z0-9-]{1,60}))?[ \t]*(?:\n|$)",
    re.IGNORECASE,
)

_WORD = re.compile(r"[^\W_]+")

#: They write in modmail as moderators do, and are no persons.
_MACHINES = frozenset({"automoderator", "reddit"})


class Said(StrEnum):
    """What people let the bot know about a briefing in a thread."""

    APPROVE = "approve"
    DECLINE = "decline"
    SUMMON = "summon"
    #: Readers' word, not a moderator's: the reply was voted far down.
    DOWNVOTED = "downvoted"


#: After these a thread gets no briefing any more.
FINAL = frozenset({Said.DECLINE, Said.DOWNVOTED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What somebody said to a briefing in a thread, as it is kept."""

    #: Reddit's name for the message or comment in which it was said.
    id: str
    said: Said
    case: str
    subreddit: str
    thread: str
    #: The briefing with its revision: "id@3".
    briefing: str
    #: Who said it; "" for readers.
    moderator: str
    at: float
    #: Why nothing was posted, where something was asked for; "" if it is.
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversation:
    """A conversation in modmail, as a list shows it."""

    id: str
    subject: str
    #: When somebody last wrote in it.
    updated_utc: float
    messages: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """One message of a conversation."""

    id: str
    author: str
    text: str
    at: float


def said_in(text: str) -> Said | None:
    """Read a moderator's answer by its first word; None if it is neither.

    Lines that quote somebody (with `>`) are not the moderator's own.
    """
    own = (line for line in text.splitlines() if not line.lstrip().startswith(">"))
    found = _WORD.search("\n".join(own))
    word = found[0].lower() if found else ""
    if word in _YES:
        return Said.APPROVE
    return Said.DECLINE if word in _NO else None


def summoned(text: str) -> str | None:
    """Read the command by which a moderator asks for a briefing.

    It is the comment's first line: `!civilbot brief`, or with a briefing's id behind.

    Returns:
        The id; "" where none is named; None where nobody asks.
    """
    found = _COMMAND.match(text)
    return (found[1] or "").lower() if found else None


def who_may_answer(
    moderators: Iterable[str], *, account: str, author: str | None
) -> frozenset[str]:
    """Name whose word counts, lower case: moderators, never the thread's author."""
    known = frozenset(name.lower() for name in moderators)
    return known - _MACHINES - {account.lower(), (author or "").lower()}


def heard(
    letters: Sequence[Letter], may_answer: frozenset[str]
) -> tuple[tuple[Letter, Said], ...]:
    """Pick the answers out of a conversation: whose word counts, and clear ones."""
    return tuple(
        (letter, said)
        for letter in letters
        if letter.author.lower() in may_answer and (said := said_in(letter.text))
    )


def too_late(
    thread: Item | None,
    briefing: Briefing | None,
    rules: Rules | None,
    *,
    now: float,
    waited: float,
) -> str:
    """Say why an approved reply may not be posted any more; "" if it may.

    Args:
        thread: the submission, as it is now; None if it is gone.
        briefing: as it is now; None if it is not in use any more.
        rules: the subreddit's; None if it has none any more.
        now: seconds since 1970.
        waited: seconds between the proposal and the answer.
    """
    if rules is None or rules.mode is not Mode.LIVE:
        return "civilbot is in shadow here"
    if rules.briefings.mode is ReplyMode.OFF:
        return "briefings are off in the rules"
    if briefing is None:
        return "the briefing is not in use any more"
    if waited > rules.briefings.answer_within_hours * 3600:
        hours = rules.briefings.answer_within_hours
        return f"the answer came more than {hours:g} hours after the proposal"
    return expired(briefing, now) or _closed(thread)


def expired(briefing: Briefing, now: float) -> str:
    """Say that a briefing is past its review date; "" if it is not."""
    if _day(now) <= briefing.review_by:
        return ""
    return f"the briefing '{briefing.id}' is past its review date, {briefing.review_by}"


def _closed(thread: Item | None) -> str:
    if thread is None or thread.deleted:
        return "the thread was deleted"
    if thread.removed:
        return "the thread was removed"
    if thread.locked:
        return "the thread is locked"
    return "the thread is archived" if thread.archived else ""


def _day(now: float) -> date:
    return datetime.fromtimestamp(now, UTC).date()
