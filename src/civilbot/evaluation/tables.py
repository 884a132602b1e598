"""Shows how well the detector judges, as text of at most 80 columns."""

import textwrap
from collections.abc import Iterator, Sequence

from civilbot.evaluation.calibration import Bin, Calibration
from civilbot.evaluation.civility import CivilityReport, Figures
from civilbot.evaluation.metrics import Counts
from civilbot.evaluation.slices import ENOUGH, Gap, Slice
from civilbot.evaluation.wording import (
    DASH,
    f1,
    false_positives,
    name,
    number,
    precision,
    recall,
    span,
)

WIDTH = 80


def text(report: CivilityReport) -> str:
    """Write all figures."""
    parts = (
        _sets(report.sets),
        _ranges(report),
        _levels(report.sets),
        _parts(report.slices),
        _gap(report.gap, report.slices),
        _calibration(report.calibration),
        _abstentions(report),
    )
    return "\n\n".join("\n".join(lines) for part in parts if (lines := list(part)))


def _sets(sets: Sequence[Figures]) -> Iterator[str]:
    yield (
        f"{'set':<22}{'n':>6}{'bad':>6}{'flags':>6}{'P':>6}{'R':>6}"
        f"{'F1':>6}{'AUC':>7}{'AP':>6}"
    )
    for one in sets:
        counts: Counts = one.counts
        yield (
            f"{name(one.source):<22}{one.texts:>6}{one.violations:>6}{one.flagged:>6}"
            f"{number(counts.precision):>6}{number(counts.recall):>6}"
            f"{f1(counts):>6}{number(one.auc, 3):>7}"
            f"{number(one.average_precision):>6}"
        )


def _ranges(report: CivilityReport) -> Iterator[str]:
    how = report.resampling
    yield f"95 % ranges: {how.resamples} samples drawn anew, seed {how.seed}"
    yield f"{'set':<22}{'AUC':>7} {'95 %':<14}{'AP':>7} {'95 %':<4}"
    for one in report.sets:
        yield (
            f"{name(one.source):<22}{number(one.auc, 3):>7} "
            f"{span(one.auc_interval, 3):<14}{number(one.average_precision, 3):>7} "
            f"{span(one.average_precision_interval, 3):<14}"
        ).rstrip()


def _levels(sets: Sequence[Figures]) -> Iterator[str]:
    yield _head("at each caution level", "precision", "recall", "fine, but flagged")
    for one in sets:
        yield f"{name(one.source, 60)} ({one.texts - one.violations} fine)"
        for level, counts in one.levels:
            flags = counts.true_positives + counts.false_positives
            cells = (precision(counts), recall(counts), false_positives(counts))
            yield _line(f"  {level.value}", flags, cells)


def _head(first: str, *columns: str) -> str:
    return f"{first:<22}{'flags':>6}" + "".join(f"  {one:<14}" for one in columns)


def _line(first: str, flags: int, cells: Sequence[str]) -> str:
    line = f"{first:<22}{flags:>6}" + "".join(f"  {cell:<14}" for cell in cells)
    return line.rstrip()


def _parts(parts: Sequence[Slice]) -> Iterator[str]:
    for column in dict.fromkeys(part.column for part in parts):
        yield (
            f"{f'by {column}':<22}{'n':>6}{'bad':>6}{'flags':>6}  {'recall':<14}"
            f"  {'fine, flagged':<14}{'named':>6}"
        )
        for part in (part for part in parts if part.column == column):
            yield (
                f"{name(part.name):<22}{part.texts:>6}{part.violations:>6}"
                f"{part.flagged:>6}  {recall(part.counts):<14}"
                f"  {false_positives(part.counts):<14}"
                f"{number(part.named_rightly):>6}"
            )


def _gap(gap: Gap | None, parts: Sequence[Slice]) -> Iterator[str]:
    if not any(part.column == "group" for part in parts):
        return
    yield from textwrap.wrap(gap_sentence(gap), WIDTH)


def gap_sentence(gap: Gap | None) -> str:
    """Say how differently groups are treated."""
    if gap is None:
        return (
            f"False-positive gap between groups: {DASH} (fewer than two groups have"
            f" {ENOUGH} fine texts)"
        )
    return (
        f"False-positive gap between groups: {gap.difference:.2f}"
        f" (most: {name(gap.worst)}, least: {name(gap.best)};"
        f" {gap.groups} groups with at least {ENOUGH} fine texts)"
    )


def _calibration(found: Calibration) -> Iterator[str]:
    yield f"calibration error (ECE) {number(found.error, 3)}, of {found.texts} judged"
    yield f"{'score':<10}{'n':>6}{'mean':>7}  violations"
    for one in found.bins:
        share = number(one.share)
        if one.texts:
            share = f"{share} {span(one.share_interval)}"
        yield (f"{tenth(one):<10}{one.texts:>6}{number(one.mean_score):>7}  {share}")


def tenth(one: Bin) -> str:
    """Write which scores a bin holds."""
    return f"{one.low:.1f}{DASH}{one.high:.1f}"


def _abstentions(report: CivilityReport) -> Iterator[str]:
    yield from textwrap.wrap(abstention_sentence(report), WIDTH)


def abstention_sentence(report: CivilityReport) -> str:
    """Say how many texts were not judged, and why."""
    overall = report.overall
    told = "; ".join(f"{why}: {times}" for why, times in report.abstentions)
    reasons = f" ({told})" if told else ""
    return f"Not judged: {overall.abstained} of {overall.texts}{reasons}"
