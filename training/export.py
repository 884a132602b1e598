"""Turns the student into the small files that ship, and proves that they agree."""

import shutil
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnx
import torch
from numpy.typing import NDArray

from civilbot.classifier.encoder import Encoder
from civilbot.classifier.manifest import GLANCE, REST, TOKENIZER
from training import graph, student
from training.encoder import Base, MultiHead, padded, tokenised

FOLDER = "export"
_MOST_BYTES = 25 * 1024 * 1024
#: Below these the small files would judge otherwise than what was measured.
_LEAST_COSINE = 0.99
_MOST_DRIFT = 1e-3


def export(out: Path, texts: Sequence[str]) -> dict[str, float]:
    """Write the model and its tokenizer; return what the checks measured.

    Raises:
        ValueError: if the files are too large or judge otherwise than the student.
    """
    model, base = student.trained(out)
    model.eval()
    model.halved = False
    folder, whole = out / FOLDER, out / "exact"
    _write(model, base, folder)
    _write(model, base, whole, exact=True)
    measured = _compare((folder, whole), texts, _expected(model, base, texts))
    shutil.rmtree(whole)
    return _checked(measured)


def _write(model: MultiHead, base: Base, folder: Path, *, exact: bool = False) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    parts = graph.build(model, student.SCHEDULE.tokens, exact=exact)
    for part, name in zip(parts, (GLANCE, REST), strict=True):
        onnx.save(part, str(folder / name))
    shutil.copy(base.folder / "tokenizer.json", folder / TOKENIZER)


def _expected(
    model: MultiHead, base: Base, texts: Sequence[str]
) -> NDArray[np.float32]:
    """Return the student's own first and last answers."""
    tokens = tokenised(base, list(texts), student.SCHEDULE.tokens)
    with torch.inference_mode():
        each = [
            torch.stack(model.readings(*padded([found], base.padding)))
            for found in tokens
        ]
    found: NDArray[np.float32] = torch.cat(each, dim=1).numpy()
    return found


def read_all(folder: Path, texts: Sequence[str]) -> NDArray[np.float32]:
    """Score texts in plain spelling with an exported model.

    Returns:
        What its first layers say, and what all of them do: (2, texts, outputs).
    """
    encoder = Encoder(folder, student.SCHEDULE.tokens)
    return np.stack(
        [
            np.stack([encoder.glance(text) for text in texts]),
            np.stack([encoder.read(text).logits for text in texts]),
        ]
    )


def _compare(
    folders: tuple[Path, Path], texts: Sequence[str], expected: NDArray[np.float32]
) -> dict[str, float]:
    small, exact = (read_all(folder, texts) for folder in folders)
    size = sum((folders[0] / name).stat().st_size for name in (GLANCE, REST, TOKENIZER))
    flips = (small[1, :, 0] > 0) != (expected[1, :, 0] > 0)
    return {
        "drift": float(np.abs(exact - expected).max()),
        "cosine": float(np.mean(_cosines(small[1], expected[1]))),
        "cosine of the first": float(np.mean(_cosines(small[0], expected[0]))),
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
    alike = min(measured["cosine"], measured["cosine of the first"])
    if alike < _LEAST_COSINE:
        raise ValueError(f"the small model differs: cosine {alike:.3f}")
    return measured
