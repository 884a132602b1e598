"""What a trained model says of a text, and how that is weighed beside the words.

Plain values only: a decision can be made again from them, without the model.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from civilbot.model import Category, Caution, Target

#: The model's question whether a text is a violation at all.
VIOLATION = "violation"
#: Harsh words for those in power: allowed, and learnt apart so as not to be flagged.
CRITICISM = "criticism"
#: What most people would call rude or vulgar, whoever it hits, and if nobody: evidence,
#: but no verdict.
INCIVILITY = "incivility"
#: What the model is asked, in its own order.
HEADS: tuple[str, ...] = (
    VIOLATION,
    *(c.value for c in Category),
    CRITICISM,
    INCIVILITY,
)
#: The levels, the most careful first.
LEVELS = tuple(Caution)
#: Chances are kept off 0 and 1, where a logit has no end.
_EDGE = 0.005


@dataclass(frozen=True, slots=True)
class Pull:
    """How much a stretch of a text, in plain spelling, speaks for a violation.

    `weight` is how far the model's verdict, a logit, falls without it.
    """

    start: int
    end: int
    weight: float


@dataclass(frozen=True, slots=True)
class Weights:
    """How the parts of the evidence for one head add up to a logit."""

    #: Added to all the others.
    shift: float
    linear: float
    rules: float
    #: Swear words, whoever they hit, up to three.
    swearing: float = 0.0
    encoder: float = 0.0
    #: The encoder's logit for the verdict, beside that of the head itself.
    verdict: float = 0.0
    #: The encoder's logit for criticism of those in power.
    criticism: float = 0.0
    #: The encoder's logit for incivility.
    incivility: float = 0.0

    def chance(self, scores: "Scores", head: str, rules: "Rules") -> float:
        """Return the calibrated chance, 0..1, that a head's answer is yes."""
        seen = scores.encoder
        logit = (
            self.shift
            + self.linear * scores.linear[head]
            + self.rules * logit_of(rules.score)
            + self.swearing * rules.swearing
        )
        if seen:
            logit += self.encoder * seen[head]
            logit += self.verdict * seen[VIOLATION]
            logit += self.criticism * seen[CRITICISM]
            logit += self.incivility * seen[INCIVILITY]
        return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, logit))))


@dataclass(frozen=True, slots=True)
class Rules:
    """What words and turns of phrase say of one head, 0..1."""

    score: float
    #: How many swear words there are, whoever they hit, up to three.
    swearing: int = 0


@dataclass(frozen=True, slots=True)
class Fusion:
    """How evidence is weighed, and from which chance on each level flags.

    All of it was measured on development texts, and belongs to one model version.
    """

    #: Per head, where the whole encoder has read the text.
    seen: Mapping[str, Weights]
    #: Per head, where its first layers were sure enough.
    glanced: Mapping[str, Weights]
    #: Per head, where the linear model was sure enough.
    skipped: Mapping[str, Weights]
    #: Per head and level; infinite where its precision was out of reach.
    thresholds: Mapping[str, Mapping[Caution, float]]

    def chance(self, scores: "Scores", head: str, rules: Rules) -> float:
        """Return the calibrated chance, 0..1, that a head's answer is yes."""
        return self._weights(scores)[head].chance(scores, head, rules)

    def _weights(self, scores: "Scores") -> Mapping[str, Weights]:
        if not scores.encoder:
            return self.skipped
        return self.glanced if scores.glanced else self.seen

    def level(self, head: str, chance: float) -> Caution | None:
        """Return the most careful level at which a chance counts; None for none."""
        points = self.thresholds[head]
        return next((level for level in LEVELS if chance >= points[level]), None)


@dataclass(frozen=True, slots=True)
class Scores:
    """What a trained model made of a text.

    `linear` and `encoder` hold a logit per head. `encoder` is empty where the
    linear model was sure enough that the text is civil; where the encoder's first
    layers were, the logits are theirs, and the text was `glanced` at only.
    """

    #: Name and version of the model.
    model: str
    linear: Mapping[str, float]
    encoder: Mapping[str, float]
    #: Chances that sum to 1; empty without the encoder.
    targets: Mapping[Target, float]
    #: Places in the plain spelling that speak for a violation, in order.
    pulls: tuple[Pull, ...]
    #: How all this is weighed.
    fusion: Fusion
    glanced: bool = False


def logit_of(chance: float) -> float:
    """Return the logit of a chance, bounded near 0 and 1."""
    kept = min(1.0 - _EDGE, max(_EDGE, chance))
    return math.log(kept / (1.0 - kept))
