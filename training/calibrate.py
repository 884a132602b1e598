"""Weighs encoder, linear model and rules into honest chances; sets operating points.

All of it is measured on dev texts, with what ships: the small encoder, the small
linear model, and the rules. At a caution level a head flags what lies above the
lowest threshold that reached the level's precision there.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from civilbot.evaluation.metrics import wilson
from civilbot.model import Category, Caution
from training.labels import CRITICISM, HEADS, INCIVILITY, VIOLATION, draw

#: The precision that each caution level asks for.
ASKED: dict[Caution, float] = {
    Caution.VERY_CAUTIOUS: 0.95,
    Caution.CAUTIOUS: 0.9,
    Caution.BALANCED: 0.8,
    Caution.EAGER: 0.65,
}
#: A missed threat costs more than a needless look at one.
ASKED_OF_THREATS: dict[Caution, float] = {
    Caution.VERY_CAUTIOUS: 0.9,
    Caution.CAUTIOUS: 0.75,
    Caution.BALANCED: 0.6,
    Caution.EAGER: 0.4,
}
_THREATS = frozenset({str(Category.THREAT), str(Category.DEHUMANISATION)})
#: Of all violations that the eager level would flag, so many may be lost to what
#: answers early: to the linear model, and to the encoder's first layers. With .002 and
#: .008 CAD is ranked at .817 instead of .814, small sets worse, and 4 % slower.
MOST_LOST = {"linear": 0.004, "glance": 0.006}
#: Asked of sets of which some are ruder than others on the whole.
_WITHIN_SETS = frozenset({INCIVILITY})
#: Fewer flags than these prove no precision.
_LEAST_FLAGS = 20
_BINS = 15
_STRENGTH = 1.0
_SKIPPED = ("linear", "rules", "swearing")
_SEEN = (*_SKIPPED, "encoder", "verdict", "criticism", "incivility")
#: How far a text is read, and what is known of it then.
DEPTHS: Mapping[str, tuple[str, ...]] = {
    "skipped": _SKIPPED,
    "glanced": _SEEN,
    "seen": _SEEN,
}
#: What tells of rudeness alone: no evidence of a violation, however often they meet.
_RUDENESS = frozenset({"swearing", "incivility"})


def evidence(head: str, depth: str) -> tuple[str, ...]:
    """Return what counts for a head, as far as a text is read (see `DEPTHS`)."""
    left_out = frozenset() if head == INCIVILITY else _RUDENESS
    return tuple(name for name in DEPTHS[depth] if name not in left_out)


@dataclass(frozen=True, slots=True)
class Measured:
    """What each part says of the dev texts: a row a text, a column a head."""

    #: Of all layers, and of the first ones alone.
    encoder: NDArray[np.float64]
    glance: NDArray[np.float64]
    linear: NDArray[np.float64]
    #: Logits of the rules' scores.
    rules: NDArray[np.float64]
    swearing: NDArray[np.float64]
    labels: NDArray[np.int64]
    #: What splits the texts into two halves, the same way every time.
    keys: Sequence[str]
    #: Which set each text comes from.
    sets: NDArray[np.str_]
    #: Which texts people wrote to each other: on these the verdict is measured, too.
    people: NDArray[np.bool_]

    def known(self, head: str) -> NDArray[np.bool_]:
        """Return the texts that a head knows the answer of."""
        known: NDArray[np.bool_] = self.labels[:, HEADS.index(head)] >= 0
        return known

    def features(self, head: str, depth: str) -> NDArray[np.float64]:
        """Return the evidence for one head, as far as a text is read."""
        at = HEADS.index(head)
        read = self.glance if depth == "glanced" else self.encoder
        columns: Mapping[str, NDArray[np.float64]] = {
            "linear": self.linear[:, at],
            "rules": self.rules[:, at],
            "swearing": self.swearing,
            "encoder": read[:, at],
            "verdict": read[:, HEADS.index(VIOLATION)],
            "criticism": read[:, HEADS.index(CRITICISM)],
            "incivility": read[:, HEADS.index(INCIVILITY)],
        }
        return np.stack([columns[name] for name in evidence(head, depth)], axis=1)


@dataclass(frozen=True, slots=True)
class Sum:
    """A logistic regression: how evidence adds up to a logit."""

    names: tuple[str, ...]
    weights: NDArray[np.float64]
    shift: float

    def chances(self, features: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return calibrated probabilities."""
        logits = np.clip(features @ self.weights + self.shift, -30.0, 30.0)
        return np.asarray(1.0 / (1.0 + np.exp(-logits)))

    def plain(self) -> dict[str, float]:
        """Return the weights by name, as a model's notes hold them."""
        named = zip(self.names, self.weights.tolist(), strict=True)
        return {"shift": self.shift, **dict(named)}


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


