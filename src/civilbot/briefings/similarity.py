"""How close a title is to titles and sentences that moderators wrote down.

TF-IDF over the briefing's own examples. Words of one term count as one word, so
"Kremlin" is close to "Putin" where the briefing says so.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from civilbot.briefings.terms import Hit, Vocabulary

_WORD = re.compile(r"[^\W\d_][\w'\u2019-]*")
_COMMON = """
a about after again all also am an and any are as at be been before being but by
can could did do does for from had has have he her here him his how i if in into
is it its just like may me more most much my no not now of off on once one only
or other our out over own said same say says she should so some still such than
that the their them then there these they this those through to too under until
up very via was we were what when where which while who why will with would you
your
"""
_STOP = frozenset(_COMMON.split())

Vector = dict[str, float]


@dataclass(frozen=True, slots=True)
class Nearest:
    """The text most like a title, and how alike they are (0..1)."""

    text: str = ""
    likeness: float = 0.0


class Space:
    """Weighs words by how rare they are among a briefing's own texts."""

    def __init__(self, vocabulary: Vocabulary, texts: Sequence[str]) -> None:
        """Count in how many of `texts` each word stands."""
        self._size = len(texts)
        self._seen = Counter(
            word for text in texts for word in set(_words(text, vocabulary.hits(text)))
        )

    def vector(self, text: str, hits: Iterable[Hit]) -> Vector:
        """Turn a text, with the terms found in it, into word weights of length one."""
        counts = Counter(_words(text, hits))
        weights = {word: n * self._rarity(word) for word, n in counts.items()}
        length = math.sqrt(sum(weight * weight for weight in weights.values()))
        return {word: weight / length for word, weight in weights.items()}

    def _rarity(self, word: str) -> float:
        return math.log((1 + self._size) / (1 + self._seen[word])) + 1


def _words(text: str, hits: Iterable[Hit]) -> list[str]:
    words: list[str] = []
    end = 0
    for hit in hits:
        if hit.start >= end:
            words += _plain(text[end : hit.start])
            words.append(f"<{hit.term}>")
            end = hit.end
    return words + _plain(text[end:])


def _plain(text: str) -> list[str]:
    found = (match[0].casefold() for match in _WORD.finditer(text))
    return [_singular(word) for word in found if len(word) > 2 and word not in _STOP]


def _singular(word: str) -> str:
    bare = word.removesuffix("'s").removesuffix("\u2019s")
    return bare.removesuffix("s") if len(bare) > 4 else bare


class Index:
    """Texts in which the one most like a title is found by the words they share."""

    def __init__(self, texts: Iterable[tuple[str, Vector]]) -> None:
        """Note for each word which texts hold it, and how much it weighs there."""
        self._texts: list[str] = []
        self._holders: dict[str, list[tuple[int, float]]] = {}
        for place, (text, vector) in enumerate(texts):
            self._texts.append(text)
            for word, weight in vector.items():
                self._holders.setdefault(word, []).append((place, weight))

    def nearest(self, vector: Vector, *, but: str = "") -> Nearest:
        """Find which text is most like `vector`, leaving out the very text `but`."""
        sums: dict[int, float] = {}
        for word, weight in vector.items():
            for place, other in self._holders.get(word, ()):
                sums[place] = sums.get(place, 0.0) + weight * other
        best = Nearest()
        for place in sorted(sums):
            if sums[place] > best.likeness and self._texts[place] != but:
                best = Nearest(self._texts[place], sums[place])
        return best
