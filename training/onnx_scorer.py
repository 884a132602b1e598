"""Scores texts with the exported model, just as the shipped detector will."""

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from training import batches

MODEL, TOKENIZER, NOTES = "model.int8.onnx", "tokenizer.json", "model.json"
_BATCH = 32


class OnnxScorer:
    """An exported model that is ready to score."""

    def __init__(self, folder: Path, *, model: str = MODEL, threads: int = 2) -> None:
        notes = json.loads((folder / NOTES).read_text(encoding="utf-8"))
        self._padding: int = notes["padding"]
        self._tokenizer = Tokenizer.from_file(str(folder / TOKENIZER))
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(notes["tokens"])
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(
            str(folder / model), options, providers=["CPUExecutionProvider"]
        )

    def logits(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Score texts in plain spelling, in their own order."""
        tokens = [found.ids for found in self._tokenizer.encode_batch(list(texts))]
        scores: dict[int, NDArray[np.float32]] = {}
        lengths = [len(found) for found in tokens]
        for rows in batches.in_order_of_length(lengths, _BATCH):
            found = self._run([tokens[row] for row in rows])
            scores.update(zip(rows, found, strict=True))
        return np.stack([scores[row] for row in range(len(texts))])

    def _run(self, tokens: Sequence[Sequence[int]]) -> NDArray[np.float32]:
        longest = max(len(ids) for ids in tokens)
        ids = np.full((len(tokens), longest), self._padding, dtype=np.int64)
        mask = np.zeros_like(ids)
        for at, found in enumerate(tokens):
            ids[at, : len(found)] = found
            mask[at, : len(found)] = 1
        logits: NDArray[np.float32] = self._session.run(
            None, {"ids": ids, "mask": mask}
        )[0]
        return logits
