"""Which words a trained model's verdict rests on."""

import re
from collections.abc import Iterator, Sequence

from civilbot.language.hits import Hit
from civilbot.language.scores import Pull
from civilbot.model import Category, Target

#: Characters in which neighbours are looked for.
_NEAR = 60
_BEFORE = re.compile(r"(?:[^\s.!?]{1,20}[ \t]+){0,3}$")
_AFTER = re.compile(r"(?:[ \t]+[^\s.!?]{1,20}){0,4}")
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


def around(text: str, start: int, end: int) -> str:
    """Return a stretch of a text with a few words of its sentence beside it."""
    before = _BEFORE.search(text[max(0, start - _NEAR) : start])
    after = _AFTER.match(text[end : end + _NEAR])
    left = before[0] if before else ""
    right = after[0] if after else ""
    return f"{left}{text[start:end]}{right}".strip()


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
