"""An item under the eyes of all rules of a subreddit."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlsplit

from civilbot.conditions.patterns import Patterns, bordered
from civilbot.model import Context, Finding, Item, Kind

#: Behind a text's name: the text with its words' borders marked.
WORDS = " words"
#: What stands before a site in a key.
SITE = "site"
_QUOTED = re.compile(r"^[ \t]{0,3}>.*$", re.MULTILINE)
_LINK = re.compile(r"\bhttps?://[^\s<>()\[\]]+", re.IGNORECASE)

#: Something that was found: a pattern in a text, or a site that is linked to.
Key = tuple[str, int | str]


@dataclass(frozen=True, slots=True)
class Facts:
    """An item, and what is known beside it."""

    item: Item
    context: Context
    #: What the detector found, as the rules choose to see it; None if it did not judge.
    findings: tuple[Finding, ...] | None = None


class Seen:
    """One item under the eyes of all rules: each text is searched once."""

    def __init__(self, facts: Facts, sets: Mapping[str, Patterns]) -> None:
        self.facts = facts
        self._sets = sets
        self._found: dict[str, frozenset[int]] = {}

    def matches(self, name: str, number: int) -> bool:
        """Whether a pattern is in a text."""
        return number in self._in(name)

    def keys(self, texts: Iterable[str]) -> Iterator[Key]:
        """Give all that is found in some texts, and the sites that are linked to."""
        for name in texts:
            yield from ((name, number) for number in self._in(name))
        yield from ((SITE, name) for name in self.domains)

    def words(self, name: str, number: int) -> str:
        """Give the first words of a text that a pattern fits."""
        return self._sets[name].first(number, self._text(name))

    def _in(self, name: str) -> frozenset[int]:
        if name not in self._found:
            self._found[name] = self._sets[name].found(self._text(name))
        return self._found[name]

    def _text(self, name: str) -> str:
        text = _TEXTS[name.removesuffix(WORDS)](self.facts)
        return bordered(text) if name.endswith(WORDS) else text

    @cached_property
    def domains(self) -> frozenset[str]:
        """The sites that the item links to, each with those above it."""
        item = self.facts.item
        urls = [item.url, *(found[0] for found in _LINK.finditer(item.text))]
        return frozenset(name for url in urls for name in _with_parents(url))


def _author(facts: Facts) -> str:
    return facts.item.author or ""


#: Where each text comes from.
_TEXTS: Mapping[str, Callable[[Facts], str]] = {
    # A comment has no title of its own.
    "title": lambda f: f.item.title if f.item.kind is Kind.SUBMISSION else "",
    "body": lambda f: f.item.text,
    "own body": lambda f: _QUOTED.sub("", f.item.text),
    "url": lambda f: f.item.url,
    "flair": lambda f: f.item.flair,
    "author.name": _author,
    "author.flair": lambda f: f.item.author_flair,
}


def _with_parents(url: str) -> Iterator[str]:
    """Give a link's site, and those that it is a part of."""
    try:
        host = (urlsplit(url).hostname or "").rstrip(".")
    except ValueError:
        return
    parts = host.removeprefix("www.").split(".")
    for at in range(len(parts) - 1):
        yield ".".join(parts[at:])
