"""How well shown words agree with marked ones."""

import pytest
from training.spans import f1


@pytest.mark.parametrize(
    ("found", "wanted", "score"),
    [
        ({1, 2, 3}, {1, 2, 3}, 1.0),
        ({1, 2}, {2, 3}, 0.5),
        ({1}, {2}, 0.0),
        (set(), {2}, 0.0),
        (set(), set(), 1.0),
    ],
)
def test_agreement_is_counted_in_characters(found, wanted, score):
    """Half of each: one half."""
    assert f1(frozenset(found), frozenset(wanted)) == pytest.approx(score)
