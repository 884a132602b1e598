"""The values that everything speaks of: items, findings, matches, decisions, actions.

All are frozen: what was decided once can be stored, replayed and compared.
Times are seconds since 1970 (UTC), as Reddit gives them. Spans count code
points of the original text.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Category(StrEnum):
    """What is wrong with a text; each goes against the briefing's call to action."""

    #: An insult, or contempt, at one person.
    PERSONAL_ATTACK = "personal_attack"
    #: Hate of people for what they are: their faith, origin, sex and so on.
    IDENTITY_HATE = "identity_hate"
    #: People are called animals, filth, a disease.
    DEHUMANISATION = "dehumanisation"
    #: A threat, a call for violence, a wish that somebody be hurt.
    THREAT = "threat"
    #: A word of abuse for a political camp.
    INFLAMMATORY_LABEL = "inflammatory_label"
    #: Swearing at somebody.
    HOSTILE_PROFANITY = "hostile_profanity"


class Target(StrEnum):
    """Who or what the words are aimed at."""

    #: Somebody who takes part.
    OTHER_USER = "other_user"
    #: People of one kind.
    GROUP = "group"
    #: Somebody who is known in public.
    PUBLIC_FIGURE = "public_figure"
    #: A government, a party, an idea: always left alone.
    INSTITUTION = "institution"
    #: The author: always left alone.
    SELF = "self"
    #: Nobody: always left alone.
    NOBODY = "nobody"


class Caution(StrEnum):
    """How sure the detector must be before it flags; the most careful first."""

    #: Flags least, and is wrong least often.
    VERY_CAUTIOUS = "very_cautious"
    #: What a new subreddit has.
    CAUTIOUS = "cautious"
    #: Finds more, and is wrong more often.
    BALANCED = "balanced"
    #: Flags most; much of it will be harmless.
    EAGER = "eager"


class Mode(StrEnum):
    """How far decisions go. A part goes no further than the whole."""

    #: Not judged on Reddit; only `rules test` and `backtest` look at it.
    DRAFT = "draft"
    #: Decide and record; do nothing on Reddit.
    SHADOW = "shadow"
    #: Do it.
    LIVE = "live"


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the original text, and why it counts."""

    start: int
    end: int
    why: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One kind of inflammatory language found in a text.

    `level` is the most careful operating point at which it still counts.
    """

    category: Category
    target: Target
    score: float
    spans: tuple[Span, ...]
    reason: str
    level: Caution = Caution.VERY_CAUTIOUS


