"""What the inner parts ask of the outer ones: only what the import direction needs.

Every method may raise the errors of `civilbot.errors`; nothing else crosses.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from civilbot.briefings import Briefing, Standing, Taught
from civilbot.briefings.meaning import Learnt, Vector
from civilbot.consent import Answer, Conversation, Letter, Said
from civilbot.language import Scores
from civilbot.ledger import Entry, Step
from civilbot.model import (
    Action,
    Agreement,
    Author,
    Decision,
    Gap,
    Item,
    Listing,
    ModAction,
    Opinion,
    Page,
)
from civilbot.rules import Rules
from civilbot.standing import Earned, Review
from civilbot.wiki import InForce, Revision, Watched, WikiText


@dataclass(frozen=True, slots=True)
class Shelf:
    """What is in force: rules by lower-case subreddit name, and all briefings."""

    rules: Mapping[str, Rules] = field(default_factory=dict)
    briefings: tuple[Briefing, ...] = ()
    #: The briefings' matchers, by id.
    taught: Mapping[str, Taught] = field(default_factory=dict)
    #: Why nothing may be done now, by lower-case name of the subreddits concerned.
    held: Mapping[str, str] = field(default_factory=dict)

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


class Embedder(Protocol):
    """A sentence encoder."""

    model: str

    def vector(self, text: str) -> Vector:
        """Turn a text into a vector of length one; the same text, the same vector."""

    def learn(self, vectors: Sequence[Vector], wanted: Sequence[bool]) -> Learnt | None:
        """Learn what sets wanted texts apart; None where there is only one kind."""


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

    def author(self, name: str) -> Author | None:
        """What Reddit tells of an account; None of one that is gone."""

    def mail(
        self, subreddits: Sequence[str], *, since: float
    ) -> Sequence[Conversation]:
        """Conversations among moderators last written in since, the newest first."""

    def letters(self, conversation: str) -> Sequence[Letter]:
        """What stands in a conversation, oldest first."""

    def find(self, action: Action) -> str:
        """Look for our own earlier doing of this very action; its id, or ""."""

    def perform(self, action: Action) -> str:
        """Do it, once, without any retry; what Reddit calls the result, or ""."""


class Wiki(Protocol):
    """The wiki pages by which moderators steer the bot, on Reddit."""

    def account(self) -> str:
        """The name we are logged in as; logs in if need be."""

    def wiki_page(self, subreddit: str, page: str) -> WikiText | None:
        """A page as it stands; None if there is none."""

    def wiki_edits(self, subreddits: Sequence[str]) -> Sequence[ModAction]:
        """The last edits of wiki pages in the moderation log, newest first."""

    def powers(self, subreddit: str) -> Mapping[str, frozenset[str]]:
        """What each moderator may do, by lower-case name; "all" for everything."""


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
    #: The moderators were asked about a briefing in the thread.
    proposed: bool = False
    #: A moderator approved the item before.
    approved_before: bool = False
    #: When the author's earlier things were flagged here, in 30 days, and no moderator
    #: overturned it.
    earlier_flags: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A briefing that was proposed to moderators by modmail, and what they said."""

    #: The modmail; its result is the conversation.
    entry: Entry
    answers: tuple[Answer, ...] = ()

    @property
    def said(self) -> Said | None:
        """What counts of the answers; one who declines outweighs the others."""
        found = {answer.said for answer in self.answers}
        return Said.DECLINE if Said.DECLINE in found else next(iter(found), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Posted:
    """A reply of ours with a briefing, as it should stand on Reddit now."""

    #: The reply's entry; its result is the comment.
    entry: Entry
    #: The briefing's id, and the revision that the comment carries.
    briefing: str
    revision: int
    #: When its thread began.
    thread_utc: float
    permalink: str = ""
    title: str = ""
    #: A moderator removed it and nobody approved it since.
    removed: bool = False
    #: A moderator approved it, and nobody removed it since.
    approved: bool = False
    #: It was retracted, or that is planned.
    retracted: bool = False


class Replies(Protocol):
    """What the store knows of proposals and of replies that were posted."""

    def proposals(self, *, since: float) -> Sequence[Proposal]:
        """Proposals that were sent since a time and not declined, oldest first."""

    def hear(
        self, answers: Sequence[Answer], entries: Sequence[Entry], *, now: float
    ) -> Sequence[str]:
        """Keep answers and plan what follows from them, all or nothing; new keys.

        An answer that is kept, and an entry that exists, are let be.
        """

    def refused(self, thread: str) -> str:
        """Say why a thread may get no briefing any more; "" if nobody is against."""

    def posted(
        self, *, account: str, briefing: str = "", since: float = 0.0
    ) -> Sequence[Posted]:
        """Replies with a briefing that are on Reddit, the newest threads first.

        Args:
            account: whose replies.
            briefing: only those with this briefing's id.
            since: only those that were posted since.
        """

    def standings(self, *, subreddit: str = "") -> Mapping[str, Standing]:
        """Count by briefing in how many threads moderators wanted it."""

    def edits(self, subreddit: str, *, since: float) -> int:
        """Count corrections of replies planned in a subreddit since a time."""

    def plan(self, entries: Sequence[Entry]) -> Sequence[str]:
        """Plan further actions; the keys of the new ones."""

    def entry(self, key: str) -> Entry | None:
        """One ledger entry."""

    def give_up(self, briefing: str, *, revision: int, why: str) -> int:
        """Cancel replies with a briefing that were not sent yet; how many.

        Args:
            briefing: its id.
            revision: only of this revision; 0 for all.
            why: for the record.
        """

    def cursor(self, source: str) -> float | None:
        """The time up to which a source was read; None if never."""

    def advance(self, source: str, cursor: float, *, now: float) -> None:
        """Note how far a source was read; never less far than before."""


class Revisions(Protocol):
    """What the store knows of the moderators' wiki pages."""

    def watched(self) -> Sequence[Watched]:
        """What is known of all pages that were looked at."""

    def switch(self, subreddit: str) -> Watched | None:
        """What is known of a subreddit's switch; None if nobody looked."""

    def watch(
        self,
        page: Watched,
        *,
        revision: Revision | None = None,
        force: InForce | None = None,
        entries: Sequence[Entry] = (),
    ) -> Sequence[str]:
        """Keep what a look at a page found and what follows from it, all or nothing.

        An older look than the one that is kept changes nothing, and a revision that
        is known is not put in force again. Gives the keys of new entries.
        """

    def confirm(self, subreddits: Collection[str], *, now: float) -> None:
        """Note that nobody changed the switches of these subreddits until now."""

    def in_force(self) -> Mapping[str, InForce]:
        """Which revision rules each subreddit that has one, by lower-case name."""

    def ruled(self, subreddit: str) -> Sequence[InForce]:
        """Which revisions ruled a subreddit, the newest first."""

    def revision(self, subreddit: str, id_: str) -> Revision | None:
        """A revision by its id or by letters that it begins with."""

    def plan(self, entries: Sequence[Entry]) -> Sequence[str]:
        """Plan further actions; the keys of the new ones."""

    def entry(self, key: str) -> Entry | None:
        """One ledger entry."""

    def closed_subreddits(self) -> Mapping[str, str]:
        """Subreddits we stopped working in, lower case, and why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """A decision as it is shown to moderators."""

    case: str
    fullname: str
    permalink: str
    #: Sentences, the most important first; some are users' words.
    reasons: tuple[str, ...]
    #: By the category, why the detector found something.
    findings: Mapping[str, str]


class Standings(Protocol):
    """What the store knows of where rules stand, and of what moderators said."""

    def earned(self, subreddit: str) -> Mapping[str, Earned]:
        """Say where the rules of a subreddit stand, by name."""

    def reviews(self, subreddit: str, *, since: float) -> Sequence[Review]:
        """Give each decision since a time in which a rule held, oldest first."""

    def samples(self, keys: Collection[str]) -> Mapping[str, Sample]:
        """Give decisions by their item keys."""

    def rank(
        self, changes: Sequence[Earned], entries: Sequence[Entry]
    ) -> Sequence[str] | None:
        """Record where rules stand from now on and plan mail, all or nothing.

        Gives the keys of new entries; None if somebody else changed one of them.
        """

    def measure(self, earned: Sequence[Earned]) -> None:
        """Keep what moderators said meanwhile; the standings stay as they are."""

    def plan(self, entries: Sequence[Entry]) -> Sequence[str]:
        """Plan further actions; the keys of the new ones."""

    def entry(self, key: str) -> Entry | None:
        """One ledger entry."""

    def closed_subreddits(self) -> Mapping[str, str]:
        """Subreddits we stopped working in, lower case, and why."""


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

    def put_off(self, key: str, *, attempts: int, until: float, note: str) -> bool:
        """Let a planned entry wait, without a try; False if it was taken meanwhile."""

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

    def refused(self, thread: str) -> str:
        """Say why a thread may get no briefing any more; "" if nobody is against."""

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
