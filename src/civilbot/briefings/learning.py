"""Adds example titles to a briefing's file; its comments and its form stay."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

import yaml

from civilbot.briefings.article import Examples, parse_briefing
from civilbot.errors import BadInput, Refused

#: The lists that can be added to, as they stand under `topic: examples:`.
LISTS = ("match", "near")


def with_examples(text: str, added: Mapping[str, Sequence[str]], *, source: str) -> str:
    """Write titles into the lists of examples.

    Args:
        text: a briefing's file that can be read.
        added: titles by list: "match" or "near".
        source: the file's name, for messages.

    Raises:
        BadInput: the text is no briefing.
        Refused: its examples are written in a way that cannot be added to.
    """
    before = parse_briefing(text, source=source)
    for name in LISTS:
        titles = added.get(name, ())
        if titles:
            text = _add(text, name, titles)
    if _examples(text, source) != _joined(before.topic.examples, added):
        message = f"{source}: the examples cannot be added to as they are written"
        raise Refused(f"{message}: write each list as lines that begin with '- '")
    return text


def _examples(text: str, source: str) -> Examples | None:
    try:
        return parse_briefing(text, source=source).topic.examples
    except BadInput:
        return None


def _joined(before: Examples, added: Mapping[str, Sequence[str]]) -> Examples:
    """Give the examples as they should be afterwards."""
    lists = {
        name: (*getattr(before, name), *map(_plain, added.get(name, ())))
        for name in LISTS
    }
    return before.model_copy(update=lists)


def _add(text: str, name: str, titles: Sequence[str]) -> str:
    front = _front(text)
    topic = _value(yaml.compose(front, Loader=yaml.SafeLoader), "topic")
    examples = _value(topic, "examples")
    found = _value(examples, name)
    written = [_quoted(title) for title in titles]
    start = text.index(front)
    if found is not None and found.flow_style:
        return _into_brackets(text, start, found, written)
    if found is not None and found.value:
        indent = found.start_mark.column
        return _after(text, start, found.value[-1], _lines(written, indent))
    if examples is not None and examples.value and not examples.flow_style:
        indent = examples.start_mark.column
        last = _last(examples)
        lines = [f"{' ' * indent}{name}:", *_lines(written, indent + 2)]
        return _after(text, start, last, lines)
    indent = topic.start_mark.column
    lines = [
        f"{' ' * indent}examples:",
        f"{' ' * (indent + 2)}{name}:",
        *_lines(written, indent + 4),
    ]
    return _after(text, start, _last(topic), lines)


def _quoted(title: str) -> str:
    """Write a title so that YAML reads nothing into it."""
    return json.dumps(_plain(title), ensure_ascii=False)


def _plain(title: str) -> str:
    return " ".join(title.split())


def _front(text: str) -> str:
    """Give what stands between the two lines of dashes."""
    lines = text.splitlines(keepends=True)
    ends = [number for number, line in enumerate(lines) if line.rstrip() == "---"]
    return "".join(lines[ends[0] + 1 : ends[1]])


def _value(node: Any, key: str) -> Any:
    """Find the value under a key of a mapping; None if there is none."""
    for name, value in getattr(node, "value", None) or ():
        if name.value == key:
            return value
    return None


def _last(node: Any) -> Any:
    """Find the last scalar, or the last list in brackets, inside a node."""
    while not isinstance(node, yaml.ScalarNode) and not node.flow_style and node.value:
        inner = node.value[-1]
        node = inner[1] if isinstance(node, yaml.MappingNode) else inner
    return node


def _lines(written: Sequence[str], indent: int) -> list[str]:
    return [f"{' ' * indent}- {title}" for title in written]


def _after(text: str, start: int, node: Any, lines: Sequence[str]) -> str:
    """Put lines behind the line in which a node ends."""
    end = text.index("\n", start + node.end_mark.index)
    return "\n".join((text[:end], *lines)) + text[end:]


def _into_brackets(text: str, start: int, node: Any, written: Sequence[str]) -> str:
    """Put titles before the closing bracket of a list."""
    end = start + node.end_mark.index - 1
    comma = ", " if node.value else ""
    return text[:end].rstrip(" ,\n") + comma + ", ".join(written) + text[end:]
