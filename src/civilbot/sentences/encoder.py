"""Turns sentences into vectors: one text at a time, so that none changes another's.

The cosine of two vectors says how much alike two sentences are in meaning (1: the
same). The model averages its last layer over the tokens and gives it length one.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from civilbot import model_files
from civilbot.briefings.meaning import Learnt, Vector
from civilbot.sentences import learning, manifest

_NEED = "matching briefings"


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
        self._session = model_files.session(folder / manifest.ENCODER, need=_NEED)
        self._tokenizer = model_files.tokenizer(
            folder / manifest.TOKENIZER, need=_NEED, tokens=notes.tokens
        )

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
        found = self._tokenizer.encode(model_files.tokenisable(text))
        ids = np.array([found.ids], dtype=np.int64)
        vector: NDArray[np.float32] = self._session.run(None, {"ids": ids})[0][0]
        return vector
