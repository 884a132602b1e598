"""What tests and scenarios may order to happen on the simulated Reddit."""

from typing import Annotated, Any, Literal

from pydantic import AliasChoices, BaseModel, BeforeValidator, ConfigDict, Field

from civilbot.simulator.settings import BOT_NAME, Settings

MODERATOR = "mod_ada"

Seconds = Annotated[float, Field(ge=0)]


def _bare_name(name: Any) -> Any:
    """Take `r/Name` and `u/name` for the name alone."""
    if not isinstance(name, str):
        return name
    name = name.strip().strip("/")
    return name[2:] if name[:2].lower() in ("r/", "u/") else name


UserName = Annotated[
    str, BeforeValidator(_bare_name), Field(pattern=r"^[A-Za-z0-9_-]{1,30}$")
]
SubredditName = Annotated[
    str, BeforeValidator(_bare_name), Field(pattern=r"^[A-Za-z0-9_]{2,24}$")
]


class Order(BaseModel):
    """Something to be done; a key that nobody knows is a mistake."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Origin(Order):
    """When and how a new thing comes to light."""

    created_utc: Annotated[float, Field(gt=0)] | None = None
    visible_after_s: Seconds = 0.0
    """Listings leave it out for so long."""
    filtered: bool = False
    """Caught by the spam filter; waits for a moderator."""
    archived: bool = False
    """Too old to reply to."""


class SubmissionOrder(Origin):
    """Begin a thread."""

    subreddit: SubredditName
    title: Annotated[str, Field(min_length=1, max_length=300)]
    author: UserName
    selftext: Annotated[
        str, Field(validation_alias=AliasChoices("selftext", "text"))
    ] = ""
    url: str | None = None
    flair: str | None = None
    over_18: bool = False
    spoiler: bool = False
    locked: bool = False
    crosspost_of: str | None = None
    """The submission that this one repeats; link and text are then that one's."""


class CommentOrder(Origin):
    """Reply to a thing."""

    parent: str
    author: UserName
    body: Annotated[str, Field(validation_alias=AliasChoices("body", "text"))]


Deed = Literal[
    "edit",
    "delete",
    "remove",
    "approve",
    "lock",
    "unlock",
    "report",
    "ignore_reports",
    "unignore_reports",
    "distinguish",
    "flair",
    "archive",
    "vote",
]


class DeedOrder(Order):
    """Do something to a thing; what is not needed for the deed is ignored."""

    by: UserName | None = None
    """Without it: the author for edit and delete, else a moderator who is no bot."""
    body: Annotated[
        str | None,
        Field(validation_alias=AliasChoices("body", "text", "selftext", "content")),
    ] = None
    reason: str = ""
    """Of a report."""
    spam: bool = False
    """Remove as spam."""
    reason_id: str | None = None
    note: str = ""
    score: int | None = None
    """Votes up less votes down, from now on."""


class WikiOrder(Order):
    """Write a wiki page."""

    content: str
    by: UserName = MODERATOR
    reason: str | None = None


class ModeratorOrder(Order):
    """Make somebody a moderator."""

    name: UserName
    permissions: list[str] = ["all"]
    """Without any: no longer a moderator."""
    invited: bool = False
    """Only invite them."""


class ReasonOrder(Order):
    """A text for removals."""

    title: str
    message: str


class RuleOrder(Order):
    """A rule of a subreddit."""

    short_name: str
    description: str = ""
    kind: Literal["all", "link", "comment"] = "all"


class FlairOrder(Order):
    """A flair template for links."""

    text: str
    css_class: str = ""
    mod_only: bool = False


class SubredditOrder(Order):
    """Found a subreddit."""

    name: SubredditName
    moderators: list[UserName | ModeratorOrder] = [BOT_NAME, MODERATOR]
    type: Literal["public", "private", "restricted"] = "public"
    banned: bool = False
    quarantine: bool = False
    over18: bool = False
    title: str | None = None
    description: str = ""
    subscribers: Annotated[int, Field(ge=0)] | None = None
    approved: list[UserName] = []
    """Who may enter a private one, and post in a restricted one."""
    removal_reasons: list[ReasonOrder] = []
    rules: list[RuleOrder] = []
    link_flair: list[FlairOrder] = []
    wiki: dict[str, str] = {}


class UserOrder(Order):
    """Create an account, or change one."""

    name: UserName
    password: str | None = None
    suspended: bool | None = None
    deleted: bool = False
    blocked: list[UserName] | None = None
    """Whom this account has blocked."""
    comment_karma: int | None = None
    link_karma: int | None = None


class ModmailOrder(Order):
    """Write to a subreddit's moderators."""

    subreddit: SubredditName
    author: UserName
    subject: str
    body: str


class AnswerOrder(Order):
    """Write in a conversation that exists."""

    author: UserName
    body: str


class MessageOrder(Order):
    """Send a private message."""

    to: UserName
    author: UserName
    subject: str
    body: str


class ClockOrder(Order):
    """Let time pass."""

    advance_s: Annotated[float, Field(ge=0, le=10 * 365 * 86_400)]


class SettingsOrder(Order):
    """Change the rules of this Reddit; what is not given stays."""

    budget: Annotated[int, Field(ge=0)] | None = None
    token_lifetime_s: Annotated[float, Field(gt=0)] | None = None
    comment_cooldown_s: Seconds | None = None
    comments_per_page: Annotated[int, Field(ge=1, le=500)] | None = None


def apply_settings(settings: Settings, order: SettingsOrder) -> None:
    """Change what was ordered to change."""
    for field, value in order.model_dump(exclude_none=True).items():
        setattr(settings, field, value)
