"""Reads a page of AutoModerator's: its rules, its comments, and where each part stands.

Rules stand between lines that begin with three hyphens. Of a key that stands twice in
a rule, AutoModerator heeds the last one.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import yaml

from civilbot.errors import BadInput, Place, Problem
from civilbot.yaml_text import Marks
from civilbot.yaml_text.syntax import syntax_problem

#: Reddit takes wiki pages of at most 512 KiB.
MAX_CHARACTERS = 524_288

_SEPARATOR = re.compile(r"^---", re.MULTILINE)
_MORE_HYPHENS = re.compile(r" {3}-+\s*$", re.MULTILINE)
_REGEX = re.compile(r"\([^()\n]*\bregex\b[^()\n]*\)\s*:")
_SIGN = re.compile(r"(?:^|(?<=[ \t\n]))#", re.MULTILINE)
_LINE_END = re.compile(r"[\n\r\x85\u2028\u2029]|\Z")


@dataclass(frozen=True, slots=True)
class Entry:
    """A key of a rule, with its value and where it stands; both count from 1."""

    #: In small letters, as AutoModerator reads it.
    name: str
    #: With the group it stands in: "author.name".
    path: str
    line: int
    column: int
    node: Any
    #: Lines of the page before the text that the node counts in.
    before: int
    #: It stands again further down, so AutoModerator does not heed it.
    overridden: bool = False

    @property
    def is_list(self) -> bool:
        """Whether several values may stand there."""
        return isinstance(self.node, yaml.SequenceNode)

    @property
    def within(self) -> tuple["Entry", ...]:
        """The keys below it, if it is a group."""
        if not isinstance(self.node, yaml.MappingNode):
            return ()
        return _entries(self.node, self.before, f"{self.path}.")


@dataclass(frozen=True, slots=True)
class Section:
    """What stands between two separators."""

    line: int
    entries: tuple[Entry, ...]
    #: Without their signs, in their order.
    comments: tuple[str, ...]
    #: It is something else than a rule: AutoModerator passes it over.
    is_odd: bool = False

    @property
    def is_rule(self) -> bool:
        """Whether there is more than comments."""
        return bool(self.entries) or self.is_odd


def read_page(text: str, *, source: str) -> tuple[Section, ...]:
    """Read a page.

    Args:
        text: the page.
        source: its name in diagnostics.

    Raises:
        BadInput: with line and column of all that is no YAML.
    """
    if len(text) > MAX_CHARACTERS:
        message = f"the page has {len(text):,} characters"
        hint = f"at most {MAX_CHARACTERS:,} are read"
        raise BadInput(Problem(Place(source), message, hint))
    found: list[Section] = []
    problems: list[Problem] = []
    for line, part in _parts(text):
        try:
            found.append(_section(part, line, source))
        except BadInput as error:
            problems += error.problems
    if problems:
        raise BadInput(*problems)
    return tuple(found)


def _parts(text: str) -> Iterator[tuple[int, str]]:
    """Cut a page at its separators: how many lines stand before each part, and it."""
    starts = [found.start() for found in _SEPARATOR.finditer(text)]
    line, at = 0, 0
    for start in [*starts, len(text)]:
        part = text[at:start]
        # Three spaces keep what follows a separator in its column.
        yield line, f"   {part[3:]}" if part.startswith("---") else part
        line += part.count("\n")
        at = start


def _section(text: str, line: int, source: str) -> Section:
    node = _node(text, line, source)
    comments = tuple(_comments(text))
    if node is None or node.tag == "tag:yaml.org,2002:null":
        return Section(line + 1, (), comments)
    first = line + node.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        return Section(first, _entries(node, line), comments)
    return Section(first, (), comments, is_odd=True)


def _node(text: str, line: int, source: str) -> Any:
    marks = Marks(text, source, line=line)
    if _MORE_HYPHENS.match(text):
        message = "rules are separated by exactly three hyphens"
        raise BadInput(Problem(Place(source, line + 1, 1), message, "write ---"))
    loader = None
    try:
        loader = yaml.SafeLoader(text)
        return loader.get_single_node()
    except yaml.YAMLError as error:
        raise BadInput(
            _explained(syntax_problem(error, marks, loader), marks.lines, line)
        ) from None
    except RecursionError:
        problem = Problem(Place(source, line + 1), "is nested too deeply")
        raise BadInput(problem) from None
    except (ValueError, OverflowError):
        message = "an escape such as \\U00012345 stands for no character"
        raise BadInput(Problem(Place(source, line + 1), message)) from None
    finally:
        if loader is not None:
            loader.dispose()


def _explained(problem: Problem, lines: Sequence[str], before: int) -> Problem:
    """Say what helps where a regular expression is read as something else."""
    above = lines[: problem.place.line - before][-2:]
    if not any(_REGEX.search(line) for line in above):
        return problem
    return replace(problem, hint="put the regular expression in single quotes: '…'")


def _entries(node: yaml.MappingNode, before: int, group: str = "") -> tuple[Entry, ...]:
    names = [_name(key) for key, _ in node.value]
    last = {name: number for number, name in enumerate(names)}
    return tuple(
        Entry(
            name=name,
            path=f"{group}{name}",
            line=key.start_mark.line + 1 + before,
            column=key.start_mark.column + 1,
            node=value,
            before=before,
            overridden=last[name] != number,
        )
        for number, (name, (key, value)) in enumerate(
            zip(names, node.value, strict=True)
        )
    )


def _name(key: yaml.Node) -> str:
    return str(key.value).strip().lower() if isinstance(key, yaml.ScalarNode) else "?"


def _comments(text: str) -> Iterator[str]:
    """Give the comments: what stands after a # that is in no text."""
    inside = sorted(_texts(text))
    at = 0
    while found := _SIGN.search(text, at):
        last = bisect_right(inside, (found.start(), len(text)))
        if last and found.start() < inside[last - 1][1]:
            at = inside[last - 1][1]
            continue
        end = _LINE_END.search(text, found.end())
        at = end.start() if end else len(text)
        yield text[found.start() : at].lstrip("#").strip()


