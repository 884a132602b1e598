"""Rules on links, from what was seen when somebody followed them."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from civilbot.briefings.article import Briefing, Source
from civilbot.briefings.lint.finding import Lint, Rule, Severity, at_source
from civilbot.briefings.lint.plain_words import words

DEAD_LINK = Rule(
    "dead-link",
    "a reference that nobody can open proves nothing",
    "find where the page went, or an archived copy (status: archived)",
    Severity.ERROR,
)
MOVED_LINK = Rule(
    "moved-link",
    "redirections end one day, and some lead to another text",
    "open it, and write the new address",
)
LINK_WITHOUT_ANSWER = Rule(
    "link-without-answer",
    "the page may be there, and some sites answer people only",
    "open it in a browser; check again tomorrow",
)
OTHER_TITLE = Rule(
    "other-title",
    "the page may have been replaced by another",
    "open it, and correct the title or the address",
)

#: Of a source's title so many words should stand in the page's own.
_TITLE_SHARE = 0.34
_GONE = re.compile(
    r"\b(?:was |is |could )?not (?:be )?found\b"
    r"|^\s*(?:error )?40[41]\b|\bno longer (?:available|exists)\b",
    re.IGNORECASE,
)
_SMALL = frozenset(
    {"a", "an", "and", "at", "by", "for", "in", "is", "of", "on", "or", "the", "to"}
)


class Health(StrEnum):
    """What came of following a link."""

    FINE = "fine"
    MOVED = "moved"
    #: It is not there any more.
    DEAD = "dead"
    #: Busy, refused, too slow: it says nothing about the page.
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """What was seen at an address."""

    checked_on: date
    health: Health
    #: Why, for people: "404", "no such host".
    why: str = ""
    #: Where it led, if elsewhere.
    final_url: str = ""
    #: The page's own title, if it has one.
    title: str = ""


def findings(briefing: Briefing, seen: Mapping[str, Followed]) -> Iterator[Lint]:
    """Tell what is wrong with a briefing's links, by address."""
    for source in briefing.sources:
        if source.url in seen:
            yield from _judge(briefing, source, seen[source.url])


def _judge(briefing: Briefing, source: Source, seen: Followed) -> Iterator[Lint]:
    on = f"on {seen.checked_on}"
    if seen.health is Health.DEAD or _GONE.search(seen.title):
        why = seen.why if seen.health is Health.DEAD else f"its title is '{seen.title}'"
        message = f"'{source.id}' is gone ({why}, {on})"
        yield at_source(DEAD_LINK, briefing, source, message)
        return
    if seen.health is Health.UNCLEAR:
        message = f"'{source.id}' gave no clear answer ({seen.why}, {on})"
        yield at_source(LINK_WITHOUT_ANSWER, briefing, source, message)
        return
    if seen.health is Health.MOVED:
        message = f"'{source.id}' leads to {seen.final_url} ({on})"
        yield at_source(MOVED_LINK, briefing, source, message)
    if seen.title and not _same_title(source.title, seen.title):
        message = f"'{source.id}' has the title '{seen.title}' ({on})"
        yield at_source(OTHER_TITLE, briefing, source, message)


def _same_title(ours: str, theirs: str) -> bool:
    wanted, found = _telling(ours), _telling(theirs)
    return not wanted or len(wanted & found) >= _TITLE_SHARE * len(wanted)


def _telling(title: str) -> set[str]:
    return {word.casefold() for word in words(title)} - _SMALL
