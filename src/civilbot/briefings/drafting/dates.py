"""Finds the day of an article, only where it is said clearly and only once."""

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import date

_MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec"
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?"
    r"|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
# 03/04/2031 is one day in one country and another in the next: not read.
_FORMS = tuple(
    re.compile(rf"(?<!\w){form}(?!\w)", re.IGNORECASE)
    for form in (
        rf"{_YEAR}-(?P<number>\d\d)-(?P<day>\d\d)(?=$|\D)(?:T[\d:.,Z+-]*)?",
        rf"{_DAY} {_MONTH},? {_YEAR}",
        rf"{_MONTH} {_DAY},? {_YEAR}",
    )
)
_BYLINE = re.compile(
    r"(?:by|from|published|posted|written|updated|last updated|date|dated|filed)\b",
    re.IGNORECASE,
)
_WRITER = re.compile(
    r"(?i:by|written by)\s+[A-Z][\w.'-]*(?:[ ,&]+(?:and |&)?[A-Z][\w.'-]*){0,7}"
)

#: A byline or dateline is short; a sentence that names a day is no dateline.
MAX_BYLINE = 120


def day_in(text: str) -> date | None:
    """Read the one day that a text names; None for none, several or a doubtful one."""
    days = set(days_in(text))
    return days.pop() if len(days) == 1 else None


def days_in(text: str) -> Iterator[date]:
    """Find the days that are written out in a text."""
    for form in _FORMS:
        for match in form.finditer(text):
            found = match.groupdict()
            with suppress(ValueError):
                yield date(int(found["year"]), _month(found), int(found["day"]))


def _month(found: Mapping[str, str | None]) -> int:
    named = found.get("month")
    if named:
        return _MONTHS.index(named[:3].casefold()) // 3 + 1
    return int(found.get("number") or 0)


def without_days(text: str) -> str:
    """Take the days out of a text."""
    for form in _FORMS:
        text = form.sub("", text)
    return text


def is_byline(text: str) -> bool:
    """Tell whether a line only says who wrote the article, where or when."""
    if len(text) > MAX_BYLINE:
        return False
    if any(True for _ in days_in(text)):
        return bool(_BYLINE.match(text)) or len(without_days(text).split()) <= 4
    return bool(_WRITER.fullmatch(text))


def dateline(texts: Iterable[str]) -> date | None:
    """Read the day from an article's bylines; None where they differ."""
    days = {day for text in texts if is_byline(text) for day in days_in(text)}
    return days.pop() if len(days) == 1 else None
