"""How good are the bot's judgements? The field's usual figures, exactly computed."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from civilbot.shares import Interval, wilson

__all__ = [
    "Counts",
    "Interval",
    "average_precision",
    "count",
    "precision_recall",
    "roc_auc",
    "wilson",
]


@dataclass(frozen=True, slots=True)
class Counts:
    """How decisions compare with the truth."""

    true_positives: int
    false_positives: int
    false_negatives: int
    true_negatives: int

    @property
    def precision(self) -> float:
        """The share of what was flagged that was rightly flagged."""
        return _share(self.true_positives, self.true_positives + self.false_positives)

    @property
    def recall(self) -> float:
        """The share of what should be flagged that was flagged."""
        return _share(self.true_positives, self.true_positives + self.false_negatives)

    @property
    def false_positive_rate(self) -> float:
        """The share of what is fine that was flagged."""
        return _share(self.false_positives, self.false_positives + self.true_negatives)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall; 0 without a true positive."""
        hits = 2 * self.true_positives
        wrong = self.false_positives + self.false_negatives
        return hits / (hits + wrong) if hits else 0.0

    @property
    def precision_interval(self) -> Interval:
        """Wilson's interval for the precision."""
        return wilson(self.true_positives, self.true_positives + self.false_positives)

    @property
    def recall_interval(self) -> Interval:
        """Wilson's interval for the recall."""
        return wilson(self.true_positives, self.true_positives + self.false_negatives)

    @property
    def false_positive_interval(self) -> Interval:
        """Wilson's interval for the share of fine texts that was flagged."""
        return wilson(self.false_positives, self.false_positives + self.true_negatives)


def count(truth: Sequence[bool], flagged: Sequence[bool]) -> Counts:
    """Compare decisions with the truth, pair by pair."""
    pairs = list(zip(truth, flagged, strict=True))
    return Counts(
        true_positives=pairs.count((True, True)),
        false_positives=pairs.count((False, True)),
        false_negatives=pairs.count((True, False)),
        true_negatives=pairs.count((False, False)),
    )


def roc_auc(truth: Sequence[bool], scores: Sequence[float]) -> float:
    """Return how often a violation scores higher than a fine text (ties: half).

    Not a number if one of the two kinds is missing.
    """
    positives = sum(truth)
    negatives = len(truth) - positives
    if not positives or not negatives:
        return math.nan
    ranks = _ranks(scores)
    total = sum(r for r, is_true in zip(ranks, truth, strict=True) if is_true)
    return (total - positives * (positives + 1) / 2) / (positives * negatives)


def average_precision(truth: Sequence[bool], scores: Sequence[float]) -> float:
    """Return the mean precision over all recalls; equal scores count as one step.

    Not a number if there is no violation at all.
    """
    positives = sum(truth)
    if not positives:
        return math.nan
    ranked = sorted(zip(scores, truth, strict=True), reverse=True)
    found, total, waiting = 0, 0.0, 0
    for place, (score, is_true) in enumerate(ranked, start=1):
        waiting += is_true
        if place == len(ranked) or ranked[place][0] != score:
            found += waiting
            total += waiting * found / place
            waiting = 0
    return total / positives


def precision_recall(
    truth: Sequence[bool], scores: Sequence[float]
) -> tuple[tuple[float, float], ...]:
    """Give recall and precision as the score falls, at some 500 steps at most.

    Nothing if there is no violation at all.
    """
    positives = sum(truth)
    if not positives:
        return ()
    ranked = sorted(zip(scores, truth, strict=True), reverse=True)
    found, points = 0, []
    for place, (score, is_true) in enumerate(ranked, start=1):
        found += is_true
        if place == len(ranked) or ranked[place][0] != score:
            points.append((found / positives, found / place))
    step = max(1, len(points) // 500)
    return (*points[:-1:step], points[-1])


def _ranks(scores: Sequence[float]) -> list[float]:
    """Rank scores from 1; equal scores share the mean of their ranks."""
    order = sorted(range(len(scores)), key=scores.__getitem__)
    ranks = [0.0] * len(scores)
    start = 0
    while start < len(order):
        end = start
        while end < len(order) and scores[order[end]] == scores[order[start]]:
            end += 1
        for place in range(start, end):
            ranks[order[place]] = (start + 1 + end) / 2
        start = end
    return ranks


def _share(part: int, whole: int) -> float:
    return part / whole if whole else math.nan
