"""Runs the encoder: one text at a time, so that no text changes another's score.

Which words a verdict rests on is found by leaving them out one by one (occlusion):
on words that people marked it did twice as well as the tokens' own parts of the
score, which only choose what is tried.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from civilbot.errors import Refused
from civilbot.language.scores import Pull
from civilbot.language.vocabulary import word_set

#: Tokens that two windows of a long text share.
_OVERLAP = 16
#: Half a character, which some programs leave behind; tokenizers know none.
_LONE = re.compile("[\ud800-\udfff]")


_LITTLE = word_set(
    """you your yours the and that this these those for with from are was were have has
    had will would can could should not don but all any every each who what when where
    how why they them their she her his him its our ours just than then there here
    one get got very too also more most into out over"""
)
#: So many words are left out in turn, those first whose tokens speak loudest.
_TRIED = 12


@dataclass(frozen=True, slots=True)
class _Window:
    """What the encoder made of the worst window of a text."""

    #: One per head, then one per target.
    logits: NDArray[np.float32]
    #: The words in it, weighed by their tokens' part of the verdict.
    words: tuple[Pull, ...]


class Encoder:
    """A quantised transformer and its tokenizer."""

    def __init__(self, model: Path, tokenizer: Path, tokens: int) -> None:
        """Load both from files.

        Raises:
            Refused: a library is missing, or a file cannot be loaded.
        """
        self._session = _session(model)
        self._tokenizer = _tokenizer(tokenizer, tokens)

    def read(self, text: str) -> NDArray[np.float32]:
        """Read a text in plain spelling; return a logit per head, then per target.

        A long text is read window by window; the strongest verdict speaks for it.
        """
        return self._worst(text).logits

    def explain(self, text: str) -> tuple[Pull, ...]:
        """Return the words that the verdict falls without, in order."""
        worst = self._worst(text)
        if not worst.words:
            return ()
        start, end = worst.words[0].start, worst.words[-1].end
        whole = float(worst.logits[0])
        telling = [word for word in worst.words if _tells(text, word)]
        ranked = sorted(telling or worst.words, key=lambda word: -word.weight)[:_TRIED]
        found = []
        for word in sorted(ranked, key=lambda word: word.start):
            without = f"{text[start : word.start]} {text[word.end : end]}"
            fall = whole - float(self._worst(without).logits[0])
            found.append(Pull(word.start, word.end, fall))
        return tuple(found)

    def _worst(self, text: str) -> _Window:
        found = self._tokenizer.encode(_LONE.sub("\ufffd", text))
        windows = [found, *found.overflowing]
        read = [self._run(window.ids) for window in windows]
        at = max(range(len(read)), key=lambda index: float(read[index][0][0]))
        logits, tokens = read[at]
        return _Window(logits, tuple(_words(windows[at], tokens)))

    def _run(
        self, ids: Sequence[int]
    ) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        logits, tokens = self._session.run(None, {"ids": np.array([ids], np.int64)})
        return logits[0], tokens[0]


def _tells(text: str, word: Pull) -> bool:
    """Whether a word can mean something to who reads it by itself."""
    shown = text[word.start : word.end]
    return shown.isalnum() and len(shown) > 2 and shown not in _LITTLE


def _words(window: Any, tokens: NDArray[np.float32]) -> Iterator[Pull]:
    start = end = 0
    weight, word = 0.0, None
    for at, number in enumerate(window.word_ids):
        if number != word and word is not None:
            yield Pull(start, end, weight)
        if number is None:
            word = None
            continue
        first, last = window.offsets[at]
        if number != word:
            start, weight, word = first, 0.0, number
        end = last
        weight += float(tokens[at, 0]) / len(tokens)
    if word is not None:
        yield Pull(start, end, weight)


def _session(path: Path) -> Any:
    try:
        import onnxruntime  # noqa: PLC0415 - slow to load, and may be missing
    except ImportError:
        message = "the detector's model needs onnxruntime: pip install onnxruntime"
        raise Refused(message) from None
    options = onnxruntime.SessionOptions()
    # One thread: the bot waits for Reddit anyway, and `score --jobs` has processes.
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 4
    try:
        return onnxruntime.InferenceSession(
            str(path), options, providers=["CPUExecutionProvider"]
        )
    except Exception as error:  # noqa: BLE001 - it raises classes of its own C++ code
        raise Refused(f"{path} cannot be loaded: {_line(error)}") from None


def _tokenizer(path: Path, tokens: int) -> Any:
    try:
        from tokenizers import Tokenizer  # noqa: PLC0415 - as above
    except ImportError:
        message = "the detector's model needs tokenizers: pip install tokenizers"
        raise Refused(message) from None
    try:
        tokenizer = Tokenizer.from_file(str(path))
    except Exception as error:  # noqa: BLE001 - it raises plain Exception
        raise Refused(f"{path} cannot be loaded: {_line(error)}") from None
    tokenizer.no_padding()
    tokenizer.enable_truncation(tokens, stride=_OVERLAP)
    return tokenizer


def _line(error: Exception) -> str:
    return " ".join(str(error).split())[:200]
