"""How evidence adds up to a confidence: logistic regression that starts from a prior.

The prior was fitted once, on other subjects than the shipped one (`python -m
training.matching` prints it and shows how). A briefing's own examples then pull the
weights away from it, as far as they agree (maximum a posteriori, a Gaussian prior):
without examples the prior stands, and with hundreds it hardly matters.
"""

import math
from collections.abc import Sequence
from functools import partial
from operator import mul

from civilbot.briefings.features import Features

#: First the bias, then one weight for each of `features.NAMES`.
Weights = tuple[float, ...]

#: Where a briefing has examples and counter-examples.
PRIOR: Weights = (-4.47, 2.88, 2.01, -0.74, 2.21, 0.52, 1.73, -0.92, 4.28)
#: Where it has none, so that nothing is known of the leaning.
PRIOR_ALONE: Weights = (-5.86, 5.25, 3.08, 0.0, 2.6, 0.6, 1.72, -1.49, 0.0)

#: How strongly the prior holds: as if each weight's variance were the inverse.
STRENGTH = 2.0

_ROUNDS = 30
_SETTLED = 1e-8


def confidence(weights: Weights, found: Features) -> float:
    """Return the probability that a title is about the subject."""
    return round(_chance(_logit(weights, (1.0, *found))), 4)


def refit(
    prior: Weights,
    rows: Sequence[Features],
    wanted: Sequence[bool],
    strength: float = STRENGTH,
) -> Weights:
    """Fit weights to labelled examples, pulled towards a prior.

    Newton's method; a step that would make the fit worse is halved until it does not.
    """
    weights = prior
    inputs = [(1.0, *row) for row in rows]
    cost = partial(_cost, prior=prior, inputs=inputs, wanted=wanted, strength=strength)
    for _ in range(_ROUNDS):
        step = _step(weights, prior, inputs, wanted, strength)
        size, before = 1.0, cost(weights)
        while cost(_moved(weights, step, size)) > before and size > _SETTLED:
            size /= 2
        weights = _moved(weights, step, size)
        if max(map(abs, step)) < _SETTLED:
            break
    return weights


def _moved(weights: Weights, step: Sequence[float], size: float) -> Weights:
    return tuple(w - size * s for w, s in zip(weights, step, strict=True))


def _cost(
    weights: Weights,
    prior: Weights,
    inputs: Sequence[Features],
    wanted: Sequence[bool],
    strength: float,
) -> float:
    """Tell how badly weights fit the examples, and how far off the prior they are."""
    missed = strength * math.dist(weights, prior) ** 2 / 2
    for row, is_wanted in zip(inputs, wanted, strict=True):
        logit = _logit(weights, row)
        against = -logit if is_wanted else logit
        # log(1 + e^x), written so that nothing overflows.
        missed += max(against, 0.0) + math.log1p(math.exp(-abs(against)))
    return missed


def _step(
    weights: Weights,
    prior: Weights,
    inputs: Sequence[Features],
    wanted: Sequence[bool],
    strength: float,
) -> list[float]:
    size = range(len(weights))
    slope = [strength * (w - p) for w, p in zip(weights, prior, strict=True)]
    curve = [[strength * (i == j) for j in size] for i in size]
    for row, is_wanted in zip(inputs, wanted, strict=True):
        chance = _chance(_logit(weights, row))
        spread = chance * (1 - chance)
        for i in size:
            slope[i] += (chance - is_wanted) * row[i]
            scaled = spread * row[i]
            curve[i] = [c + scaled * x for c, x in zip(curve[i], row, strict=True)]
    return _solved(curve, slope)


def _solved(matrix: list[list[float]], right: list[float]) -> list[float]:
    """Solve a small system of equations (positive definite, so never singular)."""
    rows = [[*row, value] for row, value in zip(matrix, right, strict=True)]
    for at, pivot in enumerate(rows):
        for row in rows[at + 1 :]:
            share = row[at] / pivot[at]
            row[at:] = [
                a - share * b for a, b in zip(row[at:], pivot[at:], strict=True)
            ]
    found: list[float] = []
    for at in range(len(rows) - 1, -1, -1):
        row = rows[at]
        known = sum(map(mul, row[at + 1 : -1], found))
        found.insert(0, (row[-1] - known) / row[at])
    return found


def _logit(weights: Weights, row: Sequence[float]) -> float:
    return math.fsum(map(mul, weights, row))


def _chance(logit: float) -> float:
    # Far out, e^x would overflow; nobody is that sure.
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, logit))))
