"""Scores texts with a linear model: numpy alone, a file of at most 2 MB.

Features are hashed words, pairs of words and runs of three to five characters,
weighted by how rare they are. The file holds the weights as small integers.
"""

import re
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

BITS = 17
BUCKETS = 1 << BITS
MAX_CHARACTERS = 2_000
_SHORTEST_RUN, _LONGEST_RUN = 3, 5
_WORD = re.compile(r"[a-z0-9']+")
# Fibonacci hashing's constant (2**64 / golden ratio) and two odd numbers that keep
# words, pairs and runs apart.
_SPREAD = np.uint64(0x9E3779B97F4A7C15)
_BASE = np.uint64(0x100000001B3)
_PAIR = np.uint64(0xD6E8FEB86659FD93)


@dataclass(frozen=True, slots=True)
class LinearModel:
    """Weights of all heads over hashed features."""

    heads: tuple[str, ...]
    weights: NDArray[np.int8]
    scales: NDArray[np.float32]
    bias: NDArray[np.float32]
    rarity: NDArray[np.float32]

    def logits(self, text: str) -> NDArray[np.float32]:
        """Score one text in plain spelling: one logit per head.

        A long text is read in pieces; the one with the highest first logit counts.
        """
        pieces = range(0, max(1, len(text)), MAX_CHARACTERS)
        read = [self._piece(text[at : at + MAX_CHARACTERS]) for at in pieces]
        return max(read, key=lambda logits: float(logits[0]))

    def _piece(self, text: str) -> NDArray[np.float32]:
        places, values = weighted(features(text), self.rarity)
        sums = values @ self.weights.take(places, axis=0).astype(np.float32)
        return sums * self.scales + self.bias

    def scores(self, texts: Iterable[str]) -> NDArray[np.float32]:
        """Score texts: a row each, uncalibrated probabilities per head."""
        logits = np.stack([self.logits(text) for text in texts])
        return (1.0 / (1.0 + np.exp(-logits))).astype(np.float32)


def features(text: str) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    """Return the buckets a text falls into, and how often (dampened)."""
    lowered = f" {' '.join(text.lower().split())} "
    hashed = np.concatenate([_words(lowered), *_character_runs(lowered)])
    places, counts = np.unique(_buckets(hashed), return_counts=True)
    return places, (1.0 + np.log(counts)).astype(np.float32)


def weighted(
    found: tuple[NDArray[np.int64], NDArray[np.float32]], rarity: NDArray[np.float32]
) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    """Weigh features by rarity, and make all texts equally long."""
    places, values = found
    values = values * rarity[places]
    length = float(np.sqrt(np.dot(values, values)))
    return places, (values / length if length else values).astype(np.float32)


def _words(text: str) -> NDArray[np.uint64]:
    codes = np.array([_word(word) for word in _WORD.findall(text)], dtype=np.uint64)
    pairs = codes[:-1] * _PAIR + codes[1:]
    return np.concatenate([codes, pairs])


@lru_cache(maxsize=1 << 16)
def _word(word: str) -> int:
    return zlib.crc32(word.encode()) + (1 << 40)


def _character_runs(text: str) -> Iterator[NDArray[np.uint64]]:
    """Hash runs of characters, each out of the run that is shorter by one."""
    encoded = text.encode("utf-32-le", "surrogatepass")
    letters = np.frombuffer(encoded, dtype="<u4").astype(np.uint64)
    runs = letters
    for length in range(2, _LONGEST_RUN + 1):
        runs = runs[:-1] * _BASE + letters[length - 1 :]
        if length >= _SHORTEST_RUN:
            yield runs


def _buckets(hashed: NDArray[np.uint64]) -> NDArray[np.int64]:
    mixed = hashed ^ (hashed >> np.uint64(29))
    return ((mixed * _SPREAD) >> np.uint64(64 - BITS)).astype(np.int64)


def compress(
    heads: Sequence[str],
    weights: NDArray[np.float32],
    bias: NDArray[np.float32],
    rarity: NDArray[np.float32],
) -> LinearModel:
    """Turn weights (a row per bucket, a column per head) into small integers."""
    scales = np.maximum(np.abs(weights).max(axis=0), 1e-12) / 127.0
    small = np.rint(weights / scales).astype(np.int8)
    return LinearModel(tuple(heads), small, scales.astype(np.float32), bias, rarity)


def save(model: LinearModel, path: Path) -> None:
    """Write a model to one file."""
    np.savez_compressed(
        path,
        heads=np.array(model.heads),
        weights=model.weights,
        scales=model.scales,
        bias=model.bias,
        rarity=model.rarity.astype(np.float16),
    )


def load(path: Path) -> LinearModel:
    """Read a model from a file."""
    with np.load(path, allow_pickle=False) as held:
        return LinearModel(
            tuple(str(head) for head in held["heads"]),
            held["weights"],
            held["scales"],
            held["bias"],
            held["rarity"].astype(np.float32),
        )
