"""The linear model reads texts with numpy alone, in a small file."""

import numpy as np
import pytest

from civilbot.classifier import linear as linear_model


def _model(texts=("you fool", "a calm day")):
    """A model that was told what is bad by hand."""
    weights = np.zeros((linear_model.BUCKETS, 2), dtype=np.float32)
    rarity = np.ones(linear_model.BUCKETS, dtype=np.float32)
    for sign, text in zip((1.0, -1.0), texts, strict=True):
        places, values = linear_model.weighted(linear_model.features(text), rarity)
        weights[places, 0] += sign * values
    bias = np.array([0.0, -4.0], dtype=np.float32)
    return linear_model.compress(("violation", "threat"), weights, bias, rarity)


def test_a_text_scores_by_its_words():
    """What was taught as bad scores above what was taught as fine."""
    scores = _model().scores(["you fool", "a calm day", "you old fool"])
    assert scores[0, 0] > 0.6
    assert scores[1, 0] < 0.4
    assert scores[1, 0] < scores[2, 0] < scores[0, 0]
    assert scores[:, 1] == pytest.approx([0.018] * 3, abs=0.001)


def test_small_integers_lose_next_to_nothing():
    """A weight is off by half a step of 127 at most."""
    rarity = np.ones(linear_model.BUCKETS, dtype=np.float32)
    weights = np.linspace(-3, 3, linear_model.BUCKETS, dtype=np.float32)[:, None]
    bias = np.zeros(1, dtype=np.float32)
    model = linear_model.compress(("violation",), weights, bias, rarity)
    restored = model.weights * model.scales
    assert float(np.abs(restored - weights).max()) <= 3 / 127 / 2 + 1e-6


def test_a_saved_model_scores_alike(tmp_path):
    """And fits into what may be shipped."""
    path = tmp_path / "linear.npz"
    linear_model.save(_model(), path)
    loaded = linear_model.load(path)
    texts = ["you fool", "", "\ud800 odd", "f\u00fcr alle"]
    assert loaded.heads == ("violation", "threat")
    assert loaded.scores(texts) == pytest.approx(_model().scores(texts))
    assert path.stat().st_size < 2 * 1024 * 1024


def test_every_text_has_features_within_bounds():
    """Empty, short and endless texts alike."""
    for text in ("", "a", "ab cd", "x" * 100_000, "\U0001f600" * 9):
        places, values = linear_model.features(text)
        assert len(places) == len(values)
        assert all(0 <= place < linear_model.BUCKETS for place in places.tolist())


def test_case_does_not_matter_and_word_order_does():
    """Pairs of words are features of their own."""
    first, same = linear_model.features("You FOOL"), linear_model.features("you fool")
    turned = linear_model.features("fool you")
    assert first[0].tolist() == same[0].tolist()
    assert first[0].tolist() != turned[0].tolist()
