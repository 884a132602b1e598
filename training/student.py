"""Trains the student, the model that ships: from people's labels and the teacher's."""

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from training import batches, losses, soft
from training.encoder import Base, MultiHead, minilm, padded, tokenised
from training.fitting import Budget, Fitting, Progress, Schedule, load_learnt
from training.mix import POOL, TRAIN
from training.table import Table
from training.teacher import Lesson, fit_hard
from training.watching import Watch, watched_rows

SCHEDULE = Schedule(rate=1.5e-4, batch=32, epochs=2, tokens=96)
CHECKPOINT, HARD_CHECKPOINT = "student.pt", "student-hard.pt"


def train(table: Table, out: Path, budget: Budget, schedule: Schedule) -> Progress:
    """Train on the teacher's scores of all texts, and on labels where there are any."""
    base = minilm()
    torch.manual_seed(schedule.seed)
    model = MultiHead(base)
    tokens = tokenised(base, table.plain.tolist(), schedule.tokens)
    taught = soft.load(out)
    rows = _learnt_from(table, taught)
    planned = batches.plan(
        [len(tokens[row]) for row in rows],
        batch=schedule.batch,
        epochs=schedule.epochs,
        seed=schedule.seed,
    )
    batched = [[int(rows[i]) for i in batch] for batch in planned]
    data = f"{table.digest} taught by {soft.teacher_of(out)}"
    fitting = Fitting(model, schedule, batched, data)
    fitting.resume(out / CHECKPOINT)
    watched = watched_rows(table)
    notes = (out / CHECKPOINT).with_suffix(".jsonl")
    watch = Watch(model, base, tokens, table, watched, notes)
    model.train()
    loss_of = _loss(model, base, table, tokens, taught)
    return fitting.run(loss_of, out / CHECKPOINT, budget, watch.look)


def train_hard(table: Table, out: Path, budget: Budget, schedule: Schedule) -> Progress:
    """Train on people's labels alone, to see what the teacher adds."""
    torch.manual_seed(schedule.seed)
    base = minilm()
    lesson = Lesson(table, table.rows(TRAIN), schedule)
    return fit_hard(MultiHead(base), base, lesson, out / HARD_CHECKPOINT, budget)


def trained(out: Path) -> tuple[MultiHead, Base]:
    """Return the student as far as it is trained; without a teacher's if need be."""
    base = minilm()
    model = MultiHead(base)
    taught = out / CHECKPOINT
    load_learnt(model, taught if taught.exists() else out / HARD_CHECKPOINT)
    return model, base


def _learnt_from(table: Table, taught: NDArray[np.float16]) -> NDArray[np.int64]:
    """Return the rows that people have labelled, or at least the teacher."""
    pool = table.rows(POOL)
    scored = pool[np.isfinite(taught[pool, 0])]
    return np.concatenate([table.rows(TRAIN), scored])


def _loss(
    model: MultiHead,
    base: Base,
    table: Table,
    tokens: Sequence[NDArray[np.int64]],
    taught: NDArray[np.float16],
) -> Callable[[Sequence[int]], torch.Tensor]:
    labels = torch.from_numpy(table.labels)
    target = torch.from_numpy(table.target)

    def loss_of(batch: Sequence[int]) -> torch.Tensor:
        rows = list(batch)
        found = model(*padded([tokens[row] for row in rows], base.padding))
        scores = torch.from_numpy(taught[rows].astype(np.float32))
        return losses.both(found, scores, labels[rows], target[rows])

    return loss_of
