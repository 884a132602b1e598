"""Is one version of the detector better than another, on the same texts?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from civilbot.evaluation.bootstrap import (
    RankingIntervals,
    Resampling,
    difference_intervals,
)
from civilbot.evaluation.labelled import LabelledText, bad, json_lines, read_labelled
from civilbot.evaluation.metrics import Counts, average_precision, count, roc_auc


@dataclass(frozen=True, slots=True)
class Scored:
    """What `civilbot score` said of one text."""

    id: str
    flag: bool
    score: float
    model: str = ""


@dataclass(frozen=True, slots=True)
class Version:
    """One version's figures on the texts that both have scored."""

    model: str
    auc: float
    average_precision: float
    counts: Counts


@dataclass(frozen=True, slots=True)
class Flip:
    """A text that one version flags and the other does not."""

    row: LabelledText
    before: Scored
    after: Scored

    @property
    def better(self) -> bool:
        """Whether the later verdict is the right one."""
        return self.after.flag is self.row.violation


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two versions side by side."""

    texts: int
    #: Labelled texts that at least one of the two has not scored.
    left_out: int
    before: Version
    after: Version
    #: Of what changes from the first to the second.
    intervals: RankingIntervals
    now_flagged: tuple[Flip, ...]
    no_longer_flagged: tuple[Flip, ...]


def read_scored(path: Path) -> dict[str, Scored]:
    """Read what `civilbot score` wrote, by id.

    Raises:
        BadInput: where a line is not such an answer, or an id stands twice.
    """
    found: dict[str, Scored] = {}
    try:
        for line, row in json_lines(path):
            scored = _scored(row)
            if scored is None:
                message = "is no answer of 'civilbot score'"
                raise bad(path, line, message, "it needs id, flag and score")
            if scored.id in found:
                raise bad(path, line, f"the id {scored.id!a} stands twice")
            found[scored.id] = scored
    except OSError as error:
        raise bad(path, 0, error.strerror or "cannot be read") from None
    except UnicodeDecodeError:
        raise bad(path, 0, "is not UTF-8 text") from None
    return found


def _scored(row: Mapping[str, object]) -> Scored | None:
    flag, score = row.get("flag"), row.get("score")
    if "id" not in row or not isinstance(flag, bool):
        return None
    if isinstance(score, bool) or not isinstance(score, int | float):
        return None
    # Also leaves out nan, which Python's reader of JSON lets through.
    if not 0 <= score <= 1:
        return None
    return Scored(str(row["id"]), flag, float(score), str(row.get("model") or ""))


def read_labels(path: Path) -> dict[str, LabelledText]:
    """Read labelled texts by their column `id`.

    Raises:
        BadInput: where one has none, or an id stands twice.
    """
    found: dict[str, LabelledText] = {}
    for row in read_labelled(path):
        if not row.id:
            raise bad(path, row.line, "the column 'id' is missing")
        if row.id in found:
            raise bad(path, row.line, f"the id {row.id!a} stands twice")
        found[row.id] = row
    return found


def compare(
    labels: Mapping[str, LabelledText],
    before: Mapping[str, Scored],
    after: Mapping[str, Scored],
    how: Resampling,
) -> Comparison:
    """Compare two versions on the labelled texts that both have scored."""
    known = [name for name in labels if name in before and name in after]
    truth = [labels[name].violation for name in known]
    old, new = [before[name] for name in known], [after[name] for name in known]
    flips = [
        Flip(labels[a.id], a, b)
        for a, b in zip(old, new, strict=True)
        if a.flag is not b.flag
    ]
    return Comparison(
        texts=len(known),
        left_out=len(labels) - len(known),
        before=_version(truth, old),
        after=_version(truth, new),
        intervals=difference_intervals(truth, _scores(old), _scores(new), how),
        now_flagged=tuple(flip for flip in flips if flip.after.flag),
        no_longer_flagged=tuple(flip for flip in flips if flip.before.flag),
    )


def _version(truth: Sequence[bool], scored: Sequence[Scored]) -> Version:
    scores = _scores(scored)
    return Version(
        model=", ".join(sorted({one.model for one in scored if one.model})),
        auc=roc_auc(truth, scores),
        average_precision=average_precision(truth, scores),
        counts=count(truth, [one.flag for one in scored]),
    )


def _scores(scored: Sequence[Scored]) -> list[float]:
    return [one.score for one in scored]
