"""Turns the student into the small file that ships, and proves that it still agrees."""

import shutil
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnx
import torch
from numpy.typing import NDArray

from civilbot.classifier.encoder import Encoder
from civilbot.classifier.manifest import ENCODER, TOKENIZER
from training import graph, student
from training.encoder import Base, MultiHead, padded, tokenised

FOLDER = "export"
_MOST_BYTES = 25 * 1024 * 1024
#: Below these the small file would judge otherwise than what was measured.
_LEAST_COSINE = 0.99
_MOST_DRIFT = 1e-3


def export(out: Path, texts: Sequence[str]) -> dict[str, float]:
    """Write the model and its tokenizer; return what the checks measured.

    Raises:
        ValueError: if the file is too large or judges otherwise than the student.
    """
    model, base = student.trained(out)
    model.eval()
    model.halved = False
    folder = out / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    whole = folder / "whole.onnx"
    onnx.save(graph.build(model, student.SCHEDULE.tokens, exact=True), str(whole))
    onnx.save(graph.build(model, student.SCHEDULE.tokens), str(folder / ENCODER))
    shutil.copy(base.folder / "tokenizer.json", folder / TOKENIZER)
    measured = _compare(folder, texts, _expected(model, base, texts))
    checked = _checked(measured)
    whole.unlink()
    return checked


def _expected(
    model: MultiHead, base: Base, texts: Sequence[str]
) -> NDArray[np.float32]:
    tokens = tokenised(base, list(texts), student.SCHEDULE.tokens)
    with torch.inference_mode():
        each = [model(*padded([found], base.padding)).numpy() for found in tokens]
    return np.concatenate(each)


def read_all(model: Path, tokenizer: Path, texts: Sequence[str]) -> NDArray[np.float32]:
    """Score texts in plain spelling with an exported model."""
    encoder = Encoder(model, tokenizer, student.SCHEDULE.tokens)
    return np.stack([encoder.read(text) for text in texts])


def _compare(
    folder: Path, texts: Sequence[str], expected: NDArray[np.float32]
) -> dict[str, float]:
    tokenizer = folder / TOKENIZER
    exact = read_all(folder / "whole.onnx", tokenizer, texts)
    small = read_all(folder / ENCODER, tokenizer, texts)
    size = (folder / ENCODER).stat().st_size + tokenizer.stat().st_size
    flips = (small[:, 0] > 0) != (expected[:, 0] > 0)
    return {
        "drift": float(np.abs(exact - expected).max()),
        "cosine": float(np.mean(_cosines(small, expected))),
        "flips": float(flips.mean()),
        "megabytes": size / 1024 / 1024,
        "texts": float(len(texts)),
    }


def _cosines(
    ours: NDArray[np.float32], theirs: NDArray[np.float32]
) -> NDArray[np.float32]:
    lengths = np.linalg.norm(ours, axis=1) * np.linalg.norm(theirs, axis=1)
    found: NDArray[np.float32] = (ours * theirs).sum(axis=1) / lengths
    return found


def _checked(measured: dict[str, float]) -> dict[str, float]:
    if measured["megabytes"] * 1024 * 1024 > _MOST_BYTES:
        raise ValueError(f"too large to ship: {measured['megabytes']:.2f} MB")
    if measured["drift"] > _MOST_DRIFT:
        raise ValueError(f"the exported model drifts: {measured['drift']:.5f}")
    if measured["cosine"] < _LEAST_COSINE:
        raise ValueError(f"the small model differs: cosine {measured['cosine']:.3f}")
    return measured
