"""Clearly civil text is answered early: by a linear model, by the first layers."""

import math
from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path

from civilbot.classifier import linear, manifest
from civilbot.classifier.encoder import NEVER, Bound, Encoder
from civilbot.language import lacks_words, read
from civilbot.language.normalise import normalise, spoken
from civilbot.language.scores import Scores
from civilbot.model import Caution, Reading


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
        plain = spoken(text)
        quick = dict(zip(self._heads, self._linear.logits(plain).tolist(), strict=True))
        if self._is_civil(quick) or not plain.strip():
            return Scores(self.model, quick, {}, {}, (), self._fusion)
        answer = self._encoder.read(plain, self._bound(quick))
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
        """Add the words that scores rest on, which takes a few runs more."""
        if not scores.encoder:
            return scores
        plain = normalise(text).text
        pulls = self._encoder.explain(plain, self._bound(scores.linear))
        return replace(scores, pulls=pulls)

    def _is_civil(self, quick: Mapping[str, float]) -> bool:
        """Whether a text is clearly civil by what the linear model said of it."""
        return self._gates is not None and self._gates[0].left(quick) > 0.0

    def _bound(self, quick: Mapping[str, float]) -> Bound:
        """Return what else is, once the encoder's first layers have read the text."""
        if self._gates is None:
            return NEVER
        return Bound(self._gates[1].left(quick), self._gates[1].glance)

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