class Judgement(StrEnum):
    """What a second opinion says of a text."""

    VIOLATION = "violation"
    FINE = "fine"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Opinion:
    """A second opinion on a text, from a model that was asked.

    `why` is one line in the model's own words: foreign text, to be shown as such
    and never read as markup. `prompt` is the version of what was asked.
    """

    verdict: Judgement
    category: Category | None
    target: Target | None
    why: str
    model: str
    prompt: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What the detector made of a text.

    `score` is 0..1. `abstained` names why nothing could be judged ("" if it
    could); the score of such a text only ranks it among others. `vetoes` name what
    was found and deliberately left alone ("quoted", "criticism of a public figure").
    `incivility` is the chance, 0..1, that people would call the text rude or vulgar,
    whoever it hits, and if nobody: it ranks and tells, and flags nothing by itself.
    """

    score: float
    findings: tuple[Finding, ...]
    model: str
    categories: tuple[tuple[Category, float], ...] = ()
    vetoes: tuple[str, ...] = ()
    abstained: str = ""
    #: What somebody else thought of it, where the detector was in doubt.
    opinion: Opinion | None = None
    #: None where no trained model was asked.
    incivility: float | None = None

    @property
    def worst(self) -> Finding | None:
        """The finding with the highest score, if there is any."""
        return max(self.findings, key=lambda finding: finding.score, default=None)


class Verdict(StrEnum):
    """What the matcher advises for a thread."""

    REPLY = "reply"
    ASK = "ask"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Match:
    """How well a thread fits a briefing; confidence is 0..1."""

    briefing: str
    confidence: float
    verdict: Verdict
    why: tuple[str, ...]


class Kind(StrEnum):
    """What an item is; the values are Reddit's own prefixes."""

    COMMENT = "t1"
    SUBMISSION = "t3"


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A submission or a comment, as last read from Reddit."""

    #: Reddit's full name, such as "t1_abc123".
    fullname: str
    kind: Kind
    subreddit: str
    #: The author's name; None where the author or the item was deleted.
    author: str | None
    created_utc: float
    #: When it was last edited; 0.0 for never.
    edited_utc: float = 0.0
    permalink: str = ""
    #: A comment's body, a submission's selftext.
    text: str = ""
    #: A submission's title; for a comment, the title of its thread.
    title: str = ""
    #: The address that a link submission points at.
    url: str = ""
    flair: str = ""
    #: The submission that the item belongs to; its own name for a submission.
    thread: str = ""
    #: What a comment answers; "" for a submission.
    parent: str = ""
    deleted: bool = False
    removed: bool = False
    approved: bool = False
    locked: bool = False
    archived: bool = False
    distinguished: bool = False
    num_reports: int = 0
    #: Votes up less votes down, as Reddit shows them.
    score: int = 1
    crosspost_of: str = ""
    #: What a crosspost repeats, in the words of that post's author.
    crosspost_title: str = ""
    crosspost_text: str = ""
    #: A comment by the one who began the thread.
    submitter: bool = False
    #: The author's flair in the subreddit.
    author_flair: str = ""

    @property
    def revision(self) -> str:
        """The item as its author last left it."""
        return f"{self.fullname}@{int(self.edited_utc)}"

    @property
    def key(self) -> str:
        """What it is judged once under.

        While it is removed it has a key of its own: what a filter caught is
        judged anew when a moderator lets it through.
        """
        return f"{self.revision}/removed" if self.removed else self.revision

    @property
    def words(self) -> str:
        """All that its author wrote."""
        if self.kind is Kind.COMMENT:
            return self.text
        return "\n\n".join(part for part in (self.title, self.text) if part)


class ActionKind(StrEnum):
    """What the bot can do. It never bans."""

    REPLY = "reply"
    EDIT_REPLY = "edit_reply"
    DELETE_REPLY = "delete_reply"
    REPORT = "report"
    REMOVE = "remove"
    LOCK = "lock"
    APPROVE = "approve"
    #: Give a post a flair.
    FLAIR = "flair"
    MOD_NOTE = "mod_note"
    MODMAIL = "modmail"
    #: An answer in a conversation that the moderators have with the bot.
    ANSWER = "answer"


#: Repeating these on Reddit would be seen twice, so they are looked for first.
NOT_IDEMPOTENT = frozenset(
    {
        ActionKind.REPLY,
        ActionKind.REPORT,
        ActionKind.MOD_NOTE,
        ActionKind.MODMAIL,
        ActionKind.ANSWER,
    }
)

#: These change what we posted; they are looked for as well, so that a repeated
#: one does nothing.
ON_OUR_REPLY = frozenset({ActionKind.EDIT_REPLY, ActionKind.DELETE_REPLY})


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """Something to do on Reddit, planned by a decision."""

    kind: ActionKind
    subreddit: str
    #: The thing acted on.
    fullname: str
    thread: str = ""
    #: The words to post, report or write.
    text: str = ""
    #: A modmail's subject; of an answer, the message that it answers; of an edit
    #: that retracts, "retracted"; of a flair, its template's id.
    subject: str = ""
    #: The user a note is about.
    user: str = ""
    #: The briefing a reply comes from, with its revision: "id@3".
    briefing: str = ""
    #: When the thing was last edited as it was judged; 0.0 for never.
    edited_utc: float = 0.0
    #: The moderator who asked for this reply; "" where the rules alone did.
    asked_by: str = ""
    #: The conversation that an answer goes to.
    conversation: str = ""
    #: The rules that ask for it; empty for what follows from none.
    rules: tuple[str, ...] = ()


class Outcome(StrEnum):
    """What a decision comes to."""

    ACT = "act"
    SHADOW = "shadow"
    LEAVE = "leave"
    ABSTAIN = "abstain"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fired:
    """A rule that holds for an item, and what it asks for.

    Rules of the subreddit's own have their name; a category of the detector is called
    "flags.threat", a briefing "briefings.its-id".
    """

    rule: str
    #: How far it goes here and now.
    mode: Mode
    #: A sentence that a moderator reads.
    reason: str
    actions: tuple[Action, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What the bot thinks of one item at one revision, and why."""

    item: Item
    outcome: Outcome
    #: Sentences a moderator reads, most important first.
    reasons: tuple[str, ...]
    reading: Reading | None = None
    match: Match | None = None
    #: Planned (for ACT), or what would have been done (for SHADOW).
    actions: tuple[Action, ...] = ()
    #: Each rule that holds, with its share of the actions.
    fired: tuple[Fired, ...] = ()
    #: A short hash of the rules that were in force.
    rules: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Author:
    """What Reddit tells of an account; None where it does not."""

    name: str
    created_utc: float | None = None
    comment_karma: int | None = None
    post_karma: int | None = None

    @property
    def total_karma(self) -> int | None:
        """Comment and post karma together."""
        if self.comment_karma is None or self.post_karma is None:
            return None
        return self.comment_karma + self.post_karma


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What must be known beside the item to judge it."""

    now: float
    #: The bot's own account name.
    account: str
    moderators: frozenset[str] = frozenset()
    #: None where they cannot be read.
    approved_users: frozenset[str] | None = frozenset()
    #: The author's account; None while it was not asked for, or is not told.
    author: Author | None = None
    #: When the author's earlier posts and comments here were flagged, in 30 days,
    #: without a moderator overturning it.
    earlier_flags: tuple[float, ...] = ()
    #: Draft rules are judged as well: for tests and backtests.
    drafts: bool = False
    #: Why nothing is done now, whatever the rules say; "" if they decide.
    held: str = ""
    #: Rules that ask to be live and may not yet, and why.
    on_trial: Mapping[str, str] = field(default_factory=dict)
    #: The body of what a comment answers, if known.
    parent_text: str = ""
    #: A moderator overruled the bot in this thread, or it was replied to.
    thread_closed: str = ""
    #: The moderators were asked about a briefing in this thread.
    proposed: bool = False
    #: Briefings posted or proposed, and flags, in this subreddit in 24 hours.
    briefed_today: int = 0
    flags_today: int = 0
    #: A moderator approved this very item earlier.
    approved_before: bool = False


class Listing(StrEnum):
    """What the bot watches; the values name the cursors."""

    NEW = "new"
    COMMENTS = "comments"
    EDITED = "edited"
    MODQUEUE = "modqueue"
    MOD_LOG = "log"


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a listing, newest first, and the anchor of the next ("" at the end).

    `suspicious` names why the answer should not be believed ("" if it should):
    an empty body with status 200, for instance, is not "nothing new".
    """

    items: tuple[Item, ...]
    after: str = ""
    suspicious: str = ""


@dataclass(frozen=True, slots=True)
class ModAction:
    """An entry of a subreddit's moderation log."""

    id: str
    action: str
    moderator: str
    subreddit: str
    #: The thing acted on; "" where the action has none.
    fullname: str
    created_utc: float
    details: str = ""


class Agreement(StrEnum):
    """What a moderator's later action says of a decision."""

    CONFIRMED = "confirmed"
    OVERTURNED = "overturned"


@dataclass(frozen=True, slots=True)
class Gap:
    """A stretch of time in which items may have been missed, and why."""

    source: str
    from_utc: float
    to_utc: float
    why: str
