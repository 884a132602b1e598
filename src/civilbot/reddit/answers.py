"""Reads Reddit's answers as they came: plain data, one request each, no surprises.

PRAW's own objects make further requests when an attribute is missing, and fail
as a whole when one entry is odd. What the bot reads it therefore takes as JSON.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import praw

from civilbot.errors import RedditBusy

Json = Mapping[str, Any]
T = TypeVar("T")

#: Reddit's most for one request.
PAGE = 100
#: A listing ends after 1000 entries; ten times that is a server gone wrong.
MOST_PAGES = 100


@dataclass(frozen=True, slots=True)
class Listed:
    """A page of a listing: each thing with its kind, and the next page's anchor."""

    things: Sequence[tuple[str, Json]]
    after: str
    #: The answer says whether there is a next page, as Reddit's own always do.
    complete: bool


def get(reddit: praw.Reddit, path: str, **params: str | int) -> Any:
    """Ask for a path; exactly one request, unless it has to be repeated."""
    return reddit.request(method="GET", path=path, params=params)


def listed(answer: Any) -> Listed | None:
    """Read a listing; None if the answer is not one."""
    data = answer.get("data") if isinstance(answer, dict) else None
    children = data.get("children") if isinstance(data, dict) else None
    if not isinstance(data, dict) or not isinstance(children, list):
        return None
    things = [_thing(child) for child in children]
    return Listed(things, text(data, "after"), complete="after" in data)


def listing(reddit: praw.Reddit, path: str, **params: str | int) -> Listed:
    """Ask for a listing; what is not one was no answer at all.

    An empty body must not pass for an empty list: "no reply of ours" would have
    us post it twice.
    """
    return known(listed(get(reddit, path, **params)))


def whole(reddit: praw.Reddit, path: str) -> Iterator[tuple[str, Json]]:
    """Give every thing of a listing, page after page."""
    after: dict[str, str | int] = {}
    for _ in range(MOST_PAGES):
        page = listing(reddit, path, limit=PAGE, **after)
        yield from page.things
        if not page.after:
            return
        after = {"after": page.after}


def known(value: T | None) -> T:
    """Insist on an answer in the right shape."""
    if value is None:
        raise RedditBusy("Reddit gave an empty or unreadable answer")
    return value


def text(data: Json, key: str) -> str:
    """Read a text; "" where there is none."""
    value = data.get(key)
    return value if isinstance(value, str) else ""


def number(data: Json, key: str) -> float:
    """Read a number; 0.0 where there is none, or only true or false."""
    value = data.get(key)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return 0.0
    return float(value)


def rows(data: Json, key: str) -> list[list[Any]]:
    """Read a list of lists, such as reports."""
    value = data.get(key)
    if not isinstance(value, list):
        return []
    return [row for row in value if isinstance(row, list)]


def _thing(child: Any) -> tuple[str, Json]:
    if not isinstance(child, dict):
        return "", {}
    data = child.get("data")
    # Lists of people have no kinds, and their entries no wrapping.
    return (text(child, "kind"), data) if isinstance(data, dict) else ("", child)
