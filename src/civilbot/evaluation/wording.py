"""Writes figures for people: shares, ranges, names; a dash where there is no figure."""

import math

from civilbot.evaluation.metrics import Counts, Interval

#: Between two figures, and where there is none.
DASH = "\N{EN DASH}"
UNNAMED = "(no name)"


def number(value: float, digits: int = 2) -> str:
    """Write a figure; a dash if there is none."""
    return DASH if math.isnan(value) else f"{value:.{digits}f}"


def change(value: float) -> str:
    """Write a difference with its sign."""
    return DASH if math.isnan(value) else f"{round(value, 3) + 0.0:+.3f}"


def span(interval: Interval, digits: int = 2) -> str:
    """Write a range; a dash if there is none."""
    if math.isnan(interval.low):
        return DASH
    return f"{interval.low:.{digits}f}{DASH}{interval.high:.{digits}f}"


def with_span(value: float, interval: Interval) -> str:
    """Write a share with its range."""
    return DASH if math.isnan(value) else f"{value:.2f} {span(interval)}"


def precision(counts: Counts) -> str:
    """Write the precision with its range."""
    return with_span(counts.precision, counts.precision_interval)


def recall(counts: Counts) -> str:
    """Write the recall with its range."""
    return with_span(counts.recall, counts.recall_interval)


def false_positives(counts: Counts) -> str:
    """Write the share of fine texts that was flagged, with its range."""
    return with_span(counts.false_positive_rate, counts.false_positive_interval)


def f1(counts: Counts) -> str:
    """Write the F1; a dash where there is no violation to find."""
    return DASH if math.isnan(counts.recall) else number(counts.f1)


def name(words: str, width: int = 22) -> str:
    """Write a name in one line that fits a column; whatever a file calls things."""
    plain = " ".join(words.encode("utf-8", "replace").decode("utf-8").split())
    printable = "".join(c if c.isprintable() else "?" for c in plain) or UNNAMED
    return printable if len(printable) <= width else printable[: width - 1] + "…"
