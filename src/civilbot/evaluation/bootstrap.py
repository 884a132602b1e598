"""How far can a figure be trusted? Intervals from samples drawn again and again.

The percentile bootstrap (B. Efron, 1979): rows are drawn with replacement, and the
figure is computed anew each time. Scores are ranked only once: each row becomes the
number of its step and whether it is a violation, and a sample is a tally of those.
"""

import math
import random
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from civilbot.evaluation.metrics import Interval

UNKNOWN = Interval(math.nan, math.nan)


@dataclass(frozen=True, slots=True)
class Resampling:
    """How often samples are drawn, and from which seed."""

    resamples: int = 500
    seed: int = 1


@dataclass(frozen=True, slots=True)
class Ranking:
    """How well scores rank violations before fine texts; nan where nobody can say."""

    auc: float
    average_precision: float


@dataclass(frozen=True, slots=True)
class RankingIntervals:
    """The ranges for both figures."""

    auc: Interval
    average_precision: Interval


def ranking_intervals(
    truth: Sequence[bool], scores: Sequence[float], how: Resampling
) -> RankingIntervals:
    """Give 95 % intervals for AUC and average precision; the seed decides."""
    cells = _cells(truth, scores)
    dice = _dice(how)
    drawn = [
        _ranking(Counter(dice.choices(cells, k=len(cells))))
        for _ in range(how.resamples if cells else 0)
    ]
    return _intervals(drawn)


def difference_intervals(
    truth: Sequence[bool],
    before: Sequence[float],
    after: Sequence[float],
    how: Resampling,
) -> RankingIntervals:
    """Give intervals for what changes between two scores of the same texts.

    Each sample draws the same texts for both, so that what is hard for both
    cancels out.
    """
    pairs = list(zip(_cells(truth, before), _cells(truth, after), strict=True))
    dice = _dice(how)
    drawn = []
    for _ in range(how.resamples if pairs else 0):
        sample = dice.choices(pairs, k=len(pairs))
        old = _ranking(Counter(cell for cell, _ in sample))
        new = _ranking(Counter(cell for _, cell in sample))
        drawn.append(
            Ranking(new.auc - old.auc, new.average_precision - old.average_precision)
        )
    return _intervals(drawn)


def percentile_interval(values: Sequence[float]) -> Interval:
    """Give the range of the middle 95 % of values; those that are nan are left out."""
    known = sorted(value for value in values if not math.isnan(value))
    if not known:
        return UNKNOWN
    last = len(known) - 1
    return Interval(known[round(0.025 * last)], known[round(0.975 * last)])


def _dice(how: Resampling) -> random.Random:
    return random.Random(how.seed)  # noqa: S311 - a sample, no secret


def _cells(truth: Sequence[bool], scores: Sequence[float]) -> list[int]:
    """Number the steps from the highest score down; odd cells hold violations."""
    steps = {
        score: 2 * step for step, score in enumerate(sorted(set(scores), reverse=True))
    }
    return [steps[s] + is_true for s, is_true in zip(scores, truth, strict=True)]


def _ranking(tally: Mapping[int, int]) -> Ranking:
    found = passed = 0
    precisions = lost = 0.0
    for step in sorted({cell >> 1 for cell in tally}):
        fine, right = tally.get(2 * step, 0), tally.get(2 * step + 1, 0)
        lost += right * (passed + fine / 2)
        passed += fine
        found += right
        precisions += right * found / (found + passed)
    if not found:
        return Ranking(math.nan, math.nan)
    auc = 1 - lost / (found * passed) if passed else math.nan
    return Ranking(auc, precisions / found)


def _intervals(drawn: Sequence[Ranking]) -> RankingIntervals:
    return RankingIntervals(
        percentile_interval([one.auc for one in drawn]),
        percentile_interval([one.average_precision for one in drawn]),
    )