def _texts(text: str) -> Iterator[tuple[int, int]]:
    """Give where texts begin and end."""
    for token in yaml.scan(text, Loader=yaml.SafeLoader):
        if isinstance(token, yaml.ScalarToken):
            start, end = token.start_mark.index, token.end_mark.index
            if token.style in ("|", ">"):
                # A comment may stand beside the sign that opens it.
                start = max(text.find("\n", start), start)
            yield start, end


def texts_of(entry: Entry) -> Sequence[tuple[str, str]]:
    """Give the values of a search: as AutoModerator reads them, and as written.

    Raises:
        ValueError: a value is a list or a group of its own, or no date although it
            looks like one.
    """
    node = entry.node
    parts = node.value if isinstance(node, yaml.SequenceNode) else [node]
    if not all(isinstance(part, yaml.ScalarNode) for part in parts):
        raise ValueError("a search looks for texts, or for a list of them")
    return [(str(scalar(part)), part.value) for part in parts]


def value_of(entry: Entry) -> object:
    """Return a plain value.

    Raises:
        ValueError: there are several, or it looks like a date and is none.
    """
    if not isinstance(entry.node, yaml.ScalarNode):
        raise ValueError("should be a single value")  # noqa: TRY004 - what a moderator wrote is no type
    return scalar(entry.node)


def scalar(node: yaml.ScalarNode) -> object:
    """Return what YAML makes of a text: a text, a number, true, a date, nothing.

    Raises:
        ValueError: it looks like a date and is none, or has an unknown tag.
    """
    reader = yaml.constructor.SafeConstructor()
    try:
        return reader.construct_object(node)
    except yaml.YAMLError:
        raise ValueError("has a tag such as !x, which has no meaning here") from None
    except ValueError as error:
        raise ValueError(str(error).partition(":")[0]) from None
