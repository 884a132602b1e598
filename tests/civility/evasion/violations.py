"""Takes the violations of the civility cases and hides their words in many ways."""

import random
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.civility.evasion.ways import TEXT_WAYS, WORD_WAYS, Places
from tests.civility.suite import Case, Expected, Section

#: Here the words are hidden already.
_HIDDEN_ALREADY = "disguises"
_HIDDEN = Path(__file__).with_name("hidden.txt")
_WORD = re.compile(r"\w+(?:-\w+)*")


@dataclass(frozen=True, slots=True)
class Hidden:
    """A violation, and how it reads with its words hidden in some way."""

    case: Case
    way: str
    text: str


def perturbed(
    suite: Mapping[str, Section], count: int = 1_000, seed: int = 1
) -> list[Hidden]:
    """Give so many hidden violations, the same ones for the same suite and seed."""
    rng = random.Random(seed)
    cases = [
        case
        for name, section in suite.items()
        if name != _HIDDEN_ALREADY
        for pair in section.pairs
        for case in pair.cases
        if case.expect is Expected.FLAG
    ]
    made: dict[tuple[str, str, str], Hidden] = {}
    for hidden in _endless(rng, cases):
        made.setdefault((hidden.text, hidden.case.parent, hidden.case.title), hidden)
        if len(made) == count:
            break
    return list(made.values())


def _endless(rng: random.Random, cases: list[Case]) -> Iterator[Hidden]:
    """Go through all ways in turn, each time with another case."""
    words = words_to_hide()
    with_words = [case for case in cases if places_in(case.text, words)]
    while True:
        for ways, fitting in ((WORD_WAYS, with_words), (TEXT_WAYS, cases)):
            for name, way in ways.items():
                case = rng.choice(fitting)
                text = way(rng, case.text, places_in(case.text, words))
                if text != case.text:
                    yield Hidden(case, name, text)


def words_to_hide() -> frozenset[str]:
    """Read the words that somebody would hide."""
    lines = _HIDDEN.read_text("utf-8").splitlines()
    return frozenset(
        word for line in lines if not line.startswith("#") for word in line.split()
    )


def places_in(text: str, words: frozenset[str]) -> Places:
    """Find the words to hide in a text."""
    return [match.span() for match in _WORD.finditer(text) if match[0].lower() in words]
