"""Other packages are asked for scores as the detector is, each in its own terms."""

import pytest
from training.rivals import Verdicts, _profanity_check, _reads, _vader

from civilbot import language

TEXTS = ("You are a stupid idiot.", "What a lovely morning.")


def test_a_reading_gives_a_score_and_whether_it_flags():
    """At the level that the bot starts with."""
    said = _reads(language.read)(TEXTS)

    assert said.scores[0] > said.scores[1]
    assert said.flags == [True, False]


def test_alt_profanity_check_flags_from_one_half_on():
    """As it does itself."""
    pytest.importorskip("profanity_check", reason="only `make bench` installs it")
    said = _profanity_check()(TEXTS)

    assert said.scores[0] > 0.5 > said.scores[1]
    assert said.flags == [True, False]


def test_vader_scores_bad_feelings():
    """Turned round: a high score is a bad text."""
    pytest.importorskip("vaderSentiment", reason="only `make bench` installs it")
    said = _vader()(TEXTS)

    assert said.scores[0] > 0.5 > said.scores[1]
    assert said.flags == [True, False]


def test_who_has_no_bound_flags_nothing():
    """And is not counted as one who flags nobody."""
    assert Verdicts([0.5]).flags == ()
