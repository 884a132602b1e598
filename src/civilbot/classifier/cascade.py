"""Clearly civil text is answered early: by a linear model, by the first layers."""

import math
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from civilbot.classifier import linear, manifest
from civilbot.classifier.encoder import NEVER, Bound, Encoder
from civilbot.language import lacks_words, read
from civilbot.language.normalise import normalise, spoken
from civilbot.language.scores import Scores
from civilbot.model import Caution, Reading


@dataclass(frozen=True, slots=True)
class _Read:
    """What the linear model made of a text, and what it leaves to the encoder."""

    plain: str
    logits: NDArray[np.float32]
    #: Whether it is clearly civil so far.
    civil: bool
    #: What else is, once the encoder's first layers have read it.
    bound: Bound


class Classifier:
    """The trained model, ready to score; may be used from several threads."""

    def __init__(self, folder: Path, *, cascade: bool = True) -> None:
        """Load a model from its folder; without the cascade, all layers read all.

        Raises:
            Refused: a file or a library is missing, or a file is damaged.
        """
        notes = manifest.read_manifest(folder)
        self.model = notes.title
        self._heads = notes.heads
        self._targets = notes.targets
        self._fusion = notes.fusion
        self._gates = (notes.linear_gate, notes.glance_gate) if cascade else None
        self._linear = linear.load(folder / manifest.LINEAR)
        self._encoder = Encoder(folder, notes.tokens)

    def score(self, text: str) -> Scores:
        """Score a text as its author wrote it; the same text, the same scores."""
        seen = self._quickly(spoken(text))
        quick = dict(zip(self._heads, seen.logits.tolist(), strict=True))
        if seen.civil or not seen.plain.strip():
            return Scores(self.model, quick, {}, {}, (), self._fusion)
        answer = self._encoder.read(seen.plain, seen.bound)
        logits = answer.logits.tolist()
        aimed = _softmax(logits[len(self._heads) :])
        return Scores(
            model=self.model,
            linear=quick,
            encoder=dict(zip(self._heads, logits, strict=False)),
            targets=dict(zip(self._targets, aimed, strict=True)),
            pulls=(),
            fusion=self._fusion,
            glanced=answer.glanced,
        )

    def explain(self, text: str, scores: Scores) -> Scores:
        """Add the words that scores rest on, which takes one run more."""
        if not scores.encoder:
            return scores
        seen = self._quickly(normalise(text).text)
        return replace(scores, pulls=self._encoder.explain(seen.plain, seen.bound))

    def _quickly(self, plain: str) -> _Read:
        """Let the linear model read a text in plain spelling."""
        logits = self._linear.logits(plain)
        if self._gates is None:
            return _Read(plain, logits, civil=False, bound=NEVER)
        first, second = self._gates
        left = second.below - float(np.dot(second.linear, logits))
        return _Read(
            plain,
            logits,
            civil=bool(np.dot(first.linear, logits) < first.below),
            bound=Bound(left, second.glance),
        )

    def read(
        self,
        text: str,
        *,
        caution: Caution = Caution.CAUTIOUS,
        parent: str = "",
        title: str = "",
    ) -> Reading:
        """Judge a text with model and rules together; see `civilbot.language.read`."""
        judge = partial(read, text, caution=caution, parent=parent, title=title)
        scores = self.score(text)
        reading = judge(scores=scores)
        if lacks_words(reading):
            reading = judge(scores=self.explain(text, scores))
        return reading


def _softmax(logits: list[float]) -> list[float]:
    highest = max(logits)
    powers = [math.exp(logit - highest) for logit in logits]
    return [power / sum(powers) for power in powers]
