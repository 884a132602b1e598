"""How well does the detector judge? Measured on labelled texts, set by set."""

import csv
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from civilbot.errors import BadInput, Place, Problem, Refused
from civilbot.evaluation.metrics import Counts, average_precision, count, roc_auc
from civilbot.model import Reading


@dataclass(frozen=True, slots=True)
class LabelledText:
    """A text of which people have said whether it is a violation."""

    text: str
    violation: bool
    source: str = ""
    split: str = ""


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of one set."""

    source: str
    texts: int
    violations: int
    abstained: int
    flagged: int
    counts: Counts
    auc: float
    average_precision: float


@dataclass(frozen=True, slots=True)
class CivilityReport:
    """The figures of every set, and of all of them together (last)."""

    sets: tuple[Figures, ...]

    @property
    def overall(self) -> Figures:
        """The figures of all texts together."""
        return self.sets[-1]


def evaluate_texts(
    rows: Iterable[LabelledText], read: Callable[[str], Reading]
) -> CivilityReport:
    """Judge labelled texts and compare; an abstention counts as not flagged."""
    judged: dict[str, list[tuple[LabelledText, Reading]]] = {}
    for row in rows:
        judged.setdefault(row.source, []).append((row, read(row.text)))
    everything = [pair for pairs in judged.values() for pair in pairs]
    sets = [_figures(source, pairs) for source, pairs in sorted(judged.items())]
    return CivilityReport((*sets, _figures("all", everything)))


def _figures(source: str, pairs: list[tuple[LabelledText, Reading]]) -> Figures:
    truth = [row.violation for row, _ in pairs]
    flagged = [bool(reading.findings) for _, reading in pairs]
    scores = [reading.score for _, reading in pairs]
    return Figures(
        source=source,
        texts=len(pairs),
        violations=sum(truth),
        abstained=sum(bool(reading.abstained) for _, reading in pairs),
        flagged=sum(flagged),
        counts=count(truth, flagged),
        auc=roc_auc(truth, scores),
        average_precision=average_precision(truth, scores),
    )


def read_labelled(path: Path) -> Iterator[LabelledText]:
    """Read labelled texts (columns text, y, src) from .tsv, .jsonl or .parquet.

    Raises:
        BadInput: where a row lacks a column or a label is neither 0 nor 1.
        Refused: for .parquet without the library that reads it.
    """
    reader = _READERS.get(path.suffix)
    if reader is None:
        message = f"cannot tell what '{path.suffix}' holds"
        raise _bad(path, 0, message, "use .tsv, .jsonl or .parquet")
    for line, row in reader(path):
        yield _labelled(path, line, row)


def _labelled(path: Path, line: int, row: Mapping[str, Any]) -> LabelledText:
    text, label = row.get("text"), row.get("y")
    if not isinstance(text, str):
        raise _bad(path, line, "the column 'text' is missing", "name text, y, src")
    if str(label) not in {"0", "1"}:
        raise _bad(path, line, f"the label y is {label!r}", "write 0 or 1")
    source, split = str(row.get("src") or ""), str(row.get("split") or "")
    return LabelledText(text, str(label) == "1", source, split)


def _bad(path: Path, line: int, message: str, hint: str) -> BadInput:
    return BadInput(Problem(Place(str(path), line), message, hint))


def _tsv(path: Path) -> Iterator[tuple[int, Mapping[str, Any]]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from enumerate(csv.DictReader(file, delimiter="\t"), start=2)


def _jsonl(path: Path) -> Iterator[tuple[int, Mapping[str, Any]]]:
    with path.open(encoding="utf-8") as file:
        for line, written in enumerate(file, start=1):
            if not written.strip():
                continue
            try:
                row = json.loads(written)
            except ValueError as error:
                raise _bad(
                    path, line, f"not JSON: {error}", "one object a line"
                ) from None
            yield line, row if isinstance(row, dict) else {}


def _parquet(path: Path) -> Iterator[tuple[int, Mapping[str, Any]]]:
    try:
        # Only developers have it: moderators' machines need no 40 MB for this.
        from pyarrow import parquet  # noqa: PLC0415
    except ImportError:
        raise Refused(f"{path}: reading .parquet needs 'pip install pyarrow'") from None
    at = 0
    for batch in parquet.ParquetFile(path).iter_batches():
        for row in batch.to_pylist():
            at += 1
            yield at, row


_READERS: Mapping[str, Callable[[Path], Iterator[tuple[int, Mapping[str, Any]]]]] = {
    ".tsv": _tsv,
    ".jsonl": _jsonl,
    ".parquet": _parquet,
}
