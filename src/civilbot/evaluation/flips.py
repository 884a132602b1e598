"""Shows two versions of the detector side by side, as text of at most 80 columns."""

from collections.abc import Iterator, Sequence

from civilbot.evaluation.comparison import Comparison, Flip
from civilbot.evaluation.metrics import Interval
from civilbot.evaluation.wording import UNNAMED, change, name, number

EXAMPLES = 5


def text(found: Comparison, *, examples: int = EXAMPLES) -> str:
    """Write what changed, with so many examples each way."""
    return "\n".join(_lines(found, examples))


def _lines(found: Comparison, examples: int) -> Iterator[str]:
    yield f"A: {name(found.before.model or UNNAMED, 70)}"
    yield f"B: {name(found.after.model or UNNAMED, 70)}"
    left_out = f"; {found.left_out} not in both" if found.left_out else ""
    yield f"labelled texts that both scored: {found.texts}{left_out}"
    yield ""
    yield f"{'':<20}{'A':>8}{'B':>8}{'B - A':>9}  95 %"
    yield from _figures(found)
    yield ""
    yield from _direction("now flagged", found.now_flagged, examples)
    yield from _direction("no longer flagged", found.no_longer_flagged, examples)


def _figures(found: Comparison) -> Iterator[str]:
    old, new, ranges = found.before, found.after, found.intervals
    yield _row("AUC", old.auc, new.auc, ranges.auc)
    yield _row(
        "AP", old.average_precision, new.average_precision, ranges.average_precision
    )
    yield _row("precision", old.counts.precision, new.counts.precision)
    yield _row("recall", old.counts.recall, new.counts.recall)
    fine = (old.counts.false_positive_rate, new.counts.false_positive_rate)
    yield _row("fine, but flagged", *fine)


def _row(
    what: str, before: float, after: float, interval: Interval | None = None
) -> str:
    line = (
        f"{what:<20}{number(before, 3):>8}{number(after, 3):>8}"
        f"{change(after - before):>9}"
    )
    if interval is None:
        return line
    low, high = change(interval.low), change(interval.high)
    return f"{line}  {low if low == high else f'{low} to {high}'}"


def _direction(what: str, flips: Sequence[Flip], examples: int) -> Iterator[str]:
    rightly = sum(flip.better for flip in flips)
    yield f"{what}: {len(flips)} ({rightly} rightly, {len(flips) - rightly} wrongly)"
    for flip in flips[:examples]:
        yield _example(flip)


def _example(flip: Flip) -> str:
    verdict = "right" if flip.better else "WRONG"
    scores = f"{flip.before.score:.2f} → {flip.after.score:.2f}"
    return (
        f"  {name(flip.row.id, 12):<12} {scores} {verdict}  {name(flip.row.text, 42)}"
    )
