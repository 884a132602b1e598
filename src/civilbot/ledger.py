"""The ledger of actions: what was planned, how far it came, what to do on an error.

planned ──claim──> sending ──> done
   ^                  │  └───> unknown ──look──> done, or planned again after a while
   └────busy──────────┘        (an answer was lost: nobody knows, so look)
any of them ──> cancelled     (no longer wanted), failed (refused for good),
                needs_human   (looked often enough; a moderator decides)
"""

import hashlib
from dataclasses import dataclass
from enum import StrEnum

from civilbot.errors import (
    ItemRefused,
    LoginRefused,
    OutcomeUnknown,
    RedditBusy,
    SubredditClosed,
)
from civilbot.model import Action, ActionKind, Decision


class State(StrEnum):
    """How far an action has come."""

    PLANNED = "planned"
    SENDING = "sending"
    UNKNOWN = "unknown"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"
    NEEDS_HUMAN = "needs_human"


#: An action in one of these will still move.
OPEN = frozenset({State.PLANNED, State.SENDING, State.UNKNOWN})

#: Tries with unknown outcomes after which a person should look.
MAX_ATTEMPTS = 20

#: Seconds after which an action that Reddit was too busy for is a person's to do.
TOO_LATE = 86_400.0


#: What stands in the subject of an edit that takes a reply back.
RETRACTED = "retracted"

#: Seconds until an action is tried again whose login or scope was refused: an
#: operator may have mended it by then.
LOGIN_RETRY = 600.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One action in the ledger."""

    #: The idempotency key: the same action planned twice is one entry.
    key: str
    account: str
    #: The case: the decision that planned it.
    case: str
    action: Action
    state: State = State.PLANNED
    attempts: int = 0
    #: Not to be tried before this time.
    not_before: float = 0.0
    #: When it was last sent to Reddit; 0.0 for never.
    sent_at: float = 0.0
    #: What Reddit calls the result, such as the reply's full name.
    external_id: str = ""
    #: The last thing that went wrong, or why it was cancelled.
    note: str = ""
    planned_at: float = 0.0


@dataclass(frozen=True, slots=True)
class Step:
    """Where an entry goes after an error, and when it is tried again."""

    state: State
    not_before: float
    note: str


def case_id(item_key: str) -> str:
    """Name the decision on an item at one revision: ten characters, always the same.

    Short enough for a report reason and for a moderator to read aloud. 40 bits:
    with a million decisions, about one pair collides; the full item key is
    stored beside it and is what uniqueness rests on.
    """
    return hashlib.sha256(item_key.encode()).hexdigest()[:10]


def key_for(action: Action, account: str) -> str:
    """Give the idempotency key of an action.

    The same account does each kind of thing to a thing once. Editing a reply
    may happen once for each revision, and once more to retract it; a briefing is
    proposed once for a thread, other modmail goes out once for each subject, and
    a moderator's message is answered once.
    """
    again = {
        ActionKind.EDIT_REPLY: action.briefing + action.subject,
        ActionKind.MODMAIL: "proposal" if is_proposal(action) else action.subject,
        ActionKind.ANSWER: action.conversation + action.subject,
    }.get(action.kind, "")
    parts = (account.lower(), action.subreddit.lower(), action.fullname, action.kind)
    return hashlib.sha256("\0".join((*parts, again)).encode()).hexdigest()[:24]


def is_proposal(action: Action) -> bool:
    """Whether an action is modmail that proposes a briefing for a thread."""
    about = bool(action.briefing and action.fullname)
    return action.kind is ActionKind.MODMAIL and about


def entries(decision: Decision, account: str, now: float) -> tuple[Entry, ...]:
    """Turn the actions of a decision that acts into ledger entries."""
    case = case_id(decision.item.key)
    return tuple(
        planned(action, account=account, case=case, now=now)
        for action in decision.actions
    )


def planned(action: Action, *, account: str, case: str, now: float) -> Entry:
    """Make the ledger entry of an action; `case` is "" where no decision led to it."""
    return Entry(
        key=key_for(action, account),
        account=account,
        case=case,
        action=action,
        planned_at=now,
    )


def notice(subreddit: str, subject: str, text: str) -> Action:
    """Give the modmail that tells moderators of something that is about no item."""
    return Action(
        kind=ActionKind.MODMAIL,
        subreddit=subreddit,
        fullname="",
        subject=subject,
        text=text,
    )


def deletion(reply: Entry) -> Action:
    """Give the action that deletes a reply of ours, found by its ledger entry."""
    return Action(
        kind=ActionKind.DELETE_REPLY,
        subreddit=reply.action.subreddit,
        fullname=reply.external_id,
        thread=reply.action.thread,
        briefing=reply.action.briefing,
    )


def after_error(error: Exception, entry: Entry, *, now: float, settle: float) -> Step:
    """Decide what becomes of an entry whose try raised `error`.

    Args:
        error: what the gateway raised.
        entry: the entry as claimed.
        now: seconds since 1970.
        settle: seconds that Reddit's listings may lag behind a write.
    """
    note = f"{type(error).__name__}: {error}"
    if isinstance(error, ItemRefused | SubredditClosed):
        return Step(State.FAILED, 0.0, note)
    in_time = now - entry.planned_at < TOO_LATE
    if isinstance(error, LoginRefused) and in_time:
        return Step(State.PLANNED, now + LOGIN_RETRY, note)
    if isinstance(error, RedditBusy) and in_time:
        wait = max(error.retry_after, _backoff(entry.attempts))
        return Step(State.PLANNED, now + wait, note)
    if isinstance(error, OutcomeUnknown) and entry.attempts < MAX_ATTEMPTS:
        return Step(State.UNKNOWN, now + settle, note)
    return Step(State.NEEDS_HUMAN, 0.0, note)


def _backoff(attempts: int) -> float:
    """Wait 2, 4, 8 … seconds, at most ten minutes."""
    return min(600.0, float(2 ** min(attempts, 10)))