def fit(
    features: NDArray[np.float64],
    labels: NDArray[np.int64],
    names: Sequence[str],
    sets: NDArray[np.str_] | None = None,
) -> Sum:
    """Fit how evidence adds up, so that chances match shares.

    With the sets that texts come from, evidence is weighed by what it tells within a
    set: that one set swears more than another and is ruder on the whole is not laid to
    the swearing (fixed effects). The sum as a whole is then fitted to all texts.
    """
    if sets is None:
        weights, shift = _regressed(features, labels)
        return Sum(tuple(names), weights, shift)
    apart = (sets[:, None] == np.unique(sets)).astype(np.float64)
    within, _ = _regressed(np.hstack([features, apart]), labels)
    within = within[: features.shape[1]]
    scale, shift = _regressed(features @ within[:, None], labels)
    return Sum(tuple(names), within * scale[0], shift)


def _regressed(
    features: NDArray[np.float64], labels: NDArray[np.int64]
) -> tuple[NDArray[np.float64], float]:
    # Only those who train have it.
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415

    fitted = LogisticRegression(C=_STRENGTH, max_iter=2000)
    fitted.fit(features, labels)
    return fitted.coef_[0], float(fitted.intercept_[0])


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


def crossed(
    features: NDArray[np.float64],
    labels: NDArray[np.int64],
    keys: Sequence[str],
    sets: NDArray[np.str_] | None = None,
) -> NDArray[np.float64]:
    """Return chances where each half is weighed by what the other half taught."""
    halves = np.array([draw(0, "half", key) < 0.5 for key in keys])
    found = np.zeros(len(labels))
    names = [""] * features.shape[1]
    for half in (halves, ~halves):
        told = sets if sets is None else sets[~half]
        taught = fit(features[~half], labels[~half], names, told)
        found[half] = taught.chances(features[half])
    return found


