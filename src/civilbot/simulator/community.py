"""A simulated subreddit: its moderators, rules, flair, wiki and lists of people."""

from dataclasses import dataclass, field
from typing import Literal

SubredditType = Literal["public", "private", "restricted"]


@dataclass(slots=True)
class Moderator:
    """One moderator and what they may do."""

    name: str
    permissions: tuple[str, ...]
    """`("all",)`, or some of access, config, flair, mail, posts, wiki."""
    added_utc: float
    id: str
    """As in `rb_1a2b`: the id of the relation, not of the person."""

    def may(self, permission: str) -> bool:
        """Tell whether the moderator holds a permission."""
        return "all" in self.permissions or permission in self.permissions


@dataclass(slots=True)
class RemovalReason:
    """A text that moderators choose when they remove something."""

    id: str
    title: str
    message: str


@dataclass(slots=True)
class Rule:
    """One of the subreddit's rules as shown to its readers."""

    short_name: str
    description: str
    kind: Literal["all", "link", "comment"]
    violation_reason: str
    created_utc: float
    priority: int


@dataclass(slots=True)
class FlairTemplate:
    """A ready-made flair, for links or for people."""

    id: str
    text: str
    css_class: str = ""
    text_editable: bool = False
    mod_only: bool = False
    background_color: str = ""
    text_color: Literal["dark", "light"] = "dark"


@dataclass(slots=True)
class UserFlair:
    """The flair one person carries in a subreddit."""

    user: str
    text: str
    css_class: str = ""
    template_id: str | None = None


@dataclass(slots=True)
class Relation:
    """A person on one of the subreddit's lists: banned, muted, contributor."""

    user: str
    kind: str
    """banned, muted, contributor, wikibanned or wikicontributor."""
    id: str
    """As in `rb_1a2b`."""
    created_utc: float
    by: str
    note: str = ""
    reason: str = ""
    days: int | None = None
    """None for ever."""


@dataclass(slots=True)
class WikiRevision:
    """One saved version of a wiki page."""

    id: str
    page: str
    content: str
    author: str
    timestamp: float
    reason: str | None = None
    hidden: bool = False


@dataclass(slots=True)
class WikiPage:
    """A wiki page with its history, newest revision last."""

    name: str
    revisions: list[WikiRevision]
    listed: bool = True
    permlevel: int = 0
    """0 as the subreddit's wiki, 1 approved editors only, 2 moderators only."""
    editors: list[str] = field(default_factory=list)

    @property
    def newest(self) -> WikiRevision:
        """The version that readers see."""
        return self.revisions[-1]


@dataclass(slots=True, kw_only=True)
class Subreddit:
    """A community; people's lists are keyed by lower-cased name."""

    number: int
    id: str
    name: str
    """In its own spelling; Reddit calls it display_name."""
    title: str
    created_utc: float
    public_description: str = ""
    description: str = ""
    type: SubredditType = "public"
    banned: bool = False
    """Taken down by Reddit itself; answers 404."""
    over18: bool = False
    quarantine: bool = False
    subscribers: int = 1
    moderators: dict[str, Moderator] = field(default_factory=dict)
    invites: dict[str, tuple[str, ...]] = field(default_factory=dict)
    removal_reasons: dict[str, RemovalReason] = field(default_factory=dict)
    rules: list[Rule] = field(default_factory=list)
    link_templates: dict[str, FlairTemplate] = field(default_factory=dict)
    user_templates: dict[str, FlairTemplate] = field(default_factory=dict)
    user_flair: dict[str, UserFlair] = field(default_factory=dict)
    wiki: dict[str, WikiPage] = field(default_factory=dict)
    relations: dict[str, dict[str, Relation]] = field(default_factory=dict)
    """By kind, then by person."""

    @property
    def fullname(self) -> str:
        """As in `t5_2qh1i`."""
        return f"t5_{self.id}"

    @property
    def prefixed_name(self) -> str:
        """As people write it: `r/NAME`."""
        return f"r/{self.name}"

    def moderator(self, user: str | None) -> Moderator | None:
        """Find a moderator by name, in any spelling."""
        return self.moderators.get(user.lower()) if user else None

    def related(self, kind: str, user: str | None) -> Relation | None:
        """Find somebody on one of the lists, such as banned."""
        return self.relations.get(kind, {}).get(user.lower()) if user else None
