"""Calibration: honest probabilities, and thresholds that were measured."""

import pytest

np = pytest.importorskip("numpy", reason="calibration computes with numpy")

from training import calibrate  # noqa: E402 - only after numpy is known to be there


def _overconfident(size=4000):
    """Logits three times too large for what is true of them."""
    true = np.linspace(-3, 3, size)
    chance = 1 / (1 + np.exp(-true))
    labels = ((np.arange(size) * 0.6180339887) % 1 < chance).astype(np.int64)
    return 3 * true + 1, labels


def test_overconfident_logits_become_honest():
    """The scaling undoes factor and shift."""
    logits, labels = _overconfident()
    scale = calibrate.platt(logits, labels)
    assert scale.slope == pytest.approx(1 / 3, abs=0.03)
    before = calibrate.Scale(1.0, 0.0).probabilities(logits)
    after = scale.probabilities(logits)
    assert calibrate.calibration_error(before, labels) > 0.1
    assert calibrate.calibration_error(after, labels) < 0.03
    texts = [str(n) for n in range(len(labels))]
    assert calibrate.crossed_error(logits, labels, texts) < 0.04


def test_classes_that_are_far_apart_still_give_a_finite_scale():
    """Newton's method must not run away."""
    logits = np.array([-9.0] * 50 + [9.0] * 50)
    labels = np.array([0] * 50 + [1] * 50)
    scale = calibrate.platt(logits, labels)
    assert 0.0 < scale.slope < 20.0
    assert scale.probabilities(logits)[0] < 0.05


def test_each_level_reaches_its_precision_at_the_lowest_threshold():
    """More caution flags less; the interval says how sure that is."""
    logits, labels = _overconfident()
    chance = calibrate.platt(logits, labels).probabilities(logits)
    points = calibrate.operating_points(chance, labels)
    for level, point in points.items():
        assert point is not None, level
        assert point.precision >= point.asked
        assert point.low < point.precision < point.high
        flagged = labels[chance >= point.threshold]
        assert (len(flagged), float(flagged.mean())) == (point.flags, point.precision)
    thresholds = [point.threshold for point in points.values() if point]
    assert thresholds == sorted(thresholds, reverse=True)


def test_a_precision_out_of_reach_gives_no_threshold():
    """Better no flag than a wrong one."""
    labels = np.array([0, 1] * 100)
    chance = np.linspace(0.4, 0.6, 200)
    assert set(calibrate.operating_points(chance, labels).values()) == {None}


def test_equal_scores_are_flagged_together():
    """A threshold cannot part them."""
    chance = np.array([0.9] * 40 + [0.1] * 60)
    labels = np.array(([1] * 35 + [0] * 5) + [0] * 60)
    point = calibrate.operating_points(chance, labels)["balanced"]
    assert point is not None
    assert (point.flags, point.recall) == (40, 1.0)


def test_heads_without_enough_examples_are_not_calibrated():
    """Twenty of each class are the least."""
    logits = np.tile(np.linspace(-2, 2, 200, dtype=np.float32)[:, None], (1, 8))
    labels = np.full((200, 8), -1)
    labels[:, 0] = (np.arange(200) > 100).astype(int)
    report = calibrate.calibrate(logits, labels, [str(n) for n in range(200)])
    assert isinstance(report["violation"], dict)
    assert report["violation"]["positives"] == 99
    assert report["threat"] is None
    assert calibrate.is_finite(report)
    assert not calibrate.is_finite({"violation": {"slope": float("nan"), "shift": 0.0}})
