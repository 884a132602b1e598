"""What is learnt from vectors of wanted and other texts."""

import pytest

from civilbot import sentences
from civilbot.briefings.meaning import likeness
from civilbot.sentences.learning import learn

WANTED = (
    "The council votes on the new bridge",
    "Harbour bridge gets its funding",
    "What will the bridge over the port cost?",
)
OTHERS = ("A recipe for lemon cake", "Ferry timetable changes", "Goalkeeper retires")
TEXTS = (*WANTED, *OTHERS)
SIDES = (True, True, True, False, False, False)


@pytest.fixture(scope="module")
def vectors():
    """Read the texts."""
    return [sentences.load().vector(text) for text in TEXTS]


def test_wanted_texts_lean_the_other_way_than_others(vectors):
    """Also one that was not learnt from."""
    found = learn(vectors, SIDES)
    assert found is not None
    assert [found.lean(vector) > 0 for vector in vectors] == list(SIDES)
    read = sentences.load().vector
    assert found.lean(read("Is the harbour bridge worth it?")) > 0
    assert found.lean(read("Apple pie for beginners")) < 0


def test_each_text_is_judged_as_if_it_had_not_been_there(vectors):
    """What is computed at once is what learning anew without it would give.

    Both kinds keep the weights that they had together.
    """
    twice = [*vectors, *vectors]
    found = learn(twice, SIDES * 2)
    assert found is not None
    for at, vector in enumerate(vectors):
        rest = [v for i, v in enumerate(twice) if i != at]
        sides = [s for i, s in enumerate(SIDES * 2) if i != at]
        anew = learn(rest, sides)
        assert anew is not None
        # Not exactly alike: one text less also shifts the balance of the kinds.
        assert found.left_out[at] == pytest.approx(anew.lean(vector), abs=0.05)


def test_no_text_is_its_own_closest(vectors):
    """The closest wanted text is another one."""
    found = learn(vectors, SIDES)
    assert found is not None
    for at, vector in enumerate(vectors):
        others = [likeness(vector, w) for i, w in enumerate(vectors[:3]) if i != at]
        assert found.closest[at] == pytest.approx(max(0.0, *others), abs=1e-6)


def test_a_text_that_stands_alone_has_no_closest(vectors):
    """Zero, not itself."""
    found = learn([vectors[0], vectors[3]], [True, False])
    assert found is not None
    assert found.closest[0] == 0.0


@pytest.mark.parametrize("sides", [(), (True,) * 6, (False,) * 6])
def test_from_one_kind_alone_nothing_is_learnt(vectors, sides):
    """Rather than that everything is wanted, or nothing."""
    assert learn(vectors[: len(sides)], sides) is None
