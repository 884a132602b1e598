"""Turns logits into honest probabilities, and caution levels into thresholds.

All of it is measured on dev texts: at a caution level the bot flags what lies
above the lowest threshold that reached the level's precision there.
"""

import math
from collections.abc import Sequence
from dataclasses import asdict, dataclass

import numpy as np
from numpy.typing import NDArray

from civilbot.evaluation.metrics import wilson
from civilbot.model import Caution
from training.labels import HEADS, draw

#: The precision that each caution level asks for.
ASKED: dict[Caution, float] = {
    Caution.VERY_CAUTIOUS: 0.95,
    Caution.CAUTIOUS: 0.9,
    Caution.BALANCED: 0.8,
    Caution.EAGER: 0.65,
}
#: Fewer flags than these prove no precision.
_LEAST_FLAGS = 20
_BINS = 15


@dataclass(frozen=True, slots=True)
class Scale:
    """Platt's scaling of a head: probability = sigmoid(slope * logit + shift)."""

    slope: float
    shift: float

    def probabilities(self, logits: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return calibrated probabilities."""
        scaled = np.clip(self.slope * logits + self.shift, -50.0, 50.0)
        return np.asarray(1.0 / (1.0 + np.exp(-scaled)))


@dataclass(frozen=True, slots=True)
class Point:
    """An operating point, as it was measured."""

    asked: float
    threshold: float
    precision: float
    low: float
    high: float
    recall: float
    flags: int


def platt(logits: NDArray[np.float64], labels: NDArray[np.int64]) -> Scale:
    """Fit Platt's scaling by Newton's method, with Platt's softened labels."""
    positives, negatives = int((labels == 1).sum()), int((labels == 0).sum())
    high, low = (positives + 1) / (positives + 2), 1 / (negatives + 2)
    wanted = np.where(labels == 1, high, low)
    inputs = np.stack([logits, np.ones_like(logits)], axis=1)
    found = np.array([1.0, 0.0])
    for _ in range(50):
        chance = Scale(*found.tolist()).probabilities(logits)
        gradient = inputs.T @ (chance - wanted)
        curve = (inputs * (chance * (1 - chance))[:, None]).T @ inputs
        step = np.linalg.solve(curve + 1e-6 * np.eye(2), gradient)
        # Far steps overshoot where classes are all but apart.
        found = found - np.clip(step, -1.0, 1.0)
        if float(np.abs(step).max()) < 1e-7:
            break
    return Scale(float(found[0]), float(found[1]))


def calibration_error(
    probabilities: NDArray[np.float64], labels: NDArray[np.int64]
) -> float:
    """Return the expected calibration error over equally wide bins."""
    bins = np.minimum((probabilities * _BINS).astype(int), _BINS - 1)
    total = 0.0
    for at in range(_BINS):
        held = bins == at
        if held.any():
            gap = abs(float(probabilities[held].mean()) - float(labels[held].mean()))
            total += gap * float(held.mean())
    return total


def crossed_error(
    logits: NDArray[np.float64], labels: NDArray[np.int64], texts: Sequence[str]
) -> float:
    """Return the error where each half is scaled by what the other half taught."""
    halves = np.array([draw(0, "half", text) < 0.5 for text in texts])
    scaled = np.zeros_like(logits)
    for half in (halves, ~halves):
        scaled[half] = platt(logits[~half], labels[~half]).probabilities(logits[half])
    return calibration_error(scaled, labels)


def operating_points(
    probabilities: NDArray[np.float64], labels: NDArray[np.int64]
) -> dict[str, Point | None]:
    """Return a point per caution level; None where its precision is out of reach."""
    order = np.argsort(-probabilities, kind="stable")
    ranked = probabilities[order]
    hits = np.cumsum(labels[order] == 1)
    flags = np.arange(1, len(order) + 1)
    # Equal scores are flagged together or not at all.
    ends = np.flatnonzero(np.append(ranked[1:] != ranked[:-1], True))
    ends = ends[flags[ends] >= _LEAST_FLAGS]
    positives = int((labels == 1).sum())
    found: dict[str, Point | None] = {}
    for level, asked in ASKED.items():
        good = ends[hits[ends] / flags[ends] >= asked]
        if not len(good):
            found[str(level)] = None
            continue
        at = int(good[-1])
        right, flagged = int(hits[at]), int(flags[at])
        interval = wilson(right, flagged)
        found[str(level)] = Point(
            asked=asked,
            threshold=float(ranked[at]),
            precision=right / flagged,
            low=interval.low,
            high=interval.high,
            recall=right / positives,
            flags=flagged,
        )
    return found


def calibrate(
    logits: NDArray[np.float32], labels: NDArray[np.int64], texts: Sequence[str]
) -> dict[str, object]:
    """Calibrate every head whose dev labels have both classes."""
    report: dict[str, object] = {}
    for at, head in enumerate(HEADS):
        known = np.flatnonzero(labels[:, at] >= 0)
        truth, scores = labels[known, at], logits[known, at].astype(np.float64)
        positives = int(truth.sum())
        if min(positives, len(truth) - positives) < _LEAST_FLAGS:
            report[head] = None
            continue
        scale = platt(scores, truth)
        chance = scale.probabilities(scores)
        plain = Scale(1.0, 0.0).probabilities(scores)
        points = operating_points(chance, truth)
        report[head] = {
            **asdict(scale),
            "texts": len(truth),
            "positives": positives,
            "error_before": calibration_error(plain, truth),
            "error": crossed_error(
                scores, truth, [texts[row] for row in known.tolist()]
            ),
            "levels": {k: asdict(p) if p else None for k, p in points.items()},
        }
    return report


def is_finite(report: dict[str, object]) -> bool:
    """Whether every scale is a number: a failed fit must not ship."""
    scales = [held for held in report.values() if isinstance(held, dict)]
    return all(math.isfinite(s["slope"]) and math.isfinite(s["shift"]) for s in scales)
