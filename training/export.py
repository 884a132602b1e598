"""Turns the student into the small file that ships, and proves that it still agrees."""

import hashlib
import json
import shutil
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from onnxruntime.quantization import QuantType, quantize_dynamic

from training import student
from training.encoder import padded, tokenised
from training.labels import HEADS, TARGETS
from training.onnx_scorer import MODEL, NOTES, TOKENIZER, OnnxScorer

_OPSET = 17
_MOST_BYTES = 25 * 1024 * 1024
#: Below these the small file would judge otherwise than what was measured.
_LEAST_COSINE = 0.97
_MOST_DRIFT = 1e-3


def export(out: Path, texts: Sequence[str]) -> dict[str, float]:
    """Write the model, its tokenizer and its notes; return what the checks measured.

    Raises:
        ValueError: if the file is too large or judges otherwise than the student.
    """
    model, base = student.trained(out)
    model.eval()
    model.halved = False
    folder = out / "export"
    folder.mkdir(parents=True, exist_ok=True)
    whole = folder / "whole.onnx"
    tokens = tokenised(base, list(texts), student.SCHEDULE.tokens)
    example = padded(tokens[:2], base.padding)
    # The newer exporter needs a package more, and offers nothing here.
    torch.onnx.export(
        model,
        example,
        str(whole),
        opset_version=_OPSET,
        input_names=["ids", "mask"],
        output_names=["logits"],
        dynamic_axes={name: {0: "n", 1: "t"} for name in ("ids", "mask")},
        dynamo=False,
    )
    quantize_dynamic(
        whole,
        folder / MODEL,
        weight_type=QuantType.QInt8,
        per_channel=True,
        reduce_range=True,  # without it sums overflow on processors without VNNI
    )
    shutil.copy(base.folder / "tokenizer.json", folder / TOKENIZER)
    _note(folder, base.padding)
    with torch.inference_mode():
        expected = np.concatenate(
            [model(*padded([found], base.padding)).numpy() for found in tokens]
        )
    measured = _compare(folder, whole, texts, expected)
    whole.unlink()
    return _checked(measured)


def _note(folder: Path, padding: int) -> None:
    digest = hashlib.sha256((folder / MODEL).read_bytes()).hexdigest()
    notes = {
        "heads": HEADS,
        "targets": TARGETS,
        "tokens": student.SCHEDULE.tokens,
        "padding": padding,
        "sha256": digest,
    }
    (folder / NOTES).write_text(json.dumps(notes, indent=2) + "\n", encoding="utf-8")


def _compare(
    folder: Path, whole: Path, texts: Sequence[str], expected: NDArray[np.float32]
) -> dict[str, float]:
    exact = OnnxScorer(folder, model=whole.name).logits(texts)
    small = OnnxScorer(folder).logits(texts)
    sizes = [(folder / name).stat().st_size for name in (MODEL, TOKENIZER, NOTES)]
    flips = (small[:, 0] > 0) != (expected[:, 0] > 0)
    return {
        "drift": float(np.abs(exact - expected).max()),
        "cosine": float(np.mean(_cosines(small, expected))),
        "flips": float(flips.mean()),
        "megabytes": sum(sizes) / 1024 / 1024,
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
