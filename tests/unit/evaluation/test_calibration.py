"""A score means what it says, or the calibration error tells by how much not."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from civilbot.evaluation.calibration import calibration
from civilbot.evaluation.metrics import wilson


def test_honest_scores_have_no_error():
    """Three of four texts with a score of 0.75 are violations."""
    found = calibration([True, True, True, False], [0.75] * 4)
    assert found.error == 0.0
    assert (found.bins[7].texts, found.bins[7].violations) == (4, 3)
    assert found.bins[7].share_interval == wilson(3, 4)


def test_the_error_is_the_mean_distance_weighed_by_texts():
    """One text is off by 0.9, three are off by 0.2."""
    found = calibration([False, True, True, True], [0.9, 0.8, 0.8, 0.8])
    assert found.error == pytest.approx((0.9 + 3 * 0.2) / 4)


def test_both_ends_belong_to_a_bin():
    """A score of 1 is in the last one."""
    found = calibration([False, True], [0.0, 1.0])
    assert [one.texts for one in found.bins] == [1, 0, 0, 0, 0, 0, 0, 0, 0, 1]
    assert math.isnan(found.bins[1].mean_score)
    assert math.isnan(found.bins[1].share)


def test_no_texts_have_no_error():
    """Not a perfect one."""
    assert math.isnan(calibration([], []).error)


@given(st.lists(st.tuples(st.booleans(), st.floats(0, 1)), min_size=1))
def test_every_text_is_in_one_bin_and_the_error_is_a_share(
    rows: list[tuple[bool, float]],
):
    """Whatever the scores."""
    truth, scores = zip(*rows, strict=True)
    found = calibration(truth, scores)
    assert found.texts == len(rows)
    assert 0 <= found.error <= 1
