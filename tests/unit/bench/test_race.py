"""All who race take turns on the same comments, and turns are alike."""

import pytest

pytest.importorskip("onnx", reason="only `make bench` installs onnx")
pytest.importorskip("profanity_check", reason="only `make bench` installs it")

from tests.bench.race import (
    BERT,
    DETECTOR,
    Contender,
    Lap,
    race,
    report,
    turns,
)


def test_turns_hold_every_text_once_and_as_many_long_ones_each():
    """So that one who sits out a turn has neither luck nor bad luck."""
    texts = ["x" * length for length in range(100)]
    dealt = turns(texts, 20)

    assert sorted((t for turn in dealt for t in turn), key=len) == texts
    assert [len(turn) for turn in dealt] == [20] * 5
    means = [sum(map(len, turn)) / 20 for turn in dealt]
    assert max(means) - min(means) < 5


def test_few_texts_make_one_turn():
    """However few."""
    assert turns(["a"], 50) == [["a"]]


def test_everybody_gets_as_many_texts_at_once_as_they_can_take():
    """Each call is timed; the one before a turn is not."""
    calls: list[int] = []
    texts = [f"text {number}" for number in range(20)]
    laps = race(texts, {"one": Contender(lambda given: calls.append(len(given)), 8)})

    assert calls == [1, 8, 8, 4]
    assert laps["one"].texts == 20
    assert len(laps["one"].seconds) == 3


def test_who_is_slow_takes_part_in_some_turns_only():
    """Every so many."""
    texts = [f"text {number}" for number in range(200)]
    laps = race(texts, {"slow": Contender(len, every=2), "quick": Contender(len)})

    assert (laps["slow"].texts, laps["quick"].texts) == (100, 200)


def test_speed_is_told_beside_the_faster_berts(capsys):
    """Whichever way it is faster."""
    laps = {
        DETECTOR: Lap(texts=100, seconds=[0.01] * 100),
        BERT: Lap(texts=10, seconds=[0.2] * 10),
        f"{BERT}, 8 at once": Lap(texts=80, seconds=[0.8] * 10),
    }
    report(laps)
    told = [" ".join(line.split()) for line in capsys.readouterr().out.splitlines()]

    assert told == [
        "detector 100.0 texts/s 10.00 x the faster BERT",
        "BERT-sized encoder 5.0 texts/s 0.50 x the faster BERT",
        "BERT-sized encoder, 8 at once 10.0 texts/s 1.00 x the faster BERT",
        "detector, one comment, p50 10.0 ms 0.05 x the BERT",
        "detector, one comment, p95 10.0 ms 0.05 x the BERT",
    ]
