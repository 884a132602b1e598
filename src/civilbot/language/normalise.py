"""Bring a text into one plain spelling, and remember where each letter stood.

The same insult can be typed in capitals, in look-alike letters, in fullwidth,
with accents or with invisible characters between its letters. Detection works
on the plain spelling; moderators are shown the author's own characters.
"""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice, starmap

from civilbot.language import disguise, markup
from civilbot.language.edits import Edit

#: Reddit's own limit for a post; a comment holds at most 10,000.
MAX_CHARACTERS = 40_000


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


def normalise(text: str) -> NormalText:
    """Bring a text (its first `MAX_CHARACTERS`) into plain spelling."""
    plain = _folded(text[:MAX_CHARACTERS])
    for step in markup.STEPS:
        plain = plain.edited(step(plain.text))
    for step in disguise.STEPS:
        plain = plain.edited(step(plain.text))
    return plain


def _folded(text: str) -> NormalText:
    if text.isascii():
        size = len(text)
        return NormalText(text.lower(), range(size), range(1, size + 1))
    pieces = [_fold(character) for character in text]
    starts = [at for at, piece in enumerate(pieces) for _ in piece]
    return NormalText("".join(pieces), starts, [start + 1 for start in starts])


# Signs that people use in place of plain punctuation, and pictures that are
# used as words.
_SIGNS = {
    "\u2018": "'",
    "\u2019": "'",
    "\u02bc": "'",
    "\uff07": "'",
    "\u201c": '"',
    "\u201d": '"',
    "\u201e": '"',
    "\u00ab": '"',
    "\u00bb": '"',
    "\u2010": "-",
    "\u2011": "-",
    "\u2012": "-",
    "\u2013": "-",
    "\u2014": " - ",
    "\u2015": " - ",
    "\u2028": "\n",
    "\u2029": "\n\n",
    "\U0001f921": " clown ",
    "\U0001fab3": " cockroach ",
    "\U0001f400": " rat ",
    "\U0001f412": " monkey ",
    "\U0001f437": " pig ",
    "\U0001f416": " pig ",
    "\U0001f411": " sheep ",
}

# One character can stand for a whole sentence (U+FDFA); none we look for is so long.
_MOST_LETTERS = 4
# Letters that stand in coloured squares or circles have no NFKC form.
_SQUARED_A = (0x1F130, 0x1F150, 0x1F170)


@lru_cache(maxsize=4096)
def _fold(character: str) -> str:
    """Fold one character: plain, lower case, without marks; "" if invisible."""
    if character in _SIGNS:
        return _SIGNS[character]
    if unicodedata.category(character) in {"Cf", "Cc"}:
        return character if character in "\n\t\r" else ""
    for first in _SQUARED_A:
        if first <= ord(character) < first + 26:
            return chr(ord("a") + ord(character) - first)
    plain = unicodedata.normalize("NFKD", character).casefold()
    plain = unicodedata.normalize("NFKD", plain)
    letters = (c for c in plain if unicodedata.category(c) not in {"Mn", "Me"})
    return "".join(islice(letters, _MOST_LETTERS))
