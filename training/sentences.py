"""Turns all-MiniLM-L6-v2, untrained by us, into the small sentence encoder that ships.

    python -m training.sentences --out DIR

The weights come from the installed package (see training/weights.txt); nothing is
loaded from elsewhere. What is written to DIR is copied to
`src/civilbot/sentences/model/`. It fails if the small file means something else than
the published one.
"""

import argparse
import json
import shutil
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from onnxruntime.quantization import QuantType, quantize_dynamic
from tokenizers import Tokenizer
from torch import nn
from transformers import AutoModel

from civilbot import library
from civilbot.briefings import parse_briefing
from civilbot.model_files import digest
from civilbot.sentences.encoder import SentenceEncoder
from civilbot.sentences.manifest import ENCODER, MANIFEST, TOKENIZER
from training.encoder import Base, minilm

NAME, VERSION = "minilm-sentences", "1"
#: A title has 300 characters at most, some 60 tokens.
TOKENS = 64
_OPSET = 17
#: Below these the small file would rank titles otherwise than the published one.
_LEAST_COSINE = 0.95
_LEAST_RANK = 0.97


class Sentences(nn.Module):
    """One sentence at a time: the mean of the last layer, of length one."""

    def __init__(self, base: Base) -> None:
        """Load the encoder."""
        super().__init__()
        self.encoder = AutoModel.from_pretrained(
            base.folder,
            local_files_only=True,
            add_pooling_layer=False,
            attn_implementation="eager",
        ).float()

    def forward(self, ids: torch.Tensor) -> torch.Tensor:
        """Return a vector (1, 384) for the tokens (1, t) of a sentence."""
        # Past the encoder's own making of masks, which is fixed to one length here.
        states = self.encoder.encoder(self.encoder.embeddings(input_ids=ids))
        return nn.functional.normalize(states.last_hidden_state.mean(dim=1), dim=1)


def main() -> None:
    """Write the model, its tokenizer and its notes; print what was measured."""
    parser = argparse.ArgumentParser(prog="python -m training.sentences")
    parser.add_argument("--out", type=Path, required=True, metavar="DIR")
    out: Path = parser.parse_args().out
    out.mkdir(parents=True, exist_ok=True)
    base = minilm()
    model = Sentences(base).eval()
    _write(model, base, out)
    expected = _published(model, base, texts())
    _describe(out, {})
    measured = _checked(_compare(SentenceEncoder(out).embed(texts()), expected))
    _describe(out, measured)
    print(json.dumps(measured))  # noqa: T201 - the command's answer


def texts() -> tuple[str, ...]:
    """Give the sentences and titles of the shipped briefings, to compare on."""
    found: list[str] = []
    for path in sorted((library.starter_directory() / "briefings").glob("*.md")):
        topic = parse_briefing(path.read_text("utf-8"), source=path.name).topic
        examples = topic.examples
        found += [*topic.sentences, *examples.match, *examples.near]
        found += examples.unrelated
    return tuple(found)


def _write(model: Sentences, base: Base, out: Path) -> None:
    whole = out / "whole.onnx"
    torch.onnx.export(
        model,
        (torch.tensor([[101, 2017, 102]]),),
        str(whole),
        opset_version=_OPSET,
        input_names=["ids"],
        output_names=["vector"],
        dynamic_axes={"ids": {1: "t"}},
        dynamo=False,
    )
    quantize_dynamic(
        whole,
        out / ENCODER,
        weight_type=QuantType.QInt8,
        per_channel=True,
        reduce_range=True,  # without it sums overflow on processors without VNNI
    )
    whole.unlink()
    shutil.copy(base.folder / "tokenizer.json", out / TOKENIZER)


def _describe(out: Path, measured: dict[str, float]) -> None:
    notes = {
        "name": NAME,
        "version": VERSION,
        "size": 384,
        "tokens": TOKENS,
        "measured": measured,
        "files": {name: digest(out / name) for name in (ENCODER, TOKENIZER)},
    }
    (out / MANIFEST).write_text(json.dumps(notes, indent=2) + "\n", "utf-8")


def _published(
    model: Sentences, base: Base, sentences: Sequence[str]
) -> NDArray[np.float32]:
    """Read sentences with the encoder as it was published."""
    tokenizer = Tokenizer.from_file(str(base.folder / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(TOKENS)
    with torch.inference_mode():
        rows = [
            model(torch.tensor([tokenizer.encode(text).ids])).numpy()[0]
            for text in sentences
        ]
    return np.array(rows, dtype=np.float32)


def _compare(
    small: NDArray[np.float32], whole: NDArray[np.float32]
) -> dict[str, float]:
    """Compare vectors, and how alike each pair of sentences is by either."""
    same = (small * whole).sum(axis=1)
    pairs = np.triu_indices(len(whole), k=1)
    ours, theirs = (small @ small.T)[pairs], (whole @ whole.T)[pairs]
    return {
        "texts": float(len(whole)),
        "mean_cosine": round(float(same.mean()), 4),
        "least_cosine": round(float(same.min()), 4),
        "rank_correlation": round(_rank_correlation(ours, theirs), 4),
        "largest_shift_of_a_likeness": round(float(np.abs(ours - theirs).max()), 4),
    }


def _rank_correlation(ours: NDArray[np.float32], theirs: NDArray[np.float32]) -> float:
    """Give Spearman's rank correlation (no ties among real numbers)."""
    ranks = [values.argsort().argsort() for values in (ours, theirs)]
    return float(np.corrcoef(ranks[0], ranks[1])[0, 1])


def _checked(measured: dict[str, float]) -> dict[str, float]:
    if measured["mean_cosine"] < _LEAST_COSINE:
        raise ValueError(f"the small model differs: {measured}")
    if measured["rank_correlation"] < _LEAST_RANK:
        raise ValueError(f"the small model ranks otherwise: {measured}")
    return measured


if __name__ == "__main__":
    main()
