"""Marks that something is still missing in a briefing: `TODO: what a person supplies`.

They may stand anywhere in the document, also in its comments. The lint tells each
one, and a document that holds one is not posted.
"""

import re
from datetime import date, timedelta

from civilbot.errors import Place, Problem

#: What a mark begins with.
MARK = "TODO:"

#: The dates that only a person can give.
_DATES = ("as_of", "review_by")

_MARK = re.compile(rf"\b{MARK}\s*(?P<what>[^\n]*)")
_OPEN_DATE = re.compile(rf"^(?P<key>{'|'.join(_DATES)}):[ ]*(?=#)", re.MULTILINE)

#: How far ahead the stand-in for the review stands, in days.
_AHEAD = 90


def todo(what: str) -> str:
    """Write a mark that asks for something."""
    return f"{MARK} {what}"


def left_in(text: str, *, source: str) -> tuple[Problem, ...]:
    """Find the marks that are left in a document, in the order of its lines."""
    return tuple(
        Problem(Place(source, number, match.start() + 1), _asked(match["what"]))
        for number, line in enumerate(text.splitlines(), 1)
        for match in _MARK.finditer(line)
    )


def _asked(what: str) -> str:
    words = what.strip().rstrip("'\"]}, ")
    return f"still to do: {words}" if words else "something is still to do"


def as_if_dated(text: str, *, today: date) -> str:
    """Give a draft with its open dates filled, line by line the same.

    The lint can then judge the rest. The stand-ins are today and some months later;
    nobody must ever see this text.
    """
    dates = dict(zip(_DATES, (today, today + timedelta(days=_AHEAD)), strict=True))
    return _OPEN_DATE.sub(lambda found: f"{found['key']}: {dates[found['key']]} ", text)
