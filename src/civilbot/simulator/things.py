"""What people post on the simulated Reddit: submissions, comments and reports."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import ClassVar, Literal

from civilbot.simulator.ids import to_base36


@dataclass(slots=True)
class Report:
    """One account's complaint about one thing."""

    by: str
    reason: str
    created_utc: float
    by_moderator: bool = False
    dismissed: bool = False
    """True once a moderator has approved or removed the thing."""


@dataclass(slots=True, kw_only=True, eq=False)
class Content:
    """What submissions and comments have in common."""

    kind: ClassVar[str]

    number: int
    """The id as a number; Reddit writes it in base 36."""
    subreddit: str
    """The subreddit's name in its own spelling; see `World.subreddit`."""
    author: str | None
    """None once the author deleted the thing, or their account."""
    created_utc: float
    edited: float | Literal[False] = False
    deleted: bool = False
    removed: bool = False
    spam: bool = False
    """Removed as spam; `removed` is then False, as in Reddit's own answers."""
    removed_by: str | None = None
    removed_at_utc: float | None = None
    approved: bool = False
    approved_by: str | None = None
    approved_at_utc: float | None = None
    removal_reason_id: str | None = None
    removal_note: str | None = None
    removal_reason_by: str | None = None
    ignore_reports: bool = False
    reports: list[Report] = field(default_factory=list)
    locked: bool = False
    stickied: bool = False
    distinguished: Literal["moderator", "admin"] | None = None
    archived: bool = False
    score: int = 1
    visible_at: float = 0.0
    """Listings leave the thing out before this moment."""
    replies: list["Comment"] = field(default_factory=list, repr=False)
    """Direct replies, oldest first."""

    @property
    def id(self) -> str:
        """The id in base 36, without the kind."""
        return to_base36(self.number)

    @property
    def name(self) -> str:
        """The full name, such as `t1_abc`."""
        return f"{self.kind}_{self.id}"

    @property
    def taken_down(self) -> bool:
        """True when moderators or the filter hide it from ordinary readers."""
        return self.removed or self.spam

    @property
    def open_reports(self) -> list[Report]:
        """The reports that nobody has dealt with."""
        return [report for report in self.reports if not report.dismissed]


@dataclass(slots=True, kw_only=True, eq=False)
class Submission(Content):
    """A thread's first post."""

    kind: ClassVar[str] = "t3"

    title: str
    selftext: str = ""
    """`[deleted]` after deletion. Empty for a link."""
    url: str | None = None
    """The linked address; None for a text post."""
    domain: str
    over_18: bool = False
    spoiler: bool = False
    sticky_slot: int | None = None
    flair_text: str | None = None
    flair_css_class: str | None = None
    flair_template_id: str | None = None
    num_comments: int = 0
    contest_mode: bool = False
    suggested_sort: str | None = None
    crowd_control_level: int = 0
    crosspost_of: "Submission | None" = field(default=None, repr=False)
    """The submission that this one repeats in another subreddit."""
    num_crossposts: int = 0

    @property
    def is_self(self) -> bool:
        """True for a text post."""
        return self.url is None

    @property
    def body(self) -> str:
        """What the author wrote: the text of a text post."""
        return self.selftext

    @property
    def slug(self) -> str:
        """The title as it appears in addresses."""
        letters = (c if c.isascii() and c.isalnum() else " " for c in self.title)
        return "_".join("".join(letters).lower().split())[:50] or "_"

    @property
    def permalink(self) -> str:
        """The path of the thread."""
        return f"/r/{self.subreddit}/comments/{self.id}/{self.slug}/"


@dataclass(slots=True, kw_only=True, eq=False)
class Comment(Content):
    """A reply to a submission or to another comment."""

    kind: ClassVar[str] = "t1"

    submission: Submission
    parent: "Submission | Comment" = field(repr=False)
    body: str
    """`[deleted]` after deletion."""

    @property
    def depth(self) -> int:
        """Zero for a reply to the submission."""
        return sum(1 for _ in self.ancestors())

    @property
    def is_root(self) -> bool:
        """True for a direct reply to the submission."""
        return self.parent is self.submission

    @property
    def permalink(self) -> str:
        """The path of the comment."""
        return f"{self.submission.permalink}{self.id}/"

    def ancestors(self) -> Iterator["Comment"]:
        """The comments above this one, nearest first."""
        above = self.parent
        while isinstance(above, Comment):
            yield above
            above = above.parent


Thing = Submission | Comment
