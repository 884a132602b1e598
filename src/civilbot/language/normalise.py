"""Bring a text into one plain spelling, and remember where each letter stood.

The same insult can be typed in capitals, in look-alike letters, in fullwidth,
with accents or with invisible characters between its letters. Detection works
on the plain spelling; moderators are shown the author's own characters.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import starmap

from civilbot.language import disguise, markup
from civilbot.language.edits import Edit
from civilbot.language.fold import fold
from civilbot.language.pictures import parted_by_capitals, parted_by_pictures

#: Reddit's own limit for a post; a comment holds at most 10,000.
MAX_CHARACTERS = 40_000
_LETTERS = re.compile(r"[^\W\d_]")
#: So many texts are kept for who asks again: scores and rules read the same ones.
_KEPT = 8


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A stretch of the original text that does not speak for its author."""

    start: int
    end: int
    what: str


@dataclass(frozen=True, slots=True)
class NormalText:
    """A text in plain spelling; `starts` and `ends` lead back to the original."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]
    left_out: tuple[LeftOut, ...] = ()

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Say where a non-empty stretch of the plain text stood originally."""
        return self.starts[start], self.ends[end - 1]

    def edited(self, edits: Iterable[Edit]) -> "NormalText":
        """Return the text with edits made; they stand in order, apart."""
        made = list(edits)
        if not made:
            return self
        pieces: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        done = 0
        for edit in made:
            pieces += (self.text[done : edit.start], edit.new)
            starts += self.starts[done : edit.start]
            ends += self.ends[done : edit.start]
            starts += [self.starts[edit.start]] * len(edit.new)
            ends += [self.ends[edit.end - 1]] * len(edit.new)
            done = edit.end
        pieces.append(self.text[done:])
        starts += self.starts[done:]
        ends += self.ends[done:]
        out = starmap(self._left_out, ((edit, edit.what) for edit in made if edit.what))
        return NormalText("".join(pieces), starts, ends, (*self.left_out, *out))

    def _left_out(self, edit: Edit, what: str) -> LeftOut:
        return LeftOut(self.starts[edit.start], self.ends[edit.end - 1], what)


def spoken(text: str) -> str:
    """Return a text in plain spelling, as a model reads it.

    Whoever quotes and says nothing is read by what they quote.
    """
    own = normalise(text).text
    if _LETTERS.search(own):
        return own
    return normalise(markup.unquoted(text)).text


@lru_cache(maxsize=_KEPT)
def normalise(text: str) -> NormalText:
    """Bring a text (its first `MAX_CHARACTERS`) into plain spelling."""
    plain = _folded(text[:MAX_CHARACTERS])
    for step in markup.STEPS:
        plain = plain.edited(step(plain.text))
    for step in disguise.STEPS:
        plain = plain.edited(step(plain.text))
    return plain


def _folded(text: str) -> NormalText:
    parted = parted_by_capitals(text)
    if text.isascii() and not parted:
        size = len(text)
        return NormalText(text.lower(), range(size), range(1, size + 1))
    read = {} if text.isascii() else parted_by_pictures(text)
    pieces = [
        read[at] if at in read else fold(character) for at, character in enumerate(text)
    ]
    for at in parted:
        pieces[at] = f" {pieces[at]}"
    starts = [at for at, piece in enumerate(pieces) for _ in piece]
    return NormalText("".join(pieces), starts, [start + 1 for start in starts])
