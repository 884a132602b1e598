"""The detector is measured on labelled texts, set by set."""

import json
import math
from pathlib import Path

import pyarrow as pa
import pytest
from pyarrow import parquet

from civilbot.errors import BadInput
from civilbot.evaluation.civility import LabelledText, evaluate_texts, read_labelled
from civilbot.language import read

ROWS = (
    LabelledText("you are a moron", violation=True, source="b"),
    LabelledText("you are a friend", violation=False, source="b"),
    LabelledText("no thanks, that hurts", violation=True, source="a"),
    LabelledText("", violation=False, source="a"),
)


def test_each_set_and_all_together_are_measured():
    """Sets come by name, the whole comes last, abstentions are counted."""
    report = evaluate_texts(ROWS, read)
    assert [figures.source for figures in report.sets] == ["a", "b", "all"]
    a, b, everything = report.sets
    assert (b.counts.precision, b.counts.recall, b.auc) == (1.0, 1.0, 1.0)
    assert (a.abstained, a.flagged, a.violations) == (1, 0, 1)
    assert report.overall is everything
    assert (everything.texts, everything.counts.recall) == (4, 0.5)
    assert everything.average_precision == pytest.approx((1 + 2 / 3) / 2)


def test_nothing_to_measure_gives_no_figures():
    """An empty file is not a perfect score."""
    report = evaluate_texts((), read)
    assert math.isnan(report.overall.auc)
    assert report.overall.texts == 0


def _write_tsv(path: Path) -> None:
    path.write_text('text\ty\tsrc\nyou fool\t1\tx\n"two\nlines"\t0\tx\n')


def _write_jsonl(path: Path) -> None:
    rows = [{"text": "you fool", "y": 1, "src": "x"}, {"text": "two\nlines", "y": 0}]
    path.write_text("\n\n".join(json.dumps(row) for row in rows))


def _write_parquet(path: Path) -> None:
    columns = {"text": ["you fool", "two\nlines"], "y": [1, 0], "src": ["x", "x"]}
    parquet.write_table(pa.table(columns), path)


@pytest.mark.parametrize(
    ("name", "write"),
    [
        ("rows.tsv", _write_tsv),
        ("rows.jsonl", _write_jsonl),
        ("rows.parquet", _write_parquet),
    ],
)
def test_labelled_texts_are_read_from_every_format(tmp_path: Path, name: str, write):
    """The same rows come from .tsv, .jsonl and .parquet."""
    write(tmp_path / name)
    first, second = read_labelled(tmp_path / name)
    assert first == LabelledText("you fool", violation=True, source="x")
    assert (second.text, second.violation) == ("two\nlines", False)


@pytest.mark.parametrize(
    ("name", "written", "message"),
    [
        ("a.jsonl", '{"y": 1}', "a.jsonl:1: the column 'text' is missing"),
        ("a.jsonl", '\n{"text": "x", "y": 2}', "a.jsonl:2: the label y is 2"),
        ("a.jsonl", "{", "a.jsonl:1: not JSON"),
        ("a.jsonl", "[]", "a.jsonl:1: the column 'text' is missing"),
        ("a.tsv", "text\ty\nx\t\n", "a.tsv:2: the label y is ''"),
        ("a.csv", "", "a.csv: cannot tell what '.csv' holds"),
    ],
)
def test_a_broken_file_is_refused_with_its_line(
    tmp_path: Path, name: str, written: str, message: str
):
    """A wrong label would give wrong figures, so nothing is skipped."""
    path = tmp_path / name
    path.write_text(written)
    with pytest.raises(BadInput, match=name) as refused:
        list(read_labelled(path))
    assert message in str(refused.value)
