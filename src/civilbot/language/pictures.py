"""See pictures and capitals that only part words: "you X are X a X fool"."""

import re
from collections.abc import Iterator, Mapping

from civilbot.language.worth_hiding import HARSH

_PICTURES = "\u2600-\u27bf\U0001f300-\U0001faff"
_DRESSED = "[\ufe0f\u200d\U0001f3fb-\U0001f3ff]*"
_WORD = rf"(?=[^\W\d_])[^\s{_PICTURES}]{{1,24}}"
#: The same picture after three words in a row, or twice in place of a space.
_BETWEEN = re.compile(
    rf"(?<!\S){_WORD} ?([{_PICTURES}]){_DRESSED} ?"
    rf"(?:{_WORD} ?\1{_DRESSED} ?){{2,400}}"
    rf"|(?<!\S){_WORD}([{_PICTURES}]){_DRESSED}{_WORD}\2{_DRESSED}(?=[^\W\d_])"
)
_HAS_PICTURE = re.compile(rf"[{_PICTURES}]")
_PARTING = re.compile(rf" ?[{_PICTURES}]{_DRESSED} ?")
_PART = re.compile(r"[A-Z](?<=[a-z][A-Z])[a-z]{2,14}(?![a-z])")
#: What stands before it: no address, tag or name such as McDick.
_BEFORE = re.compile(r"(?<!\S)[\"'(]?(?!Mc$)[A-Za-z][A-Za-z']{0,40}$")


def parted_by_pictures(text: str) -> Mapping[int, str]:
    """Return the places of all pictures that only part words, and what to read."""
    return dict(_between(text))


def _between(text: str) -> Iterator[tuple[int, str]]:
    for row in _BETWEEN.finditer(text) if _HAS_PICTURE.search(text) else ():
        for picture in _PARTING.finditer(text, row.start(), row.end()):
            yield picture.start(), " "
            for place in range(picture.start() + 1, picture.end()):
                yield place, ""


def parted_by_capitals(text: str) -> frozenset[int]:
    """Return where harsh words start within others: "youIdiot"."""
    return frozenset(
        part.start()
        for part in _PART.finditer(text)
        if part[0].lower() in HARSH
        and _BEFORE.search(text[max(0, part.start() - 42) : part.start()])
    )
