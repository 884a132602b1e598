"""Runs the encoder: one text at a time, so that no text changes another's score.

Which words a verdict rests on is found by hiding each of them from its last layer
(occlusion). All other layers read the text once, whole; on words that people marked
this agrees better than leaving the words out of the text, and takes a third as long.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from civilbot import model_files
from civilbot.language.scores import Pull
from civilbot.language.vocabulary import word_set

#: What the network takes and gives: the tokens of a text (1, tokens); which of them
#: its last layer is shown, as 1 or 0, a row for each answer (rows, tokens); and for
#: each row a logit per head, then per target.
IDS, SHOWN, LOGITS = "ids", "shown", "logits"
#: Tokens that two windows of a long text share.
_OVERLAP = 16
_NEED = "the detector's model"

_LITTLE = word_set(
    """you your yours the and that this these those for with from are was were have has
    had will would can could should not don but all any every each who what when where
    how why they them their she her his him its our ours just than then there here
    one get got very too also more most into out over"""
)
#: So many words are hidden in one run, each in a row of its own; more take more memory.
_AT_ONCE = 24
#: So many texts are kept beside their verdict: who reads one may ask for its words.
_KEPT = 8


@dataclass(frozen=True, slots=True)
class _Window:
    """What the encoder made of the worst window of a text."""

    #: One per head, then one per target.
    logits: NDArray[np.float32]
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
    """A quantised transformer and its tokenizer."""

    def __init__(self, model: Path, tokenizer: Path, tokens: int) -> None:
        """Load both from files.

        Raises:
            Refused: a library is missing, or a file cannot be loaded.
        """
        self._session = model_files.session(
            model,
            need=_NEED,
            # Sums before a normal layer stay apart: the operator for both is slower.
            without=["SkipLayerNormFusion"],
        )
        self._hides = any(taken.name == SHOWN for taken in self._session.get_inputs())
        self._tokenizer = model_files.tokenizer(
            tokenizer, need=_NEED, tokens=tokens, overlap=_OVERLAP
        )
        self._worst = lru_cache(maxsize=_KEPT)(self._read_all)

    def read(self, text: str) -> NDArray[np.float32]:
        """Read a text in plain spelling; return a logit per head, then per target.

        A long text is read window by window; the strongest verdict speaks for it.
        """
        return self._worst(text).logits

    def explain(self, text: str) -> tuple[Pull, ...]:
        """Return how far the verdict falls without each word, in order.

        Only words that tell something by themselves, unless there are none.
        """
        found = self._worst(text).found
        words = list(_words(found))
        words = [word for word in words if _tells(text, word)] or words
        pulls: list[Pull] = []
        for at in range(0, len(words), _AT_ONCE):
            pulls += self._pulls(found.ids, words[at : at + _AT_ONCE])
        return tuple(pulls)

    def _read_all(self, text: str) -> _Window:
        found = self._tokenizer.encode(model_files.tokenisable(text))
        read = [
            _Window(
                self._run(window.ids, np.ones((1, len(window)), np.int32))[0], window
            )
            for window in (found, *found.overflowing)
        ]
        return max(read, key=lambda window: float(window.logits[0]))

    def _pulls(self, ids: Sequence[int], words: Sequence[_Word]) -> Iterator[Pull]:
        """Hide words in turn; the first row hides nothing."""
        if not self._hides:
            yield from self._left_out(ids, words)
            return
        shown = np.ones((1 + len(words), len(ids)), np.int32)
        for row, word in enumerate(words, start=1):
            shown[row, word.first : word.last + 1] = 0
        whole, *without = self._run(ids, shown)[:, 0].tolist()
        for word, left in zip(words, without, strict=True):
            yield Pull(word.start, word.end, whole - left)

    def _left_out(self, ids: Sequence[int], words: Sequence[_Word]) -> Iterator[Pull]:
        """Do the same with a network that cannot hide words: leave them out."""
        whole = self._verdict(ids)
        for word in words:
            left = self._verdict([*ids[: word.first], *ids[word.last + 1 :]])
            yield Pull(word.start, word.end, whole - left)

    def _verdict(self, ids: Sequence[int]) -> float:
        return float(self._run(ids, np.ones((1, len(ids)), np.int32))[0, 0])

    def _run(self, ids: Sequence[int], shown: NDArray[np.int32]) -> NDArray[np.float32]:
        fed: dict[str, Any] = {IDS: np.array([ids], np.int64)}
        if self._hides:
            fed[SHOWN] = shown
        logits: NDArray[np.float32] = self._session.run([LOGITS], fed)[0]
        return logits


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
