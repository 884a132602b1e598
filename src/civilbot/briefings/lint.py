"""Tells what is still wrong with a briefing before it is posted.

An error keeps the briefing from being posted; a warning is for the author to weigh.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from civilbot.briefings.article import Briefing, Side, Source, Status
from civilbot.briefings.markdown import length, without_pings
from civilbot.briefings.reply import LIMIT, draft
from civilbot.briefings.sections import Passage, Section, SectionName
from civilbot.errors import Place, Problem

#: What people still read through; link targets are not read.
COMFORTABLE = 4_500

#: How much longer one case may be than the other before it is a warning, an error.
UNEVEN = 1.4
LOPSIDED = 2.0

_REQUIRED = tuple(name for name in SectionName if name is not SectionName.REFERENCES)
_CASES = (SectionName.CASE_FOR, SectionName.CASE_AGAINST)
_CLAIMS = (*_CASES, SectionName.KEY_POINTS)

_LOADED = re.compile(
    r"\b(?:absurd\w*|appeas\w+|atroci\w+|betray\w*|bizarre\w*|brilliant\w*|bully\w*"
    r"|butcher\w*|catastroph\w+|clown\w*|corrupt\w*|coward\w*|crush\w+|dictator\w*"
    r"|disast\w+|disgrac\w+|evil|farc\w+|genius\w*|heroic\w*|hysteri\w+|idiot\w*"
    r"|infamous\w*|insane\w*|kowtow\w*|lie[sd]?|liar\w*|lunatic\w*|monster\w*"
    r"|notorious\w*|obvious\w*|of course|outrag\w+|pathetic\w*|propagand\w+|puppet\w*"
    r"|regimes?|ridiculous\w*|sham\w*|slam(?:s|med)?|so-called|stooge\w*|surrender\w*"
    r"|thug\w*|traitor\w*|treason\w*|tyran\w+|unfortunately|vicious\w*|warmonger\w*"
    r"|weak(?:ling|ness)?|witch[ -]hunt\w*)\b",
    re.IGNORECASE,
)
_QUOTED = re.compile('"[^"]*"|\u201c[^\u201d]*\u201d')
_LINK_TARGET = re.compile(r"\]\([^)]*\)")
_APPEAL = re.compile(
    r"\b(?:sources?|respect\w*|insult\w*|peace\w*|accountab\w*|account|listen\w*"
    r"|courte\w+|civil\w*|inflammat\w+)\b",
    re.IGNORECASE,
)


class Severity(StrEnum):
    """Whether a finding keeps the briefing from being posted."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Lint:
    """One finding: what is wrong and where, and how bad it is."""

    problem: Problem
    severity: Severity

    def __str__(self) -> str:
        """Write the finding as one line."""
        return f"{self.severity}: {self.problem}"


def check(briefing: Briefing, *, today: date) -> tuple[Lint, ...]:
    """Find everything that is wrong with a briefing, in the order of its file."""
    found = [lint for rule in _RULES for lint in rule(briefing, today)]
    found.sort(key=lambda lint: (lint.problem.place.line, lint.problem.place.column))
    return tuple(found)


def errors(lints: tuple[Lint, ...]) -> tuple[Lint, ...]:
    """Keep what keeps a briefing from being posted."""
    return tuple(lint for lint in lints if lint.severity is Severity.ERROR)


def _dates(briefing: Briefing, today: date) -> Iterator[Lint]:
    if briefing.as_of > today:
        message = f"as_of is {briefing.as_of}, and today is {today}"
        yield _error(briefing, "as_of", message, "facts cannot be checked ahead")
    if briefing.review_by < today:
        message = f"the review was due by {briefing.review_by}"
        hint = "check the facts again, then set as_of and review_by"
        yield _error(briefing, "review_by", message, hint)
    if briefing.review_by <= briefing.as_of:
        message = "review_by does not come after as_of"
        yield _error(briefing, "review_by", message, "leave it some weeks")
    if not briefing.approver:
        message = "nobody has approved this text"
        yield _warning(briefing, "approver", message, "whoever read it signs here")


def _sections(briefing: Briefing, _today: date) -> Iterator[Lint]:
    for name in _REQUIRED:
        section = briefing.section(name)
        if not section.line:
            hint = f"add a heading '## {name}'"
            yield _error(briefing, "", f"the section '{name}' is missing", hint)
        elif not section.passages:
            yield _at(briefing, section.line, f"the section '{name}' is empty", "")
    appeal = briefing.section(SectionName.CALL_TO_ACTION)
    words = " ".join(passage.text for passage in appeal.passages)
    if words and not _APPEAL.search(words):
        message = "the call to action makes no appeal"
        hint = "ask for respectful words, good sources or accountability"
        yield _at(briefing, appeal.line, message, hint)


def _balance(briefing: Briefing, _today: date) -> Iterator[Lint]:
    cases = [briefing.section(name) for name in _CASES]
    short, long = sorted(cases, key=_size)
    if not _size(short):
        return
    ratio = _size(long) / _size(short)
    if ratio > UNEVEN:
        message = f"'{long.name}' is {ratio:.1f} times as long as '{short.name}'"
        severity = Severity.ERROR if ratio > LOPSIDED else Severity.WARNING
        yield _at(briefing, long.line, message, "give both the same room", severity)
    yield from _source_balance(briefing)


def _source_balance(briefing: Briefing) -> Iterator[Lint]:
    sides = Counter(source.side for source in briefing.sources)
    few, many = sorted((Side.FOR, Side.AGAINST), key=lambda side: sides[side])
    if sides[many] and not sides[few]:
        message = f"no source speaks {few}, but {sides[many]} {many}"
        yield _error(briefing, "sources", message, "both sides need their own words")
    elif sides[many] > 2 * sides[few]:
        message = f"{sides[many]} sources speak {many}, {sides[few]} {few}"
        yield _warning(briefing, "sources", message, "look for more of the fewer")


