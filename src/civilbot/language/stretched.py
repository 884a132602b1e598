"""Take back the letters of stretched words: "idiooot", "fffuuuccckkk"."""

import itertools
import re
from collections.abc import Iterator

from civilbot.language.edits import Edit
from civilbot.language.worth_hiding import KNOWN

_RUN = re.compile(r"([a-z])\1{2,}")
_TAIL = re.compile(r"[a-z']{0,60}")
#: So many runs are tried both with one letter and with two.
_MOST_RUNS = 10


def stretched(text: str) -> Iterator[Edit]:
    """Read "idiooot" and "stuuupid"; any other stretched word keeps two letters."""
    done = 0
    for match in _RUN.finditer(text):
        if match.start() < done:
            continue
        start = match.start()
        while (
            start > done and match.start() - start < 40 and _is_letter(text[start - 1])
        ):
            start -= 1
        tail = _TAIL.match(text, match.end())
        end = tail.end() if tail else match.end()
        yield Edit(start, end, _unstretched(text[start:end]))
        done = end


def _is_letter(character: str) -> bool:
    return "a" <= character <= "z"


def _unstretched(word: str) -> str:
    doubled = _RUN.sub(r"\1\1", word)
    if doubled in KNOWN:
        return doubled
    single = _RUN.sub(r"\1", word)
    if single in KNOWN:
        return single
    return next((found for found in _mixed(word) if found in KNOWN), doubled)


def _mixed(word: str) -> Iterator[str]:
    """Give the spellings in which some runs are one letter and some are two."""
    pieces = _RUN.split(word)
    runs = pieces[1::2]
    if not 2 <= len(runs) <= _MOST_RUNS:
        return
    for counts in itertools.product((1, 2), repeat=len(runs)):
        pieces[1::2] = [run * count for run, count in zip(runs, counts, strict=True)]
        yield "".join(pieces)
