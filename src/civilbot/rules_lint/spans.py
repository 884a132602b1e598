"""Ranges of numbers: where they begin and end, and whether anything is in them."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from civilbot.rules import NumberTest

#: The least and the most that a number can be, and whether it is a whole one.
_LIMITS: Mapping[str, tuple[float, float, bool]] = {
    "title_length": (0, 300, True),
    "body_length": (0, 40_000, True),
    "reports": (0, math.inf, True),
    "author.account_age_days": (0, math.inf, False),
    "author.comment_karma": (-math.inf, math.inf, True),
    "author.post_karma": (-math.inf, math.inf, True),
    "author.total_karma": (-math.inf, math.inf, True),
    "author.earlier_flags": (0, math.inf, True),
}


@dataclass(frozen=True, slots=True)
class Span:
    """Numbers from one to another; the ends belong to it unless it says not."""

    low: float
    high: float
    over_low: bool = False
    under_high: bool = False

    @property
    def empty(self) -> bool:
        """Whether no number is in it."""
        touching = self.low == self.high and (self.over_low or self.under_high)
        return self.low > self.high or touching

    def meets(self, other: "Span") -> "Span":
        """What is in both."""
        low, over = max((self.low, self.over_low), (other.low, other.over_low))
        high, within = min(
            (self.high, not self.under_high), (other.high, not other.under_high)
        )
        return Span(low, high, over, not within)

    def covers(self, other: "Span") -> bool:
        """Whether all that is in the other is in this one, too."""
        return other.empty or self.meets(other) == other


#: A span with nothing in it.
_NOTHING = Span(math.inf, -math.inf)


def possible(name: str) -> Span:
    """All that a number can be."""
    low, high, _ = _LIMITS[name]
    return Span(low, high)


def wanted(name: str, test: NumberTest) -> Span:
    """What a test on a number lets through, of what the number can be."""
    whole = _LIMITS[name][2]
    below, above, at_least, at_most = test.bounds
    span = Span(-math.inf, math.inf)
    if any(bound is not None and math.isnan(bound) for bound in test.bounds):
        return _NOTHING
    if at_least is not None:
        span = span.meets(Span(math.ceil(at_least) if whole else at_least, math.inf))
    if at_most is not None:
        span = span.meets(Span(-math.inf, math.floor(at_most) if whole else at_most))
    if above is not None:
        span = span.meets(_above(above, whole=whole))
    if below is not None:
        span = span.meets(_below(below, whole=whole))
    return span


def _above(bound: float, *, whole: bool) -> Span:
    if whole and math.isfinite(bound):
        return Span(math.floor(bound) + 1, math.inf)
    return Span(bound, math.inf, over_low=True)


def _below(bound: float, *, whole: bool) -> Span:
    if whole and math.isfinite(bound):
        return Span(-math.inf, math.ceil(bound) - 1)
    return Span(-math.inf, bound, under_high=True)
