"""Ranges hold what they should, and the seed decides every one of them."""

import math
import random

import pytest

from civilbot.evaluation.bootstrap import (
    UNKNOWN,
    Resampling,
    difference_intervals,
    percentile_interval,
    ranking_intervals,
)
from civilbot.evaluation.metrics import average_precision, roc_auc

DICE = random.Random(5)
TRUTH = [DICE.random() < 0.3 for _ in range(400)]
SCORES = [
    round(min(1, max(0, DICE.gauss(0.6 if bad else 0.4, 0.2))), 2) for bad in TRUTH
]
NOISE = [round(DICE.random(), 2) for _ in TRUTH]


def test_the_ranges_hold_the_figures_and_are_neither_empty_nor_everything():
    """For texts by the hundred they are some points wide."""
    found = ranking_intervals(TRUTH, SCORES, Resampling())
    auc, precision = roc_auc(TRUTH, SCORES), average_precision(TRUTH, SCORES)
    assert found.auc.low < auc < found.auc.high
    assert found.average_precision.low < precision < found.average_precision.high
    assert 0.03 < found.auc.high - found.auc.low < 0.15


def test_the_width_is_that_of_the_textbook_formula():
    """Hanley and McNeil's standard error of an AUC, within a third."""
    auc, bad = roc_auc(TRUTH, SCORES), sum(TRUTH)
    fine = len(TRUTH) - bad
    q1, q2 = auc / (2 - auc), 2 * auc**2 / (1 + auc)
    spread = auc * (1 - auc) + (bad - 1) * (q1 - auc**2) + (fine - 1) * (q2 - auc**2)
    width = 2 * 1.96 * math.sqrt(spread / (bad * fine))
    found = ranking_intervals(TRUTH, SCORES, Resampling(1000, 3)).auc
    assert found.high - found.low == pytest.approx(width, rel=1 / 3)


def test_a_perfect_ranking_stays_perfect_in_every_sample():
    """Whichever texts are drawn."""
    found = ranking_intervals([True] * 9 + [False] * 9, [0.9] * 9 + [0.1] * 9, FEW)
    assert (found.auc.low, found.auc.high) == (1.0, 1.0)
    assert (found.average_precision.low, found.average_precision.high) == (1.0, 1.0)


def test_equal_scores_are_a_toss_up_in_every_sample():
    """Ties count half."""
    found = ranking_intervals(TRUTH, [0.5] * len(TRUTH), FEW)
    assert (found.auc.low, found.auc.high) == (0.5, 0.5)


def test_the_seed_decides():
    """The same one gives the same, another one does not."""
    first = ranking_intervals(TRUTH, SCORES, FEW)
    assert first == ranking_intervals(TRUTH, SCORES, FEW)
    assert first != ranking_intervals(TRUTH, SCORES, Resampling(40, 9))


@pytest.mark.parametrize("truth", [[], [True, True], [False, False]])
def test_without_both_kinds_of_text_the_auc_has_no_range(truth: list[bool]):
    """Nor has the average precision without any violation."""
    found = ranking_intervals(truth, [0.5] * len(truth), FEW)
    assert math.isnan(found.auc.low)
    assert math.isnan(found.average_precision.low) is not any(truth)


def test_no_samples_give_no_range():
    """Whoever wants none saves the time."""
    found = ranking_intervals(TRUTH, SCORES, Resampling(0))
    assert math.isnan(found.auc.low)
    assert math.isnan(found.average_precision.high)


def test_a_better_version_has_a_difference_that_excludes_zero():
    """A version that does not differ has none."""
    better = difference_intervals(TRUTH, NOISE, SCORES, FEW)
    assert better.auc.low > 0.1
    assert better.average_precision.low > 0.1
    same = difference_intervals(TRUTH, SCORES, SCORES, FEW)
    assert (same.auc.low, same.auc.high) == (0.0, 0.0)


def test_pairing_makes_a_small_steady_gain_visible():
    """What is hard for both versions cancels out; apart, their ranges overlap."""
    raised = [s + 0.02 * bad for s, bad in zip(SCORES, TRUTH, strict=True)]
    paired = difference_intervals(TRUTH, SCORES, raised, FEW).auc
    alone = ranking_intervals(TRUTH, SCORES, FEW).auc
    assert paired.low > 0
    assert paired.high - paired.low < (alone.high - alone.low) / 3


def test_nothing_to_compare_has_no_range():
    """Not even zero."""
    found = difference_intervals([], [], [], FEW)
    assert math.isnan(found.auc.low)


def test_the_middle_of_the_values_is_kept():
    """Two and a half in a hundred are cut at each end; unknown ones do not count."""
    found = percentile_interval([*range(201), math.nan])
    assert (found.low, found.high) == (5, 195)
    assert percentile_interval([math.nan]) is UNKNOWN


FEW = Resampling(40, 1)
