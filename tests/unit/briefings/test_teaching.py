"""A briefing's matcher is fitted from the document's own sentences and examples."""

import time

import pytest

from civilbot import library, sentences
from civilbot.briefings import labels, teach, texts
from civilbot.briefings.article import Examples
from civilbot.briefings.fitting import PRIOR, PRIOR_ALONE
from civilbot.briefings.teaching import examples
from tests.unit.briefings.made_up import bridge
from tests.unit.briefings.test_match import SHIPPED

ENCODER = sentences.load()


def with_examples(**examples):
    """Give the bridge's topic other examples."""
    chosen = {kind: tuple(titles) for kind, titles in examples.items()}
    return bridge().topic.model_copy(update={"examples": Examples(**chosen)})


def test_what_is_read_is_what_the_document_says():
    """Sentences and matching titles are wanted, the rest is not."""
    told = dict(zip(texts(bridge().topic), labels(bridge().topic), strict=True))
    assert told == {
        "Whether the council should build the harbour bridge.": True,
        "Council votes on the harbour bridge": True,
        "Ferry timetable for the harbour changes": False,
        "A new bakery opens": False,
    }


def test_without_examples_the_prior_stands():
    """It works from the sentences alone."""
    found = library.taught(with_examples(), ENCODER)
    assert found.learnt is None
    assert found.weights == PRIOR_ALONE
    assert [text for text, _ in found.wanted] == list(bridge().topic.sentences)


def test_one_kind_of_example_does_not_move_the_weights():
    """Else everything would be of that kind."""
    near = library.taught(with_examples(near=["Ferry timetable changes"]), ENCODER)
    assert near.weights == PRIOR
    match = library.taught(with_examples(match=["Bridge vote", "Toll plans"]), ENCODER)
    assert match.weights == PRIOR_ALONE


def test_both_kinds_of_example_move_them():
    """As far as they agree."""
    found = library.taught(bridge().topic, ENCODER)
    assert found.weights not in (PRIOR, PRIOR_ALONE)


def test_an_example_does_not_vouch_for_itself():
    """It is judged as if it were not among the examples."""
    title = "Council votes on the harbour bridge"
    other = "Zebra crossing painted in Mill Lane"
    topic = with_examples(match=[title, other], near=["Ferry timetable changes"])
    found = library.taught(topic, ENCODER)
    assert found.learnt is not None
    rows, wanted = examples(found.subject, found.learnt)
    assert wanted == [True, True, False]
    for row in rows:
        assert row[0] < 0.95
        assert row[1] < 0.95
    assert rows[1][0] < 0.5


def test_the_same_document_is_always_fitted_alike():
    """Decisions are replayed."""
    one, other = (library.taught(SHIPPED.topic, ENCODER) for _ in range(2))
    assert (one.weights, one.learnt) == (other.weights, other.learnt)


def test_a_vector_for_each_text_is_needed():
    """A text without one would be someone else's."""
    vectors = [ENCODER.vector(text) for text in texts(bridge().topic)]
    with pytest.raises(ValueError, match="shorter"):
        teach(bridge().topic, vectors[:-1])


def test_the_shipped_briefing_is_fitted_in_well_under_a_second():
    """Measured in this process's own time; it takes some 20 ms."""
    vectors = [ENCODER.vector(text) for text in texts(SHIPPED.topic)]
    began = time.process_time()
    teach(SHIPPED.topic, vectors, ENCODER.learn(vectors, labels(SHIPPED.topic)))
    assert time.process_time() - began < 0.5
