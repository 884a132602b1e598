"""Pages of things, newest first: limit, after and before as Reddit understands them."""

from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Generic, Protocol, TypeVar

DEFAULT_LIMIT = 25
MAX_LIMIT = 100
DEPTH = 1000
"""How far back any listing reaches."""


class Named(Protocol):
    """Something a page can start after."""

    @property
    def name(self) -> str:
        """The full name."""
        ...


N = TypeVar("N", bound=Named)
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Row(Generic[T]):
    """Something without a full name of its own, as a page counts it."""

    name: str
    item: T


@dataclass(frozen=True, slots=True)
class Window:
    """Which part of a listing was asked for."""

    limit: int = DEFAULT_LIMIT
    after: str | None = None
    before: str | None = None
    depth: int | None = DEPTH


@dataclass(frozen=True, slots=True)
class Page(Generic[N]):
    """One page, with the anchors for its neighbours."""

    items: list[N]
    after: str | None = None
    before: str | None = None


def window(
    query: Mapping[str, str], *, most: int = MAX_LIMIT, depth: int | None = DEPTH
) -> Window:
    """Read the window from a query; a limit out of range is moved into it."""
    text = query.get("limit", "")
    limit = int(text) if text.isascii() and text.isdigit() else DEFAULT_LIMIT
    return Window(
        limit=min(max(limit, 1), most),
        after=query.get("after") or None,
        before=query.get("before") or None,
        depth=depth,
    )


def page(newest_first: Iterable[N], asked: Window) -> Page[N]:
    """Cut one page; an anchor that is not in the listing gives an empty page."""
    reachable = islice(newest_first, asked.depth)
    if asked.before:
        return _page_before(reachable, asked.before, asked.limit)
    if asked.after and not any(item.name == asked.after for item in reachable):
        return Page([])
    items = list(islice(reachable, asked.limit + 1))
    more = len(items) > asked.limit
    items = items[: asked.limit]
    return Page(
        items,
        after=items[-1].name if more else None,
        before=items[0].name if asked.after and items else None,
    )


def _page_before(reachable: Iterable[N], anchor: str, limit: int) -> Page[N]:
    nearest: deque[N] = deque(maxlen=limit + 1)
    for item in reachable:
        if item.name == anchor:
            break
        nearest.append(item)
    else:
        return Page([])
    items = list(nearest)[-limit:]
    if not items:
        return Page([])
    more = len(nearest) > limit
    return Page(items, after=items[-1].name, before=items[0].name if more else None)
