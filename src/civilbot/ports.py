"""What the inner parts ask of the outer ones: only what the import direction needs.

Every method may raise the errors of `civilbot.errors`; nothing else crosses.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from civilbot.briefings import Briefing
from civilbot.language import Scores
from civilbot.ledger import Entry, Step
from civilbot.model import (
    Action,
    Agreement,
    Decision,
    Gap,
    Item,
    Listing,
    ModAction,
    Opinion,
    Page,
)
from civilbot.rules import Rules


@dataclass(frozen=True, slots=True)
class Shelf:
    """What is in force: rules by lower-case subreddit name, and all briefings."""

    rules: Mapping[str, Rules] = field(default_factory=dict)
    briefings: tuple[Briefing, ...] = ()

    @property
    def subreddits(self) -> tuple[str, ...]:
        """The subreddits that have rules, as written."""
        return tuple(rules.subreddit for rules in self.rules.values())


class Clock(Protocol):
    """The time, and waiting; the real one is `civilbot.clock`."""

    def now(self) -> float:
        """Seconds since 1970, UTC."""

    def today(self) -> date:
        """The date, UTC."""

    def sleep(self, seconds: float) -> None:
        """Wait."""


class Scorer(Protocol):
    """A trained model."""

    model: str

    def score(self, text: str) -> Scores:
        """Score a text as its author wrote it; the same text, the same scores."""

    def explain(self, text: str, scores: Scores) -> Scores:
        """Add the words that its scores rest on."""


class Reddit(Protocol):
    """One account's view of Reddit."""

    def account(self) -> str:
        """The name we are logged in as; logs in if need be."""

    def page(
        self,
        listing: Listing,
        subreddits: Sequence[str],
        *,
        after: str = "",
        limit: int = 100,
    ) -> Page:
        """One page of NEW, COMMENTS, EDITED or MODQUEUE, newest first."""

    def mod_log(
        self, subreddits: Sequence[str], *, after: str = "", limit: int = 100
    ) -> tuple[Sequence[ModAction], str]:
        """One page of the moderation log, newest first, and the next anchor."""

    def items(self, fullnames: Collection[str]) -> Mapping[str, Item]:
        """Read things afresh, 100 in a request; those that are gone are absent."""

    def permissions(self) -> Mapping[str, frozenset[str]]:
        """What we may do in each subreddit that we moderate; "all" for everything.

        Names are lower case.
        """

    def exists(self, subreddit: str) -> bool:
        """Whether there is such a subreddit."""

    def moderators(self, subreddit: str) -> frozenset[str]:
        """The moderators' names."""

    def approved_users(self, subreddit: str) -> frozenset[str]:
        """The approved users' names."""

    def find(self, action: Action) -> str:
        """Look for our own earlier doing of this very action; its id, or ""."""

    def perform(self, action: Action) -> str:
        """Do it, once, without any retry; what Reddit calls the result, or ""."""


class SecondOpinion(Protocol):
    """Somebody else to ask about a text that the detector is in doubt about."""

    def ask(self, text: str, *, parent: str = "", title: str = "") -> Opinion | None:
        """What they think of it; None if they cannot be asked or give no clear answer.

        `parent` is what the text answers, `title` its thread's; neither is judged.
        """


@dataclass(frozen=True, slots=True)
class Recorded:
    """What a `record` call really added."""

    #: Case ids of the decisions that were new.
    decisions: tuple[str, ...]
    #: Keys of the ledger entries that were new.
    entries: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """What the store knows of a subreddit and a thread that matters for a decision."""

    briefed_today: int = 0
    flags_today: int = 0
    #: Why the thread is closed to briefing replies; "" if it is open.
    thread_closed: str = ""
    #: A moderator approved the item before.
    approved_before: bool = False


class Store(Protocol):
    """What must survive a crash. Each method is one transaction."""

    def cursor(self, source: str) -> float | None:
        """The `created_utc` up to which a source was read; None if never."""

    def judged(self, keys: Collection[str]) -> frozenset[str]:
        """Those of the item keys that have a decision."""

    def past(self, item: Item, *, now: float) -> Past:
        """What was decided here in 24 hours, and what moderators did in the thread."""

    def record(
        self,
        decisions: Iterable[Decision],
        *,
        account: str,
        now: float,
        source: str = "",
        cursor: float | None = None,
        gap: Gap | None = None,
    ) -> Recorded:
        """Write decisions, their planned actions, the cursor and a gap, all or nothing.

        A decision on an item key that has one is ignored, with its actions; a
        ledger key that exists is not planned again. The cursor never goes back.
        """

    def due(self, *, now: float, limit: int = 100) -> Sequence[Entry]:
        """Open entries (planned or unknown) whose time has come, oldest first."""

    def entry(self, key: str) -> Entry | None:
        """One ledger entry."""

    def claim(
        self, key: str, *, attempts: int, worker: str, now: float
    ) -> Entry | None:
        """Take an entry for sending if it is open with that many attempts.

        Sets it to sending, adds one to the attempts, and returns it as it is
        now; returns None if someone else was faster or it is closed.
        """

    def move(
        self,
        key: str,
        step: Step,
        *,
        external_id: str = "",
        attempts: int | None = None,
    ) -> None:
        """Record where an entry went; what is done stays done.

        With `attempts`, as claimed, a worker that was given up cannot move an
        entry that another has claimed since.
        """

    def mark_sent(self, key: str, *, now: float, attempts: int | None = None) -> None:
        """Note that the call goes out now: from here on its outcome may be unknown.

        Raises:
            Refused: the entry was released and is not ours to send any more.
        """

    def release(self, worker: str, *, now: float, settle: float) -> int:
        """Free what a dead worker left in sending; how many entries.

        Frees those of `worker` itself (called before it starts working) and of
        workers whose last beat is over 60 seconds old. What was sent becomes
        unknown, due `settle` seconds from now; what was not is planned again.
        """

    def judge_by_moderators(
        self, actions: Iterable[ModAction], *, account: str, now: float
    ) -> Sequence[tuple[str, Agreement]]:
        """Join moderators' log entries to decisions; (case, agreement) of the new ones.

        Entries by `account` itself are skipped; each log entry counts once.
        """

    def keeping(self) -> Sequence[str]:
        """Name the things whose words are kept."""

    def forget(self, fullnames: Collection[str]) -> int:
        """Delete what the authors of these things wrote; how many decisions."""

    def close_subreddit(self, subreddit: str, *, why: str, now: float) -> None:
        """Stop working in a subreddit."""

    def open_subreddit(self, subreddit: str) -> None:
        """Work in a subreddit again."""

    def closed_subreddits(self) -> Mapping[str, str]:
        """Subreddits we stopped working in, lower case, and why."""

    def beat(self, worker: str, *, now: float) -> None:
        """Say that a worker is alive."""
