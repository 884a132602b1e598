r"""Writes a regular expression of Python's as one of RE2's that finds the same texts.

AutoModerator puts a search method around a moderator's expression; so does this. An
edge of a word at the beginning or end of an expression becomes the character beside
it, since RE2's own `\b` knows the letters of ASCII alone.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from civilbot.automod.patterns import (
    MIXED,
    Anchor,
    Atom,
    Boundary,
    Choice,
    Edge,
    Group,
    Node,
    Pattern,
    Repeat,
    Run,
    begins,
    ends,
    may_be_empty,
    nodes,
    spelt_out,
)
from civilbot.automod.regex_reading import WORD


class Method(StrEnum):
    """Where in a text AutoModerator looks; the values are its own words."""

    WORD = "includes-word"
    INCLUDES = "includes"
    STARTS = "starts-with"
    ENDS = "ends-with"
    EXACT = "full-exact"
    TEXT = "full-text"


#: The beginning or end of the text, or a character that belongs to no word.
BEFORE, AFTER = f"(?:^|[^{WORD}])", f"(?:$|[^{WORD}])"
_BARE = f"[^{WORD}]*"

#: What a method puts before and after; None where the text may go on.
_FRAMES: dict[Method, tuple[str | None, str | None]] = {
    Method.WORD: (None, None),
    Method.INCLUDES: (None, None),
    Method.STARTS: ("^", None),
    Method.ENDS: (None, "$"),
    Method.EXACT: ("^", "$"),
    Method.TEXT: (f"^{_BARE}", f"{_BARE}$"),
}


@dataclass(frozen=True, slots=True)
class Written:
    """Patterns of RE2, of which one must fit."""

    patterns: tuple[str, ...]
    #: Beside letters outside ASCII it may find something else.
    inexact: bool


@dataclass(frozen=True, slots=True)
class _Framed:
    before: str
    run: Run
    after: str
    inexact: bool


def written(pattern: Pattern, method: Method, *, apart: bool = False) -> Written:
    """Write a pattern for RE2, with what the search method puts around it.

    Args:
        pattern: what was read.
        method: where AutoModerator looks.
        apart: write each of its alternatives for itself.
    """
    whole = _unwrapped(pattern.whole)
    framed = [_framed(way, method) for way in whole.ways]
    first = framed[0]
    inexact = any(one.inexact for one in framed)
    alike = all((f.before, f.after) == (first.before, first.after) for f in framed)
    if alike and not apart:
        runs = tuple(one.run for one in framed)
        return Written((_joined(first, runs, pattern),), inexact)
    alone = (_joined(one, (one.run,), pattern) for one in framed)
    return Written(tuple(alone), inexact)


def literals(pattern: Pattern, method: Method, most: int) -> tuple[str, ...]:
    r"""Return the words that a pattern stands for, if it stands for a few whole ones.

    `\b(cat|dog)s?\b` stands for four of them. They are to be looked for as whole words
    if the pattern says so by `\b` on both sides, and else as the method does.

    Args:
        pattern: what was read.
        method: where AutoModerator looks.
        most: how many words at most, unless it lists about as many.
    """
    whole = _unwrapped(pattern.whole)
    groups = [node.inside for node in nodes(whole) if isinstance(node, Group)]
    most = max(most, 2 * sum(len(group.ways) for group in (whole, *groups)))
    if len(whole.ways) > 1:
        return spelt_out(whole, most)
    parts = whole.ways[0].parts
    first, last = _is_edge(parts[:1]), _is_edge(parts[-1:])
    inside = Choice((Run(parts[first : len(parts) - last]),))
    edges = {begins(inside), ends(inside)} == {Edge.WORD}
    both = first and last and method is Method.INCLUDES
    if edges and (both or method is Method.WORD):
        return spelt_out(inside, most)
    return spelt_out(whole, most)


def is_whole_word(pattern: Pattern) -> bool:
    r"""Whether `\b` stands on both sides of a pattern."""
    whole = _unwrapped(pattern.whole)
    parts = whole.ways[0].parts
    return len(whole.ways) == 1 and _is_edge(parts[:1]) and _is_edge(parts[-1:])


def _joined(frame: _Framed, runs: tuple[Run, ...], pattern: Pattern) -> str:
    choice = Choice(runs)
    body = _choice(choice)
    if len(runs) > 1 and (frame.before or frame.after):
        body = f"(?:{body})"
    # AutoModerator's dot fits the end of a line as well.
    dotted = any(isinstance(node, Atom) and node.any for node in nodes(choice))
    flags = ("m" if "m" in pattern.flags else "") + ("s" if dotted else "")
    opening = f"(?{flags})" if flags else ""
    return f"{opening}{frame.before}{body}{frame.after}"


def _unwrapped(choice: Choice) -> Choice:
    """Take away brackets that stand around everything."""
    while len(choice.ways) == 1 and len(choice.ways[0].parts) == 1:
        [part] = choice.ways[0].parts
        if not isinstance(part, Group) or part.opening not in ("(", "(?:"):
            break
        choice = part.inside
    return choice


def _framed(way: Run, method: Method) -> _Framed:
    """Say what stands around one way of a pattern."""
    before, after = _FRAMES[method]
    if method is Method.WORD and _always(way):
        return _Framed("", way, "", inexact=False)
    run = _settled(way)
    first, last = _is_edge(run.parts[:1]), _is_edge(run.parts[1:][-1:])
    core = Run(run.parts[first : len(run.parts) - last])
    asks = method is Method.WORD
    opening = _Side(begins(Choice((core,))), core, 0, first, asks, BEFORE)
    closing = _Side(ends(Choice((core,))), core, -1, last, asks, AFTER)
    left, doubt_left = _side(opening) if before is None else _closed(opening, before)
    right, doubt_right = _side(closing) if after is None else _closed(closing, after)
    inside = any(isinstance(node, Boundary) for node in nodes(Choice((core,))))
    return _Framed(left, core, right, inside or doubt_left or doubt_right)


def _always(way: Run) -> bool:
    """Whether a pattern fits every text, since it fits no character as well."""
    one = Choice((way,))
    return may_be_empty(one) and not any(isinstance(n, Boundary) for n in nodes(one))


def _is_edge(parts: Sequence[Node]) -> bool:
    return any(isinstance(part, Boundary) and part.text == r"\b" for part in parts)


@dataclass(frozen=True, slots=True)
class _Side:
    """One side of a pattern."""

    #: What the pattern begins (or ends) with.
    edge: Edge
    core: Run
    #: Which of its parts is the first (or last).
    at: int
    #: A `\b` stood there.
    is_edge: bool
    #: The search method asks for the edge of a word.
    asks: bool
    #: What stands beside a whole word.
    beside: str


def _side(side: _Side) -> tuple[str, bool]:
    """Return what stands on one side, and whether that is inexact."""
    if side.is_edge:
        return _edge(side)
    if not side.asks or _reaches_far(side):
        return "", False
    if Edge.WORD not in side.edge:
        # Beside what is no part of a word, there is always an edge or no word.
        return "", False
    if Edge.OTHER not in side.edge:
        return side.beside, False
    return side.beside.replace(")", r"|\b)"), True


def _closed(side: _Side, frame: str) -> tuple[str, bool]:
    r"""Write a side beyond which there is no letter: a `\b` goes without saying."""
    if not side.is_edge or (side.edge is Edge.WORD and not _may_be_empty(side.core)):
        return frame, False
    edge = r"\b"
    return (f"{frame}{edge}" if side.at == 0 else f"{edge}{frame}"), True


def _may_be_empty(run: Run) -> bool:
    return may_be_empty(Choice((run,)))


def _edge(side: _Side) -> tuple[str, bool]:
    r"""Write a `\b`: beside a letter there is none, beside anything else there is."""
    if not _may_be_empty(side.core):
        if side.edge is Edge.WORD:
            return side.beside, False
        if side.edge is Edge.OTHER:
            return f"[{WORD}]", False
    return r"\b", True


def _reaches_far(side: _Side) -> bool:
    """Whether it begins (or ends) with `.*`, and so reaches to the text's end."""
    return bool(side.core.parts) and _is_gap(side.core.parts[side.at])


