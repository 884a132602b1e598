"""Finds a briefing's terms in a title: whole words, with their spellings."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from civilbot.briefings.article import Term

_POSSESSIVE = r"(?:['\u2019]s|s['\u2019])?"
_POSSESSED = re.compile(r"['\u2019]s?$")
_WORDS = re.compile(r"[^\W\d_][\w'\u2019-]*")
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
        self._terms = tuple(
            _Pattern(
                term.name,
                tuple({_beginning(word) for word in term.words}),
                re.compile("|".join(map(_pattern, _longest_first(term)))),
            )
            for term in terms
        )

    def hits(self, text: str) -> tuple[Hit, ...]:
        """Find every place where a term stands, in the order of the text."""
        plain = _plain(text)
        found = [
            Hit(term.name, match[0], match.start(), match.end())
            for term in self._terms
            if any(beginning in plain for beginning in term.beginnings)
            for match in term.pattern.finditer(text)
        ]
        return tuple(sorted(found, key=lambda hit: (hit.start, -hit.end)))


@dataclass(frozen=True, slots=True)
class _Pattern:
    """A term to look for; without one of the beginnings in a text it is not there."""

    name: str
    #: Looked for first: that is thirty times as fast as the pattern.
    beginnings: tuple[str, ...]
    pattern: re.Pattern[str]


def _beginning(word: str) -> str:
    """Give what a text must hold for a word to stand in it; "" if that is unclear."""
    if _SHORT_NAME.fullmatch(word):
        return ""
    return _plain(re.split(r"[\s-]+", word.rstrip("*"))[0])


def _plain(text: str) -> str:
    # Patterns that ignore case also take the dotless i for an i.
    return text.casefold().replace("\u0131", "i")


def automatic_terms(sentences: Iterable[str]) -> tuple[Term, ...]:
    """Take the names in sentences for terms: words that are written with a capital.

    The first word of a sentence always is, so it only counts where it stands with a
    capital elsewhere.
    """
    inner = [word for text in sentences for word in _WORDS.findall(text)[1:]]
    names = dict.fromkeys(
        _POSSESSED.sub("", word) for word in inner if word[0].isupper()
    )
    return tuple(Term(name=name, words=(name,)) for name in names if len(name) > 2)


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
