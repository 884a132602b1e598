"""Looks for everything, and gives the findings in the order of reading."""

from collections.abc import Callable, Iterator

from civilbot.rules import Rules
from civilbot.rules_lint import document, examples, hidden, reach, rights, texts
from civilbot.rules_lint.finding import Finding, Known, Looking
from civilbot.yaml_text import Document

NOTHING_KNOWN = Known()

_LOOK: tuple[Callable[[Looking], Iterator[Finding]], ...] = (
    document.briefings,
    document.caps,
    document.modes,
    document.quiet_hours,
    document.ladder,
    document.appeals,
    document.names,
    document.deeds,
    reach.never_fires,
    reach.never_holds,
    hidden.swallowed,
    hidden.twice,
    hidden.behind_another,
    texts.patterns,
    texts.phrases,
    texts.sites,
    texts.authors,
    texts.places_to_fill,
    texts.smart_quotes,
    rights.missing,
    examples.unknown,
)


def check(
    document: Document[Rules], known: Known = NOTHING_KNOWN
) -> tuple[Finding, ...]:
    """Find what a rules document says that cannot be meant.

    Args:
        document: the rules, with where each part of them stands.
        known: what is known beside them.
    """
    looking = Looking(document, known)
    found = {finding: None for look in _LOOK for finding in look(looking)}
    return tuple(
        sorted(
            found,
            key=lambda one: (one.problem.place.line, one.problem.place.column),
        )
    )
