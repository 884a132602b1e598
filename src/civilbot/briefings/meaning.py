"""Vectors of sentences: how much alike two are in meaning, and what was learnt of many.

A vector comes from outside (the sentence encoder), has length one, and is plain
numbers here, so that a decision can be replayed from what is stored.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import mul

from civilbot.briefings.similarity import Nearest

Vector = tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Learnt:
    """What sets the wanted texts of a briefing apart from the others, in meaning.

    `left_out` and `closest` hold one number for each text that was learnt from, as
    if that very text had not been there: an example must not vouch for itself.
    """

    #: The direction in which wanted texts lie, and where the middle is.
    direction: Vector
    middle: float
    #: How far each text leans that way without itself.
    left_out: tuple[float, ...]
    #: How alike each text is to the closest wanted one that is not itself.
    closest: tuple[float, ...]

    def lean(self, vector: Vector) -> float:
        """Tell which way a text leans: about 1 for wanted ones, -1 for the others."""
        return math.fsum(map(mul, self.direction, vector)) + self.middle


def likeness(one: Vector, other: Vector) -> float:
    """Return the cosine of two vectors of length one (1: they mean the same)."""
    # By their distance, which Python computes in C: |a - b|² = 2 - 2 cos.
    return 1.0 - math.dist(one, other) ** 2 / 2.0


def closest(vector: Vector, others: Iterable[tuple[str, Vector]]) -> Nearest:
    """Find which text is most like a vector in meaning."""
    best = Nearest()
    for text, other in others:
        alike = likeness(vector, other)
        if alike > best.likeness:
            best = Nearest(text, alike)
    return best


def paired(
    texts: Sequence[str], vectors: Sequence[Vector]
) -> tuple[tuple[str, Vector], ...]:
    """Put each text beside its vector."""
    return tuple(zip(texts, vectors, strict=True))
