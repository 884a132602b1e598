"""The figures are those of the textbooks."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from civilbot.evaluation.metrics import (
    Interval,
    average_precision,
    count,
    roc_auc,
    wilson,
)


def test_decisions_are_counted_against_the_truth():
    """Two of three flags are right, two of four violations are found."""
    truth = [True, True, True, True, False, False, False]
    flagged = [True, True, False, False, True, False, False]
    counts = count(truth, flagged)
    assert counts.true_positives == 2
    assert counts.precision == pytest.approx(2 / 3)
    assert counts.recall == 0.5
    assert counts.f1 == pytest.approx(4 / 7)
    assert counts.false_positive_rate == pytest.approx(1 / 3)
    assert counts.precision_interval == wilson(2, 3)


def test_shares_of_nothing_are_not_a_number():
    """No flags: no precision; no violations: no recall; never a silent zero."""
    counts = count([False], [False])
    assert math.isnan(counts.precision)
    assert math.isnan(counts.recall)
    assert counts.f1 == 0.0


def test_lists_of_unequal_length_are_refused():
    """A shifted file must not give figures."""
    with pytest.raises(ValueError, match="zip"):
        count([True], [True, False])


@pytest.mark.parametrize(
    ("truth", "scores", "auc"),
    [
        ([True, False], [0.9, 0.1], 1.0),
        ([True, False], [0.1, 0.9], 0.0),
        ([True, False], [0.5, 0.5], 0.5),
        ([True, True, False, False], [0.9, 0.4, 0.5, 0.1], 0.75),
        ([True, False, True, False], [0.5, 0.5, 0.9, 0.1], 0.875),
    ],
)
def test_auc_is_how_often_a_violation_scores_higher(
    truth: list[bool], scores: list[float], auc: float
):
    """Ties count half."""
    assert roc_auc(truth, scores) == auc


def test_auc_of_one_kind_only_is_not_a_number():
    """There is nothing to compare."""
    assert math.isnan(roc_auc([True, True], [0.1, 0.2]))


@given(
    pairs=st.lists(
        st.tuples(st.booleans(), st.sampled_from([0.0, 0.25, 0.5, 1.0])), max_size=30
    )
)
def test_auc_equals_the_count_over_all_pairs(pairs: list[tuple[bool, float]]):
    """The quick way agrees with the definition."""
    violations = [score for is_true, score in pairs if is_true]
    fine = [score for is_true, score in pairs if not is_true]
    auc = roc_auc([p[0] for p in pairs], [p[1] for p in pairs])
    if not violations or not fine:
        assert math.isnan(auc)
        return
    wins = sum((v > f) + (v == f) / 2 for v in violations for f in fine)
    assert auc == pytest.approx(wins / (len(violations) * len(fine)))


@pytest.mark.parametrize(
    ("truth", "scores", "expected"),
    [
        ([True, False], [0.9, 0.1], 1.0),
        ([False, True], [0.9, 0.1], 0.5),
        ([True, False, True], [0.9, 0.5, 0.1], (1 + 2 / 3) / 2),
        ([True, False], [0.5, 0.5], 0.5),
    ],
)
def test_average_precision_takes_equal_scores_as_one_step(
    truth: list[bool], scores: list[float], expected: float
):
    """The order within equal scores must not matter."""
    assert average_precision(truth, scores) == pytest.approx(expected)


def test_average_precision_without_violations_is_not_a_number():
    """There is nothing to find."""
    assert math.isnan(average_precision([False], [0.3]))


def test_wilsons_interval_is_that_of_the_paper():
    """8 of 10: 49 % to 94 %; the ends stay within 0 and 1; nothing known: all."""
    interval = wilson(8, 10)
    assert interval.low == pytest.approx(0.4902, abs=1e-4)
    assert interval.high == pytest.approx(0.9433, abs=1e-4)
    assert wilson(0, 0) == Interval(0.0, 1.0)
    assert wilson(0, 5).low == 0.0
    assert wilson(5, 5).high == 1.0
