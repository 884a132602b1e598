"""What a finding is: a rule, a place in the document, and what to do about it."""

import re
from dataclasses import dataclass
from enum import StrEnum

from civilbot.briefings.article import Briefing, Source
from civilbot.errors import Place, Problem


class Severity(StrEnum):
    """Whether a finding keeps the briefing from being posted."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that is looked for: its stable name, why it matters, how to mend it."""

    name: str
    why: str
    mend: str
    severity: Severity = Severity.WARNING
    #: What the document cannot silence: the bot itself rests on it.
    firm: bool = False


@dataclass(frozen=True, slots=True)
class Lint:
    """One finding: what is wrong and where, by which rule, and how bad it is."""

    problem: Problem
    severity: Severity
    rule: Rule

    def __str__(self) -> str:
        """Write the finding as one line."""
        return f"{self.severity}: {self.problem} [{self.rule.name}]"


def at(
    rule: Rule,
    briefing: Briefing,
    line: int,
    message: str,
    *,
    mend: str | None = None,
    severity: Severity | None = None,
) -> Lint:
    """Make a finding at a line; `mend` where there is better advice than the rule's."""
    hint = rule.mend if mend is None else mend
    problem = Problem(Place(briefing.source, line), message, hint)
    return Lint(problem, severity or rule.severity, rule)


def at_key(
    rule: Rule,
    briefing: Briefing,
    key: str,
    message: str,
    *,
    mend: str | None = None,
    severity: Severity | None = None,
) -> Lint:
    """Make a finding about a key of the front matter; line 0 where it is not there."""
    line = _first_line(briefing, rf"{re.escape(key)}\s*:")
    return at(rule, briefing, line, message, mend=mend, severity=severity)


def at_source(
    rule: Rule,
    briefing: Briefing,
    source: Source,
    message: str,
    *,
    mend: str | None = None,
) -> Lint:
    """Make a finding about one source."""
    pattern = rf"[\s{{,-]*\bid:\s*[\"']?{re.escape(source.id)}\b"
    line = _first_line(briefing, pattern)
    return at(rule, briefing, line, message, mend=mend)


def _first_line(briefing: Briefing, pattern: str) -> int:
    found = re.compile(pattern)
    for number, line in enumerate(briefing.text.splitlines(), 1):
        if found.match(line):
            return number
    return 0
