"""Draws how well the detector judges."""

from collections.abc import Iterator, Sequence
from math import isnan, sqrt

from civilbot.drawing import Words, line_through, straight, svg, text, whisker
from civilbot.evaluation.calibration import Calibration
from civilbot.evaluation.civility import Figures
from civilbot.evaluation.wording import name, number, span

_SIDE = 320
_LEFT, _TOP, _RIGHT, _BOTTOM = 56, 14, 16, 50
_TICKS = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)


def reliability(found: Calibration) -> str:
    """Draw how often texts of a score are violations; the diagonal is honest."""
    told = ", ".join(
        f"score {one.low:.1f} to {one.high:.1f}: {number(one.share)} of {one.texts}"
        for one in found.bins
        if one.texts
    )
    words = Words(
        "reliability",
        "Reliability: score against share of violations",
        f"Calibration error {number(found.error, 3)}. {told or 'No texts'}.",
    )
    body = [*_square("mean score", "share of violations"), _diagonal()]
    return svg(words, _WIDTH, _HEIGHT, [*body, *_bins(found)])


def _bins(found: Calibration) -> Iterator[str]:
    filled = [one for one in found.bins if one.texts]
    spots = [(_x(one.mean_score), _y(one.share)) for one in filled]
    yield line_through(spots)
    for one, (x, y) in zip(filled, spots, strict=True):
        ends = one.share_interval
        radius = 3 + 9 * sqrt(one.texts / found.texts)
        yield whisker(x, _y(ends.low), x, _y(ends.high))
        yield f'<circle class="dot" cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}"/>'


def precision_recall_chart(
    curve: Sequence[tuple[float, float]], overall: Figures
) -> str:
    """Draw precision over recall, with a numbered mark for each caution level."""
    marks = [
        (level.value.replace("_", " "), counts.recall, counts.precision)
        for level, counts in overall.levels
        if not isnan(counts.recall) and not isnan(counts.precision)
    ]
    told = "; ".join(f"{w}: recall {r:.2f}, precision {p:.2f}" for w, r, p in marks)
    words = Words(
        "precision-recall",
        "Precision over recall",
        f"Average precision {number(overall.average_precision, 3)}. {told}",
    )
    body = [*_square("recall", "precision"), _curve(curve), *_marks(marks)]
    return svg(words, _WIDTH, _HEIGHT, body)


def _curve(curve: Sequence[tuple[float, float]]) -> str:
    return line_through([(_x(recall), _y(precision)) for recall, precision in curve])


def _marks(marks: Sequence[tuple[str, float, float]]) -> Iterator[str]:
    for index, (label, recall, precision) in enumerate(marks, start=1):
        x, y = _x(recall), _y(precision)
        # Levels can lie side by side: their numbers stand above and below by turns.
        beside = y - 9 if index % 2 else y + 19
        yield f'<circle class="mark" cx="{x:.1f}" cy="{y:.1f}" r="4.5"/>'
        yield text(x, beside, str(index), "middle", "number")
        yield text(_x(0.03), _y(0.235 - 0.065 * (index - 1)), f"{index} {label}")


def source_bars(sets: Sequence[Figures]) -> str:
    """Draw the AUC of each set with its range; the dashed line is guessing."""
    told = "; ".join(
        f"{name(one.source)}: {number(one.auc, 3)} ({span(one.auc_interval, 3)})"
        for one in sets
    )
    words = Words("sources", "AUC of each set, with its 95 % range", told)
    foot = _TOP + _ROW * len(sets)
    body = [
        *_scale(foot),
        *(piece for row, one in enumerate(sets) for piece in _bar(row, one)),
        _chance(_across(0.5), _TOP, _across(0.5), foot),
    ]
    return svg(words, _BARS + 130, foot + 26, body)


_ROW = 26
_NAMES, _BARS = 170, 570


def _across(share: float) -> float:
    return _NAMES + share * (_BARS - _NAMES)


def _scale(foot: int) -> Iterator[str]:
    for tick in _TICKS:
        x = _across(tick)
        yield straight("grid", x, _TOP, x, foot)
        yield text(x, foot + 17, f"{tick:.1f}", "middle")


def _bar(row: int, one: Figures) -> Iterator[str]:
    top = _TOP + row * _ROW
    middle = top + _ROW / 2
    yield text(_NAMES - 8, middle + 4, name(one.source), "end")
    yield text(_BARS + 10, middle + 4, f"{number(one.auc, 3)}, n = {one.texts}")
    if isnan(one.auc):
        return
    yield (
        f'<rect class="bar" x="{_NAMES}" y="{top + 5}" height="{_ROW - 10}"'
        f' width="{_across(one.auc) - _NAMES:.1f}"/>'
    )
    ends = one.auc_interval
    if not isnan(ends.low):
        yield whisker(_across(ends.low), middle, _across(ends.high), middle)


_WIDTH, _HEIGHT = _LEFT + _SIDE + _RIGHT, _TOP + _SIDE + _BOTTOM


def _x(share: float) -> float:
    return _LEFT + share * _SIDE


def _y(share: float) -> float:
    return _TOP + (1 - share) * _SIDE


def _square(across: str, upwards: str) -> Iterator[str]:
    for tick in _TICKS:
        x, y = _x(tick), _y(tick)
        yield straight("grid", x, _TOP, x, _TOP + _SIDE)
        yield straight("grid", _LEFT, y, _LEFT + _SIDE, y)
        yield text(x, _TOP + _SIDE + 18, f"{tick:.1f}", "middle")
        yield text(_LEFT - 8, y + 4, f"{tick:.1f}", "end")
    yield text(_x(0.5), _HEIGHT - 10, across, "middle")
    yield (
        f'<g transform="translate(15 {_y(0.5):.1f}) rotate(-90)">'
        f"{text(0, 0, upwards, 'middle')}</g>"
    )


def _diagonal() -> str:
    return _chance(_x(0), _y(0), _x(1), _y(1))


def _chance(x1: float, y1: float, x2: float, y2: float) -> str:
    return straight("chance", x1, y1, x2, y2)
