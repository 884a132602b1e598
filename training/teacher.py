"""Trains the teacher: a large encoder that sees what the small one is taught."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from training import batches, losses
from training.encoder import Base, MultiHead, mean, mpnet, padded, tokenised
from training.fitting import Budget, Fitting, Progress, Schedule, load_learnt
from training.labels import draw
from training.mix import TRAIN
from training.table import Table
from training.watching import Watch, watched_rows

SCHEDULE = Schedule(rate=3e-5, batch=32, epochs=1, tokens=80)
#: Two teachers see the same texts in another order and are believed together. In the
#: first one the lowest layers stay as they are, which takes a fifth less time.
_FROZEN = {"teacher": 4, "teacher-2": 2}
TEACHERS = tuple(_FROZEN)
#: How many rows of a set the teacher learns from; sets that are not named: all.
CAPS: Mapping[str, int] = {
    "context_toxicity": 1500,
    "edos": 1800,
    "guest_misogyny": 1500,
    "hatemoji_build": 1200,
    "madlibs_en": 400,
    "mupid": 2000,
    "reddit_top_2013": 1200,
    "redditbias": 2000,
    "templates": 2500,
    "toxic_spans": 1500,
    "toxigen_ann": 1500,
}


def train(name: str, run: "Lesson", out: Path, budget: Budget) -> Progress:
    """Train one of `TEACHERS` on hard labels for as long as the budget lasts."""
    torch.manual_seed(run.schedule.seed)
    base = mpnet(out)
    model = MultiHead(base, mean, frozen=_FROZEN[name])
    return fit_hard(model, base, run, checkpoint(name, out), budget)


def lesson(name: str, table: Table, schedule: Schedule) -> "Lesson":
    """Say what a teacher learns: each has a seed, and so an order, of its own."""
    seed = schedule.seed + TEACHERS.index(name)
    return Lesson(table, capped_rows(table), replace(schedule, seed=seed))


def checkpoint(name: str, out: Path) -> Path:
    """Return where a teacher is kept."""
    return out / f"{name}.pt"


def capped_rows(table: Table) -> NDArray[np.int64]:
    """Return the rows the teacher learns from, always the same."""
    kept: list[int] = []
    rows = table.rows(TRAIN)
    for source in sorted(set(table.source[rows])):
        of_set = rows[table.source[rows] == source].tolist()
        of_set.sort(key=lambda row: draw(0, "teacher", table.text[row]))
        kept += of_set[: CAPS.get(source, len(of_set))]
    return np.array(sorted(kept), dtype=np.int64)


@dataclass(frozen=True, slots=True)
class Lesson:
    """What is learnt: which rows of a mix, and how."""

    table: Table
    rows: NDArray[np.int64]
    schedule: Schedule


def fit_hard(
    model: MultiHead, base: Base, lesson: Lesson, checkpoint: Path, budget: Budget
) -> Progress:
    """Train an encoder on what people have labelled."""
    table, rows, schedule = lesson.table, lesson.rows, lesson.schedule
    tokens = tokenised(base, table.plain.tolist(), schedule.tokens)
    batched = batches.plan_rows(
        rows.tolist(),
        [len(found) for found in tokens],
        batch=schedule.batch,
        epochs=schedule.epochs,
        seed=schedule.seed,
    )
    fitting = Fitting(model, schedule, batched, table.digest)
    fitting.resume(checkpoint)
    labels = torch.from_numpy(table.labels)
    target = torch.from_numpy(table.target)

    def loss_of(batch: Sequence[int]) -> torch.Tensor:
        chosen = list(batch)
        found = model(*padded([tokens[row] for row in chosen], base.padding))
        return losses.hard(found, labels[chosen], target[chosen])

    model.train()
    notes = checkpoint.with_suffix(".jsonl")
    watch = Watch(model, base, tokens, table, watched_rows(table), notes)
    return fitting.run(loss_of, checkpoint, budget, watch.look)


def trained(name: str, out: Path) -> tuple[MultiHead, Base]:
    """Return a teacher as far as it is trained."""
    base = mpnet(out)
    model = MultiHead(base, mean, frozen=_FROZEN[name])
    load_learnt(model, checkpoint(name, out))
    return model, base
