"""The days that a digest is about: whole ones that are over, UTC."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from civilbot.rules import Digest


@dataclass(frozen=True, slots=True)
class Period:
    """Some days in a row, in seconds since 1970; the end is not part of them."""

    start: float
    end: float

    def __str__(self) -> str:
        first, last = _day(self.start), _day(self.end - 1)
        return first if first == last else f"{first} to {last}"


def last_period(digest: Digest, now: float) -> Period:
    """Give the last day, or the last week from Monday on, that is over."""
    today = datetime.fromtimestamp(now, UTC).replace(
        hour=0, minute=0, second=0, microsecond=0
    )
    weekly = digest is Digest.WEEKLY
    end = today - timedelta(days=today.weekday()) if weekly else today
    start = end - timedelta(days=7 if weekly else 1)
    return Period(start.timestamp(), end.timestamp())


def _day(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%d")
