"""Lets the teacher score texts; a stopped run goes on where it was."""

import hashlib
import json
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from training import batches, teacher
from training.encoder import OUTPUTS, padded, tokenised
from training.fitting import Progress
from training.labels import draw
from training.mix import DEV, POOL, TEMPLATES, TRAIN
from training.table import Table

SCORES, PLACE = "soft.npy", "soft.json"
_BATCH = 32
_SAVE_EVERY = 50
#: Texts without labels that the student hears the teacher's word on.
_OTHERS = 60_000


def score(table: Table, out: Path, minutes: float) -> Progress:
    """Score rows of the mix, until the time is up."""
    model, base = teacher.trained(out)
    model.eval()
    tokens = tokenised(base, table.plain.tolist(), teacher.SCHEDULE.tokens)
    planned = _planned(table, [len(found) for found in tokens])
    identity = {"mix": table.digest, "teacher": _digest(out / teacher.CHECKPOINT)}
    scores, done = _opened(out, identity, len(table))
    began, rows = time.monotonic(), 0
    with torch.inference_mode():
        for batch in planned[done:]:
            found = model(*padded([tokens[row] for row in batch], base.padding))
            scores[batch] = found.numpy().astype(np.float16)
            done, rows = done + 1, rows + len(batch)
            late = time.monotonic() - began > 60 * minutes
            if late or done % _SAVE_EVERY == 0:
                _save(scores, out, identity, done)
            if late:
                break
    _save(scores, out, identity, done)
    scored = sum(len(batch) for batch in planned[:done])
    return Progress(done, len(planned), scored, rows, time.monotonic() - began)


def _planned(table: Table, lengths: Sequence[int]) -> list[list[int]]:
    """Take what people have labelled first, then some others, then dev.

    Of our own sentences we know more than the teacher does.
    """
    planned: list[list[int]] = []
    others = sorted(
        table.rows(POOL).tolist(), key=lambda row: draw(0, "pool", table.text[row])
    )
    learnt = table.rows(TRAIN)
    learnt = learnt[table.source[learnt] != TEMPLATES]
    for rows in (learnt.tolist(), others[:_OTHERS], table.rows(DEV).tolist()):
        found = batches.in_order_of_length([lengths[row] for row in rows], _BATCH)
        planned += [[rows[at] for at in batch] for batch in found]
    return planned


def load(out: Path) -> NDArray[np.float16]:
    """Return the teacher's logits per row of the mix; NaN where it has not been."""
    scores: NDArray[np.float16] = np.load(out / SCORES, mmap_mode="r")
    return scores


def known(out: Path, table: Table) -> NDArray[np.float16]:
    """Return the teacher's logits as far as there are any; all NaN before it spoke."""
    if (out / SCORES).exists():
        return load(out)
    return np.full((len(table), OUTPUTS), np.nan, dtype=np.float16)


def teacher_of(out: Path) -> str:
    """Say which teacher gave the scores, and how far it has come."""
    noted = json.loads((out / PLACE).read_text(encoding="utf-8"))
    return f"{noted['teacher']} to batch {noted['done']}"


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _opened(out: Path, identity: Mapping[str, str], rows: int) -> tuple[np.memmap, int]:
    """Open the scores to go on, or anew where teacher or texts are others."""
    path, place = out / SCORES, out / PLACE
    if path.exists() and place.exists():
        noted = json.loads(place.read_text(encoding="utf-8"))
        done = int(noted.pop("done"))
        if noted == identity:
            return np.load(path, mmap_mode="r+"), done
    shape = (rows, OUTPUTS)
    fresh = np.lib.format.open_memmap(path, mode="w+", dtype=np.float16, shape=shape)
    fresh[:] = np.nan
    return fresh, 0


def _save(scores: np.memmap, out: Path, identity: Mapping[str, str], done: int) -> None:
    """Write scores first, then how many batches are done: never the other way."""
    scores.flush()
    noted = json.dumps({**identity, "done": done})
    (out / PLACE).write_text(noted, encoding="utf-8")
