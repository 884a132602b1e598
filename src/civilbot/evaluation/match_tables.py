"""Shows how well threads are matched, as text of at most 80 columns."""

import textwrap
from collections.abc import Iterator, Sequence

from civilbot.evaluation import risk
from civilbot.evaluation.matching import (
    ASKED_PRECISION,
    ASKED_RECALL,
    LevelFigures,
    MatchFigures,
    MatchReport,
    Share,
    SourceFigures,
)
from civilbot.evaluation.metrics import Counts
from civilbot.evaluation.wording import (
    DASH,
    name,
    number,
    precision,
    recall,
    span,
    with_span,
)

WIDTH = 80
#: Sources with fewer titles are counted together.
ENOUGH = 5


def text(report: MatchReport) -> str:
    """Write all figures."""
    rows = (*report.matchers, report.sure)
    parts = (
        _head(report),
        _ranking(rows),
        _verdicts(rows),
        _notes(report),
        _levels(report.levels),
        _sources(report.sources),
        ("risk as more threads are answered", *risk.text(report.matchers[0].curve)),
    )
    return "\n\n".join("\n".join(lines) for part in parts if (lines := list(part)))


def _head(report: MatchReport) -> Iterator[str]:
    first = report.matchers[0]
    yield from textwrap.wrap(
        f"{report.briefing}: {first.titles} headlines, {first.matches} about it; "
        f"{report.setting}",
        WIDTH,
    )


def _ranking(rows: Sequence[MatchFigures]) -> Iterator[str]:
    yield f"{'ranking':<26}{'n':>5}{'match':>7}{'AP':>8} {'95 %':<13}{'AUC':>6} 95 %"
    for one in rows:
        yield (
            f"{name(one.name, 26):<26}{one.titles:>5}{one.matches:>7}"
            f"{number(one.average_precision, 3):>8} "
            f"{span(one.average_precision_interval, 3):<13}"
            f"{number(one.auc, 3):>6} {span(one.auc_interval, 3)}"
        )


def _verdicts(rows: Sequence[MatchFigures]) -> Iterator[str]:
    for kind in ("reply", "reply or ask"):
        yield f"{kind:<26}{'n':>5}{'right':>7}{'':>4}{'precision':<17}recall"
        for one in rows:
            yield _verdict_line(one, only_replies=kind == "reply")


def _verdict_line(one: MatchFigures, *, only_replies: bool) -> str:
    counts = one.reply if only_replies else one.seen
    shares = (
        (one.reply_precision, one.reply_recall)
        if only_replies
        else (one.seen_precision, one.seen_recall)
    )
    mark = "*" if one.flattered else ""
    return (
        f"{name(one.name + mark, 26):<26}{_flagged(counts):>5}"
        f"{counts.true_positives:>7}{'':>4}{_share(shares[0]):<17}{_share(shares[1])}"
    )


def _flagged(counts: Counts) -> int:
    return counts.true_positives + counts.false_positives


def _share(share: Share) -> str:
    return with_span(share.value, share.interval)


def _notes(report: MatchReport) -> Iterator[str]:
    how = report.resampling
    yield f"95 % ranges: {how.resamples} samples drawn anew, seed {how.seed}"
    if any(one.flattered for one in report.matchers):
        yield from textwrap.wrap(
            f"* has no verdicts; its thresholds were chosen on these very titles "
            f"(precision {ASKED_PRECISION:.2f}, recall {ASKED_RECALL:.2f})",
            WIDTH,
        )


def _levels(levels: Sequence[LevelFigures]) -> Iterator[str]:
    """Show what each operating point comes to, with Wilson's ranges."""
    for kind in ("reply", "reply or ask"):
        head = f"matcher, {kind} at"
        yield f"{head:<26}{'n':>5}{'right':>7}{'':>4}{'precision':<17}recall"
        for one in levels:
            counts = one.reply if kind == "reply" else one.seen
            yield (
                f"  caution: {one.caution.value:<15}{_flagged(counts):>5}"
                f"{counts.true_positives:>7}{'':>4}{precision(counts):<17}"
                f"{recall(counts)}"
            )


def _sources(sources: Sequence[SourceFigures]) -> Iterator[str]:
    yield (
        f"{'source':<24}{'n':>5}{'match':>7}{'replies':>9}{'wrong':>7}"
        f"{'asked':>7}{'missed':>8}{'AP':>7}"
    )
    small = [one for one in sources if one.titles < ENOUGH]
    for one in sources:
        if one.titles >= ENOUGH:
            yield _source_line(one.name, [one], number(one.average_precision))
    if small:
        yield _source_line(f"{len(small)} smaller ones", small, DASH)


def _source_line(label: str, sources: Sequence[SourceFigures], ranked: str) -> str:
    replies = sum(_flagged(one.reply) for one in sources)
    wrong = sum(one.reply.false_positives for one in sources)
    seen = sum(_flagged(one.seen) for one in sources)
    missed = sum(one.seen.false_negatives for one in sources)
    return (
        f"{name(label, 24):<24}{sum(one.titles for one in sources):>5}"
        f"{sum(one.matches for one in sources):>7}{replies:>9}{wrong:>7}"
        f"{seen - replies:>7}{missed:>8}{ranked:>7}"
    )
