"""The comments that speed is measured with are varied, mostly civil, and repeatable."""

from statistics import median

from civilbot import language
from tests.bench import comments


def test_they_are_the_same_every_time():
    """Else two runs could not be compared."""
    assert comments.made(20) == comments.made(20) != comments.made(20, seed=1)


def test_their_lengths_spread_as_on_reddit():
    """Most are short, some are long."""
    lengths = sorted(len(text.split()) for text in comments.made())

    assert len(lengths) == 500
    assert 28 <= comments.mean_words(comments.made()) <= 42
    assert 10 <= median(lengths) <= 25
    assert lengths[5] < 10
    assert lengths[-5] > 150


def test_few_of_them_attack_anybody():
    """A detector that is sure of civil text is quick where most text is civil."""
    found = [language.read(text) for text in comments.made(200)]

    assert 5 <= sum(bool(reading.findings) for reading in found) <= 60


def test_civil_and_hostile_sentences_are_kept_apart():
    """By what their authors say of them."""
    known = comments.known()

    assert set(known.civil).isdisjoint(known.hostile)
    assert len(known.civil) > 500
    assert len(known.hostile) > 500


def test_there_are_no_real_comments_where_none_are_kept(tmp_path):
    """They never come with the project."""
    assert comments.real(data=tmp_path) == []
