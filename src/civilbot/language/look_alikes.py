"""Letters of other scripts that can be mistaken for Latin ones.

Which these are, Unicode's technical report 39 says; it comes in a package. What it
leaves out is that some letters look alike only to those who want to be read.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache

from civilbot.language.fold import fold

#: What the report lacks.
_MORE = {
    # Cyrillic
    "\u0431": "b",
    "\u0432": "b",
    "\u0437": "3",
    "\u0438": "u",
    "\u043a": "k",
    "\u043c": "m",
    "\u043d": "h",
    "\u0442": "t",
    "\u0457": "i",
    "\u04bb": "h",
    "\u04cf": "l",
    "\u043f": "n",
    "\u0446": "u",
    "\u0448": "w",
    "\u044f": "r",
    "\u0491": "r",
    # Greek
    "\u03b2": "b",
    "\u03b5": "e",
    "\u03b7": "n",
    "\u03ba": "k",
    "\u03bc": "u",
    "\u03c2": "c",
    "\u03c4": "t",
    "\u03c7": "x",
    "\u03c9": "w",
    "\u1d26": "r",
}
#: What looks otherwise as a capital, of these.
_MORE_CAPITALS = {"\u03b7": "h", "\u03bc": "m", "\u03c5": "y"}
#: Latin letters with strokes and hooks, turned around, or as small capitals.
_NAMED = re.compile(
    r"LATIN (?:SMALL LETTER|LETTER SMALL CAPITAL)"
    r"(?: TURNED| REVERSED| OPEN| SCRIPT| DOTLESS| INSULAR| LONG)? ([A-Z])(?: WITH .*)?"
)
_LATIN_BLOCKS = (
    (0x00DF, 0x02B0),
    (0x1D00, 0x1DC0),
    (0x1E00, 0x1F00),
    (0x2C60, 0x2C80),
    (0xA720, 0xA800),
    (0xAB30, 0xAB70),
)


@cache
def look_alikes() -> tuple[Mapping[int, str], Mapping[int, str]]:
    """Return what folded letters look like: the small ones, and the capitals."""
    by_name, report = dict(_by_name()), list(_by_report())
    small = {fold(letter): plain for letter, plain in report if _is_small(letter)}
    capitals = {
        # The report takes a capital I for an l.
        fold(letter): "i" if plain == "l" else plain
        for letter, plain in report
        if not _is_small(letter)
    }
    return (
        str.maketrans({**by_name, **capitals, **small, **_MORE}),
        str.maketrans({**by_name, **_MORE, **small, **capitals, **_MORE_CAPITALS}),
    )


def _is_small(letter: str) -> bool:
    plain = unicodedata.normalize("NFKD", letter)
    return plain == plain.casefold()


def _by_name() -> Iterator[tuple[str, str]]:
    for first, end in _LATIN_BLOCKS:
        for place in range(first, end):
            named = _NAMED.fullmatch(unicodedata.name(chr(place), ""))
            if named:
                yield chr(place), named[1].lower()


def _by_report() -> Iterator[tuple[str, str]]:
    # Reading the report takes a moment that plain texts need not wait for.
    from confusable_homoglyphs.confusables import confusables_data  # noqa: PLC0415

    for letter, others in confusables_data.items():
        plain = fold(letter) if len(letter) == 1 else ""
        if len(plain) == 1 and plain.isalpha() and not plain.isascii():
            for other in others:
                if other["c"].isascii() and other["c"].isalpha():
                    yield letter, other["c"].lower()