def _is_gap(part: Node) -> bool:
    """Whether a part is `.*` or `.+`."""
    return (
        isinstance(part, Repeat)
        and isinstance(part.part, Atom)
        and part.part.any
        and part.text[0] in "*+"
    )


def _settled(way: Run) -> Run:
    """Write out the edges of words within a pattern, where both sides are known.

    Between a letter and what is none there is an edge in any case. A gap between two
    edges begins and ends with what is no letter.
    """
    parts = list(way.parts)
    for at in range(len(parts) - 2, 0, -1):
        before, after = Run(tuple(parts[:at])), Run(tuple(parts[at + 1 :]))
        if not _is_edge(parts[at : at + 1]) or not _sure(before, after):
            continue
        sides = {ends(Choice((before,))), begins(Choice((after,)))}
        if Edge.WORD in sides and any(Edge.WORD not in side for side in sides):
            del parts[at]
    for at in range(len(parts) - 4, 0, -1):
        before, after = Run(tuple(parts[:at])), Run(tuple(parts[at + 3 :]))
        edges = _is_edge(parts[at : at + 1]) and _is_edge(parts[at + 2 : at + 3])
        if not edges or not _is_gap(parts[at + 1]):
            continue
        if _sure(before, after):
            sides = {ends(Choice((before,))), begins(Choice((after,)))}
            if sides == {Edge.WORD}:
                parts[at : at + 3] = [_GAP]
    return Run(tuple(parts))


def _sure(*runs: Run) -> bool:
    return not any(map(_may_be_empty, runs))


_BESIDE = Atom(f"[^{WORD}]", Edge.OTHER)
_DOTS = Repeat(Atom(".", MIXED, any=True), "*", optional=True)
_LONGER = Group("(?:", Choice((Run((_DOTS, _BESIDE)),)))
#: What lies between two words: one character, or more that end with such a one.
_GAP = Group("(?:", Choice((Run((_BESIDE, Repeat(_LONGER, "?", optional=True))),)))


def _choice(choice: Choice) -> str:
    return "|".join("".join(_texts(way.parts)) for way in choice.ways)


def _texts(parts: Sequence[Node]) -> Iterator[str]:
    for part in parts:
        match part:
            case Atom(text=text) | Boundary(text=text) | Anchor(text=text):
                yield text
            case Repeat(part=inner, text=text):
                yield "".join(_texts((inner,))) + text
            case Group(opening=opening, inside=inside):
                yield f"{opening}{_choice(inside)})"
