"""Fold one character: plain, lower case, without marks, gone if nobody sees it."""

import unicodedata
from functools import lru_cache
from itertools import islice

# Signs that people use in place of plain punctuation, and pictures that are
# used as words.
_SIGNS = {
    "\u2018": "'",
    "\u2019": "'",
    "\u02bc": "'",
    "\uff07": "'",
    "\u00b4": "'",
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
    # A c, but folding would make an s of it.
    "\u03f2": "c",
    "\u03f9": "c",
    # Letters and signs that are drawn as nothing at all.
    "\u115f": "",
    "\u1160": "",
    "\u3164": "",
    "\uffa0": "",
    "\u2800": "",
}

# One character can stand for a whole sentence (U+FDFA); none we look for is so long.
_MOST_LETTERS = 4
# Letters that stand in coloured squares or circles have no NFKC form.
_SQUARED_A = (0x1F130, 0x1F150, 0x1F170)


@lru_cache(maxsize=4096)
def fold(character: str) -> str:
    """Fold one character; "" if it is invisible."""
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
