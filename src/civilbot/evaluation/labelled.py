"""Reads texts of which people have said whether they are violations."""

import csv
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from civilbot.errors import BadInput, Place, Problem, Refused


@dataclass(frozen=True, slots=True)
class LabelledText:
    """A text of which people have said whether it is a violation.

    Categories, targets and groups are what the labellers saw; most files have none.
    """

    text: str
    violation: bool
    source: str = ""
    split: str = ""
    id: str = ""
    categories: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    #: Where it stands in its file.
    line: int = field(default=0, compare=False)


def read_labelled(path: Path) -> Iterator[LabelledText]:
    """Read labelled texts (columns text, y, src) from .tsv, .jsonl or .parquet.

    The columns split, id, category, target and group are read where they are
    there; the last three may name several, parted by commas.

    Raises:
        BadInput: where the file cannot be read, a row lacks a column, or a label
            is neither 0 nor 1.
        Refused: for .parquet without the library that reads it.
    """
    reader = _READERS.get(path.suffix)
    if reader is None:
        message = f"cannot tell what '{path.suffix}' holds"
        raise bad(path, 0, message, "use .tsv, .jsonl or .parquet")
    try:
        for line, row in reader(path):
            yield _labelled(path, line, row)
    except OSError as error:
        raise bad(path, 0, error.strerror or "cannot be read") from None
    except UnicodeDecodeError:
        raise bad(path, 0, "is not UTF-8 text") from None


def bad(path: Path, line: int, message: str, hint: str = "") -> BadInput:
    """Make the error that names a file and a line; 0 for the whole file."""
    return BadInput(Problem(Place(str(path), line), message, hint))


def _labelled(path: Path, line: int, row: Mapping[str, Any]) -> LabelledText:
    text, label = row.get("text"), row.get("y")
    if not isinstance(text, str):
        raise bad(path, line, "the column 'text' is missing", "name text, y, src")
    if str(label) not in {"0", "1"}:
        raise bad(path, line, f"the label y is {label!r}", "write 0 or 1")
    return LabelledText(
        text=text,
        violation=str(label) == "1",
        source=_word(row, "src"),
        split=_word(row, "split"),
        id=_word(row, "id"),
        categories=_words(row, "category"),
        targets=_words(row, "target"),
        groups=_words(row, "group"),
        line=line,
    )


def _word(row: Mapping[str, Any], column: str) -> str:
    value = row.get(column)
    return "" if value is None else str(value)


def _words(row: Mapping[str, Any], column: str) -> tuple[str, ...]:
    value = row.get(column)
    many = value if isinstance(value, list) else _word(row, column).split(",")
    return tuple(dict.fromkeys(name for one in many if (name := str(one).strip())))


def _tsv(path: Path) -> Iterator[tuple[int, Mapping[str, Any]]]:
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t")
        try:
            for row in rows:
                yield rows.line_num, row
        except csv.Error as error:
            raise bad(path, rows.line_num + 1, str(error)) from None


def json_lines(path: Path) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """Read JSON objects with their line numbers; what is no object comes as {}."""
    with path.open(encoding="utf-8") as file:
        for line, written in enumerate(file, start=1):
            if not written.strip():
                continue
            try:
                row = json.loads(written)
            except (ValueError, RecursionError) as error:
                message = f"not JSON: {error}"
                raise bad(path, line, message, "one object a line") from None
            yield line, row if isinstance(row, dict) else {}


def _parquet(path: Path) -> Iterator[tuple[int, Mapping[str, Any]]]:
    try:
        # Only developers have it: moderators' machines need no 40 MB for this.
        from pyarrow import ArrowInvalid, parquet  # noqa: PLC0415
    except ImportError:
        raise Refused(f"{path}: reading .parquet needs 'pip install pyarrow'") from None
    at = 0
    try:
        for batch in parquet.ParquetFile(path).iter_batches():
            for row in batch.to_pylist():
                at += 1
                yield at, row
    except ArrowInvalid:
        raise bad(path, 0, "is no Parquet file") from None


_READERS: Mapping[str, Callable[[Path], Iterator[tuple[int, Mapping[str, Any]]]]] = {
    ".tsv": _tsv,
    ".jsonl": json_lines,
    ".parquet": _parquet,
}
