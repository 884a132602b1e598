"""The evening's story: who posts what, in which order, and what goes wrong."""

from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from civilbot import yaml_text

STORY = Path(__file__).with_name("evening.yaml")


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class Place(_Strict):
    """A subreddit of the story."""

    name: str
    mode: Literal["live", "shadow"]


class Submit(_Strict):
    """Somebody starts a thread."""

    do: Literal["submit"]
    id: str
    in_: str = Field(alias="in")
    by: str
    title: str
    url: str = ""
    selftext: str = ""
    flair: str = ""


class Comment(_Strict):
    """Somebody comments; `expect` is what a fair moderator would want."""

    do: Literal["comment"]
    id: str
    to: str
    by: str
    body: str
    expect: Literal["flag", "leave"]
    why: str


class Edit(_Strict):
    """Somebody changes what they wrote."""

    do: Literal["edit"]
    thing: str
    body: str
    expect: Literal["flag", "leave"]
    why: str = ""


class Delete(_Strict):
    """An author deletes a comment."""

    do: Literal["delete"]
    thing: str
    by: str


class Moderate(_Strict):
    """The moderator approves or removes something."""

    do: Literal["approve", "remove"]
    thing: str
    by: str


class RemoveReply(_Strict):
    """The moderator removes the bot's reply in a thread."""

    do: Literal["remove_reply"]
    thread: str
    by: str


Event = Annotated[
    Submit | Comment | Edit | Delete | Moderate | RemoveReply,
    Field(discriminator="do"),
]


class Scene(_Strict):
    """Some events, after which the story waits for the bot."""

    name: str
    faults: tuple[dict[str, Any], ...] = ()
    events: tuple[Event, ...] = ()


class Story(_Strict):
    """The whole evening."""

    subreddits: tuple[Place, ...]
    moderator: str
    approved_users: dict[str, tuple[str, ...]] = {}
    scenes: tuple[Scene, ...]


def load_story(path: Path = STORY) -> Story:
    """Read a story; BadInput where it is wrong."""
    return yaml_text.load(path.read_text(encoding="utf-8"), Story, source=path.name)
