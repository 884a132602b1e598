"""Draws what a backtest found."""

from collections.abc import Iterator, Sequence
from math import ceil

from civilbot.backtest.report import Day, Part, Report, RuleReport
from civilbot.drawing import Words, straight, svg, text, whisker

_TOP, _ROW = 16, 26
_NAMES, _BARS, _WIDTH = 210, 590, 700
#: Rules and bars that are drawn at most.
_RULES, _MOST_BARS = 25, 90
_LEFT, _RIGHT, _HIGH = 56, 690, 170


def load_chart(report: Report) -> str:
    """Draw how many items a day something would be done about."""
    bars = _bars(report.load.each)
    top = max((acted for _, acted in bars), default=0.0) or 1.0
    foot = _TOP + _HIGH
    step = (_RIGHT - _LEFT) / max(1, len(bars))
    words = Words(
        "load",
        "Items a day that something would be done about",
        "; ".join(f"{day}: {acted:.1f}" for day, acted in bars) or "none",
    )
    body = [*_heights(top, foot), *_columns(bars, top, foot, step)]
    body += _ends(bars, foot)
    return svg(words, _WIDTH + 10, foot + 30, body)


def _bars(days: Sequence[Day]) -> list[tuple[str, float]]:
    """Put neighbouring days together where there are too many; each bar is a mean."""
    size = max(1, ceil(len(days) / _MOST_BARS))
    groups = [days[at : at + size] for at in range(0, len(days), size)]
    return [(g[0].day, sum(day.acted for day in g) / len(g)) for g in groups]


def _heights(top: float, foot: float) -> Iterator[str]:
    for share in (0.0, 0.5, 1.0):
        y = foot - share * _HIGH
        yield straight("grid", _LEFT, y, _RIGHT, y)
        yield text(_LEFT - 8, y + 4, f"{share * top:,.4g}", "end")


def _columns(
    bars: Sequence[tuple[str, float]], top: float, foot: float, step: float
) -> Iterator[str]:
    wide = min(40.0, max(1.0, step * 0.8))
    for number, (_, acted) in enumerate(bars):
        high = acted / top * _HIGH
        x = _LEFT + number * step + (step - wide) / 2
        yield (
            f'<rect class="bar" x="{x:.1f}" y="{foot - high:.1f}"'
            f' width="{wide:.1f}" height="{high:.1f}"/>'
        )


def _ends(bars: Sequence[tuple[str, float]], foot: float) -> list[str]:
    """Name the first and the last day; a single one once."""
    if not bars:
        return []
    if len(bars) == 1:
        return [text((_LEFT + _RIGHT) / 2, foot + 18, bars[0][0], "middle")]
    first = text(_LEFT, foot + 18, bars[0][0])
    return [first, text(_RIGHT, foot + 18, bars[-1][0], "end")]


def rules_chart(rules: Sequence[RuleReport]) -> str:
    """Draw how often a day each rule would fire."""
    shown = [one for one in rules if one.fired][:_RULES]
    top = max((one.per_day for one in shown), default=0.0) or 1.0
    told = "; ".join(f"{one.rule}: {one.per_day:.1f}" for one in shown)
    words = Words("rules", "How often a day each rule would fire", told or "none")
    body = [
        piece
        for row, one in enumerate(shown)
        for piece in _rule(row, one.rule, one.per_day / top, f"{one.per_day:,.1f}")
    ]
    return svg(words, _WIDTH, _TOP + _ROW * max(1, len(shown)) + 6, body)


def _rule(row: int, name: str, share: float, figure: str) -> Iterator[str]:
    top = _TOP + row * _ROW
    yield text(_NAMES - 8, top + _ROW / 2 + 4, _short(name), "end")
    yield (
        f'<rect class="bar" x="{_NAMES}" y="{top + 5}" height="{_ROW - 10}"'
        f' width="{max(1.0, share * (_BARS - _NAMES)):.1f}"/>'
    )
    beside = _NAMES + max(1.0, share * (_BARS - _NAMES)) + 8
    yield text(beside, top + _ROW / 2 + 4, figure)


def agreement_chart(rules: Sequence[RuleReport]) -> str:
    """Draw the precision of each rule with its range, where moderators decided."""
    shown = [(one.rule, p) for one in rules if (p := one.precision) is not None]
    shown = shown[:_RULES]
    told = "; ".join(f"{name}: {_figure(part)}" for name, part in shown)
    words = Words(
        "agreement",
        "How much of what moderators decided about they removed, by rule",
        told or "none",
    )
    foot = _TOP + _ROW * max(1, len(shown))
    body = [*_scale(foot)]
    for row, (name, part) in enumerate(shown):
        body += _range(_TOP + row * _ROW + _ROW / 2, name, part)
    return svg(words, _WIDTH + 40, foot + 26, body)


def _scale(foot: float) -> Iterator[str]:
    for tick in (0.0, 0.25, 0.5, 0.75, 1.0):
        x = _across(tick)
        yield straight("grid", x, _TOP, x, foot)
        yield text(x, foot + 17, f"{tick:.2f}", "middle")


def _range(y: float, name: str, part: Part) -> Iterator[str]:
    yield text(_NAMES - 8, y + 4, _short(name), "end")
    yield whisker(_across(part.low), y, _across(part.high), y)
    x = _across(part.share or 0.0)
    yield f'<circle class="dot" cx="{x:.1f}" cy="{y:.1f}" r="4.5"/>'
    yield text(_BARS + 12, y + 4, _figure(part))


def _figure(part: Part) -> str:
    return f"{part.share:.2f}, n = {part.whole:,}"


def _across(share: float) -> float:
    return _NAMES + share * (_BARS - _NAMES)


def _short(name: str) -> str:
    return name if len(name) <= 30 else f"{name[:29]}…"
