"""An article without its file format: a title, and blocks in reading order."""

import re
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto

# Longer addresses than this are no places that a person could check.
_ADDRESS = re.compile(r"https?://[^\s<>\"\u201c\u201d]{1,2000}", re.IGNORECASE)
_AFTER_ADDRESS = ".,;:!?'\u2019*_|\u2026"
_PAIRS = {")": "(", "]": "["}


class Shape(Enum):
    """What a block is in its article."""

    HEADING = auto()
    PARAGRAPH = auto()
    ITEM = auto()


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead to a web address."""

    words: str
    url: str


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, a paragraph or one item of a list: its words on one line."""

    shape: Shape
    text: str
    #: Of a heading: 1 for the largest, 6 for the smallest.
    level: int = 0
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Article:
    """What was read of an article; `published` only where it says so clearly."""

    title: str
    blocks: tuple[Block, ...]
    published: date | None = None


def addresses(text: str) -> tuple[str, ...]:
    """Find the web addresses written out in a text, without the stop after them."""
    return tuple(_trimmed(match[0]) for match in _ADDRESS.finditer(text))


def _trimmed(address: str) -> str:
    """Cut off what belongs to the sentence: a stop, or a bracket that was opened."""
    while address:
        last = address[-1]
        opened = _PAIRS.get(last)
        unpaired = opened and address.count(last) > address.count(opened)
        if last not in _AFTER_ADDRESS and not unpaired:
            break
        address = address[:-1]
    return address
