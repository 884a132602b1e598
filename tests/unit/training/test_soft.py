"""Two teachers are believed together, each as far as it has come."""

import json

import numpy as np
import pytest

pytest.importorskip("torch", reason="networks are trained with torch")
pytest.importorskip("transformers", reason="training brings it")
pytest.importorskip("pyarrow", reason="training brings it")

from training import soft, teacher
from training.labels import HEADS, INCIVILITY, TARGETS

RUDE = HEADS.index(INCIVILITY)


@pytest.fixture(name="out")
def two_teachers(tmp_path):
    """The first has scored the first two of three texts, the second the first."""
    for name, scores in zip(
        teacher.TEACHERS, ([1.0, 3.0, np.nan], [2.0, np.nan, np.nan]), strict=True
    ):
        path = tmp_path / f"soft-{name}.npy"
        wide = np.repeat(np.array(scores)[:, None], len(HEADS) + len(TARGETS), axis=1)
        np.save(path, wide.astype(np.float16))
        notes = {"mix": "m", "teacher": name, "done": 1}
        path.with_suffix(".json").write_text(json.dumps(notes), encoding="utf-8")
    return tmp_path


def test_teachers_are_averaged_where_both_have_spoken(out):
    """Who has not come so far is not counted; where nobody has, nothing is known."""
    said = soft.load(out)[:, 0].tolist()
    assert said[:2] == [1.5, 3.0]
    assert np.isnan(said[2])


def test_teachers_are_not_asked_what_is_rude(out):
    """Profanity is their weak side; people's labels stand alone there."""
    said = soft.load(out)
    assert np.isnan(said[:, RUDE]).all()
    assert np.isfinite(said[0, :RUDE]).all()
    assert np.isfinite(said[0, RUDE + 1 :]).all()


def test_a_run_says_which_teachers_it_heard_and_how_far(out):
    """So that a student is not trained on by others half-way."""
    assert soft.teachers_of(out) == "teacher to batch 1, teacher-2 to batch 1"