def _size(section: Section) -> int:
    return sum(len(passage.text) for passage in section.passages)


def _citations(briefing: Briefing, _today: date) -> Iterator[Lint]:
    if not briefing.sources:
        hint = "list them under sources"
        yield _error(briefing, "sources", "there are no references", hint)
    used: set[str] = set()
    for section in briefing.sections:
        for passage in section.passages:
            yield from _unknown_marks(briefing, passage, used)
            if section.name in _CLAIMS and not passage.citations:
                hint = "add a mark such as [^id]"
                message = "a claim without a source"
                yield _at(briefing, passage.line, message, hint, Severity.WARNING)
    for source in briefing.sources:
        if source.id not in used:
            message = f"the source '{source.id}' is not cited"
            yield _source_lint(briefing, source, message, Severity.WARNING)


def _unknown_marks(
    briefing: Briefing, passage: Passage, used: set[str]
) -> Iterator[Lint]:
    for citation in passage.citations:
        source = briefing.cited(citation)
        if source:
            used.add(source.id)
            continue
        place = Place(briefing.source, citation.line, citation.column)
        message = f"no source is named '{citation.mark}'"
        problem = Problem(place, message, "add it under sources, or correct the mark")
        yield Lint(problem, Severity.ERROR)


def _addresses(briefing: Briefing, _today: date) -> Iterator[Lint]:
    seen: dict[str, str] = {}
    for source in briefing.sources:
        if source.url and not source.url.lower().startswith("https://"):
            message = f"the address of '{source.id}' is not https"
            yield _source_lint(briefing, source, message, Severity.ERROR)
        url = source.url.casefold().rstrip("/")
        if url and url in seen:
            message = f"'{source.id}' has the same address as '{seen[url]}'"
            yield _source_lint(briefing, source, message, Severity.ERROR)
        seen.setdefault(url, source.id)
        if source.status is Status.VERIFIED and not source.checked_on:
            message = f"'{source.id}' is verified, but not since when"
            yield _source_lint(briefing, source, message, Severity.WARNING)


def _wording(briefing: Briefing, _today: date) -> Iterator[Lint]:
    for passage in briefing.section(SectionName.SUMMARY).passages:
        for word in _LOADED.findall(_QUOTED.sub(" ", passage.text)):
            message = f"the summary says '{word}'"
            hint = "say what happened; quote the word if somebody used it"
            yield _at(briefing, passage.line, message, hint, Severity.WARNING)


def _pings(briefing: Briefing, _today: date) -> Iterator[Lint]:
    hint = "write it without u/ or r/"
    message = "this would ping a user or link a subreddit"
    for section in briefing.sections:
        for passage in section.passages:
            if without_pings(passage.text) != passage.text:
                yield _at(briefing, passage.line, message, hint)
    for key, words in (("title", briefing.title), ("at_issue", briefing.at_issue)):
        if without_pings(words) != words:
            yield _error(briefing, key, message, hint)
    for source in briefing.sources:
        if any(without_pings(w) != w for w in (source.title, source.publisher)):
            yield _source_lint(briefing, source, message, Severity.ERROR)


def _length(briefing: Briefing, _today: date) -> Iterator[Lint]:
    # The longest names Reddit allows, so that the answer holds everywhere.
    text = draft(briefing, subreddit="a" * 21, account="a" * 20)
    if length(text) > LIMIT:
        message = f"the reply needs {length(text):,} characters; Reddit takes 10,000"
        yield _error(briefing, "", message, "its last points would be left out")
        return
    read = length(_LINK_TARGET.sub("]", text))
    if read > COMFORTABLE:
        message = f"the reply is {read:,} characters to read"
        yield _warning(briefing, "", message, f"aim at {COMFORTABLE:,}")


def _examples(briefing: Briefing, _today: date) -> Iterator[Lint]:
    examples = briefing.topic.examples
    if not examples.match:
        message = "there is no example of a title to answer"
        yield _error(briefing, "topic", message, "add topic.examples.match")
    if not examples.near and not examples.unrelated:
        message = "there is no example of a title to leave alone"
        yield _error(briefing, "topic", message, "add topic.examples.near")


_RULES: tuple[Callable[[Briefing, date], Iterator[Lint]], ...] = (
    _dates,
    _sections,
    _balance,
    _citations,
    _addresses,
    _wording,
    _pings,
    _length,
    _examples,
)


def _at(
    briefing: Briefing,
    line: int,
    message: str,
    hint: str,
    severity: Severity = Severity.ERROR,
) -> Lint:
    return Lint(Problem(Place(briefing.source, line), message, hint), severity)


def _error(briefing: Briefing, key: str, message: str, hint: str) -> Lint:
    return _at(briefing, _line_of(briefing, key), message, hint)


def _warning(briefing: Briefing, key: str, message: str, hint: str) -> Lint:
    line = _line_of(briefing, key)
    return _at(briefing, line, message, hint, Severity.WARNING)


def _source_lint(
    briefing: Briefing, source: Source, message: str, severity: Severity
) -> Lint:
    pattern = rf"[\s{{,-]*\bid:\s*[\"']?{re.escape(source.id)}\b"
    return _at(briefing, _first_line(briefing, pattern), message, "", severity)


def _line_of(briefing: Briefing, key: str) -> int:
    return _first_line(briefing, rf"{re.escape(key)}\s*:") if key else 0


def _first_line(briefing: Briefing, pattern: str) -> int:
    found = re.compile(pattern)
    for number, line in enumerate(briefing.text.splitlines(), 1):
        if found.match(line):
            return number
    return 0
