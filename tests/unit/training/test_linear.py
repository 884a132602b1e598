"""The linear model learns from labels, and from what the teacher says."""

import numpy as np
import pytest
from training.labels import HEADS
from training.mix import POOL, TRAIN
from training.table import Table


def _table(texts, labels, splits):
    size = len(texts)
    held = np.full((size, len(HEADS)), -1, dtype=np.int64)
    held[:, 0] = labels
    blank = np.array([""] * size, dtype=object)
    return Table(
        text=np.array(texts, dtype=object),
        plain=np.array(texts, dtype=object),
        source=blank,
        split=np.array(splits, dtype=object),
        section=blank,
        y=np.array(labels, dtype=np.int64),
        labels=held,
        target=np.full(size, -1, dtype=np.int64),
        digest="",
    )


def test_the_teacher_s_word_is_heard_where_nobody_labelled(tmp_path):
    """A word that only the teacher has judged counts all the same."""
    pytest.importorskip("sklearn", reason="models are fitted with scikit-learn")
    from training import linear  # noqa: PLC0415 - needs scikit-learn

    labelled = ["you foul oaf", "a fine day"] * 20
    others = ["you rotten knave", "a calm night"] * 20
    table = _table(
        labelled + others, [1, 0] * 20 + [-1] * 40, [TRAIN] * 40 + [POOL] * 40
    )
    unheard = np.full((80, len(HEADS) + 6), np.nan, dtype=np.float16)
    heard = unheard.copy()
    heard[40:, 0] = np.array([4.0, -4.0] * 20)
    without = linear.train(table, tmp_path / "without.npz", unheard)
    taught = linear.train(table, tmp_path / "with.npz", heard)
    assert taught.logits("rotten knave")[0] > without.logits("rotten knave")[0] + 0.5
