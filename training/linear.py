"""Trains the linear model: one logistic regression per head.

It learns from what people have labelled and, more lightly, from what the teachers
say of these and other texts (a package of others of what is rude, see `rude`): a text
counts as a violation as far as a teacher thinks it is one, and as fine for the rest.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.linear_model import LogisticRegression

from civilbot.classifier import linear as linear_model
from training.labels import HEADS
from training.mix import POOL, TRAIN
from training.table import Table

#: Rarer features are noise: most of them stand in one text only.
_LEAST_TEXTS = 2
_STRENGTH = 2.0
#: How much the teacher's word on a text weighs beside a person's.
_TEACHER = 0.5
#: What the teacher is sure of either way needs no second reading.
_LEAST_CHANCE = 0.02


def train(
    table: Table, out: Path, taught: NDArray[np.float16], seed: int = 0
) -> linear_model.LinearModel:
    """Train on labels and on the teacher's logits (NaN where unknown); write it."""
    rows = table.rows(TRAIN, POOL)
    rows = rows[_is_known(table, rows, taught)]
    counted, rarity = counted_features(table.plain[rows])
    matrix = _weighted(counted, rarity)
    weights = np.zeros((linear_model.BUCKETS, len(HEADS)), dtype=np.float32)
    bias = np.full(len(HEADS), -4.0, dtype=np.float32)
    for at in range(len(HEADS)):
        places, answers, trust = _answers(table.labels[rows, at], taught[rows, at])
        if len(set(answers.tolist())) < 2:
            continue
        fitted = LogisticRegression(C=_STRENGTH, solver="liblinear", random_state=seed)
        fitted.fit(matrix[places], answers, sample_weight=trust)
        weights[:, at], bias[at] = fitted.coef_[0], fitted.intercept_[0]
    model = linear_model.compress(HEADS, weights, bias, rarity)
    out.parent.mkdir(parents=True, exist_ok=True)
    linear_model.save(model, out)
    return model


def _is_known(
    table: Table, rows: NDArray[np.int64], taught: NDArray[np.float16]
) -> NDArray[np.bool_]:
    labelled = (table.labels[rows] >= 0).any(axis=1)
    return np.asarray(labelled | np.isfinite(taught[rows]).any(axis=1))


def _answers(
    labels: NDArray[np.int64], taught: NDArray[np.float16]
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]:
    """Return places of texts, an answer for each, and how far it is trusted."""
    with np.errstate(over="ignore"):
        chance = 1.0 / (1.0 + np.exp(-taught.astype(np.float64)))
    places, answers, trust = [], [], []
    for answer, share in ((0, 1.0 - chance), (1, chance)):
        said = np.flatnonzero(labels == answer)
        thought = np.flatnonzero(share >= _LEAST_CHANCE)
        places += [said, thought]
        answers += [np.full(len(said) + len(thought), answer)]
        trust += [np.ones(len(said)), _TEACHER * share[thought]]
    return np.concatenate(places), np.concatenate(answers), np.concatenate(trust)


def counted_features(
    texts: Iterable[str],
) -> tuple[sparse.csr_matrix, NDArray[np.float32]]:
    """Count features in texts; return them with how rare each bucket is."""
    found = [linear_model.features(text) for text in texts]
    matrix = _matrix(found)
    seen = np.bincount(matrix.indices, minlength=linear_model.BUCKETS)
    rarity = np.log((1 + len(found)) / (1 + seen)) + 1.0
    rarity[seen < _LEAST_TEXTS] = 0.0
    # What is stored is a half-precision number, so train on just that.
    return matrix, rarity.astype(np.float16).astype(np.float32)


def _matrix(
    found: Sequence[tuple[NDArray[np.int64], NDArray[np.float32]]],
) -> sparse.csr_matrix:
    ends = np.cumsum([0, *(len(places) for places, _ in found)])
    places = np.concatenate([places for places, _ in found])
    values = np.concatenate([values for _, values in found])
    shape = (len(found), linear_model.BUCKETS)
    # liblinear takes 32-bit indices only.
    return sparse.csr_matrix(
        (values, places.astype(np.int32), ends.astype(np.int32)), shape=shape
    )


def _weighted(
    matrix: sparse.csr_matrix, rarity: NDArray[np.float32]
) -> sparse.csr_matrix:
    weighed = matrix @ sparse.diags(rarity)
    lengths = np.sqrt(np.asarray(weighed.multiply(weighed).sum(axis=1)).ravel())
    return sparse.csr_matrix(sparse.diags(1.0 / np.maximum(lengths, 1e-9)) @ weighed)
