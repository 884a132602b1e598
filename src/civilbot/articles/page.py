"""Walks through a parsed web page and takes what people read of it."""

import re
from collections.abc import Callable, Iterator
from typing import Any

from civilbot.articles.blocks import Collector
from civilbot.articles.tables import in_columns
from civilbot.briefings.drafting import Block, Shape

_DROPPED_LISTED = (
    "script style noscript template nav aside form button select textarea input label"
    " iframe object embed svg math canvas audio video picture figure dialog head map"
    " menu link meta title"
)
_DROPPED = frozenset(_DROPPED_LISTED.split())
_DIVIDING_LISTED = (
    "p div section article main body header footer blockquote pre td th tr table"
    " caption dl dt dd ul ol address details summary center hgroup hr br"
)
_DIVIDING = frozenset(_DIVIDING_LISTED.split())
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BOLD = frozenset(("b", "strong"))

# Whole names of classes and ids: a page that "has-sidebar" is no sidebar.
_AROUND = re.compile(
    r"(?:comments?|disqus|sidebar|share|sharing|social|newsletter|cookies?|breadcrumbs?"
    r"|advert(?:isement)?|ads?|promo|navbar|menu|popup|modal)"
    r"(?:[-_](?:list|area|section|box|bar|thread|links|buttons?|banner|container|wrapper"
    r"|widget|form|signup|media))?"
)
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)

#: How far into an element is looked to tell what it is, in nodes.
_LOOK = 500


def walk(
    root: Any, leaf: Callable[[Any], bool] = lambda _node: False
) -> Iterator[tuple[Any, bool]]:
    """Visit nodes in order, each when it opens and when it closes.

    Without recursion: a page may be nested deeper than Python's stack.

    Args:
        root: where to begin.
        leaf: says of a node that what is inside is not visited.
    """
    stack: list[tuple[Any, bool]] = [(root, True)]
    while stack:
        node, opens = stack.pop()
        yield node, opens
        if opens:
            stack.append((node, False))
            if node.children and not leaf(node):
                stack.extend((child, True) for child in reversed(node.children))


def all_text(root: Any) -> str:
    """Give all text inside a node."""
    return "".join(
        node.data or "" for node, opens in walk(root) if opens and node.name == "#text"
    )


def attribute(node: Any, name: str) -> str:
    """Give an attribute's value; "" if the node has none."""
    return str((getattr(node, "attrs", None) or {}).get(name) or "")


def collected(root: Any, *, whole_page: bool) -> list[Block]:
    """Take the blocks inside a node.

    Args:
        root: the article's element, or the page.
        whole_page: also drop the page's own head and foot.
    """
    into = Collector()
    dropped = _dropping(root, whole_page=whole_page)
    for node, opens in walk(root, lambda node: dropped(node) or _is_data(node)):
        if node.name == "#text":
            into.add(node.data or "" if opens else "")
        elif opens and _is_data(node) and not dropped(node):
            into.end()
            into.blocks += in_columns(_rows(node))
        elif opens:
            _open(node, into)
        else:
            _close(node, into)
    into.end()
    return into.blocks


def _open(node: Any, into: Collector) -> None:
    if node.name in _HEADINGS:
        into.begin(Shape.HEADING, _HEADINGS[node.name])
    elif node.name == "li":
        into.begin(Shape.ITEM)
    elif node.name in _BOLD:
        into.bold += 1
    elif node.name == "a":
        into.open_link(attribute(node, "href").strip())
    elif node.name == "br" and into.shape is Shape.HEADING:
        into.add(" ")
    elif node.name in _DIVIDING:
        into.divide()


def _close(node: Any, into: Collector) -> None:
    if node.name in _HEADINGS or node.name == "li":
        into.end()
    elif node.name in _BOLD:
        into.bold -= 1
    elif node.name == "a":
        into.close_link()
    elif node.name in _DIVIDING and node.name != "br":
        into.divide()


def _dropping(root: Any, *, whole_page: bool) -> Callable[[Any], bool]:
    """Make the test for what is no part of the article."""

    def dropped(node: Any) -> bool:
        if node is root or node.name == "#text":
            return False
        if node.name in _DROPPED or _is_hidden(node):
            return True
        if whole_page and node.name in ("header", "footer"):
            return not _holds(node, ("h1",))
        return _is_around(node) and not _holds(node, ("h1",))

    return dropped


def _is_hidden(node: Any) -> bool:
    attributes = getattr(node, "attrs", None) or {}
    if "hidden" in attributes or attribute(node, "aria-hidden") == "true":
        return True
    return bool(_HIDDEN_STYLE.search(attribute(node, "style")))


def _is_around(node: Any) -> bool:
    names = f"{attribute(node, 'class')} {attribute(node, 'id')}".lower().split()
    return any(_AROUND.fullmatch(name) for name in names)


def _holds(root: Any, names: tuple[str, ...]) -> bool:
    """Tell whether an element of these names stands near the beginning of another."""
    for count, (node, opens) in enumerate(walk(root)):
        if opens and node is not root and node.name in names:
            return True
        if count > _LOOK:
            return False
    return False


def _is_data(node: Any) -> bool:
    """Tell a table with headings from one that only lays out the page."""
    laid_out = ("table", *_HEADINGS)
    return node.name == "table" and not _holds(node, laid_out) and _holds(node, ("th",))


def _rows(table: Any) -> list[list[list[Block]]]:
    rows: list[list[list[Block]]] = []
    for node, opens in walk(table, lambda node: node.name in ("td", "th")):
        if opens and node.name == "tr":
            rows.append([])
        elif opens and node.name in ("td", "th") and rows:
            rows[-1].append(collected(node, whole_page=False))
    return rows
