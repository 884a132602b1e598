"""What a model's folder says of itself: version, files, and how to weigh its words."""

import math
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from civilbot.errors import Refused
from civilbot.language.scores import HEADS, Fusion, Weights
from civilbot.model import Caution, Target
from civilbot.model_files import REPAIR, check_files, read_notes

MANIFEST = "model.json"
#: The linear model, the encoder's first layers, its other ones, and its tokenizer.
LINEAR, GLANCE, REST = "linear.npz", "glance.int8.onnx", "rest.int8.onnx"
TOKENIZER = "tokenizer.json"
FILES = (LINEAR, GLANCE, REST, TOKENIZER)


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class HeadWeights(_Strict):
    """How the evidence for one head adds up; see `Weights`."""

    shift: float
    linear: float
    rules: float
    swearing: float = 0.0
    encoder: float = 0.0
    verdict: float = 0.0
    criticism: float = 0.0
    incivility: float = 0.0

    def plain(self) -> Weights:
        """Return them as the core knows them."""
        return Weights(**self.model_dump())


class Point(_Strict):
    """An operating point, as it was measured on development texts."""

    #: The precision that was asked for.
    asked: float
    threshold: float
    precision: float
    #: Wilson's 95 % interval of the precision.
    low: float
    high: float
    recall: float
    flags: int


class Gate(_Strict):
    """Where a text is clearly civil: where this sum of logits lies below a bound."""

    below: float
    #: A weight per head of the linear model.
    linear: tuple[float, ...]
    #: And of the encoder's first layers, once they have read the text.
    glance: tuple[float, ...] = ()

    def left(self, quick: Mapping[str, float]) -> float:
        """Return how far below the bound the linear model's logits leave a text."""
        heard = zip(self.linear, quick.values(), strict=True)
        return self.below - sum(weight * logit for weight, logit in heard)


Fraction = Annotated[float, Field(ge=0.0, le=1.0)]


class Manifest(_Strict):
    """The notes that lie beside a model's files."""

    name: str
    version: str
    heads: tuple[str, ...]
    targets: tuple[Target, ...]
    #: Tokens that the encoder reads at once.
    tokens: int
    #: Behind the linear model, and behind the encoder's first layers.
    linear_gate: Gate
    glance_gate: Gate
    seen: dict[str, HeadWeights]
    glanced: dict[str, HeadWeights]
    skipped: dict[str, HeadWeights]
    #: Per head and level; none where the precision was out of reach.
    levels: dict[str, dict[Caution, Point | None]]
    #: SHA-256 of each file.
    files: dict[str, str]

    @property
    def fusion(self) -> Fusion:
        """How evidence is weighed."""
        return Fusion(
            seen={head: w.plain() for head, w in self.seen.items()},
            glanced={head: w.plain() for head, w in self.glanced.items()},
            skipped={head: w.plain() for head, w in self.skipped.items()},
            thresholds={
                head: {
                    level: point.threshold if point else math.inf
                    for level, point in points.items()
                }
                for head, points in self.levels.items()
            },
        )

    @property
    def title(self) -> str:
        """Name and version, as decisions keep them."""
        return f"{self.name}-{self.version}"


def read_manifest(folder: Path) -> Manifest:
    """Read what a model's folder says of itself, and check that its files are whole.

    Raises:
        Refused: a file is missing, damaged, or of another kind of model.
    """
    manifest = read_notes(folder / MANIFEST, Manifest, "a model")
    if manifest.heads != HEADS:
        raise Refused(f"{folder} is a model for another civilbot; {REPAIR}")
    check_files(folder, manifest.files)
    return manifest
