"""Small work on words: sentences, bylines, names for ids, Markdown that stays text."""

import re
import unicodedata
from collections.abc import Iterable

from civilbot.briefings.sections import CITATION

_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|St|Gen|Sen|Rep|Gov|Lt|Col|No|vs|etc|approx|Inc|Ltd|Co"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|e\.g|i\.e|cf)|\b[A-Za-z])\.$"
)
_STOP = re.compile(
    r"(?<=[.!?\u2026])[\"'\u201d\u2019)\]]*\s+(?=[\"'\u201c\u2018(\[]*[^\Wa-z_])"
)
_MARK = re.sub(r"[?]P<[a-z]+>", "?:", CITATION.pattern)
_SPECIAL = re.compile(rf"(?P<mark>{_MARK})|[\\`*_\[\]<>~^|]")
_WORD = re.compile(r"[a-z0-9]+")

#: Words that say nothing about a subject.
_SMALL_WORDS = (
    "a about after again against all also amid an and any are as at back be been"
    " before being between both bring but by can could did do does down during each"
    " even every few for from get gets got had has have he her here hers him his how i"
    " if in into is it its just less let make makes many may me might more most much"
    " must my need never new no nor not now of off on once one only or other our out"
    " over own per rather s same shall she should since so some still such t than that"
    " the their them then there these they this those through to too two under until"
    " up upon us very was we were what when where whether which while who whom whose"
    " why will with within without would yet you your"
)
SMALL_WORDS = frozenset(_SMALL_WORDS.split())


def one_line(text: str) -> str:
    """Put a text on one line, without characters that cannot be seen."""
    kept = (
        " " if char.isspace() else char
        for char in text
        if char.isspace() or unicodedata.category(char) not in ("Cc", "Cf", "Cs", "Co")
    )
    return " ".join("".join(kept).split())


def sentences(text: str) -> list[str]:
    """Part a paragraph into its sentences."""
    found: list[str] = []
    start = 0
    for stop in _STOP.finditer(text):
        if not _ABBREVIATION.search(text[start : stop.start()]):
            found.append(text[start : stop.end()].strip())
            start = stop.end()
    return [*found, text[start:].strip()] if text[start:].strip() else found


def opening(texts: Iterable[str], limit: int) -> str:
    """Give the first whole sentences of some paragraphs, in at most `limit` characters.

    The first one is given in any case.
    """
    taken: list[str] = []
    room = limit
    for sentence in (sentence for text in texts for sentence in sentences(text)):
        room -= len(sentence) + 1
        if taken and room < 0:
            break
        taken.append(sentence)
    return " ".join(taken)


def slug(text: str, words: int, limit: int = 40) -> str:
    """Write a text's first telling words as an id; "" where it has no Latin letter."""
    bare = unicodedata.normalize(
        "NFKD", re.sub(r"['\u2019](?=\w)|(?<=\w)\.(?=\w)", "", text)
    )
    known = _WORD.findall(bare.encode("ascii", "ignore").decode().casefold())
    telling = [word for word in known if word not in SMALL_WORDS] or known
    joined = "-".join(telling[:words])
    return joined if len(joined) <= limit else joined[:limit].rpartition("-")[0]


def literally(text: str) -> str:
    """Write words so that Markdown does not take them for anything else.

    Source marks, `[2]` or `[^report]`, stay marks.
    """
    escaped = _SPECIAL.sub(lambda found: found["mark"] or f"\\{found[0]}", text)
    return escaped.lstrip("-+#= ")
