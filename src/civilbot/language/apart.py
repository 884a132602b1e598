"""Put together what signs took apart, and take the signs off around harsh words.

"i.d.i.o.t", "k y s", "mo.ron", "you_idiot", "(idiot)".
"""

import itertools
import re
from collections.abc import Iterator

from civilbot.language.common import COMMON
from civilbot.language.cutting import cut
from civilbot.language.edits import Edit
from civilbot.language.lexicon import SINGLE_WORDS
from civilbot.language.vocabulary import word_set
from civilbot.language.worth_hiding import HARSH, KNOWN

#: Words long enough to be found inside a row of spaced letters.
_LONG = tuple(sorted((w for w in SINGLE_WORDS if len(w) >= 5), key=len, reverse=True))

#: What a sentence typed letter by letter can be made of.
_SPELT = KNOWN | word_set(
    """i a u r to of in is it will find hope hate fuck off was were my me we they them
    he she his her that this not no do dont im ur or for on with if but who what how one
    us should could would want need know see from at by as"""
)

_ROW = re.compile(
    r"(?<![\w'])[a-z]([ .\-_*/|,~\u00b7]{1,2})[a-z](?:\1[a-z]){1,60}(?![\w'])"
)
#: After an apostrophe these are short forms, and what stands before is a word.
_SHORT_FORM = r"(?:s|t|d|m|n|re|ve|ll|em|all|am|er|know)(?![a-z])"
_SIGN = rf"(?:[.\-_*/|~\u00b7]{{1,3}}|'(?!{_SHORT_FORM}))(?=[a-z])"
_SIGNS = re.compile(_SIGN)
_PIECES = re.compile(rf"(?<![a-z0-9'])[a-z]{{1,14}}(?:{_SIGN}[a-z]{{1,14}}){{1,8}}")
#: What must be there for the longer searches to find anything.
_HAS_ROW = re.compile(
    r"[ .\-_*/|,~\u00b7](?<=[^a-z0-9'][a-z].)[ .\-_*/|,~\u00b7]?[a-z](?![a-z])"
)
_HAS_PIECES = re.compile(
    rf"[.\-_*/|~\u00b7'](?<=[a-z].)(?!(?<='){_SHORT_FORM})(?=[.\-_*/|~\u00b7]{{0,2}}[a-z])"
)
_LETTERS = re.compile(r"[a-z]+")
_AROUND = re.compile(r"[(/~-](?<![\w()\]./~-].)([a-z]{3,14})[)/~-](?![\w()\[])")
_DOTS_AROUND = re.compile(r"(?<![\w().])\.{2,3}([a-z]{3,14})\.{2,3}(?![\w.])")
#: What is said of somebody right before the harsh word.
_LEADS = word_set(
    """a an the you your youre are is be of and all to too so such this these those
    that fucking my in them just not like little get gets"""
)
#: Hyphens join honest words unless these come first; stars never join words.
_LEADS_BY_SIGN = {
    "-": word_set("you your youre are is be fucking"),
    "*": _LEADS | COMMON,
    "'": frozenset[str](),
}


def spaced(text: str) -> Iterator[Edit]:
    """Read "i.d.i.o.t", "k y s", and whole sentences typed letter by letter."""
    for match in _ROW.finditer(text) if _HAS_ROW.search(text) else ():
        step = 1 + len(match[1])
        letters = match[0][::step]
        if letters in KNOWN:
            yield Edit(match.start(), match.end(), letters)
            continue
        blank = match[1].isspace()
        for at, word in _words_in(letters) if blank else _longest_in(letters):
            start = match.start() + step * at
            yield Edit(start, start + step * (len(word) - 1) + 1, word)


def _words_in(letters: str) -> list[tuple[int, str]]:
    """Cut a row of letters into words we know; only the longest if that fails."""
    found = cut(letters, _SPELT) or _longest_in(letters)
    return [(at, word) for at, word in found if len(word) > 1]


def _longest_in(letters: str) -> list[tuple[int, str]]:
    for word in _LONG:
        at = letters.find(word)
        if at >= 0:
            return [(at, word)]
    return []


def split(text: str) -> Iterator[Edit]:
    """Read "mo.ron" and "re-tard", and take "you_idiot" apart."""
    for match in _PIECES.finditer(text) if _HAS_PIECES.search(text) else ():
        pieces = _LETTERS.findall(match[0])
        joined = "".join(pieces)
        if _is_one(joined, pieces):
            yield Edit(match.start(), match.end(), joined)
        elif not HARSH.isdisjoint(pieces):
            yield from _loosened(match, pieces)


def _is_one(joined: str, pieces: list[str]) -> bool:
    if len(joined) > 4 and joined in SINGLE_WORDS:
        return True
    return joined in HARSH and not COMMON.issuperset(pieces)


def _loosened(match: re.Match[str], pieces: list[str]) -> Iterator[Edit]:
    """Put spaces for the signs around harsh words that follow words like "you"."""
    loose = False
    signs = list(_SIGNS.finditer(match[0]))
    for sign, (before, after) in zip(signs, itertools.pairwise(pieces), strict=True):
        leads = _LEADS_BY_SIGN.get(sign[0], _LEADS)
        follows = after in HARSH and before in leads
        loose = follows or (loose and before in HARSH)
        if loose:
            yield Edit(match.start() + sign.start(), match.start() + sign.end(), " ")


def surrounded(text: str) -> Iterator[Edit]:
    """Take the signs off "(moron)" and "-moron-"."""
    for match in _AROUND.finditer(text):
        if match[1] in HARSH:
            yield Edit(match.start(), match.end(), match[1])


def trailing(text: str) -> Iterator[Edit]:
    """Take the dots off "...moron..."."""
    for match in _DOTS_AROUND.finditer(text) if ".." in text else ():
        if match[1] in HARSH:
            yield Edit(match.start(), match.end(), match[1])
