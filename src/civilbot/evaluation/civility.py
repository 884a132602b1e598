"""How well does the detector judge? Measured on labelled texts, set by set."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from civilbot.evaluation.bootstrap import Resampling, ranking_intervals
from civilbot.evaluation.calibration import Calibration, calibration
from civilbot.evaluation.labelled import LabelledText
from civilbot.evaluation.metrics import (
    Counts,
    Interval,
    average_precision,
    count,
    precision_recall,
    roc_auc,
)
from civilbot.evaluation.slices import Gap, Judged, Slice, gap_between, slices
from civilbot.language import findings_at
from civilbot.model import Caution, Reading

ALL = "all"


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of one set; those that count flags, at the chosen level."""

    source: str
    texts: int
    violations: int
    abstained: int
    flagged: int
    counts: Counts
    auc: float
    average_precision: float
    auc_interval: Interval
    average_precision_interval: Interval
    #: How decisions compare with the truth at each caution level.
    levels: tuple[tuple[Caution, Counts], ...]


@dataclass(frozen=True, slots=True)
class CivilityReport:
    """The figures of every set, and of all of them together (last)."""

    caution: Caution
    resampling: Resampling
    sets: tuple[Figures, ...]
    slices: tuple[Slice, ...]
    #: Between identity groups; nothing where fewer than two can be compared.
    gap: Gap | None
    calibration: Calibration
    #: Why texts were not judged, and how many; the most frequent first.
    abstentions: tuple[tuple[str, int], ...]
    #: Recall and precision at each score, of all texts together.
    curve: tuple[tuple[float, float], ...]

    @property
    def overall(self) -> Figures:
        """The figures of all texts together."""
        return self.sets[-1]


def evaluate_texts(
    rows: Iterable[LabelledText],
    read: Callable[[str], Reading],
    *,
    caution: Caution = Caution.CAUTIOUS,
    resampling: Resampling | None = None,
) -> CivilityReport:
    """Judge labelled texts and compare; an abstention counts as not flagged.

    Each text is read once, so `read` must read at the most eager level of those
    whose figures are wanted: the others are taken from that.
    """
    judged = [Judged(row, read(row.text)) for row in rows]
    how = resampling or Resampling()
    answered = [one for one in judged if not one.reading.abstained]
    parts = slices(judged, caution)
    return CivilityReport(
        caution=caution,
        resampling=how,
        sets=tuple(_sets(judged, caution, how)),
        slices=parts,
        gap=gap_between(parts),
        calibration=calibration(_truth(answered), _scores(answered)),
        abstentions=_abstentions(judged),
        curve=precision_recall(_truth(judged), _scores(judged)),
    )


def _sets(
    judged: Sequence[Judged], caution: Caution, how: Resampling
) -> Iterable[Figures]:
    by_source: dict[str, list[Judged]] = {}
    for one in judged:
        by_source.setdefault(one.row.source, []).append(one)
    for source, chosen in sorted(by_source.items()):
        yield _figures(source, chosen, caution, how)
    yield _figures(ALL, judged, caution, how)


def _figures(
    source: str, judged: Sequence[Judged], caution: Caution, how: Resampling
) -> Figures:
    truth, scores = _truth(judged), _scores(judged)
    levels = {level: count(truth, _flagged(judged, level)) for level in Caution}
    counts = levels[caution]
    intervals = ranking_intervals(truth, scores, how)
    return Figures(
        source=source,
        texts=len(judged),
        violations=sum(truth),
        abstained=sum(bool(one.reading.abstained) for one in judged),
        flagged=counts.true_positives + counts.false_positives,
        counts=counts,
        auc=roc_auc(truth, scores),
        average_precision=average_precision(truth, scores),
        auc_interval=intervals.auc,
        average_precision_interval=intervals.average_precision,
        levels=tuple(levels.items()),
    )


def _truth(judged: Sequence[Judged]) -> list[bool]:
    return [one.row.violation for one in judged]


def _scores(judged: Sequence[Judged]) -> list[float]:
    return [one.reading.score for one in judged]


def _flagged(judged: Sequence[Judged], caution: Caution) -> list[bool]:
    return [bool(findings_at(one.reading, caution)) for one in judged]


def _abstentions(judged: Sequence[Judged]) -> tuple[tuple[str, int], ...]:
    reasons = Counter(one.reading.abstained for one in judged)
    del reasons[""]
    return tuple(sorted(reasons.items(), key=lambda pair: (-pair[1], pair[0])))
