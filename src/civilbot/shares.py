"""A share and the range in which the true one may lie."""

import math
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Interval:
    """A range that holds the true share in 95 of 100 samples."""

    low: float
    high: float


def wilson(successes: int, trials: int, z: float = 1.959964) -> Interval:
    """Return Wilson's interval for a share (E. B. Wilson, 1927)."""
    if not trials:
        return Interval(0.0, 1.0)
    share = successes / trials
    scale = 1 + z * z / trials
    centre = (share + z * z / (2 * trials)) / scale
    spread = z * math.sqrt(share * (1 - share) / trials + z * z / (4 * trials**2))
    return Interval(
        max(0.0, centre - spread / scale), min(1.0, centre + spread / scale)
    )
