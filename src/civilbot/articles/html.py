"""Reads an article from a web page, with justhtml; the page is not trusted.

Nothing is run or fetched. Only words, list items, headings and http(s) links are
taken; scripts, styles, menus, comments and hidden things are dropped.
"""

import json
from collections.abc import Iterator
from typing import Any

from justhtml import JustHTML

from civilbot.articles.blocks import title_and_rest
from civilbot.articles.page import all_text, attribute, collected, walk
from civilbot.briefings.drafting import Article, Block
from civilbot.briefings.drafting.dates import day_in

#: An <article> or <main> that holds at least this part of the page's words is it.
_MAIN_SHARE = 0.4

_MAIN = ("article", "main")
_PUBLISHED = frozenset(
    ("article:published_time", "datepublished", "dc.date", "dcterms.date", "date")
)


def read(page: str | bytes) -> Article:
    """Read a web page; its title is the article's largest heading, else the page's."""
    root: Any = JustHTML(page, sanitize=False).root
    titles, days = _about(root)
    main = _main(root)
    blocks = collected(main, whole_page=main.name not in _MAIN)
    heading, rest = title_and_rest(blocks)
    published = {day for day in map(day_in, days) if day}
    return Article(
        title=heading or next(iter(titles), ""),
        blocks=tuple(rest),
        published=published.pop() if len(published) == 1 else None,
    )


def blocks_of(fragment: str) -> list[Block]:
    """Read a piece of HTML that stands inside another text."""
    root: Any = JustHTML(fragment, sanitize=False).root
    return collected(root, whole_page=False)


def _main(root: Any) -> Any:
    """Find the element that holds the article: much of the page's text, or the page."""
    read = 0
    begun: list[int] = []
    best, most = root, 0
    for node, opens in walk(root):
        if opens and node.name == "#text":
            read += len(node.data or "")
        elif node.name in _MAIN and opens:
            begun.append(read)
        elif node.name in _MAIN:
            size = read - begun.pop()
            # The innermost one closes first; one around it must add something.
            if size > 1.1 * most:
                best, most = node, size
    return best if most >= _MAIN_SHARE * read else root


def _about(root: Any) -> tuple[list[str], list[str]]:
    """Read what a page says of itself: its titles, the best first, and its days."""
    titles: list[str] = []
    days: list[str] = []
    for node, opens in walk(root):
        if not opens:
            continue
        if node.name == "title":
            titles.append(" ".join(all_text(node).split()))
        elif node.name == "meta":
            _meta(node, titles, days)
        elif node.name == "time" and attribute(node, "itemprop") == "datePublished":
            days.append(attribute(node, "datetime"))
        elif node.name == "script" and "ld+json" in attribute(node, "type"):
            days.extend(_published_in(all_text(node)))
    return [title for title in titles if title], days


def _meta(node: Any, titles: list[str], days: list[str]) -> None:
    names = (attribute(node, name) for name in ("property", "name", "itemprop"))
    key = next((name.lower() for name in names if name), "")
    content = attribute(node, "content")
    if key == "og:title":
        titles.insert(0, " ".join(content.split()))
    elif key in _PUBLISHED:
        days.append(content)


def _published_in(script: str) -> Iterator[str]:
    """Find the days of publication in a page's linked data."""
    try:
        pending = [json.loads(script)]
    except (ValueError, RecursionError):
        return
    while pending:
        value = pending.pop()
        if isinstance(value, dict):
            day = value.get("datePublished")
            if isinstance(day, str):
                yield day
            pending.extend(value.values())
        elif isinstance(value, list):
            pending.extend(value)
