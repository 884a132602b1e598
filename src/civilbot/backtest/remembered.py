"""Keeps what the trained model said of texts, so that it need not read them again.

A SQLite file that holds digests of texts, never the texts.
"""

import hashlib
import math
import sqlite3
import weakref
from array import array
from collections.abc import Iterable, Mapping
from dataclasses import astuple, dataclass, replace
from pathlib import Path

from civilbot.errors import Refused
from civilbot.language import Scores
from civilbot.language.scores import Pull
from civilbot.model import Target

_MADE = """
CREATE TABLE IF NOT EXISTS readings (
    digest BLOB PRIMARY KEY,
    linear BLOB NOT NULL,
    encoder BLOB NOT NULL,
    glanced INTEGER NOT NULL,
    targets BLOB NOT NULL,
    pulls BLOB
) WITHOUT ROWID
"""


@dataclass(frozen=True, slots=True)
class Kept:
    """One text's scores, as they are kept."""

    digest: bytes
    linear: bytes
    encoder: bytes
    #: Whether only the encoder's first layers have read the text.
    glanced: bool
    targets: bytes
    #: None where nobody asked for them.
    pulls: bytes | None


def digest(model: str, text: str) -> bytes:
    """Return what a text is kept under."""
    words = f"{model}\0{text}".encode()
    return hashlib.blake2b(words, digest_size=16).digest()


def packed(key: bytes, scores: Scores, *, explained: bool) -> Kept:
    """Turn scores into what is kept of them."""
    targets = (scores.targets.get(target, math.nan) for target in Target)
    pulls = (part for pull in scores.pulls for part in _parts(pull))
    return Kept(
        digest=key,
        linear=_numbers(scores.linear.values()),
        encoder=_numbers(scores.encoder.values()),
        glanced=scores.glanced,
        targets=_numbers(targets) if scores.targets else b"",
        pulls=_numbers(pulls) if explained else None,
    )


def unpacked(kept: Kept, pattern: Scores) -> Scores:
    """Turn what is kept into scores again.

    Args:
        kept: of one text.
        pattern: any scores of the same model; they name its heads.
    """
    encoder = array("d", kept.encoder)
    targets = array("d", kept.targets)
    return replace(
        pattern,
        linear=_named(pattern.linear, array("d", kept.linear)),
        encoder=_named(pattern.linear, encoder) if encoder else {},
        targets={
            target: chance
            for target, chance in zip(Target, targets, strict=False)
            if not math.isnan(chance)
        },
        pulls=tuple(_pulls(array("d", kept.pulls or b""))),
        glanced=bool(kept.glanced),
    )


class Memory:
    """The file; one process writes, others may read at the same time."""

    def __init__(self, path: Path) -> None:
        """Open it, or make it.

        Raises:
            Refused: it cannot be used.
        """
        self._path = path
        try:
            self._file = sqlite3.connect(path, isolation_level=None)
            self._file.execute("PRAGMA journal_mode = WAL")
            self._file.execute("PRAGMA synchronous = NORMAL")
            self._file.execute(_MADE)
        except sqlite3.Error as error:
            raise Refused(f"{path}: cannot keep scores there: {error}") from None
        weakref.finalize(self, self._file.close)

    def find(self, key: bytes) -> Kept | None:
        """Return what is kept under a digest."""
        row = self._file.execute(
            "SELECT digest, linear, encoder, glanced, targets, pulls FROM readings"
            " WHERE digest = ?",
            (key,),
        ).fetchone()
        return Kept(*row) if row else None

    def keep(self, scores: Iterable[Kept]) -> None:
        """Keep scores, all of them or none; what is known more of replaces the rest."""
        rows = [astuple(one) for one in scores]
        if not rows:
            return
        try:
            self._file.execute("BEGIN IMMEDIATE")
            self._file.executemany(
                "INSERT OR REPLACE INTO readings VALUES (?, ?, ?, ?, ?, ?)", rows
            )
            self._file.execute("COMMIT")
        except sqlite3.Error as error:
            raise Refused(f"{self._path}: cannot keep scores: {error}") from None

    def close(self) -> None:
        """Close the file."""
        self._file.close()


def _parts(pull: Pull) -> tuple[float, float, float]:
    return float(pull.start), float(pull.end), pull.weight


def _pulls(numbers: "array[float]") -> Iterable[Pull]:
    for at in range(0, len(numbers), 3):
        yield Pull(int(numbers[at]), int(numbers[at + 1]), numbers[at + 2])


def _numbers(values: Iterable[float]) -> bytes:
    return array("d", values).tobytes()


def _named(heads: Mapping[str, float], numbers: "array[float]") -> dict[str, float]:
    return dict(zip(heads, numbers, strict=True))
