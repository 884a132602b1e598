"""Gates and tails only save time: they let through what a phrase could match."""

import pytest

from civilbot.language.wording import WHO, gate, phrase
from civilbot.model import Category

KIND = Category.THREAT


@pytest.mark.parametrize(
    ("text", "opens"),
    [
        ("they kill", True),
        ("killing", True),
        ("a kilt", False),
        ("skill", False),
        ("get lost now", True),
        ("get it", False),
        ("they're here", True),
        ("usurp", False),
        ("us", True),
        ("s", True),
        ("\U0001f595", True),
    ],
)
def test_a_gate_opens_at_any_of_its_words(text, opens):
    """Whole words, in whatever order they are listed, brackets and all."""
    found = gate(r"kill\w*|get (?:lost|bent)|'re|u?s", also="\U0001f595")
    assert bool(found.search(text)) is opens


def test_a_phrase_is_found_where_its_pattern_is():
    """Looking for its tail first changes nothing."""
    one = phrase(KIND, 0.9, rf"\b{WHO} (?:should|must) (?:hang|burn)\b")
    said = "i think that all of them should hang and they must burn"
    whole = [match.span() for match in one.pattern.finditer(said)]
    assert [match.span() for match in one.places(said)] == whole
    assert len(whole) == 2
    assert list(one.places("should hang")) == []
    assert list(one.places("they must go")) == []


def test_a_phrase_without_somebody_before_it_has_no_tail():
    """It is looked for as it is."""
    one = phrase(KIND, 0.9, r"\bgo hang\b")
    assert one.tail is None
    assert [match[0] for match in one.places("now go hang")] == ["go hang"]
