"""Turns what judges said of texts into tables: a row a set, a column a judge."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from civilbot.evaluation.bootstrap import Resampling, ranking_intervals
from civilbot.evaluation.metrics import (
    Interval,
    average_precision,
    count,
    roc_auc,
)
from training.rivals import Judge, Verdicts

_UNKNOWN = "-"


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure and its 95 % interval."""

    value: float
    interval: Interval


@dataclass(frozen=True, slots=True)
class Cell:
    """How one judge did on one set."""

    auc: Figure
    average_precision: Figure
    #: Of the fine texts and of the violations: what it flags; None if it never does.
    fine_flagged: float | None
    recall: float | None


@dataclass(frozen=True, slots=True)
class Row:
    """One set, and how each judge did on it."""

    source: str
    texts: int
    violations: int
    cells: Mapping[str, Cell]


def row(
    source: str,
    texts: Sequence[str],
    truth: Sequence[bool],
    judges: Mapping[str, Judge],
) -> Row:
    """Have all judges score the texts of one set."""
    cells = {name: cell(truth, judge(texts)) for name, judge in judges.items()}
    return Row(source, len(texts), sum(truth), cells)


def cell(truth: Sequence[bool], said: Verdicts, how: Resampling | None = None) -> Cell:
    """Compare one judge's verdicts with the truth."""
    ranges = ranking_intervals(truth, said.scores, how or Resampling())
    counts = count(truth, said.flags) if said.flags else None
    return Cell(
        auc=Figure(roc_auc(truth, said.scores), ranges.auc),
        average_precision=Figure(
            average_precision(truth, said.scores), ranges.average_precision
        ),
        fine_flagged=counts.false_positive_rate if counts else None,
        recall=counts.recall if counts else None,
    )


def tables(rows: Sequence[Row]) -> str:
    """Write the three tables: AUC, average precision, and what is flagged."""
    parts = [
        "## ROC-AUC, with 95 % bootstrap intervals",
        _table(rows, lambda one: _figure(one.auc)),
        "## Average precision, with 95 % bootstrap intervals",
        _table(rows, lambda one: _figure(one.average_precision)),
        "## Flagged: share of non-violations / of violations (recall)",
        _table(rows, _flagged),
    ]
    return "\n\n".join(parts) + "\n"


def _table(rows: Sequence[Row], write: Callable[[Cell], str]) -> str:
    names = list(rows[0].cells) if rows else []
    lines = [
        ["set", "texts", "violations", *names],
        ["---"] * (3 + len(names)),
        *(
            [
                one.source,
                str(one.texts),
                str(one.violations),
                *(write(one.cells[n]) for n in names),
            ]
            for one in rows
        ),
    ]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _figure(figure: Figure) -> str:
    if math.isnan(figure.value):
        return _UNKNOWN
    low, high = figure.interval.low, figure.interval.high
    return f"{figure.value:.3f} [{low:.3f}, {high:.3f}]"


def _flagged(one: Cell) -> str:
    if one.fine_flagged is None or one.recall is None:
        return _UNKNOWN
    return f"{_percent(one.fine_flagged)} / {_percent(one.recall)}"


def _percent(share: float) -> str:
    return _UNKNOWN if math.isnan(share) else f"{100 * share:.1f} %"
