"""Lets the teachers score texts; a stopped run goes on where it was."""

import hashlib
import json
import time
import warnings
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from training import batches, teacher
from training.encoder import OUTPUTS, padded, tokenised
from training.fitting import Progress
from training.labels import HEADS, INCIVILITY
from training.mix import DEV, PIECE, POOL, TEMPLATES, TRAIN
from training.table import Table

_BATCH = 32
_SAVE_EVERY = 50


def score(name: str, table: Table, out: Path, minutes: float) -> Progress:
    """Let a teacher score rows of the mix, until the time is up."""
    model, base = teacher.trained(name, out)
    model.eval()
    tokens = tokenised(base, table.plain.tolist(), teacher.SCHEDULE.tokens)
    planned = _planned(table, [len(found) for found in tokens])
    learnt = _digest(teacher.checkpoint(name, out))
    identity = {"mix": table.digest, "teacher": learnt}
    scores, done = _opened(_scores(name, out), identity, len(table))
    began, rows = time.monotonic(), 0
    with torch.inference_mode():
        for batch in planned[done:]:
            found = model(*padded([tokens[row] for row in batch], base.padding))
            scores[batch] = found.numpy().astype(np.float16)
            done, rows = done + 1, rows + len(batch)
            late = time.monotonic() - began > 60 * minutes
            if late or done % _SAVE_EVERY == 0:
                _save(scores, _scores(name, out), identity, done)
            if late:
                break
    _save(scores, _scores(name, out), identity, done)
    scored = sum(len(batch) for batch in planned[:done])
    return Progress(done, len(planned), scored, rows, time.monotonic() - began)


def _planned(table: Table, lengths: Sequence[int]) -> list[list[int]]:
    """Take what people have labelled first, then pieces of it, the others, then dev.

    Of our own sentences we know more than the teachers do.
    """
    planned: list[list[int]] = []
    learnt, pool = table.rows(TRAIN), table.rows(POOL)
    learnt = learnt[table.source[learnt] != TEMPLATES]
    cut = table.section[pool] == PIECE
    parts = (learnt, pool[cut], pool[~cut], table.rows(DEV))
    for rows in ([int(row) for row in part] for part in parts):
        found = batches.in_order_of_length([lengths[row] for row in rows], _BATCH)
        planned += [[rows[at] for at in batch] for batch in found]
    return planned


def load(out: Path) -> NDArray[np.float16]:
    """Return the teachers' mean logits per row of the mix; NaN where none has been.

    What is rude or vulgar they know less well than the student (profanity is the large
    encoder's weak side: AUC .69 beside .78 on reddit_incivility's dev split), so there
    people's labels stand alone.
    """
    said = np.stack([np.load(path).astype(np.float32) for path in _known(out)])
    with warnings.catch_warnings():
        # Rows that no teacher has scored stay NaN, which is meant.
        warnings.simplefilter("ignore", RuntimeWarning)
        mean: NDArray[np.float16] = np.nanmean(said, axis=0).astype(np.float16)
    mean[:, HEADS.index(INCIVILITY)] = np.nan
    return mean


def known(out: Path, table: Table) -> NDArray[np.float16]:
    """Return the teachers' logits where there are any; all NaN before they spoke."""
    if _known(out):
        return load(out)
    return np.full((len(table), OUTPUTS), np.nan, dtype=np.float16)


def teachers_of(out: Path) -> str:
    """Say which teachers gave the scores, and how far they have come."""
    noted = [
        json.loads(_place(path).read_text(encoding="utf-8")) for path in _known(out)
    ]
    return ", ".join(f"{one['teacher']} to batch {one['done']}" for one in noted)


def _scores(name: str, out: Path) -> Path:
    return out / f"soft-{name}.npy"


def _place(scores: Path) -> Path:
    """Return where is noted how far a teacher has come."""
    return scores.with_suffix(".json")


def _known(out: Path) -> list[Path]:
    paths = [_scores(name, out) for name in teacher.TEACHERS]
    return [path for path in paths if path.exists() and _place(path).exists()]


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _opened(
    path: Path, identity: Mapping[str, str], rows: int
) -> tuple[np.memmap, int]:
    """Open the scores to go on, or anew where teacher or texts are others."""
    if path.exists() and _place(path).exists():
        noted = json.loads(_place(path).read_text(encoding="utf-8"))
        done = int(noted.pop("done"))
        if noted == identity:
            return np.load(path, mmap_mode="r+"), done
    shape = (rows, OUTPUTS)
    fresh = np.lib.format.open_memmap(path, mode="w+", dtype=np.float16, shape=shape)
    fresh[:] = np.nan
    return fresh, 0


def _save(
    scores: np.memmap, path: Path, identity: Mapping[str, str], done: int
) -> None:
    """Write scores first, then how many batches are done: never the other way."""
    scores.flush()
    noted = json.dumps({**identity, "done": done})
    _place(path).write_text(noted, encoding="utf-8")
