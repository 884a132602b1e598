"""The patterns that rules search texts for: all patterns on one text in one pass."""

import re
from collections.abc import Iterator
from functools import cached_property

import re2

from civilbot.rules import TextTest

#: Where words are looked for, their borders are marked: RE2's own `\b` knows ASCII
#: alone, and letters spelt out in patterns would make these large.
_BORDER, _MARK = re.compile(r"\b"), "\x01"
#: Memory that the patterns on one text may take together, in bytes.
_MEMORY = 64 * 1024 * 1024


class Patterns:
    """All patterns on one text."""

    def __init__(self) -> None:
        self._sources: list[str] = []
        self._known: dict[str, int] = {}

    def add(self, pattern: str) -> int:
        """Add a pattern; its number. The same pattern has the same number."""
        if pattern not in self._known:
            self._known[pattern] = len(self._sources)
            self._sources.append(pattern)
        return self._known[pattern]

    @cached_property
    def _set(self) -> "re2.Set":
        found = re2.Set.SearchSet(options())
        for pattern in self._sources:
            found.Add(pattern)
        found.Compile()
        return found

    def found(self, text: str) -> frozenset[int]:
        """Return the numbers of the patterns that a text holds."""
        return frozenset(self._set.Match(text) or ())

    def first(self, number: int, text: str) -> str:
        """Return the words that a pattern fits first."""
        found = re2.search(self._sources[number], text, options())
        return found[0].replace(_MARK, "").strip() if found else ""


def options() -> "re2.Options":
    """Return how patterns are read: quietly, and within bounds."""
    chosen = re2.Options()
    chosen.log_errors = False
    chosen.max_mem = _MEMORY
    return chosen


def bordered(text: str) -> str:
    """Mark where words begin and end."""
    return _BORDER.sub(_MARK, text)


def words_of(test: TextTest) -> Iterator[str]:
    """Write whole words and phrases as patterns on a text with marked borders."""
    case = "" if test.case_sensitive else "(?i)"
    for phrase in test.words:
        yield f"{case}{_spaced(bordered(phrase))}"


def patterns_of(test: TextTest) -> Iterator[str]:
    """Write what else a text must be like as patterns, one for each way."""
    case = "" if test.case_sensitive else "(?i)"
    for phrase in test.includes:
        yield f"{case}{_spaced(phrase)}"
    for phrase in test.starts_with:
        yield rf"{case}\A\s*{_spaced(phrase)}"
    for phrase in test.ends_with:
        yield rf"{case}{_spaced(phrase)}\s*\z"
    for phrase in test.equals:
        yield rf"{case}\A\s*{_spaced(phrase)}\s*\z"
    for pattern in test.regex:
        yield f"{case}(?:{pattern})" if case else pattern


def _spaced(phrase: str) -> str:
    """Write a phrase as a pattern: any space fits any other."""
    return r"\s+".join(re2.escape(word) for word in phrase.split())
