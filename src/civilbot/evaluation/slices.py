"""Are some kinds of texts judged worse than others? By category, target and group."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from civilbot.evaluation.labelled import LabelledText
from civilbot.evaluation.metrics import Counts, count
from civilbot.language import findings_at
from civilbot.model import Caution, Reading

#: With fewer fine texts, a group's share of false flags says nothing.
ENOUGH = 20


@dataclass(frozen=True, slots=True)
class Judged:
    """A labelled text and what the detector made of it."""

    row: LabelledText
    reading: Reading


@dataclass(frozen=True, slots=True)
class Slice:
    """The texts that labellers put under one name."""

    #: "category", "target" or "group".
    column: str
    name: str
    counts: Counts
    #: Of the violations that were flagged: how many under that very name.
    named: int

    @property
    def fine(self) -> int:
        """How many of its texts are no violations."""
        return self.counts.false_positives + self.counts.true_negatives

    @property
    def violations(self) -> int:
        """How many of its texts are violations."""
        return self.counts.true_positives + self.counts.false_negatives

    @property
    def texts(self) -> int:
        """How many texts it has."""
        return self.fine + self.violations

    @property
    def flagged(self) -> int:
        """How many of its texts were flagged."""
        return self.counts.true_positives + self.counts.false_positives

    @property
    def named_rightly(self) -> float:
        """The share of what was found that was also named as labelled.

        Not a number for groups, which the detector does not name.
        """
        found = self.counts.true_positives
        return self.named / found if found and self.column != "group" else math.nan


@dataclass(frozen=True, slots=True)
class Gap:
    """How much more often fine texts of one group are flagged than of another."""

    worst: str
    best: str
    difference: float
    #: How many groups have enough fine texts to be compared.
    groups: int


def slices(judged: Sequence[Judged], caution: Caution) -> tuple[Slice, ...]:
    """Measure each category, target and group that the labels name."""
    held: dict[tuple[str, str], list[Judged]] = {}
    for one in judged:
        for key in _names(one.row):
            held.setdefault(key, []).append(one)
    columns = ("category", "target", "group")
    keys = sorted(held, key=lambda key: (columns.index(key[0]), key[1]))
    return tuple(_slice(*key, held[key], caution) for key in keys)


def gap_between(parts: Sequence[Slice]) -> Gap | None:
    """Compare the groups with enough fine texts, if there are two."""
    groups = [part for part in parts if part.column == "group" and part.fine >= ENOUGH]
    if len(groups) < 2:
        return None
    ranked = sorted(groups, key=lambda part: part.counts.false_positive_rate)
    best, worst = ranked[0], ranked[-1]
    apart = worst.counts.false_positive_rate - best.counts.false_positive_rate
    return Gap(worst.name, best.name, apart, len(groups))


def _names(row: LabelledText) -> list[tuple[str, str]]:
    return [
        *(("category", name) for name in row.categories),
        *(("target", name) for name in row.targets),
        *(("group", name) for name in row.groups),
    ]


def _slice(column: str, name: str, judged: Sequence[Judged], caution: Caution) -> Slice:
    truth = [one.row.violation for one in judged]
    said = [_said(one.reading, caution) for one in judged]
    named = (
        wrong and (column, name) in words
        for wrong, words in zip(truth, said, strict=True)
    )
    counts = count(truth, [bool(words) for words in said])
    return Slice(column, name, counts, sum(named))


def _said(reading: Reading, caution: Caution) -> set[tuple[str, str]]:
    """Give the categories and targets that the detector names."""
    found = findings_at(reading, caution)
    return {
        *(("category", finding.category.value) for finding in found),
        *(("target", finding.target.value) for finding in found),
    }
