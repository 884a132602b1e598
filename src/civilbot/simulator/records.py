"""What the simulated Reddit keeps about people and moderation: accounts, log, mail."""

from dataclasses import dataclass, field
from typing import Literal

from civilbot.simulator.things import Comment


@dataclass(slots=True, kw_only=True)
class User:
    """One account."""

    number: int
    id: str
    name: str
    created_utc: float
    password: str | None = None
    """None for people who never log in through the API."""
    link_karma: int = 1
    comment_karma: int = 1
    suspended: bool = False
    deleted: bool = False
    blocked: set[str] = field(default_factory=set)
    """Lower-cased names of the people this account has blocked."""

    @property
    def fullname(self) -> str:
        """As in `t2_1w72`."""
        return f"t2_{self.id}"


@dataclass(slots=True, kw_only=True)
class ModAction:
    """One line of the moderation log."""

    id: str
    """As in `ModAction_<uuid>`."""
    number: int
    """Grows with each entry."""
    action: str
    mod: str
    subreddit: str
    created_utc: float
    details: str | None = None
    description: str | None = None
    target_fullname: str | None = None
    target_author: str | None = None
    target_title: str | None = None
    target_body: str | None = None
    target_permalink: str | None = None


@dataclass(slots=True, kw_only=True)
class ModNote:
    """A note moderators keep about a person; Reddit adds some by itself."""

    id: str
    """As in `ModNote_<uuid>`."""
    number: int
    subreddit: str
    user: str
    operator: str
    created_at: float
    type: str = "NOTE"
    """NOTE, or the kind of moderator action, such as REMOVAL."""
    note: str | None = None
    label: str | None = None
    reddit_id: str | None = None
    action: ModAction | None = None


@dataclass(slots=True, kw_only=True)
class ModmailMessage:
    """One message in a moderator conversation."""

    id: str
    author: str
    body: str
    date: float
    is_internal: bool = False
    is_author_hidden: bool = False
    by_moderator: bool = True


@dataclass(slots=True, kw_only=True)
class ModmailAction:
    """Something moderators did to a conversation, such as archiving it."""

    id: str
    type: int
    """0 highlighted, 1 unhighlighted, 2 archived, 3 unarchived, 4 reported, 5 muted,
    6 unmuted."""
    author: str
    date: float


@dataclass(slots=True, kw_only=True)
class Conversation:
    """A moderator conversation."""

    id: str
    number: int
    subreddit: str
    subject: str
    participant: str | None
    """The ordinary user in it; None when moderators talk among themselves."""
    messages: list[ModmailMessage]
    actions: list[ModmailAction] = field(default_factory=list)
    state: Literal[0, 1, 2] = 0
    """0 new, 1 in progress, 2 archived."""
    is_auto: bool = False
    is_highlighted: bool = False
    unread_since: dict[str, float] = field(default_factory=dict)
    """By moderator, lower-cased: who has not read it, and since when."""

    @property
    def is_internal(self) -> bool:
        """True when moderators talk among themselves."""
        return self.participant is None

    @property
    def last_updated(self) -> float:
        """When the newest message came."""
        return self.messages[-1].date

    @property
    def last_mod_update(self) -> float | None:
        """When a moderator last wrote."""
        dates = [m.date for m in self.messages if m.by_moderator]
        return max(dates, default=None)

    @property
    def last_user_update(self) -> float | None:
        """When the participant last wrote."""
        dates = [m.date for m in self.messages if not m.by_moderator]
        return max(dates, default=None)


@dataclass(slots=True, kw_only=True)
class PrivateMessage:
    """A t4: a private message between two accounts, or from a subreddit."""

    number: int
    id: str
    author: str | None
    """None when a subreddit wrote it."""
    dest: str
    subject: str
    body: str
    created_utc: float
    subreddit: str | None = None
    parent: "PrivateMessage | None" = None
    conversation: str | None = None
    """The id of the moderator conversation to which it belongs."""

    @property
    def name(self) -> str:
        """The full name, such as `t4_abc`."""
        return f"t4_{self.id}"

    @property
    def first(self) -> "PrivateMessage":
        """The message that started the exchange."""
        return self if self.parent is None else self.parent.first


InboxKind = Literal["comment_reply", "post_reply", "username_mention", "message"]


@dataclass(slots=True, kw_only=True)
class InboxEntry:
    """One item in somebody's inbox."""

    owner: str
    kind: InboxKind
    item: Comment | PrivateMessage
    new: bool = True

    @property
    def name(self) -> str:
        """The full name of the item."""
        return self.item.name
