"""What the model is asked of a text: its heads, whom the words hit, what is unknown."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field

from civilbot.language.scores import CRITICISM, HEADS, INCIVILITY, VIOLATION
from civilbot.model import Target

__all__ = ["CRITICISM", "HEADS", "INCIVILITY", "VIOLATION"]

#: Asked of some sets only: a text that is fine may be either.
_APART = frozenset({CRITICISM, INCIVILITY})

TARGETS: tuple[str, ...] = tuple(str(target) for target in Target)
#: Stands where a source does not know; no loss is taken there.
UNKNOWN = -1


@dataclass(frozen=True, slots=True)
class Labels:
    """What a source says of a text; heads that are left out are unknown."""

    heads: Mapping[str, int] = field(default_factory=dict)
    target: Target | None = None

    def vector(self) -> tuple[int, ...]:
        """Return one label per head: 1, 0 or `UNKNOWN`."""
        return tuple(self.heads.get(head, UNKNOWN) for head in HEADS)

    def target_index(self) -> int:
        """Return the place of the target in `TARGETS`, or `UNKNOWN`."""
        return UNKNOWN if self.target is None else TARGETS.index(str(self.target))


NOTHING_KNOWN = Labels()


def fine() -> Labels:
    """Label a text as a source does whose negatives are clean: nothing is wrong."""
    return Labels({head: 0 for head in HEADS if head not in _APART})


def violating(*heads: str, target: Target | None = None, **known: int) -> Labels:
    """Label a text as a violation under these heads, the others as `known` says."""
    return Labels({VIOLATION: 1, **dict.fromkeys(heads, 1), **known}, target)


def draw(seed: int, *parts: object) -> float:
    """Draw a number in [0, 1) that depends on the seed and the parts alone."""
    written = "\x1f".join(str(part) for part in (seed, *parts))
    digest = hashlib.sha256(written.encode("utf-8", "surrogatepass")).digest()
    return int.from_bytes(digest[:7], "big") / 2**56
