"""Two versions are compared on the texts that both have scored."""

import json
import math
from pathlib import Path

import pytest

from civilbot.errors import BadInput
from civilbot.evaluation.bootstrap import Resampling
from civilbot.evaluation.comparison import Scored, compare, read_labels, read_scored
from civilbot.evaluation.labelled import LabelledText

HOW = Resampling(30, 1)
LABELS = {
    "a": LabelledText("you fool", violation=True, id="a"),
    "b": LabelledText("fine", violation=False, id="b"),
    "c": LabelledText("so what", violation=False, id="c"),
    "d": LabelledText("scum", violation=True, id="d"),
}


def _scored(**scores: float) -> dict[str, Scored]:
    return {name: Scored(name, s >= 0.5, s, "m") for name, s in scores.items()}


def test_verdicts_that_change_are_listed_both_ways_with_who_is_right():
    """A text that is now found, one that is now wrongly flagged, one that is lost."""
    before = _scored(a=0.1, b=0.2, c=0.3, d=0.9)
    after = _scored(a=0.8, b=0.7, c=0.3, d=0.4)
    found = compare(LABELS, before, after, HOW)
    assert [(f.row.id, f.better) for f in found.now_flagged] == [
        ("a", True),
        ("b", False),
    ]
    assert [(f.row.id, f.better) for f in found.no_longer_flagged] == [("d", False)]
    assert (found.before.counts.recall, found.after.counts.recall) == (0.5, 0.5)
    assert (found.before.auc, found.after.auc) == (0.5, 0.75)
    assert found.before.model == "m"


def test_texts_that_one_version_has_not_scored_are_left_out_and_counted():
    """Else the better figure could be that of the easier texts."""
    found = compare(LABELS, _scored(a=0.9, b=0.1, z=0.5), _scored(a=0.9, c=0.2), HOW)
    assert (found.texts, found.left_out) == (1, 3)
    assert math.isnan(found.before.auc)
    assert math.isnan(found.intervals.auc.low)


def test_the_same_version_does_not_differ_from_itself():
    """No flips, and a difference of nothing."""
    one = _scored(a=0.9, b=0.1, c=0.2, d=0.8)
    found = compare(LABELS, one, one, HOW)
    assert found.now_flagged == found.no_longer_flagged == ()
    assert (found.intervals.auc.low, found.intervals.auc.high) == (0.0, 0.0)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", "s.jsonl:2: not JSON"),
        ("[]", "s.jsonl:2: is no answer of 'civilbot score'"),
        ('{"id": "b", "flag": 1, "score": 0.5}', "s.jsonl:2: is no answer"),
        ('{"id": "b", "flag": true}', "s.jsonl:2: is no answer"),
        ('{"id": "b", "flag": true, "score": true}', "s.jsonl:2: is no answer"),
        ('{"id": "b", "flag": true, "score": 2}', "s.jsonl:2: is no answer"),
        ('{"id": "b", "flag": true, "score": NaN}', "s.jsonl:2: is no answer"),
        ('{"id": 1, "flag": true, "score": 1}', "s.jsonl:2: the id '1' stands twice"),
    ],
)
def test_a_line_that_is_no_answer_is_refused_with_its_place(
    tmp_path: Path, line: str, message: str
):
    """Figures of half a file would mislead."""
    path = tmp_path / "s.jsonl"
    path.write_text('{"id": 1, "flag": false, "score": 0}\n' + line)
    with pytest.raises(BadInput) as refused:
        read_scored(path)
    assert message in str(refused.value)
    assert len(str(refused.value).splitlines()) == 1


def test_a_file_of_answers_that_cannot_be_read_is_told(tmp_path: Path):
    """Missing, or no text."""
    with pytest.raises(BadInput, match="No such file"):
        read_scored(tmp_path / "no.jsonl")
    path = tmp_path / "s.jsonl"
    path.write_bytes(b"\xff")
    with pytest.raises(BadInput, match="is not UTF-8 text"):
        read_scored(path)


def test_labels_are_joined_by_id(tmp_path: Path):
    """One without an id, or with one that stands twice, is refused by its line."""
    path = tmp_path / "labels.jsonl"
    rows = [{"id": 1, "text": "x", "y": 0}, {"id": 2, "text": "y", "y": 1}]
    path.write_text("\n".join(json.dumps(row) for row in rows))
    assert list(read_labels(path)) == ["1", "2"]
    path.write_text("\n".join(json.dumps(row) for row in [rows[0], rows[0]]))
    with pytest.raises(BadInput, match=r"labels\.jsonl:2: the id '1' stands twice"):
        read_labels(path)
    path.write_text('\n{"text": "x", "y": 0}')
    with pytest.raises(BadInput, match=r"labels\.jsonl:2: the column 'id' is missing"):
        read_labels(path)
