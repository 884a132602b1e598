"""Asks a package of others what is rude or vulgar, whoever it hits.

alt-profanity-check was trained by its authors on some 200,000 comments that are open to
all (Wikipedia's talk pages and tweets). It hears profanity well and whom it hits not at
all: so only the linear model learns from it, and only for incivility.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

_AT_ONCE = 2_000
#: Chances are kept off 0 and 1, where a logit has no end.
_EDGE = 1e-4


def logits(texts: Sequence[str]) -> NDArray[np.float64]:
    """Return how likely each text is rude, as a logit."""
    # Only those who train have it.
    from profanity_check import predict_prob  # noqa: PLC0415

    listed = list(texts)
    read = [
        predict_prob(listed[at : at + _AT_ONCE])
        for at in range(0, len(listed), _AT_ONCE)
    ]
    chances = np.concatenate(read).clip(_EDGE, 1.0 - _EDGE)
    return np.asarray(np.log(chances / (1.0 - chances)))
