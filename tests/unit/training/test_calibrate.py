"""Calibration: honest chances, and thresholds that were measured."""

import numpy as np
import pytest
from training import calibrate
from training.labels import HEADS


def _overconfident(size=4000):
    """Logits three times too large for what is true of them."""
    true = np.linspace(-3, 3, size)
    chance = 1 / (1 + np.exp(-true))
    labels = ((np.arange(size) * 0.6180339887) % 1 < chance).astype(np.int64)
    return 3 * true + 1, labels, chance


def test_overconfident_logits_become_honest():
    """Fitting undoes factor and shift, also on the half it was not fitted on."""
    pytest.importorskip("sklearn", reason="models are fitted with scikit-learn")
    logits, labels, _ = _overconfident()
    features = logits[:, None]
    found = calibrate.fit(features, labels, ["linear"])
    assert found.plain()["linear"] == pytest.approx(1 / 3, abs=0.03)
    assert calibrate.calibration_error(found.chances(features), labels) < 0.03
    keys = [str(n) for n in range(len(labels))]
    crossed = calibrate.crossed(features, labels, keys)
    assert calibrate.calibration_error(crossed, labels) < 0.04


def test_what_sets_differ_in_as_a_whole_is_not_laid_to_the_evidence():
    """One set swears much and is ruder on the whole; within one, swearing tells nil."""
    pytest.importorskip("sklearn", reason="models are fitted with scikit-learn")
    dice = np.random.default_rng(0)
    size = 4000
    rude = np.arange(size) % 2 == 0
    told = dice.normal(size=size)
    swears = rude * 3.0 + dice.normal(size=size)
    chance = 1 / (1 + np.exp(-(told + 2.0 * rude - 1.0)))
    labels = (dice.random(size) < chance).astype(np.int64)
    features = np.stack([told, swears], axis=1)
    sets = np.where(rude, "rude", "calm")
    names = ["encoder", "swearing"]
    mixed = calibrate.fit(features, labels, names).plain()
    within = calibrate.fit(features, labels, names, sets)
    assert mixed["swearing"] > 0.4
    assert abs(within.plain()["swearing"]) < 0.1
    assert calibrate.calibration_error(within.chances(features), labels) < 0.03


def test_the_error_of_honest_chances_is_small_and_of_boasts_large():
    """Whoever says 0.95 must be right in 19 of 20."""
    logits, labels, chance = _overconfident()
    assert calibrate.calibration_error(chance, labels) < 0.02
    assert calibrate.calibration_error(1 / (1 + np.exp(-logits)), labels) > 0.1


def test_each_level_reaches_its_precision_at_the_lowest_threshold():
    """More caution flags less; the interval says how sure that is."""
    _, labels, chance = _overconfident()
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
    labels = np.array([0, 0, 1] * 100)
    chance = np.linspace(0.4, 0.6, 300)
    assert set(calibrate.operating_points(chance, labels).values()) == {None}


def test_equal_scores_are_flagged_together():
    """A threshold cannot part them."""
    chance = np.array([0.9] * 40 + [0.1] * 60)
    labels = np.array(([1] * 35 + [0] * 5) + [0] * 60)
    point = calibrate.operating_points(chance, labels)["balanced"]
    assert point is not None
    assert (point.flags, point.recall) == (40, 1.0)


def test_what_answers_early_loses_at_most_one_flag_in_a_hundred():
    """What it calls civil is read no further."""
    logits = np.linspace(-5, 5, 1000)
    lost = sum(calibrate.MOST_LOST.values())
    assert lost <= 0.01
    bound = calibrate.civil_below(logits, np.ones(1000, dtype=bool), lost)
    assert 0 < float((logits < bound).mean()) <= lost
    assert calibrate.civil_below(logits, np.zeros(1000, dtype=bool), lost) < -1e6


def test_a_head_without_enough_examples_stops_the_work():
    """Twenty of each class are the least: a guess must not ship."""
    size, heads = 200, len(HEADS)
    blank = np.zeros((size, heads))
    measured = calibrate.Measured(
        encoder=blank,
        glance=blank,
        linear=blank,
        rules=blank,
        swearing=blank[:, 0],
        labels=np.full((size, heads), -1),
        keys=[str(n) for n in range(size)],
        sets=np.full(size, "cad"),
        people=np.zeros(size, dtype=bool),
    )
    with pytest.raises(ValueError, match="too few dev labels to calibrate violation"):
        calibrate.calibrate(measured)


def test_the_same_lines_are_measured_on_other_texts():
    """What is precise on made-up sentences may be less so on comments."""
    point = calibrate.Point(0.9, 0.5, 0.95, 0.9, 0.98, 0.6, 100)
    chances = np.array([0.9, 0.6, 0.5, 0.4, 0.1])
    labels = np.array([1, 0, 1, 1, 0])
    found = calibrate.at_points({"cautious": point, "eager": None}, chances, labels)
    assert list(found) == ["cautious"]
    assert found["cautious"]["precision"] == pytest.approx(2 / 3)
    assert found["cautious"]["recall"] == pytest.approx(2 / 3)
    assert found["cautious"]["flags"] == 3
