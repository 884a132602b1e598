"""What a history tells of a post or comment: its words, and a moderator's on it."""

import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum

from civilbot.model import Author, Item

#: Halves of characters, which Reddit lets pass and no file can hold.
_HALVES = re.compile("[\ud800-\udfff]")


class Said(StrEnum):
    """What moderators said of an item, as far as the history tells."""

    REMOVED = "removed"
    APPROVED = "approved"
    #: A filter or Reddit took it away: no moderator's word.
    FILTERED = "filtered"
    #: Nobody is known to have looked, which speaks neither for it nor against it.
    UNSEEN = "unseen"


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A post or comment as it was when it was posted, and what came of it."""

    item: Item
    #: What is told of its author; None if nothing is.
    author: Author | None = None
    #: It was written as a moderator.
    by_moderator: bool = False
    #: What a comment answers, where that is known.
    parent_text: str = ""
    said: Said = Said.UNSEEN
    #: Which field tells so; "" if none does.
    proof: str = ""
    #: Its words are not there any more.
    gone: bool = False


def readable(text: str) -> str:
    """Replace half characters, one for one."""
    return text if text.isascii() else _HALVES.sub("\ufffd", text)


def as_posted(item: Item) -> Item:
    """Give an item as it was before anybody moderated it."""
    return replace(
        item,
        text=readable(item.text),
        title=readable(item.title),
        permalink=readable(item.permalink),
        deleted=False,
        removed=False,
        approved=False,
        locked=False,
        archived=False,
    )


def written(seconds: float) -> str:
    """Write a time for people, UTC."""
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%d %H:%M:%S")
