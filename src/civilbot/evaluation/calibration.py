"""Does a score of 0.8 mean that eight of ten such texts are violations?"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from civilbot.evaluation.metrics import Interval, wilson

BINS = 10


@dataclass(frozen=True, slots=True)
class Bin:
    """The texts whose scores lie between two tenths."""

    low: float
    high: float
    texts: int
    violations: int
    #: Not a number for a bin without texts.
    mean_score: float

    @property
    def share(self) -> float:
        """The share of violations; what the mean score should be."""
        return self.violations / self.texts if self.texts else math.nan

    @property
    def share_interval(self) -> Interval:
        """Wilson's interval for that share."""
        return wilson(self.violations, self.texts)


@dataclass(frozen=True, slots=True)
class Calibration:
    """How far scores are from shares: the expected calibration error, and each bin."""

    error: float
    bins: tuple[Bin, ...]

    @property
    def texts(self) -> int:
        """How many texts were judged."""
        return sum(one.texts for one in self.bins)


def calibration(truth: Sequence[bool], scores: Sequence[float]) -> Calibration:
    """Compare scores with shares in ten bins of equal width (ECE)."""
    held: list[list[tuple[float, bool]]] = [[] for _ in range(BINS)]
    for score, is_true in zip(scores, truth, strict=True):
        held[min(BINS - 1, int(score * BINS))].append((score, is_true))
    bins = tuple(_bin(index, pairs) for index, pairs in enumerate(held))
    apart = [abs(b.share - b.mean_score) * b.texts for b in bins if b.texts]
    return Calibration(sum(apart) / len(scores) if scores else math.nan, bins)


def _bin(index: int, pairs: list[tuple[float, bool]]) -> Bin:
    total = math.fsum(score for score, _ in pairs)
    return Bin(
        low=index / BINS,
        high=(index + 1) / BINS,
        texts=len(pairs),
        violations=sum(is_true for _, is_true in pairs),
        mean_score=total / len(pairs) if pairs else math.nan,
    )
