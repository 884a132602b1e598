"""Finds a briefing's terms in a title: whole words, with their spellings."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from civilbot.briefings.article import Term

_POSSESSIVE = r"(?:['\u2019]s|s['\u2019])?"
_SHORT_NAME = re.compile(r"[A-Z]{2,4}")


@dataclass(frozen=True, slots=True)
class Hit:
    """A term that stands in a text, as it is written there."""

    term: str
    words: str
    start: int
    end: int


class Vocabulary:
    """The terms of one briefing, ready to be looked for."""

    def __init__(self, terms: Iterable[Term]) -> None:
        """Compile one pattern for each term."""
        self._patterns = tuple(
            (term.name, re.compile("|".join(map(_pattern, _longest_first(term)))))
            for term in terms
        )

    def hits(self, text: str) -> tuple[Hit, ...]:
        """Find every place where a term stands, in the order of the text."""
        found = [
            Hit(name, match[0], match.start(), match.end())
            for name, pattern in self._patterns
            for match in pattern.finditer(text)
        ]
        return tuple(sorted(found, key=lambda hit: (hit.start, -hit.end)))


def _longest_first(term: Term) -> list[str]:
    return sorted(term.words, key=lambda word: (-len(word), word))


def _pattern(word: str) -> str:
    """Write the pattern of a word, a phrase, a stem ("negotiat*") or a short name."""
    if _SHORT_NAME.fullmatch(word):
        # "US" is a country and "us" is all of us, so capitals count; outlets also
        # write "U.S." and "U. S.".
        return r"(?<!\w)" + r"\.?\s?".join(word) + r"(?:\.|" + _POSSESSIVE + r"(?!\w))"
    stem = word.endswith("*")
    parts = [re.escape(part) for part in re.split(r"[\s-]+", word.rstrip("*"))]
    ending = r"\w*" if stem else ""
    return rf"(?i:(?<!\w){'[ -]+'.join(parts)}{ending}{_POSSESSIVE}(?!\w))"
