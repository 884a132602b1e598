"""Runs the encoder: one text at a time, so that no text changes another's score.

Its first layers give a first answer; what is clearly civil by then is read no further.

Which words a verdict rests on is found by hiding them in turn from all layers but the
first ones (occlusion), which read the text once, whole. Only those words are tried that
carry most of the first answer; what people marked is met better than by trying all.
"""

import json
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from civilbot import model_files
from civilbot.classifier.manifest import GLANCE, REST, TOKENIZER
from civilbot.language.scores import Pull
from civilbot.language.vocabulary import word_set

#: What the first layers take: the tokens of a text (1, tokens). What they give: a logit
#: per head, then per target (1, outputs), and what they made of each token.
IDS, STATES, LOGITS = "ids", "states", "logits"
#: Where the first layers' file notes what each number of a state, at its most in the
#: text, adds to the verdict's logit: a list in JSON (hidden).
VERDICT = "verdict"
#: Tokens that two windows of a long text share.
_OVERLAP = 16
_NEED = "the detector's model"

_LITTLE = word_set(
    """you your yours the and that this these those for with from are was were have has
    had will would can could should not don but all any every each who what when where
    how why they them their she her his him its our ours just than then there here
    one get got very too also more most into out over"""
)
#: So many words are tried. On 150 texts F1 with what people marked is .56 for 6 and .51
#: for all, 20 on average (`training.spans`).
_TRIED = 6
#: So many texts are kept beside their verdict: who reads one may ask for its words.
_KEPT = 8


@dataclass(frozen=True, slots=True)
class Answer:
    """What the encoder says of a text: a logit per head, then per target."""

    logits: NDArray[np.float32]
    #: Whether its first layers were sure enough, and no others have read the text.
    glanced: bool


@dataclass(frozen=True, slots=True)
class Bound:
    """What the first layers call clearly civil: a sum of their logits below a bound."""

    below: float = -math.inf
    #: A weight for each of the first heads.
    weights: tuple[float, ...] = (1.0,)

    def holds(self, logits: NDArray[np.float32]) -> bool:
        """Whether a text with these logits is clearly civil."""
        return bool(np.dot(self.weights, logits[: len(self.weights)]) < self.below)


#: Nothing is clearly civil by then.
NEVER = Bound()


@dataclass(frozen=True, slots=True)
class _Window:
    """What the encoder made of one window of a text."""

    answer: Answer
    #: What the first layers made of each token.
    states: NDArray[np.float32]
    #: The window, as the tokenizer cut it.
    found: Any


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of a window: its place in the text, and its first and last token."""

    start: int
    end: int
    first: int
    last: int


class Encoder:
    """A quantised transformer in two parts, and its tokenizer."""

    def __init__(self, folder: Path, tokens: int) -> None:
        """Load them from a model's folder.

        Raises:
            Refused: a library is missing, or a file cannot be loaded.
        """
        self._glance, self._rest = (
            model_files.session(
                folder / name,
                need=_NEED,
                # Sums before a normal layer stay apart: both in one are slower.
                without=["SkipLayerNormFusion"],
            )
            for name in (GLANCE, REST)
        )
        noted = self._glance.get_modelmeta().custom_metadata_map
        self._telling = np.array(json.loads(noted[VERDICT]), np.float32)
        self._tokenizer = model_files.tokenizer(
            folder / TOKENIZER, need=_NEED, tokens=tokens, overlap=_OVERLAP
        )
        self._worst = lru_cache(maxsize=_KEPT)(self._read_all)

    def read(self, text: str, civil: Bound = NEVER) -> Answer:
        """Read a text in plain spelling, until it is clearly civil.

        A long text is read window by window; the strongest verdict speaks for it.
        """
        return self._worst(text, civil).answer

    def glance(self, text: str) -> NDArray[np.float32]:
        """Return what the first layers alone say of a text."""
        return max(self._glances(text), key=_verdict).answer.logits

    def explain(self, text: str, civil: Bound = NEVER) -> tuple[Pull, ...]:
        """Return how far the verdict falls without each of the likeliest words.

        In order; only words that tell something by themselves, unless there are none.
        """
        window = self._worst(text, civil)
        words = list(_words(window.found))
        words = [word for word in words if _tells(text, word)] or words
        carried = self._carried(window.states[0])
        words.sort(key=lambda word: -carried[word.first : word.last + 1].sum())
        tried = sorted(words[:_TRIED], key=lambda word: word.start)
        return tuple(self._pulls(window, tried))

    def _carried(self, states: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return how far the first answer would fall without each token's states."""
        most, second = np.sort(np.vstack([states, states.min(axis=0)]), axis=0)[:-3:-1]
        carried = np.zeros(len(states), np.float32)
        np.add.at(carried, states.argmax(axis=0), self._telling * (most - second))
        return carried

    def _read_all(self, text: str, civil: Bound) -> _Window:
        windows = list(self._glances(text))
        doubtful = [w for w in windows if not civil.holds(w.answer.logits)]
        return max(map(self._finished, doubtful) if doubtful else windows, key=_verdict)

    def _glances(self, text: str) -> Iterator[_Window]:
        found = self._tokenizer.encode(model_files.tokenisable(text))
        for window in (found, *found.overflowing):
            fed = {IDS: np.array([window.ids], np.int64)}
            logits, states = self._glance.run([LOGITS, STATES], fed)
            yield _Window(Answer(logits[0], glanced=True), states, window)

    def _finished(self, window: _Window) -> _Window:
        """Let the other layers read a window, too."""
        answer = Answer(self._rest_of(window.states), glanced=False)
        return replace(window, answer=answer)

    def _pulls(self, window: _Window, words: Sequence[_Word]) -> Iterator[Pull]:
        """Let the other layers read without each word in turn."""
        if window.answer.glanced:
            window = self._finished(window)
        whole = _verdict(window)
        for word in words:
            hidden = slice(word.first, word.last + 1)
            without = self._rest_of(np.delete(window.states, hidden, axis=1))[0]
            yield Pull(word.start, word.end, whole - float(without))

    def _rest_of(self, states: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return what the other layers say of tokens that the first ones have read."""
        logits: NDArray[np.float32] = self._rest.run([LOGITS], {STATES: states})[0][0]
        return logits


def _verdict(window: _Window) -> float:
    """Return the logit of the verdict, which comes first."""
    return float(window.answer.logits[0])


def _tells(text: str, word: _Word) -> bool:
    """Whether a word can mean something to who reads it by itself."""
    shown = text[word.start : word.end]
    return shown.isalnum() and len(shown) > 2 and shown not in _LITTLE


def _words(window: Any) -> Iterator[_Word]:
    """Put the tokens of a window together into words; signs of its own are none."""
    numbers, offsets = window.word_ids, window.offsets
    first = 0
    for at, number in enumerate(numbers):
        if at + 1 < len(numbers) and numbers[at + 1] == number:
            continue
        if number is not None:
            yield _Word(offsets[first][0], offsets[at][1], first, at)
        first = at + 1
