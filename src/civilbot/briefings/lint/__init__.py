"""Tells what is still wrong with a briefing before it is posted.

An error keeps the briefing from being posted; a warning is for the author to weigh.
Each finding names its rule. `docs/write-a-briefing.md` lists them all.
"""

from collections.abc import Callable, Iterator
from datetime import date

from civilbot.briefings.article import Briefing
from civilbot.briefings.lint import (
    balance,
    citations,
    dates,
    online,
    reading,
    references,
    shape,
    silence,
    voice,
    wording,
)
from civilbot.briefings.lint.finding import Lint, Rule, Severity
from civilbot.briefings.lint.silence import Sifted, sift

__all__ = [
    "MALFORMED",
    "RULES",
    "Lint",
    "Rule",
    "Severity",
    "Sifted",
    "check",
    "errors",
    "examine",
]

#: For documents that cannot be read as briefings at all.
MALFORMED = Rule(
    "malformed",
    "what cannot be read cannot be posted",
    "each line says what was expected",
    Severity.ERROR,
    firm=True,
)

_CHECKS: tuple[Callable[[Briefing, date], Iterator[Lint]], ...] = (
    dates.check_dates,
    dates.check_tense,
    shape.check_sections,
    shape.check_pings,
    shape.check_length,
    shape.check_examples,
    shape.check_finished,
    balance.check_room,
    voice.check_voice,
    balance.check_sides,
    balance.check_repeats,
    citations.check_marks,
    citations.check_claims,
    citations.check_publishers,
    references.check_addresses,
    references.check_standing,
    references.check_official,
    references.check_called_official,
    wording.check_wording,
    wording.check_shouting,
    reading.check_reading,
)

#: Every rule by its name, in the order of the guide.
RULES = {
    rule.name: rule
    for module in (
        shape,
        balance,
        voice,
        citations,
        references,
        wording,
        dates,
        reading,
        silence,
        online,
    )
    for rule in vars(module).values()
    if isinstance(rule, Rule)
} | {MALFORMED.name: MALFORMED}


def check(briefing: Briefing, *, today: date) -> tuple[Lint, ...]:
    """Find everything that is wrong with a briefing, in the order of its file."""
    return examine(briefing, today=today).told


def examine(briefing: Briefing, *, today: date, more: tuple[Lint, ...] = ()) -> Sifted:
    """Find what is wrong with a briefing, and what of it the document silences.

    Args:
        briefing: what to look at.
        today: the day to judge dates by.
        more: findings from elsewhere, such as those on links.
    """
    found = [lint for look in _CHECKS for lint in look(briefing, today)]
    sifted = sift(briefing, [*found, *more], RULES)
    return Sifted(tuple(sorted(sifted.told, key=_place)), sifted.silenced)


def _place(lint: Lint) -> tuple[int, int]:
    return lint.problem.place.line, lint.problem.place.column


def errors(lints: tuple[Lint, ...]) -> tuple[Lint, ...]:
    """Keep what keeps a briefing from being posted."""
    return tuple(lint for lint in lints if lint.severity is Severity.ERROR)
