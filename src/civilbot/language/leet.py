"""See through digits and signs for letters: "m0r0n", "$tupid", "f*ck"."""

import re
from collections.abc import Iterable, Iterator

from civilbot.language.edits import Edit
from civilbot.language.vocabulary import word_set
from civilbot.language.worth_hiding import KNOWN

#: Every sign becomes the letter that it is drawn for. "1" is drawn for i and for l,
#: so an l becomes an i as well.
_SHAPES = str.maketrans(
    "l1!|\u00a303\u20ac\u212e4@5$7+89\u00a2\u00a56",
    "iiiii" + "o" + "eee" + "aasstt" + "bgcyg",
)
_SIGNS = "0-9@$|+\u00a3\u20ac\u212e\u00a2\u00a5"
_WORD = re.compile(
    rf"(?<![\w@$|.,])!?[a-z{_SIGNS}](?:[a-z{_SIGNS}]|!(?=\w)){{2,24}}(?!\w)"
)
_MIXED = re.compile(
    rf"[{_SIGNS}](?:(?<=[a-z].)|(?=[a-z]))|!(?:(?<=[a-z].)(?=\w)|(?=[a-z]))"
)
#: Shorter ones are as often codes: "b2b", "a55".
_SHORTEST = 4
#: Signs that codes do not have.
_NO_CODE = frozenset("!@$")

_MASKS = "*#%@$_\u2022"
_MASKED = re.compile(
    rf"(?<![\w*#%-])[a-z]{{1,9}}(?:[{_MASKS}\-]{{1,8}}[a-z]{{0,9}}){{1,3}}(?![\w*#%])"
)
_HAS_MASK = re.compile(rf"[{_MASKS}](?<=[a-z].)")
#: What is masked most often: these are thought of first, even if little is left.
_MASKED_OFTEN = word_set(
    """fuck fucks fucker fucking fucked shit shitty bitch bitches cunt cunts nigger
    niggers nigga faggot faggots fag retard retards retarded asshole assholes ass whore
    slut dick bastard motherfucker bullshit idiot moron tranny kike spic stupid dumbass
    twat prick kill die hang pussy dickhead bollocks goddamn"""
)


def _by(words: Iterable[str]) -> dict[tuple[str, int], list[str]]:
    found: dict[tuple[str, int], list[str]] = {}
    for word in sorted(words):
        found.setdefault((word[0], len(word)), []).append(word)
    return found


def _by_shape() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for word in sorted(KNOWN):
        if len(word) >= _SHORTEST or word == "die":
            found.setdefault(word.translate(_SHAPES), []).append(word)
    return found


_OFTEN = _by(_MASKED_OFTEN)
_SOMETIMES = _by(word for word in KNOWN - _MASKED_OFTEN if len(word) >= _SHORTEST)
_OF_SHAPE = _by_shape()


def masked(text: str) -> Iterator[Edit]:
    """Read "f*ck" and "sh#t"."""
    if not _HAS_MASK.search(text):
        return
    for match in _MASKED.finditer(text):
        found = _unmask(match[0])
        if found:
            yield Edit(match.start(), match.end(), found)


def _unmask(hidden: str) -> str:
    if "-" in hidden.strip("-") and "*" not in hidden:
        return ""
    place = (hidden[0], len(hidden))
    likely = _OFTEN.get(place, ())
    letters = sum(sign.isalpha() for sign in hidden)
    sure = hidden[-1].isalpha() and 2 * letters > len(hidden)
    others = _SOMETIMES.get(place, ()) if sure else ()
    return next((word for word in (*likely, *others) if _fits(hidden, word)), "")


def _fits(hidden: str, word: str) -> bool:
    return all(
        sign == letter or not sign.isalpha()
        for sign, letter in zip(hidden, word, strict=True)
    )


def leet(text: str) -> Iterator[Edit]:
    """Read digits and signs as letters, where that gives a word we know."""
    if not _MIXED.search(text):
        return
    for match in _WORD.finditer(text):
        if not _MIXED.search(match[0]):
            continue
        for skipped in (0, 1) if match[0][0] == "!" else (0,):
            found = _unleet(match[0][skipped:])
            if found:
                yield Edit(match.start() + skipped, match.end(), found)
                break


def _unleet(written: str) -> str:
    letters = sum(sign.isalpha() for sign in written)
    if letters == len(written):
        return ""
    is_code = _NO_CODE.isdisjoint(written) or not written[0].isalpha()
    if len(written) == _SHORTEST and letters < 2 and is_code:
        return ""
    words = _OF_SHAPE.get(written.translate(_SHAPES), ())
    return next((word for word in words if _fits(written, word)), "")
