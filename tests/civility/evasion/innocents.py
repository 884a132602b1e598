"""Makes a thousand harmless texts that a hasty detector would flag."""

import random
import uuid
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from tests.civility.evasion.ways import WORD_WAYS

_LISTS = Path(__file__).with_name("innocents")
_OF_WORDS = (
    "The word of the day is {}.",
    "You spelt {} right, well done.",
    "What does {} mean to you?",
    "I read a page on {} and liked it.",
    "You should write about {} next.",
    "We talked of {} in class today.",
    "The answer to your crossword is {}, I think.",
    "There is a song called {}, do you know it?",
    "You mentioned {} before, thank you.",
    "In this {} you will find what you need.",
)
_OF_NAMES = (
    "{} would have been a hundred today.",
    "You look a bit like {}.",
    "I met {} at a book fair.",
    "Have you read anything on {}?",
    "{} signed your copy, lucky you.",
)
_OF_PLACES = (
    "We spent a week in {} in June.",
    "You can get a train from {} at noon.",
    "Is {} far from you?",
    "My aunt was born in {}.",
    "The road to {} is closed, you must turn back.",
)
_CONSONANTS, _VOWELS = "BCDFGHJKLMNPQRSTVWXYZ", "AEIOU"


@dataclass(frozen=True, slots=True)
class Innocent:
    """A harmless text, and what makes it look otherwise."""

    kind: str
    text: str


def innocents(count: int = 1_000, seed: int = 1) -> list[Innocent]:
    """Give so many harmless texts, the same ones for the same seed."""
    rng = random.Random(seed)
    made = {one.text: one for one in _written()}
    for one in _made(rng):
        if len(made) == count:
            break
        made.setdefault(one.text, one)
    return list(made.values())


def _written() -> Iterator[Innocent]:
    """Give all texts that stand in the lists as they are."""
    languages = yaml.safe_load((_LISTS / "foreign.yaml").read_text("utf-8"))
    for language, sentences in languages.items():
        for sentence in sentences:
            yield Innocent(f"in {language}", sentence)
    for kind in ("sentences", "odd", "urls"):
        for line in _lines(kind):
            yield Innocent(kind, line)


def _made(rng: random.Random) -> Iterator[Innocent]:
    """Go on making texts around words, names, places and numbers."""
    words = [word for line in _lines("words") for word in line.split()]
    names, places = _lines("names"), _lines("places")
    ways = list(WORD_WAYS.values())
    while True:
        word, way = rng.choice(words), rng.choice(ways)
        said = rng.choice(_OF_WORDS)
        at = said.index("{}")
        hidden = way(rng, said.format(word), [(at, at + len(word))])
        yield Innocent("words", rng.choice(_OF_WORDS).format(rng.choice(words)))
        yield Innocent("words in disguise", hidden)
        yield Innocent("names", rng.choice(_OF_NAMES).format(rng.choice(names)))
        yield Innocent("places", rng.choice(_OF_PLACES).format(rng.choice(places)))
        kind, number = rng.choice(list(_NUMBERS.items()))
        yield Innocent(kind, f"You need {number(rng)} for that.")


def _lines(name: str) -> list[str]:
    lines = (_LISTS / f"{name}.txt").read_text("utf-8").splitlines()
    return [line for line in lines if not line.startswith("# ")]


def _years(rng: random.Random) -> str:
    years = rng.sample((1066, 1348, 1453, 1488, 1514, 1789, 1848, 1914, 1933, 1988), 4)
    return "the volumes of " + ", ".join(map(str, sorted(years)))


def _hash(rng: random.Random) -> str:
    return f"commit {rng.getrandbits(160):040x}"


def _uuid(rng: random.Random) -> str:
    return f"the key {uuid.UUID(int=rng.getrandbits(128))}"


def _code(rng: random.Random) -> str:
    """Make a product code; some of them read as words, as they do on shelves."""
    signs = (rng.choice(s) for s in (_CONSONANTS, "0143", _CONSONANTS, "0137", "0158"))
    return f"part {''.join(signs)}-{rng.randint(10, 99)}"


def _plate(rng: random.Random) -> str:
    letters = "".join(rng.choice(s) for s in (_CONSONANTS, _VOWELS, _CONSONANTS))
    return f"the plate {letters} {rng.randint(100, 999)}"


def _base64(rng: random.Random) -> str:
    signs = (
        _CONSONANTS + _VOWELS + _CONSONANTS.lower() + _VOWELS.lower() + "0123456789+/"
    )
    return f"the token {''.join(rng.choices(signs, k=28))}"


def _score(rng: random.Random) -> str:
    return f"a {rng.randint(0, 99)}:{rng.randint(0, 99)} or {rng.randint(1, 88)}/88"


_NUMBERS: Mapping[str, Callable[[random.Random], str]] = {
    "years": _years,
    "hashes": _hash,
    "keys": _uuid,
    "codes": _code,
    "plates": _plate,
    "tokens": _base64,
    "scores": _score,
}
