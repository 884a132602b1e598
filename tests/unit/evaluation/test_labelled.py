"""Labelled texts are read from three formats, and a broken file is refused."""

import json
from pathlib import Path

import pyarrow as pa
import pytest
from pyarrow import parquet

from civilbot.errors import BadInput
from civilbot.evaluation.labelled import LabelledText, read_labelled


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
        ("a.tsv", "text\ty\n" + "x" * 200_000 + "\t1\n", "a.tsv:2: field larger"),
        ("a.parquet", "text", "a.parquet: is no Parquet file"),
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


def test_what_labellers_saw_is_read_where_it_is_there(tmp_path: Path):
    """Several names are parted by commas, or stand in a list."""
    row = {
        "id": 7,
        "text": "x",
        "y": 1,
        "category": "threat",
        "target": ["group", "self"],
        "group": "women, muslims,women",
    }
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps(row))
    [read] = read_labelled(path)
    assert read.id == "7"
    assert (read.categories, read.targets) == (("threat",), ("group", "self"))
    assert read.groups == ("women", "muslims")


def test_a_file_that_is_missing_or_no_text_is_told(tmp_path: Path):
    """As wrong use, not as a crash."""
    with pytest.raises(BadInput, match=r"no\.tsv: No such file"):
        list(read_labelled(tmp_path / "no.tsv"))
    path = tmp_path / "latin.jsonl"
    path.write_bytes(b"caf\xe9")
    with pytest.raises(BadInput, match=r"latin\.jsonl: is not UTF-8 text"):
        list(read_labelled(path))
