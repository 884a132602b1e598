"""Which words a trained model's verdict rests on."""

from collections.abc import Sequence

from civilbot.language.hits import Hit
from civilbot.language.scores import Pull
from civilbot.model import Category, Target

#: So many stretches are shown at most.
_MOST = 3
#: A stretch counts with so much of what the strongest one weighs.
_SHARE = 0.35


def pulled(pulls: Sequence[Pull], category: Category, target: Target) -> list[Hit]:
    """Return the stretches that speak most for a violation, as hits."""
    ranked = sorted(pulls, key=lambda pull: -pull.weight)[:_MOST]
    return [
        Hit(category, target, pull.weight, pull.start, pull.end)
        for pull in ranked
        if pull is ranked[0] or pull.weight >= _SHARE * ranked[0].weight
    ]
