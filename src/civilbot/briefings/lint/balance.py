"""Rules on parity: both sides get the same room and their own words."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from civilbot.briefings.article import Briefing, Side
from civilbot.briefings.lint.finding import Lint, Rule, Severity, at, at_key
from civilbot.briefings.lint.plain_words import (
    CASES,
    TOLD,
    bare,
    passages,
    sentences,
    words,
)
from civilbot.briefings.sections import Section

#: How much longer one case may be than the other before it is a warning, an error.
UNEVEN = 1.4
LOPSIDED = 2.0

#: Sentences of at least so many words that share so much of them are the same one.
_SAME_WORDS = 5
_SAME_SHARE = 0.8

UNEVEN_LENGTH = Rule(
    "uneven-length",
    "the side with more room reads as the stronger one",
    "give both the same room",
)
UNEVEN_POINTS = Rule(
    "uneven-points",
    "readers count: more points look like better reasons",
    "give both sides as many points, or join two of them",
)
UNEVEN_SOURCES = Rule(
    "uneven-sources",
    "a side that is only told of by its critics is not told of fairly",
    "look for more of the fewer",
)
REPEATED_SENTENCE = Rule(
    "repeated-sentence",
    "it costs room, and one of the two sides has one point less than it seems",
    "say it once, in the key points if both sides agree on it",
)


def check_room(briefing: Briefing, _today: date) -> Iterator[Lint]:
    """Compare how long the two cases are, and how many points they have."""
    cases = [briefing.section(name) for name in CASES]
    short, long = sorted(cases, key=_size)
    if not _size(short):
        return
    ratio = _size(long) / _size(short)
    if ratio > UNEVEN:
        message = f"'{long.name}' is {ratio:.1f} times as long as '{short.name}'"
        severity = Severity.ERROR if ratio > LOPSIDED else Severity.WARNING
        yield at(UNEVEN_LENGTH, briefing, long.line, message, severity=severity)
    fewer, more = sorted(cases, key=lambda section: len(section.points))
    few, many = len(fewer.points), len(more.points)
    if many > few:
        message = f"{_points(many)} in '{more.name}', {_points(few)} in '{fewer.name}'"
        lopsided = few == 0 or many / few >= LOPSIDED
        severity = Severity.ERROR if lopsided else Severity.WARNING
        yield at(UNEVEN_POINTS, briefing, more.line, message, severity=severity)


def _size(section: Section) -> int:
    return sum(len(passage.text) for passage in section.passages)


def _points(count: int) -> str:
    return f"{count} point{'' if count == 1 else 's'}"


def check_sides(briefing: Briefing, _today: date) -> Iterator[Lint]:
    """Count the sources in which each side speaks for itself."""
    sides = Counter(source.side for source in briefing.sources)
    few, many = sorted((Side.FOR, Side.AGAINST), key=lambda side: sides[side])
    if sides[many] and not sides[few]:
        message = f"no source speaks {few}, but {sides[many]} {many}"
        yield at_key(
            UNEVEN_SOURCES,
            briefing,
            "sources",
            message,
            mend="both sides need their own words",
            severity=Severity.ERROR,
        )
    elif sides[many] > 2 * sides[few]:
        message = f"{sides[many]} sources speak {many}, {sides[few]} {few}"
        yield at_key(UNEVEN_SOURCES, briefing, "sources", message)


def check_repeats(briefing: Briefing, _today: date) -> Iterator[Lint]:
    """Look for a sentence that stands twice, above all on both sides."""
    seen: list[tuple[frozenset[str], str]] = []
    for section, passage in passages(briefing, TOLD):
        where = f"'{section.name}', in line {passage.line}"
        told = [t for t in map(_told, sentences(bare(passage.text))) if t]
        earlier = None
        for words_of_it in told:
            earlier = earlier or _earlier(words_of_it, seen)
            seen.append((words_of_it, where))
        if earlier:
            message = f"a sentence of this stands in {earlier} already"
            yield at(REPEATED_SENTENCE, briefing, passage.line, message)


def _told(sentence: str) -> frozenset[str]:
    """Give a sentence's words; none where it is too short to be known again."""
    found = frozenset(word.casefold() for word in words(sentence))
    return found if len(found) >= _SAME_WORDS else frozenset()


def _earlier(
    told: frozenset[str], seen: Sequence[tuple[frozenset[str], str]]
) -> str | None:
    return next((where for other, where in seen if _alike(other, told)), None)


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    return len(one & other) >= _SAME_SHARE * len(one | other)
