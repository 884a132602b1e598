"""Regular expressions as a tree: what they are made of, and how they begin and end."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from enum import Flag, auto
from typing import TypeAlias


class Untranslatable(Exception):
    """Something of AutoModerator's that civilbot's rules cannot say; the text says why.

    It never leaves this package.
    """


class Edge(Flag):
    """What a pattern may begin or end with."""

    NOTHING = 0
    #: A letter, a digit or an underscore.
    WORD = auto()
    #: Any other character.
    OTHER = auto()
    #: The beginning or end of the text.
    ANCHOR = auto()


MIXED = Edge.WORD | Edge.OTHER


@dataclass(frozen=True, slots=True)
class Atom:
    """One character, or one of a class, as RE2 writes it."""

    text: str
    edge: Edge
    #: It is the dot.
    any: bool = False
    #: The one character that it fits; "" if there are more.
    char: str = ""


@dataclass(frozen=True, slots=True)
class Boundary:
    r"""The edge of a word, `\b`, or no edge, `\B`."""

    text: str


@dataclass(frozen=True, slots=True)
class Anchor:
    """The beginning or the end of the text."""

    text: str


@dataclass(frozen=True, slots=True)
class Repeat:
    """A part that comes several times."""

    part: "Node"
    text: str
    optional: bool


@dataclass(frozen=True, slots=True)
class Group:
    """A part in brackets."""

    opening: str
    inside: "Choice"


Node: TypeAlias = Atom | Boundary | Anchor | Repeat | Group


@dataclass(frozen=True, slots=True)
class Run:
    """Parts that come one after the other."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """Several ways, of which one fits."""

    ways: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Pattern:
    """A whole regular expression, and the flags that were set in it for all of it."""

    whole: Choice
    flags: frozenset[str] = field(default_factory=frozenset)


def is_word(char: str) -> bool:
    r"""Whether a character belongs to words, as Python's `\w` sees it."""
    return char.isalnum() or char == "_"


def edge_of(chars: Iterable[str]) -> Edge:
    """Return what a pattern begins with that begins with one of these characters."""
    found = Edge.NOTHING
    for char in chars:
        found |= Edge.WORD if is_word(char) else Edge.OTHER
    return found


def begins(choice: Choice) -> Edge:
    """Return what a pattern may begin with."""
    return _of_choice(choice, lambda parts: parts)


def ends(choice: Choice) -> Edge:
    """Return what a pattern may end with."""
    return _of_choice(choice, lambda parts: parts[::-1])


Order: TypeAlias = Callable[[Sequence[Node]], Sequence[Node]]


def _of_choice(choice: Choice, order: Order) -> Edge:
    found = Edge.NOTHING
    for way in choice.ways:
        found |= _of_sequence(way, order)
    return found


def _of_sequence(sequence: Run, order: Order) -> Edge:
    found = Edge.NOTHING
    for part in order(sequence.parts):
        found |= _of_node(part, order)
        if not may_be_empty(part):
            return found
    return found


def _of_node(node: Node, order: Order) -> Edge:
    match node:
        case Atom(edge=edge):
            return edge
        case Anchor():
            return Edge.ANCHOR
        case Boundary():
            return Edge.NOTHING
        case Repeat(part=part):
            return _of_node(part, order)
        case Group(inside=inside):
            return _of_choice(inside, order)


def may_be_empty(node: Node | Choice) -> bool:
    """Whether a part fits no character at all, as far as the next part goes."""
    match node:
        case Choice(ways=ways):
            return any(all(map(may_be_empty, way.parts)) for way in ways)
        case Repeat(part=part, optional=optional):
            return optional or may_be_empty(part)
        case Group(inside=inside):
            return may_be_empty(inside)
        case Boundary():
            return True
        case Atom() | Anchor():
            return False


def nodes(choice: Choice) -> Iterable[Node]:
    """Give every part of a pattern, those within others as well."""
    for way in choice.ways:
        for part in way.parts:
            inner = part
            yield inner
            while isinstance(inner, Repeat):
                inner = inner.part
                yield inner
            if isinstance(inner, Group):
                yield from nodes(inner.inside)


def spelt_out(choice: Choice, most: int) -> tuple[str, ...]:
    """Return all texts that a pattern fits; nothing if they are many, or endless."""
    try:
        found = dict.fromkeys(_of_ways(choice, most))
    except _TooMany:
        return ()
    return tuple(found)


class _TooMany(Exception):
    """A pattern fits too many texts to list them."""


def _of_ways(choice: Choice, most: int) -> list[str]:
    found = [text for way in choice.ways for text in _of_parts(way, most)]
    if len(found) > most:
        raise _TooMany
    return found


def _of_parts(run: Run, most: int) -> list[str]:
    found = [""]
    for part in run.parts:
        found = [text + more for text in found for more in _of_part(part, most)]
        if len(found) > most:
            raise _TooMany
    return found


def _of_part(node: Node, most: int) -> list[str]:
    match node:
        case Atom(char=char) if char:
            return [char]
        case Group(inside=inside):
            return _of_ways(inside, most)
        case Repeat(part=part, text="?" | "??"):
            return ["", *_of_part(part, most)]
        case _:
            raise _TooMany
