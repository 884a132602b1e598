"""See through disguised words: look-alike letters, digits, gaps and stretching.

A disguise is only believed where the word behind it is one we know. So "3am",
"b2b", "1488" and Russian words stay what they are.
"""

import re
from collections.abc import Callable, Iterator

from civilbot.language import apart, leet
from civilbot.language.edits import Edit
from civilbot.language.look_alikes import look_alikes
from civilbot.language.markup import SIGNS
from civilbot.language.odd_words import odd_words
from civilbot.language.stretched import stretched
from civilbot.language.worth_hiding import KNOWN

_FOREIGN_WORD = re.compile(r"[^\W\d_]*[^\W\d_\x00-\x7f][^\W\d_]*")
_LATIN = re.compile(r"[a-z]")
#: The letters that flags are made of.
_FLAGS = re.compile(r"[\U0001f1e6-\U0001f1ff](?: ?[\U0001f1e6-\U0001f1ff]){2,40}")
_FIRST_FLAG = 0x1F1E6


def _look_alikes(text: str) -> Iterator[Edit]:
    """Read Cyrillic, Greek and other look-alike letters as Latin ones."""
    if text.isascii():
        return
    for match in _FOREIGN_WORD.finditer(text):
        read = _read(match[0])
        if read:
            yield Edit(match.start(), match.end(), read)


def _read(word: str) -> str:
    """Read a word as Latin letters; "" if it is a word of another script."""
    readings = [word.translate(table) for table in look_alikes()]
    known = next((read for read in readings if read in KNOWN), "")
    if known or not _LATIN.search(word) or not readings[0].isascii():
        return known
    return readings[0]


def _flags(text: str) -> Iterator[Edit]:
    """Read words that are spelt in the letters of flags."""
    if text.isascii():
        return
    for match in _FLAGS.finditer(text):
        letters = match[0].replace(" ", "")
        word = "".join(chr(ord(c) - _FIRST_FLAG + ord("a")) for c in letters)
        if word in KNOWN:
            yield Edit(match.start(), match.end(), word)


#: In this order: each sees what the one before made plain.
STEPS: tuple[Callable[[str], Iterator[Edit]], ...] = (
    _look_alikes,
    _flags,
    leet.masked,
    leet.leet,
    apart.spaced,
    apart.split,
    apart.surrounded,
    apart.trailing,
    SIGNS,
    stretched,
    odd_words,
)