def operating_points(
    probabilities: NDArray[np.float64],
    labels: NDArray[np.int64],
    wanted: Mapping[Caution, float] = ASKED,
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
    for level, asked in wanted.items():
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


def at_points(
    points: Mapping[str, Point | None],
    chances: NDArray[np.float64],
    labels: NDArray[np.int64],
) -> dict[str, dict[str, float]]:
    """Say how precise other texts' flags are at the same thresholds, and how many."""
    found = {}
    for level, point in points.items():
        if point is not None:
            flagged = chances >= point.threshold
            right = int((labels[flagged] == 1).sum())
            interval = wilson(right, int(flagged.sum()))
            found[level] = {
                "precision": right / max(1, int(flagged.sum())),
                "low": interval.low,
                "high": interval.high,
                "recall": right / max(1, int((labels == 1).sum())),
                "flags": float(flagged.sum()),
            }
    return found


def civil_below(
    logits: NDArray[np.float64], caught: NDArray[np.bool_], lost: float
) -> float:
    """Return the logit below which at most this share of what is caught is lost."""
    ranked = np.sort(logits[caught])
    return float(ranked[int(lost * len(ranked))]) if len(ranked) else -1e9


@dataclass(frozen=True, slots=True)
class Gate:
    """Which texts are read no further: those whose weighed logits lie below a bound."""

    weights: NDArray[np.float64]
    below: float

    def civil(self, logits: NDArray[np.float64]) -> NDArray[np.bool_]:
        """Return which texts are clearly civil."""
        return np.asarray(logits @ self.weights < self.below)


def gate(
    logits: NDArray[np.float64],
    labels: NDArray[np.int64],
    caught: NDArray[np.bool_],
    lost: float,
) -> Gate:
    """Weigh logits by what they say of violations; set the bound on what is caught."""
    weights, _ = _regressed(logits, labels)
    return Gate(weights, civil_below(logits @ weights, caught, lost))


def calibrate(measured: Measured) -> dict[str, Any]:
    """Weigh the evidence for every head whose dev labels have both classes.

    Raises:
        ValueError: the verdict cannot be calibrated, or the eager level is out of
            reach for it.
    """
    report: dict[str, Any] = {"levels": {}, "errors": {}} | {d: {} for d in DEPTHS}
    for head in HEADS:
        known = measured.known(head)
        labels = measured.labels[known, HEADS.index(head)]
        positives = int(labels.sum())
        if min(positives, len(labels) - positives) < _LEAST_FLAGS:
            raise ValueError(f"too few dev labels to calibrate {head}")
        keys = [key for key, held in zip(measured.keys, known, strict=True) if held]
        sets = measured.sets[known] if head in _WITHIN_SETS else None
        chances = {}
        for depth in DEPTHS:
            names = evidence(head, depth)
            features = measured.features(head, depth)[known]
            chances[depth] = crossed(features, labels, keys, sets)
            report[depth][head] = fit(features, labels, names, sets).plain()
        report["errors"][head] = calibration_error(chances["seen"], labels)
        wanted = ASKED_OF_THREATS if head in _THREATS else ASKED
        points = operating_points(chances["seen"], labels, wanted)
        report["levels"][head] = {
            k: asdict(p) if p else None for k, p in points.items()
        }
        if head == VIOLATION:
            told = _of_the_verdict(measured, chances, points)
            report["errors"] |= told.pop("errors")
            report |= told
    return report


def _of_the_verdict(
    measured: Measured,
    chances: Mapping[str, NDArray[np.float64]],
    points: Mapping[str, Point | None],
) -> dict[str, Any]:
    """Set where the cascade ends; measure the verdict as it ships, and on people."""
    known = measured.known(VIOLATION)
    labels = measured.labels[known, HEADS.index(VIOLATION)]
    eager = points[str(Caution.EAGER)]
    if eager is None:
        raise ValueError("the verdict does not reach the eager precision")
    caught = (labels == 1) & (chances["seen"] >= eager.threshold)
    linear = measured.linear[known]
    both = np.hstack([linear, measured.glance[known][:, : len(HEADS)]])
    gates = {"linear": gate(linear, labels, caught, MOST_LOST["linear"])}
    skipped = gates["linear"].civil(linear)
    gates["glance"] = gate(both, labels, caught & ~skipped, MOST_LOST["glance"])
    glanced = ~skipped & gates["glance"].civil(both)
    shipped = np.select(
        [skipped, glanced], [chances["skipped"], chances["glanced"]], chances["seen"]
    )
    people = measured.people[known]
    return {
        "gates": gates,
        "cascade": {
            "skipped": float(skipped.mean()),
            "glanced": float(glanced.mean()),
            "lost": float((skipped | glanced)[caught].mean()),
            "skipped of people's": float(skipped[people].mean()),
            "glanced of people's": float(glanced[people].mean()),
        },
        "on_people": at_points(points, shipped[people], labels[people]),
        "errors": {
            "verdict as it ships": calibration_error(shipped, labels),
            "verdict as it ships, on people's comments": calibration_error(
                shipped[people], labels[people]
            ),
        },
    }
