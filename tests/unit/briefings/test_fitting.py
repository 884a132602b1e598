"""How a briefing's examples pull its weights away from the prior."""

import math

import pytest

from civilbot.briefings.features import NAMES
from civilbot.briefings.fitting import PRIOR, PRIOR_ALONE, confidence, refit

ZERO = (0.0,) * len(NAMES)
CLOSE = (0.8, 0.6, 0.0, 1.0, 2.0, 1.0, 0.0, 0.8)
FAR = (0.1, 0.0, 0.4, 0.0, 0.0, 0.0, 1.0, -0.9)


def test_there_is_one_weight_for_each_feature_and_a_bias():
    """In both priors."""
    assert len(PRIOR) == len(PRIOR_ALONE) == 1 + len(NAMES)


def test_without_examples_the_prior_stands():
    """Nothing is known better."""
    assert refit(PRIOR, [], []) == PRIOR


def test_the_prior_tells_what_is_close_from_what_is_far():
    """With and without anything known of the leaning."""
    for weights in (PRIOR, PRIOR_ALONE):
        assert confidence(weights, CLOSE) > 0.8
        assert confidence(weights, FAR) < 0.01


@pytest.mark.parametrize("place", range(len(NAMES)))
def test_each_feature_speaks_for_or_against_as_its_name_says(place):
    """Counter-examples and other subjects against, all the rest for."""
    more = tuple(1.0 if at == place else 0.0 for at in range(len(NAMES)))
    against = NAMES[place].startswith(("closest counter-example", "none"))
    weight = PRIOR[1 + place]
    assert (weight < 0) == against
    assert (confidence(PRIOR, more) < confidence(PRIOR, ZERO)) == against


def test_examples_that_agree_move_the_weights_and_one_moves_them_little():
    """The more of them, the further."""
    told = (0.9, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
    before = confidence(PRIOR, told)
    once = confidence(refit(PRIOR, [told], [True]), told)
    often = confidence(refit(PRIOR, [told] * 50, [True] * 50), told)
    assert before < once < before + 0.3
    assert often > 0.9


def test_a_strong_prior_is_moved_less():
    """Its strength is how much it counts beside the examples."""
    told = (0.9,) * len(NAMES)
    weak = refit(PRIOR, [told], [False], strength=0.1)
    strong = refit(PRIOR, [told], [False], strength=100.0)
    assert math.dist(PRIOR, strong) < math.dist(PRIOR, weak)


def test_the_fit_is_where_the_slope_is_zero():
    """Prior and examples pull equally hard there."""
    rows, wanted = [CLOSE, FAR, CLOSE, FAR], [True, False, False, False]
    found = refit(PRIOR, rows, wanted, strength=2.0)
    for place, (weight, prior) in enumerate(zip(found, PRIOR, strict=True)):
        slope = 2.0 * (weight - prior)
        for row, is_wanted in zip(rows, wanted, strict=True):
            logit = sum(w * x for w, x in zip(found, (1.0, *row), strict=True))
            slope += (1 / (1 + math.exp(-logit)) - is_wanted) * (1.0, *row)[place]
        assert slope == pytest.approx(0.0, abs=1e-6)


def test_nobody_is_surer_than_the_numbers_can_hold():
    """However far out the evidence lies."""
    assert confidence((1e9, *ZERO), ZERO) == 1.0
    assert confidence((-1e9, *ZERO), ZERO) == 0.0
