"""Shows how well the detector judges as one web page that needs nothing else."""

from collections.abc import Iterator, Sequence
from html import escape

from civilbot.evaluation.charts import precision_recall_chart, reliability, source_bars
from civilbot.evaluation.civility import CivilityReport
from civilbot.evaluation.slices import Slice
from civilbot.evaluation.tables import abstention_sentence, gap_sentence, tenth
from civilbot.evaluation.wording import (
    f1,
    false_positives,
    name,
    number,
    precision,
    recall,
    span,
)
from civilbot.model import Caution
from civilbot.web_page import figure, section, table, whole


def page(report: CivilityReport, model: str) -> str:
    """Write the whole page."""
    title = f"How well {escape(model)} judges"
    parts = (
        _opening(title, report),
        _pictures(report),
        section("Each set", _sets(report)),
        section("Each caution level", _levels(report)),
        *_kinds(report),
        section("Calibration", _bins(report)),
    )
    return whole(title, parts)


def _opening(title: str, report: CivilityReport) -> str:
    overall, how = report.overall, report.resampling
    level = report.caution.value.replace("_", " ")
    return (
        f"<h1>{title}</h1><p>{overall.texts} labelled texts, {overall.violations} of"
        f" them violations; flags at the level “{level}”."
        f" {escape(abstention_sentence(report))}.</p>"
        f"<p>Behind each figure stands its 95 % range: for shares by Wilson's formula,"
        f" for AUC and AP from {how.resamples} samples drawn anew (seed"
        f" {how.seed}).</p>\n"
    )


def _pictures(report: CivilityReport) -> str:
    return (
        '<div class="pair">'
        + figure(
            precision_recall_chart(report.curve, report.overall),
            "Precision over recall, as the score falls. The marks are the caution"
            " levels; each category has its own threshold, so they may lie beside"
            " the line.",
        )
        + figure(
            reliability(report.calibration),
            "How often texts of a score are violations. On the dashed line a score"
            " means what it says; larger dots hold more texts.",
        )
        + "</div>"
        + figure(source_bars(report.sets), "AUC; the dashed line is guessing.")
    )


def _sets(report: CivilityReport) -> str:
    head = ("set", "texts", "violations", "flags", "F1", "AUC", "95 %", "AP", "95 %")
    rows = [
        (
            name(one.source, 60),
            str(one.texts),
            str(one.violations),
            str(one.flagged),
            f1(one.counts),
            number(one.auc, 3),
            span(one.auc_interval, 3),
            number(one.average_precision, 3),
            span(one.average_precision_interval, 3),
        )
        for one in report.sets
    ]
    return table(head, rows)


def _levels(report: CivilityReport) -> str:
    head = ("set", "level", "flags", "precision", "recall", "fine, but flagged")
    rows = [
        (
            name(one.source, 60) if level is Caution.VERY_CAUTIOUS else "",
            level.value.replace("_", " "),
            str(counts.true_positives + counts.false_positives),
            precision(counts),
            recall(counts),
            false_positives(counts),
        )
        for one in report.sets
        for level, counts in one.levels
    ]
    return table(head, rows)


def _kinds(report: CivilityReport) -> Iterator[str]:
    for column in dict.fromkeys(part.column for part in report.slices):
        body = table(
            (
                column,
                "texts",
                "violations",
                "flags",
                "recall",
                "fine, but flagged",
                "named so",
            ),
            [_kind(part) for part in report.slices if part.column == column],
        )
        if column == "group":
            body += f"<p>{escape(gap_sentence(report.gap))}.</p>"
        yield section(f"Each {column}", body)


def _kind(part: Slice) -> Sequence[str]:
    return (
        name(part.name, 60),
        str(part.texts),
        str(part.violations),
        str(part.flagged),
        recall(part.counts),
        false_positives(part.counts),
        number(part.named_rightly),
    )


def _bins(report: CivilityReport) -> str:
    found = report.calibration
    rows = [
        (
            tenth(one),
            str(one.texts),
            number(one.mean_score),
            number(one.share),
            span(one.share_interval) if one.texts else "",
        )
        for one in found.bins
    ]
    said = f"<p>Calibration error (ECE): {number(found.error, 3)}.</p>"
    return said + table(("score", "texts", "mean score", "violations", "95 %"), rows)
