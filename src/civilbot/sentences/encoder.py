"""Turns sentences into vectors: one text at a time, so that none changes another's.

The cosine of two vectors says how much alike two sentences are in meaning (1: the
same). The model averages its last layer over the tokens and gives it length one.
"""

import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from civilbot.briefings.meaning import Learnt, Vector
from civilbot.errors import Refused
from civilbot.sentences import learning, manifest

#: Half a character, which some programs leave behind; tokenizers know none.
_LONE = re.compile("[\ud800-\udfff]")


class SentenceEncoder:
    """The sentence encoder, ready to read; may be used from several threads."""

    def __init__(self, folder: Path) -> None:
        """Load model and tokenizer from a folder.

        Raises:
            Refused: a library or a file is missing, or a file is damaged.
        """
        notes = manifest.read_manifest(folder)
        self.model = notes.title
        self.size = notes.size
        self._session = _session(folder / manifest.ENCODER)
        self._tokenizer = _tokenizer(folder / manifest.TOKENIZER, notes.tokens)

    def embed(self, texts: Iterable[str]) -> NDArray[np.float32]:
        """Return a vector of length one for each text, a row each.

        The same text has the same vector whatever stands beside it.
        """
        rows = [self._read(text) for text in texts]
        return np.array(rows, dtype=np.float32).reshape(len(rows), self.size)

    def vector(self, text: str) -> Vector:
        """Return a text's vector as plain numbers."""
        return tuple(self._read(text).tolist())

    def learn(self, vectors: Sequence[Vector], wanted: Sequence[bool]) -> Learnt | None:
        """Learn what sets wanted texts apart; None where there is only one kind."""
        return learning.learn(vectors, wanted)

    def _read(self, text: str) -> NDArray[np.float32]:
        found = self._tokenizer.encode(_LONE.sub("\ufffd", text))
        ids = np.array([found.ids], dtype=np.int64)
        vector: NDArray[np.float32] = self._session.run(None, {"ids": ids})[0][0]
        return vector


def _session(path: Path) -> Any:
    try:
        import onnxruntime  # noqa: PLC0415 - slow to load, and may be missing
    except ImportError:
        message = "matching briefings needs onnxruntime: pip install onnxruntime"
        raise Refused(message) from None
    options = onnxruntime.SessionOptions()
    # One thread: a title takes milliseconds, and the bot waits for Reddit anyway.
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
        message = "matching briefings needs tokenizers: pip install tokenizers"
        raise Refused(message) from None
    try:
        tokenizer = Tokenizer.from_file(str(path))
    except Exception as error:  # noqa: BLE001 - it raises plain Exception
        raise Refused(f"{path} cannot be loaded: {_line(error)}") from None
    tokenizer.no_padding()
    tokenizer.enable_truncation(tokens)
    return tokenizer


def _line(error: Exception) -> str:
    return " ".join(str(error).split())[:200]
