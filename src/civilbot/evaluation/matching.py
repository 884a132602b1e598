"""How well a matcher does on labelled titles: the figures, with their ranges."""

import math
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from civilbot.evaluation.bootstrap import (
    Resampling,
    percentile_interval,
    ranking_intervals,
)
from civilbot.evaluation.metrics import (
    Counts,
    Interval,
    average_precision,
    count,
    roc_auc,
)
from civilbot.evaluation.risk import Step, risk_coverage
from civilbot.evaluation.teaching import Judged
from civilbot.evaluation.titles import Label, LabelledTitle
from civilbot.model import Caution, Verdict

#: What a matcher without verdicts is set to, on the very titles that are measured.
ASKED_PRECISION = 0.95
ASKED_RECALL = 0.90


@dataclass(frozen=True, slots=True)
class Share:
    """A precision or a recall with its range."""

    value: float
    interval: Interval


@dataclass(frozen=True, slots=True)
class MatchFigures:
    """How well one matcher's verdicts and confidences agree with the labels."""

    name: str
    titles: int
    matches: int
    #: Counting only `reply` as a yes: what would be posted unattended.
    reply: Counts
    reply_precision: Share
    reply_recall: Share
    #: Counting `ask` as a yes too: what the moderators would see.
    seen: Counts
    seen_precision: Share
    seen_recall: Share
    auc: float
    auc_interval: Interval
    average_precision: float
    average_precision_interval: Interval
    curve: tuple[Step, ...]
    #: Its thresholds were chosen on these very titles, so it looks better than it is.
    flattered: bool = False


@dataclass(frozen=True, slots=True)
class SourceFigures:
    """What becomes of one source's titles."""

    name: str
    titles: int
    matches: int
    reply: Counts
    seen: Counts
    average_precision: float


@dataclass(frozen=True, slots=True)
class LevelFigures:
    """What a subreddit gets that chooses an operating point."""

    caution: Caution
    reply: Counts
    seen: Counts


@dataclass(frozen=True, slots=True)
class MatchReport:
    """All that is measured."""

    briefing: str
    #: How the matchers were taught.
    setting: str
    #: The matcher first, then what it is measured against.
    matchers: tuple[MatchFigures, ...]
    #: The matcher without the titles that the labeller doubted.
    sure: MatchFigures
    sources: tuple[SourceFigures, ...]
    #: The matcher at each operating point, the most careful first.
    levels: tuple[LevelFigures, ...]
    resampling: Resampling


def measure(
    name: str,
    titles: Sequence[LabelledTitle],
    judged: Sequence[Judged],
    how: Resampling,
) -> MatchFigures:
    """Compare a matcher's judgements with the labels."""
    truth = _truth(titles)
    scores = [one.confidence for one in judged]
    ranges = ranking_intervals(truth, scores, how)
    reply, seen = _verdicts(truth, [one.verdict for one in judged])
    intervals = _share_intervals(truth, judged, how)
    return MatchFigures(
        name=name,
        titles=len(titles),
        matches=sum(truth),
        reply=reply,
        reply_precision=Share(reply.precision, intervals[0]),
        reply_recall=Share(reply.recall, intervals[1]),
        seen=seen,
        seen_precision=Share(seen.precision, intervals[2]),
        seen_recall=Share(seen.recall, intervals[3]),
        auc=roc_auc(truth, scores),
        auc_interval=ranges.auc,
        average_precision=average_precision(truth, scores),
        average_precision_interval=ranges.average_precision,
        curve=risk_coverage(truth, scores),
    )


def measure_flattered(
    name: str,
    titles: Sequence[LabelledTitle],
    judged: Sequence[Judged],
    how: Resampling,
) -> MatchFigures:
    """Measure a matcher that has no verdicts, with thresholds that suit it best."""
    truth = _truth(titles)
    reply_at, ask_at = _best_thresholds(truth, [one.confidence for one in judged])
    decided = [
        Judged(one.confidence, _at(one.confidence, reply_at, ask_at)) for one in judged
    ]
    return replace(measure(name, titles, decided, how), flattered=True)


def by_level(
    titles: Sequence[LabelledTitle], judged: Sequence[Judged]
) -> tuple[LevelFigures, ...]:
    """Measure what each operating point would post, and show to moderators."""
    truth = _truth(titles)
    return tuple(
        LevelFigures(level, *_verdicts(truth, [one.levels[level] for one in judged]))
        for level in Caution
    )


def by_source(
    titles: Sequence[LabelledTitle], judged: Sequence[Judged]
) -> tuple[SourceFigures, ...]:
    """Measure each source by itself, the largest first."""
    held: dict[str, list[int]] = {}
    for at, one in enumerate(titles):
        held.setdefault(one.outlet, []).append(at)
    found = [
        _source(name, [titles[at] for at in rows], [judged[at] for at in rows])
        for name, rows in held.items()
    ]
    return tuple(sorted(found, key=lambda one: (-one.titles, one.name)))


def _source(
    name: str, titles: Sequence[LabelledTitle], judged: Sequence[Judged]
) -> SourceFigures:
    truth = _truth(titles)
    reply, seen = _verdicts(truth, [one.verdict for one in judged])
    ranked = average_precision(truth, [one.confidence for one in judged])
    return SourceFigures(name, len(titles), sum(truth), reply, seen, ranked)


def _truth(titles: Sequence[LabelledTitle]) -> list[bool]:
    return [title.label is Label.MATCH for title in titles]


def _verdicts(
    truth: Sequence[bool], verdicts: Sequence[Verdict]
) -> tuple[Counts, Counts]:
    """Count what would be posted, and what moderators would see."""
    return (
        count(truth, [one is Verdict.REPLY for one in verdicts]),
        count(truth, [one is not Verdict.NONE for one in verdicts]),
    )


def _share_intervals(
    truth: Sequence[bool], judged: Sequence[Judged], how: Resampling
) -> tuple[Interval, ...]:
    """Give ranges of precision and recall of replies, then of all that is seen."""
    dice = random.Random(how.seed)  # noqa: S311 - a sample, no secret
    rows = [(is_true, one.verdict) for is_true, one in zip(truth, judged, strict=True)]
    drawn: list[tuple[float, ...]] = []
    for _ in range(how.resamples if rows else 0):
        sample = dice.choices(rows, k=len(rows))
        reply, seen = _verdicts([t for t, _ in sample], [one for _, one in sample])
        drawn.append((reply.precision, reply.recall, seen.precision, seen.recall))
    return tuple(percentile_interval([one[at] for one in drawn]) for at in range(4))


def _best_thresholds(
    truth: Sequence[bool], scores: Sequence[float]
) -> tuple[float, float]:
    """Choose the lowest score that is precise enough, and the highest that finds."""
    counts = {
        score: count(truth, [one >= score for one in scores])
        for score in sorted(set(scores))
    }
    precise = _those(counts, lambda found: found.precision >= ASKED_PRECISION)
    finding = _those(counts, lambda found: found.recall >= ASKED_RECALL)
    return min(precise, default=math.inf), max(finding, default=-math.inf)


def _those(counts: dict[float, Counts], good: Callable[[Counts], bool]) -> list[float]:
    return [score for score, found in counts.items() if good(found)]


def _at(score: float, reply_at: float, ask_at: float) -> Verdict:
    if score >= reply_at:
        return Verdict.REPLY
    return Verdict.ASK if score >= ask_at else Verdict.NONE
