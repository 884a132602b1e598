"""What can go wrong, one class per reaction.

CivilbotError
├── BadInput             the user's file, flag or request is wrong: exit 2
├── Refused              understood, but it cannot or must not be done: exit 1
└── RedditError
    ├── RedditBusy       nothing was done; try again after a while
    ├── OutcomeUnknown   a write may or may not have happened; look before repeating
    ├── ItemRefused      this one item cannot be acted on; give it up
    ├── SubredditClosed  this subreddit does not let us work; disable it
    └── LoginRefused     the account or its permissions are wrong; stop and tell
"""

import unicodedata
from dataclasses import dataclass, field

#: So much of a long line is shown.
_SHOWN = 100


class CivilbotError(Exception):
    """Anything civilbot raises on purpose; its text is one line for people."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a text a problem was found; lines and columns count from 1."""

    source: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        """Write the place as editors do: file:line:column."""
        if not self.line:
            return self.source
        if not self.column:
            return f"{self.source}:{self.line}"
        return f"{self.source}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with an input: where, what was expected, and a hint."""

    place: Place
    message: str
    hint: str = ""
    #: The line where it stands with a mark under it, where the text is at hand.
    excerpt: str = field(default="", compare=False)

    def __str__(self) -> str:
        """Write the problem as one line."""
        hint = f" ({self.hint})" if self.hint else ""
        return f"{self.place}: {self.message}{hint}"

    @property
    def shown(self) -> str:
        """Write the problem as one line, and its excerpt indented below."""
        lines = [str(self), *self.excerpt.splitlines()]
        return "\n    ".join(lines)


def excerpt(line: str, place: Place, width: int = 1) -> str:
    """Show a line of a text with carets under what is meant.

    Args:
        line: the line, without its end.
        place: where in it; the line number is shown before it.
        width: how many characters are meant, from the place's column on.
    """
    start = place.column - 1
    first = max(0, min(start - _SHOWN // 2, len(line) - _SHOWN))
    seen = line[first : first + _SHOWN]
    before = visible(seen[: start - first])
    meant = visible(seen[start - first : start - first + max(width, 1)])
    cut = "…" if first else ""
    more = "…" if first + _SHOWN < len(line) else ""
    gutter = f"{place.line} | "
    carets = "^" * max(_columns(meant), 1)
    pad = " " * (_columns(cut) + _columns(before))
    below = f"{' ' * (len(gutter) - 2)}| {pad}{carets}"
    return f"{gutter}{cut}{visible(seen)}{more}\n{below}"


def visible(text: str) -> str:
    """Make each character of a text seen, and none of them a command to a terminal."""
    return "".join(
        "→" if char == "\t" else char if char.isprintable() else "·" for char in text
    )


def _columns(text: str) -> int:
    """Say how wide a text stands in a terminal."""
    return sum(
        0
        if unicodedata.combining(char)
        else 2
        if unicodedata.east_asian_width(char) in "WF"
        else 1
        for char in text
    )


class BadInput(CivilbotError):
    """A file, flag or request is wrong; lists every problem found."""

    def __init__(self, *problems: Problem) -> None:
        """Keep the problems; the text is one line for each."""
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems


class Refused(CivilbotError):
    """The request is clear, but it cannot or must not be carried out."""


class RedditError(CivilbotError):
    """Reddit did not do what was asked."""


class RedditBusy(RedditError):
    """Nothing was done; worth another try after `retry_after` seconds."""

    def __init__(self, why: str, *, retry_after: float = 30.0) -> None:
        """Keep how long to wait, in seconds."""
        super().__init__(why)
        self.retry_after = retry_after


class OutcomeUnknown(RedditError):
    """A write was sent and its answer was lost: look before sending it again."""


class ItemRefused(RedditError):
    """This item cannot be acted on: deleted, locked, archived, too old."""


class SubredditClosed(RedditError):
    """The subreddit is private, gone, or the account may not work there."""

    def __init__(self, why: str, *, subreddit: str = "") -> None:
        """Keep the subreddit's name, where it is known."""
        super().__init__(why)
        self.subreddit = subreddit


class LoginRefused(RedditError):
    """The credentials, the account or its scopes are wrong; no retry can help."""
