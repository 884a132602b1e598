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

_STYLE = """
:root { color-scheme: light dark; --back: #fff; --text: #1b1f24; --soft: #59636e;
  --line: #d8dee4; --main: #0b62c4; --mark: #a33b00; }
@media (prefers-color-scheme: dark) {
  :root { --back: #12161b; --text: #e6e9ed; --soft: #9aa5b1; --line: #333c46;
    --main: #6cb0ff; --mark: #ffa268; }
}
body { background: var(--back); color: var(--text); margin: 2rem auto;
  max-width: 60rem; padding: 0 1rem; font: 16px/1.5 system-ui, sans-serif; }
h1 { font-size: 1.6rem; } h2 { font-size: 1.2rem; margin-top: 2.2rem; }
p { max-width: 42rem; } .scroll { overflow-x: auto; }
table { border-collapse: collapse; font-size: .875rem;
  font-variant-numeric: tabular-nums; }
th, td { padding: .25rem .75rem .25rem 0; text-align: right; white-space: nowrap;
  border-bottom: 1px solid var(--line); }
th:first-child, td:first-child { text-align: left; }
th { color: var(--soft); font-weight: 600; }
.pair { display: flex; flex-wrap: wrap; gap: 1.5rem; }
figure { margin: 0 0 1.5rem; } figcaption { font-size: .875rem; color: var(--soft);
  max-width: 24rem; }
svg { max-width: 100%; height: auto; display: block; }
svg text { fill: var(--text); font: 12px system-ui, sans-serif; }
svg .number { fill: var(--mark); font-weight: 700; }
svg .grid { stroke: var(--line); } svg .chance { stroke: var(--soft);
  stroke-dasharray: 4 4; }
svg .curve { fill: none; stroke: var(--main); stroke-width: 2; }
svg .dot { fill: var(--main); fill-opacity: .75; } svg .mark { fill: var(--mark); }
svg .bar { fill: var(--main); fill-opacity: .55; }
svg .whisker { stroke: var(--text); stroke-width: 1.5; }
"""

Rows = Sequence[Sequence[str]]


def page(report: CivilityReport, model: str) -> str:
    """Write the whole page."""
    title = f"How well {escape(model)} judges"
    parts = (
        _opening(title, report),
        _pictures(report),
        _section("Each set", _sets(report)),
        _section("Each caution level", _levels(report)),
        *_kinds(report),
        _section("Calibration", _bins(report)),
    )
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{title}</title><style>{_STYLE}</style></head>\n"
        f"<body>{''.join(parts)}</body></html>\n"
    )


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
        + _figure(
            precision_recall_chart(report.curve, report.overall),
            "Precision over recall, as the score falls. The marks are the caution"
            " levels; each category has its own threshold, so they may lie beside"
            " the line.",
        )
        + _figure(
            reliability(report.calibration),
            "How often texts of a score are violations. On the dashed line a score"
            " means what it says; larger dots hold more texts.",
        )
        + "</div>"
        + _figure(source_bars(report.sets), "AUC; the dashed line is guessing.")
    )


def _figure(picture: str, caption: str) -> str:
    return f"<figure>{picture}<figcaption>{caption}</figcaption></figure>\n"


def _section(title: str, body: str) -> str:
    return f"<h2>{title}</h2>{body}\n"


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
    return _table(head, rows)


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
    return _table(head, rows)


def _kinds(report: CivilityReport) -> Iterator[str]:
    for column in dict.fromkeys(part.column for part in report.slices):
        body = _table(
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
        yield _section(f"Each {column}", body)


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
    return said + _table(("score", "texts", "mean score", "violations", "95 %"), rows)


def _table(head: Sequence[str], rows: Rows) -> str:
    first = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in head)
    body = "".join(
        f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>"
        for row in rows
    )
    return (
        f'<div class="scroll"><table><thead><tr>{first}</tr></thead>'
        f"<tbody>{body}</tbody></table></div>"
    )
