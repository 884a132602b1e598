"""What a finding is, and what must be known beside the rules to look for some."""

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from civilbot.errors import Problem
from civilbot.rules import Rules
from civilbot.yaml_text import Document, Path


class Severity(StrEnum):
    """Whether rules may be put in force with it."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that cannot be meant: where, what and how to mend it; and its kind."""

    problem: Problem
    severity: Severity
    #: What was looked for: a name that stays the same.
    check: str

    def __str__(self) -> str:
        """Write the finding as one line."""
        return f"{self.severity}: {self.problem} [{self.check}]"

    @property
    def shown(self) -> str:
        """Write the finding as one line, and the text's line below it."""
        return "\n    ".join([str(self), *self.problem.excerpt.splitlines()])

    def as_dict(self) -> dict[str, Any]:
        """Give the finding as JSON can hold it."""
        place = self.problem.place
        return {
            "file": place.source,
            "line": place.line,
            "column": place.column,
            "severity": self.severity.value,
            "check": self.check,
            "message": self.problem.message,
            "hint": self.problem.hint,
            "excerpt": self.problem.excerpt,
        }


@dataclass(frozen=True, slots=True)
class Known:
    """What is known beside the rules; what is None is not looked at."""

    #: The briefings at hand, each with its review date.
    briefings: Mapping[str, date] | None = None
    today: date | None = None
    #: The moderator permissions of the bot's account; "all" for everything.
    permissions: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class Looking:
    """A document under examination."""

    document: Document[Rules]
    known: Known

    @property
    def rules(self) -> Rules:
        """The rules as they were read."""
        return self.document.value

    def error(
        self, check: str, path: Path, message: str, hint: str, *, key: bool = False
    ) -> Finding:
        """Find something that must not go in force."""
        problem = self.document.marks.problem(path, message, hint, key=key)
        return Finding(problem, Severity.ERROR, check)

    def warning(
        self, check: str, path: Path, message: str, hint: str, *, key: bool = False
    ) -> Finding:
        """Find something that is odd, and can do no harm."""
        problem = self.document.marks.problem(path, message, hint, key=key)
        return Finding(problem, Severity.WARNING, check)


def refused(problems: Iterable[Problem]) -> tuple[Finding, ...]:
    """Take what kept a document from being read for findings, too."""
    return tuple(Finding(problem, Severity.ERROR, "reading") for problem in problems)


def nearest(word: str, known: Iterable[str]) -> str:
    """Ask whether a known word was meant; "" if none is like it."""
    by_lower = {name.lower(): name for name in known}
    near = difflib.get_close_matches(word.lower(), list(by_lower), 1)
    return f"did you mean '{by_lower[near[0]]}'?" if near else ""
