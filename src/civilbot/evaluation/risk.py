"""How often a matcher errs, as it answers more and more threads: risk over coverage.

Titles are taken from the most confident down. Coverage is the share of all titles
answered so far, risk the share of those that are not about the subject.
"""

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape

#: Coverages that the text shows.
SHOWN = (0.02, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 1.0)
_BAR = 24
_MOST_STEPS = 500

_LEFT, _RIGHT, _SIDE, _FOOT = 62, 24, 360, 52
#: Characters of the title that fit in a line, and the height of a line.
_TITLE, _LINE = 58, 20
#: Readable on white, in grey, and to most who do not see all colours.
_COLOURS = ("#0b5fa5", "#b3540a", "#5f6368", "#7b3fa0")
_DASHES = ("", "7 4", "2 4", "10 3 2 3")


@dataclass(frozen=True, slots=True)
class Step:
    """Where a matcher stands after so many titles."""

    coverage: float
    risk: float
    #: The share of titles about the subject that were answered.
    recall: float
    #: Down to which confidence it answered.
    confidence: float


def risk_coverage(truth: Sequence[bool], scores: Sequence[float]) -> tuple[Step, ...]:
    """Give the curve; titles with the same confidence are one step."""
    ranked = sorted(zip(scores, truth, strict=True), reverse=True)
    total, found = sum(truth), 0
    steps = []
    for place, (score, is_true) in enumerate(ranked, start=1):
        found += is_true
        if place == len(ranked) or ranked[place][0] != score:
            recall = found / total if total else 0.0
            steps.append(Step(place / len(ranked), 1 - found / place, recall, score))
    if len(steps) <= _MOST_STEPS:
        return tuple(steps)
    return (*steps[:: len(steps) // _MOST_STEPS], steps[-1])


def text(curve: Sequence[Step]) -> Iterator[str]:
    """Write the curve as lines of at most 80 columns."""
    yield f"{'coverage':>8}{'risk':>7}{'recall':>8}{'confidence':>12}"
    shown: list[Step] = []
    for wanted in SHOWN:
        steps = [step for step in curve if step.coverage <= wanted]
        if steps and (not shown or shown[-1] != steps[-1]):
            shown.append(steps[-1])
    for step in shown:
        bar = "#" * round(step.risk * _BAR)
        yield (
            f"{step.coverage:>8.2f}{step.risk:>7.2f}{step.recall:>8.2f}"
            f"{step.confidence:>12.3f}  {bar}"
        ).rstrip()


def picture(title: str, curves: Mapping[str, Sequence[Step]]) -> str:
    """Draw curves as an SVG file of its own: no script, nothing from elsewhere."""
    head = textwrap.wrap(title, _TITLE)
    top = 12 + _LINE * len(head)
    width = _LEFT + _SIDE + _RIGHT
    height = top + _SIDE + _FOOT + _LINE * len(curves) + 8
    told = "; ".join(f"{name}: {_told(curve)}" for name, curve in curves.items())
    lines = enumerate(curves.items())
    pieces = [
        *(_label(_LEFT, 20 + _LINE * at, line) for at, line in enumerate(head)),
        f'<g transform="translate(0 {top})">',
        *_axes(),
        *(piece for at, (name, curve) in lines for piece in _line(at, name, curve)),
        "</g>",
    ]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}"'
        f' width="{width}" height="{height}" role="img" aria-labelledby="t d"'
        ' font-family="sans-serif" font-size="13">'
        f'<title id="t">{escape(title)}</title><desc id="d">{escape(told)}</desc>'
        f'<rect width="{width}" height="{height}" fill="#fff"/>'
        f"{''.join(pieces)}</svg>\n"
    )


def _told(curve: Sequence[Step]) -> str:
    parts = [
        f"risk {steps[-1].risk:.2f} at coverage {steps[-1].coverage:.2f}"
        for wanted in (0.1, 0.2, 0.3)
        if (steps := [step for step in curve if step.coverage <= wanted])
    ]
    return ", ".join(parts) or "no titles"


def _axes() -> Iterator[str]:
    for tick in (0.0, 0.2, 0.4, 0.6, 0.8, 1.0):
        x, y = _x(tick), _y(tick)
        for x1, y1, x2, y2 in ((x, _y(0), x, _y(1)), (_x(0), y, _x(1), y)):
            yield (
                f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}"'
                ' stroke="#ddd"/>'
            )
        yield _label(x, _y(0) + 18, f"{tick:.1f}", "middle")
        yield _label(_LEFT - 8, y + 4, f"{tick:.1f}", "end")
    across = "coverage: share of all titles that are answered, the surest first"
    yield _label(_x(0.5), _y(0) + 40, across, "middle")
    upwards = _label(0, 0, "risk: share of the answers that are wrong", "middle")
    yield f'<g transform="rotate(-90) translate({-_y(0.5):.1f} 16)">{upwards}</g>'


def _line(place: int, name: str, curve: Sequence[Step]) -> Iterator[str]:
    points = " ".join(f"{_x(s.coverage):.1f},{_y(s.risk):.1f}" for s in curve)
    style = (
        f'fill="none" stroke-width="2" stroke="{_COLOURS[place % len(_COLOURS)]}"'
        f' stroke-dasharray="{_DASHES[place % len(_DASHES)]}"'
    )
    yield f'<polyline {style} points="{points}"/>'
    x, y = _LEFT, _SIDE + _FOOT + 8 + _LINE * place
    yield f'<polyline {style} points="{x},{y} {x + 30},{y}"/>'
    yield _label(x + 38, y + 4, name)


def _label(x: float, y: float, words: str, anchor: str = "start") -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="#222">'
        f"{escape(words)}</text>"
    )


def _x(share: float) -> float:
    return _LEFT + share * _SIDE


def _y(share: float) -> float:
    return (1 - share) * _SIDE
