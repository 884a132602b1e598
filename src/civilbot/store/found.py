"""What a search of the store gives back: frozen values, nothing of the database."""

from collections.abc import Mapping
from dataclasses import dataclass

from civilbot.consent import Answer
from civilbot.ledger import Entry, State
from civilbot.model import ActionKind, Agreement, Decision, Gap, Kind, Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A stored decision.

    Its item holds what was kept: no author and no text where the bot let it be,
    and neither of these nor a title where the content was deleted since.
    """

    case: str
    decision: Decision
    judged_at: float
    #: Whether it speaks against the item, or in shadow would have.
    flagged: bool
    #: Whether the item's words are still here.
    text_kept: bool
    #: Its content was deleted, so it was deleted here too.
    forgotten: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreed:
    """What a moderator's action said of a case."""

    log_id: str
    case: str
    #: What the moderator acted on: the item, or civilbot's reply.
    fullname: str
    agreement: Agreement
    moderator: str
    at: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """All that is known of one thing on Reddit, oldest first."""

    fullname: str
    #: One for each revision that was judged.
    judged: tuple[Judged, ...]
    entries: tuple[Entry, ...]
    agreements: tuple[Agreed, ...]
    answers: tuple[Answer, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """Which decisions to list; what is left out does not narrow the list.

    Times are when the decision was made: `since` is included, `before` is not.
    """

    subreddit: str = ""
    outcome: Outcome | None = None
    kind: Kind | None = None
    since: float | None = None
    before: float | None = None
    #: A case id or its beginning, a full name, or an address on Reddit.
    text: str = ""
    limit: int = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """A summary; subreddits are lower case."""

    decisions: Mapping[tuple[str, Outcome], int]
    actions: Mapping[tuple[ActionKind, State], int]
    #: What moderators last said, once for each case and thing acted on.
    agreements: Mapping[tuple[str, Agreement], int]
    gaps: tuple[Gap, ...]
