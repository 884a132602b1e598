"""Which words a trained model's verdict rests on."""

from collections.abc import Iterator, Sequence

from civilbot.language.hits import Hit
from civilbot.language.scores import Pull
from civilbot.model import Category, Target

#: So many stretches are shown at most.
_MOST = 3
#: A word counts with so much of what the strongest one weighs.
_SHARE = 0.4


def pulled(pulls: Sequence[Pull], category: Category, target: Target) -> list[Hit]:
    """Return the stretches that speak most for a violation, as hits in order."""
    strongest = max((pull.weight for pull in pulls), default=0.0)
    if strongest <= 0:
        return []
    telling = [pull for pull in pulls if pull.weight >= _SHARE * strongest]
    ranked = sorted(_joined(telling), key=lambda pull: -pull.weight)[:_MOST]
    return [
        Hit(category, target, pull.weight, pull.start, pull.end)
        for pull in sorted(ranked, key=lambda pull: pull.start)
    ]


def _joined(pulls: Sequence[Pull]) -> Iterator[Pull]:
    """Join words that stand side by side."""
    held: Pull | None = None
    for pull in pulls:
        if held and pull.start - held.end <= 1:
            held = Pull(held.start, pull.end, max(held.weight, pull.weight))
            continue
        if held:
            yield held
        held = pull
    if held:
        yield held
