"""Watches a run: how fast it goes, and how well it does on a few dev texts."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from civilbot.evaluation.metrics import roc_auc
from training.encoder import Base, MultiHead, logits
from training.fitting import Progress
from training.labels import draw
from training.mix import DEV, TEMPLATES
from training.table import Table

#: The dev sets that a run is watched on, and how many texts of each.
WATCHED = ("cad", "civil_comments", "reddit_incivility", "edos", TEMPLATES)
_EACH = 250


def watched_rows(table: Table) -> NDArray[np.int64]:
    """Return a few dev rows of each watched set, always the same."""
    found: list[int] = []
    for source in WATCHED:
        of_set = (table.split == DEV) & (table.source == source) & (table.y >= 0)
        rows = np.flatnonzero(of_set).tolist()
        rows.sort(key=lambda row: draw(0, "watch", table.text[row]))
        found += rows[:_EACH]
    return np.array(found, dtype=np.int64)


@dataclass(frozen=True, slots=True)
class Watch:
    """Writes a line per look: rows learnt, seconds, and the AUC of each set."""

    model: MultiHead
    base: Base
    tokens: Sequence[NDArray[np.int64]]
    table: Table
    rows: NDArray[np.int64]
    path: Path

    def look(self, progress: Progress) -> None:
        """Measure now, and note it."""
        scores = logits(self.model, self.base, [self.tokens[row] for row in self.rows])
        line: dict[str, float] = {
            "step": progress.step,
            "steps": progress.steps,
            "rows": progress.rows,
            "rows_per_second": round(progress.speed, 2),
        }
        for source in WATCHED:
            of_set = self.table.source[self.rows] == source
            truth = (self.table.y[self.rows][of_set] == 1).tolist()
            line[source] = round(roc_auc(truth, scores[of_set, 0].tolist()), 4)
        with self.path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(line) + "\n")
