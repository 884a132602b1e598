"""Trains the student, which ships: from people's labels and from the teachers'."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from training import batches, losses, soft
from training.encoder import Base, MultiHead, minilm, padded, strongest, tokenised
from training.fitting import (
    Budget,
    Fitting,
    Progress,
    Schedule,
    average,
    load_learnt,
)
from training.labels import draw
from training.mix import POOL, TEMPLATES, TRAIN
from training.narrow import any_units, most_needed, narrow
from training.table import Table
from training.teacher import Lesson, fit_hard
from training.watching import Watch, watched_rows

SCHEDULE = Schedule(rate=2e-4, batch=64, epochs=2, tokens=192)
#: After so many layers the student gives a first answer; what is clearly civil by then
#: is read no further.
GLANCE = 2
#: How much the first answer weighs in what is learnt.
_FIRST = 0.3
#: Small sets of comments as they come on Reddit and beside news; each text twice.
_TWICE = ("civil_comments", "reddit_incivility")
CHECKPOINT, HARD_CHECKPOINT = "student.pt", "student-hard.pt"
#: Then it loses what it needs least, and learns on with what is left.
NARROW = Schedule(rate=1.5e-4, batch=64, epochs=1, tokens=192)
NARROWED = "narrowed.pt"
#: So many texts say what is needed.
_ASKED, _AT_ONCE = 1_500, 16
#: At the end, our own sentences once more, beside three times as many others: with as
#: many, what is ranked well in people's comments is lost.
_BESIDE = 3
POLISH = Schedule(rate=1e-4, batch=64, epochs=1, tokens=192)
#: Then all of it again in another order and slower; the mean of both is kept.
_SLOWER = 0.8
POLISHED = "polished.pt"


def train(table: Table, out: Path, budget: Budget, schedule: Schedule) -> Progress:
    """Train on the teachers' scores of all texts, and on labels where there are any."""
    torch.manual_seed(schedule.seed)
    base = minilm()
    lesson = Lesson(table, _learnt_from(table, soft.load(out)), schedule)
    return _fit(_new(base), base, lesson, out / CHECKPOINT, budget)


def slim(table: Table, out: Path, budget: Budget, schedule: Schedule) -> Progress:
    """Go on with a trained student that is made narrower first."""
    torch.manual_seed(schedule.seed)
    base = minilm()
    model = _new(base)
    load_learnt(model, out / CHECKPOINT)
    taught = soft.load(out)
    rows = _learnt_from(table, taught)
    narrow(model, most_needed(model, _losses(model, base, table, taught, rows)))
    return _fit(model, base, Lesson(table, rows, schedule), out / NARROWED, budget)


def polish(table: Table, out: Path, budget: Budget, schedule: Schedule) -> Progress:
    """Go on with a trained student: what only our own sentences teach, once more."""
    first, second = out / "polished-1.pt", out / "polished-2.pt"
    progress = _polish(table, out / NARROWED, first, budget, schedule)
    if progress.finished:
        again = replace(schedule, rate=_SLOWER * schedule.rate, seed=schedule.seed + 1)
        progress = _polish(table, first, second, budget, again)
        if progress.finished:
            average([first, second], out / POLISHED)
    return progress


def _polish(
    table: Table, start: Path, checkpoint: Path, budget: Budget, schedule: Schedule
) -> Progress:
    torch.manual_seed(schedule.seed)
    base = minilm()
    model = _narrow(base)
    load_learnt(model, start)
    lesson = Lesson(table, _polished_on(table), schedule)
    return _fit(model, base, lesson, checkpoint, budget)


def _polished_on(table: Table) -> NDArray[np.int64]:
    rows = table.rows(TRAIN)
    ours = table.source[rows] == TEMPLATES
    others = sorted(
        rows[~ours].tolist(), key=lambda row: draw(0, "polish", table.text[row])
    )
    return np.concatenate([rows[ours], np.array(others[: _BESIDE * int(ours.sum())])])


def _fit(
    model: MultiHead, base: Base, lesson: Lesson, checkpoint: Path, budget: Budget
) -> Progress:
    table, rows, schedule = lesson.table, lesson.rows, lesson.schedule
    tokens = tokenised(base, table.plain.tolist(), schedule.tokens)
    batched = batches.plan_rows(
        rows.tolist(),
        [len(found) for found in tokens],
        batch=schedule.batch,
        epochs=schedule.epochs,
        seed=schedule.seed,
    )
    out = checkpoint.parent
    data = f"{table.digest} taught by {soft.teachers_of(out)}"
    fitting = Fitting(model, schedule, batched, data)
    fitting.resume(checkpoint)
    notes = checkpoint.with_suffix(".jsonl")
    watch = Watch(model, base, tokens, table, watched_rows(table), notes)
    model.train()
    loss_of = _loss(model, base, table, tokens, soft.load(out))
    return fitting.run(loss_of, checkpoint, budget, watch.look)


def train_hard(table: Table, out: Path, budget: Budget, schedule: Schedule) -> Progress:
    """Train on people's labels alone, to see what the teacher adds."""
    torch.manual_seed(schedule.seed)
    base = minilm()
    lesson = Lesson(table, table.rows(TRAIN), schedule)
    return fit_hard(_new(base), base, lesson, out / HARD_CHECKPOINT, budget)


def trained(out: Path) -> tuple[MultiHead, Base]:
    """Return the student as far as it is trained; without a teacher's if need be."""
    base = minilm()
    kept = (POLISHED, NARROWED, CHECKPOINT, HARD_CHECKPOINT)
    last = next(name for name in kept if (out / name).exists())
    model = _narrow(base) if last in {POLISHED, NARROWED} else _new(base)
    load_learnt(model, out / last)
    return model, base


def _new(base: Base) -> MultiHead:
    return MultiHead(base, strongest, glance=GLANCE)


def _narrow(base: Base) -> MultiHead:
    model = _new(base)
    narrow(model, any_units())
    return model


def _losses(
    model: MultiHead,
    base: Base,
    table: Table,
    taught: NDArray[np.float16],
    rows: NDArray[np.int64],
) -> list[Callable[[], torch.Tensor]]:
    """Return the losses of some texts, to ask what is needed for them."""
    asked = sorted(rows.tolist(), key=lambda row: draw(0, "needed", table.text[row]))
    tokens = tokenised(base, table.plain.tolist(), NARROW.tokens)
    loss_of = _loss(model, base, table, tokens, taught)
    planned = batches.plan_rows(
        asked[:_ASKED],
        [len(found) for found in tokens],
        batch=_AT_ONCE,
        epochs=1,
        seed=0,
    )
    return [partial(loss_of, batch) for batch in planned]


def _learnt_from(table: Table, taught: NDArray[np.float16]) -> NDArray[np.int64]:
    """Return the rows that people have labelled, or at least the teachers."""
    learnt, pool = table.rows(TRAIN), table.rows(POOL)
    again = learnt[np.isin(table.source[learnt].astype(str), _TWICE)]
    return np.concatenate([learnt, again, pool[np.isfinite(taught[pool, 0])]])


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
        read = padded([tokens[row] for row in rows], base.padding)
        scores = torch.from_numpy(taught[rows].astype(np.float32))
        first, whole = (
            losses.both(found, scores, labels[rows], target[rows])
            for found in model.readings(*read)
        )
        return whole + _FIRST * first

    return loss_of
