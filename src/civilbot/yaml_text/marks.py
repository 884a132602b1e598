"""Remembers where each part of a document stands."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import yaml

from civilbot.errors import Place, Problem, excerpt

#: The keys and list positions that lead to a part of a document.
Path = Sequence[str | int]

#: What YAML takes for the end of a line.
_LINE_END = re.compile("\r\n|[\n\r\x85\u2028\u2029]")


@dataclass(frozen=True, slots=True)
class Spot:
    """A stretch of one line; both count from 0."""

    line: int
    column: int
    width: int = 1


@dataclass(frozen=True)
class Marks:
    """A document's text, and where its parts stand.

    `line` is how many lines stand before the text in its file (front matter). What
    may hold secrets is not `shown`.
    """

    text: str
    source: str
    node: Any = None
    line: int = 0
    shown: bool = True
    #: The keys of the mappings that were looked into, each with its value.
    _keys: dict[int, dict[str, tuple[Any, Any]]] = field(default_factory=dict)

    @cached_property
    def lines(self) -> list[str]:
        """The lines of the text, without their ends."""
        return _LINE_END.split(self.text)

    def problem(
        self, path: Path, message: str, hint: str = "", *, key: bool = False
    ) -> Problem:
        """Put a problem where a part of the document stands.

        Args:
            path: the part; what is missing is put at the nearest part around it.
            message: what is wrong.
            hint: how to mend it.
            key: it is the key that is wrong, not its value.
        """
        return self.problem_at(self.spot(path, key=key), message, hint)

    def problem_at(self, spot: Spot, message: str, hint: str = "") -> Problem:
        """Put a problem at a stretch of the text."""
        place = Place(self.source, self.line + spot.line + 1, spot.column + 1)
        line = self.lines[spot.line] if spot.line < len(self.lines) else ""
        seen = excerpt(line, place, spot.width) if self.shown else ""
        return Problem(place, message, hint, seen)

    def line_of(self, path: Path) -> int:
        """Say on which line of the file a part begins."""
        return self.line + self.spot(path).line + 1

    def spot(self, path: Path, *, key: bool = False) -> Spot:
        """Find a part: its value if that is on one line, else its key or beginning."""
        key_node, node = self._find(path)
        if node is None:
            return Spot(0, 0)
        is_text = isinstance(node, yaml.ScalarNode) and (node.value or node.style)
        if is_text and not key:
            return _of(node)
        if key_node is not None:
            return _of(key_node)
        return _of(node) if isinstance(node, yaml.ScalarNode) else _start(node)

    def inside(self, path: Path, start: int, width: int = 1) -> Spot:
        """Find a stretch of a text: some characters of the value at `path`.

        Where the text is not written as it is read, with escapes for instance, it is
        the whole value.
        """
        whole = self.spot(path)
        _, node = self._find(path)
        if not isinstance(node, yaml.ScalarNode):
            return whole
        quote = 1 if node.style in ("'", '"') else 0
        first = whole.column + quote
        written = self.lines[whole.line][first : first + len(node.value)]
        if written != node.value:
            return whole
        return Spot(whole.line, first + start, width)

    def is_written(self, path: Path) -> bool:
        """Whether a part stands in the document, and is not merely the default."""
        node = self.node
        for part in path:
            found = self._within(node, part)
            if found is None:
                return False
            node = found[1]
        return True

    def texts(self) -> Iterator[tuple[Spot, str, str]]:
        """Give all texts: where they stand, what they say, how they are quoted."""
        stack = [self.node] if self.node is not None else []
        while stack:
            node = stack.pop()
            if isinstance(node, yaml.ScalarNode):
                yield _of(node), node.value, node.style or ""
            elif isinstance(node, yaml.MappingNode):
                stack += [part for pair in reversed(node.value) for part in pair[::-1]]
            else:
                stack += reversed(node.value)

    def _find(self, path: Path) -> tuple[Any, Any]:
        """Walk to a part: the key it stands under, if it is not in a list, and it.

        A part that is not there is looked for no further. One that is written in a
        short form (a plain list for `words`, one word for a list) is found as well.
        """
        key_node, node = None, self.node
        for part in path:
            found = self._within(node, part)
            if found is not None:
                key_node, node = found
        return key_node, node

    def _within(self, node: Any, part: str | int) -> tuple[Any, Any] | None:
        """Take one step: the key and the value, or an entry of a list."""
        if isinstance(node, yaml.MappingNode):
            if id(node) not in self._keys:
                self._keys[id(node)] = {str(k.value): (k, v) for k, v in node.value}
            return self._keys[id(node)].get(str(part))
        if isinstance(node, yaml.SequenceNode) and isinstance(part, int):
            return (None, node.value[part]) if part < len(node.value) else None
        return None


def _of(node: Any) -> Spot:
    start, end = node.start_mark, node.end_mark
    if end.line != start.line:
        return Spot(start.line, start.column)
    return Spot(start.line, start.column, max(end.column - start.column, 1))


def _start(node: Any) -> Spot:
    """Point at the first key of a mapping, or the beginning of a list."""
    if isinstance(node, yaml.MappingNode) and node.value and not node.flow_style:
        return _of(node.value[0][0])
    return Spot(node.start_mark.line, node.start_mark.column)


def spot_of(text: str, index: int) -> Spot:
    """Say on which line and in which column a character of a text stands."""
    ends = list(_LINE_END.finditer(text, 0, index))
    return Spot(len(ends), index - (ends[-1].end() if ends else 0))
