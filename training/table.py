"""Reads a mix back as columns that models can be trained and judged with."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from pyarrow import parquet

from training.labels import HEADS


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a mix; `labels` has a column per head, `UNKNOWN` is -1."""

    text: NDArray[np.object_]
    plain: NDArray[np.object_]
    source: NDArray[np.object_]
    split: NDArray[np.object_]
    section: NDArray[np.object_]
    y: NDArray[np.int64]
    labels: NDArray[np.int64]
    target: NDArray[np.int64]
    #: What tells this mix from every other.
    digest: str

    def __len__(self) -> int:
        """How many rows there are."""
        return len(self.y)

    def rows(self, *splits: str) -> NDArray[np.int64]:
        """Return the places of the rows of these splits."""
        return np.flatnonzero(np.isin(self.split.astype(str), splits))


def read_table(path: Path) -> Table:
    """Read a mix."""
    held = parquet.read_table(path).to_pydict()

    def words(name: str) -> NDArray[np.object_]:
        return np.array(held[name], dtype=object)

    return Table(
        text=words("text"),
        plain=words("plain"),
        source=words("source"),
        split=words("split"),
        section=words("section"),
        y=np.array(held["y"], dtype=np.int64),
        labels=np.array([held[head] for head in HEADS], dtype=np.int64).T,
        target=np.array(held["target"], dtype=np.int64),
        digest=hashlib.sha256(path.read_bytes()).hexdigest(),
    )
