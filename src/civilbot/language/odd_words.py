"""Look at what is no word: "idio t" is a broken one, "youidiot" two run together."""

import itertools
import re
from collections.abc import Container, Iterable, Iterator, Sequence
from functools import lru_cache

from civilbot.language.common import COMMON
from civilbot.language.cutting import cut
from civilbot.language.edits import Edit
from civilbot.language.vocabulary import word_set
from civilbot.language.worth_hiding import HARSH, KNOWN

_LETTERS = re.compile(r"[a-z]+")
#: What is run together with harsh words.
_MADE_OF = HARSH | word_set(
    """absolute absolutely all and are complete completely dirty for full go just like
    little of such the them these they this those to total utter what were will with
    you your youre yourself"""
)
#: Honest words that look like two of ours.
_HONEST = word_set(
    """therapist therapists psychotherapist psychotherapists physiotherapist
    physiotherapists hypnotherapist hypnotherapists deadbeat deadbeats goofball
    goofballs crapshoot cockburn apathetic"""
)
#: Parts of compounds that are also written apart.
_PARTS = word_set(
    """anti babies bag bags beard beards blow boot bull chair cluster cock con cry cum
    demon dim dip dot douche femi half hat headed heading jack jihad lap licking licker
    lickers loader loaders monger mongers mongering neck neo nig nog nogs nut nuts pak
    piss rag rags scum semite semites sleaze stain stains stick sticks sub thirsty towel
    washed wet whack wing wit wits witted"""
)
#: No piece of a broken word; single letters are initials as often.
_WORDS = COMMON | KNOWN | _PARTS | frozenset("abcdefghijklmnopqrstuvwxyz")
_PIECES = frozenset(
    piece
    for word in HARSH
    for at in range(1, len(word))
    for piece in (word[:at], word[at:])
)
_SHORTEST, _LONGEST = 6, 40
_FOUR = 4
_STARTS = frozenset(word[:_FOUR] for word in HARSH)


def odd_words(text: str) -> Iterator[Edit]:
    """Mend broken words, and part those that were run together."""
    words = _LETTERS.findall(text)
    odd = set(words) - _WORDS
    found = dict(_parts_of(odd))
    if not odd.isdisjoint(_PIECES):
        found.update(_mended(words, odd & _PIECES))
    if found:
        either = "|".join(sorted(found, key=lambda odd: (-len(odd), odd)))
        for match in re.finditer(rf"(?<![\w'-])(?:{either})(?![\w-])", text):
            yield Edit(match.start(), match.end(), found[match[0]])


def _parts_of(odd: Iterable[str]) -> Iterator[tuple[str, str]]:
    for word in odd:
        if _SHORTEST <= len(word) <= _LONGEST and (parted := _parted(word)):
            yield word, parted


def _mended(words: Sequence[str], odd: Container[str]) -> Iterator[tuple[str, str]]:
    for first, second in itertools.pairwise(words):
        if (first in odd or second in odd) and first + second in HARSH:
            yield f"{first} {second}", first + second


@lru_cache(maxsize=16_384)
def _parted(word: str) -> str:
    """Part what is made of several words; "" if it is not."""
    fours = (word[at : at + _FOUR] for at in range(len(word) - _FOUR + 1))
    if word in _HONEST or _STARTS.isdisjoint(fours):
        return ""
    if word[0] == "a" and word[1:] in HARSH:
        return f"a {word[1:]}"
    words = [part for _, part in cut(word, _MADE_OF)]
    return " ".join(words) if not HARSH.isdisjoint(words) else ""
