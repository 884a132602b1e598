"""Writes translated rules as a rules document, with the page's comments above them."""

import re
import textwrap
from collections.abc import Iterator, Sequence
from typing import Any

import yaml

from civilbot.automod.naming import name_of
from civilbot.automod.rule import Made
from civilbot.automod.texts import Tree
from civilbot.yaml_text.loader import StrictLoader

_HEAD = """\
# Translated from AutoModerator's rules. Each rule is in shadow: it is decided and
# recorded, and nothing is done, until its mode and that of the document are live.
subreddit: {subreddit}
mode: shadow
"""

#: Under every reply; AutoModerator, too, says where to turn.
_OBJECT = "how_to_object: 'To object, write to the moderators of r/{subreddit}.'\n"

#: Texts that need no quotes.
_SIMPLE = re.compile(r"[A-Za-z_][\w.-]*(?: [\w.-]+)*", re.ASCII)
#: Other readers of YAML take these words for something else.
_SAID_OTHERWISE = ("true", "false", "yes", "no", "off", "y", "n", "null")
_SHORT_LIST = 66
_WORDS = re.compile(r"[\w .'-]{1,30}")


class _Writer(yaml.SafeDumper):
    """Writes short lists in one line, texts of several lines as such."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002, FBT001, FBT002 - PyYAML's signature
        """Indent lists, too."""
        super().increase_indent(flow, indentless=False)

    def write_plain(self, text: str, split: bool = True) -> None:  # noqa: ARG002, FBT001, FBT002 - PyYAML's signature
        """Leave a text in one line."""
        super().write_plain(text, split=False)

    def write_single_quoted(self, text: str, split: bool = True) -> None:  # noqa: ARG002, FBT001, FBT002 - PyYAML's signature
        """Leave a text in one line."""
        super().write_single_quoted(text, split=False)

    def ignore_aliases(self, data: Any) -> bool:
        """Write everything out."""
        return bool(data is not None)


def _text(writer: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    plain = _SIMPLE.fullmatch(text) and text.lower() not in _SAID_OTHERWISE
    style = None if plain else "'"
    return writer.represent_scalar(
        "tag:yaml.org,2002:str", text, style="|" if "\n" in text else style
    )


def _list(writer: yaml.SafeDumper, items: list[Any]) -> yaml.SequenceNode:
    """Write words side by side, all else below each other unless it is short."""
    plain = all(isinstance(item, str) for item in items)
    short = plain and sum(len(item) + 4 for item in items) <= _SHORT_LIST
    words = plain and all(map(_WORDS.fullmatch, items))
    return writer.represent_sequence(
        "tag:yaml.org,2002:seq", items, flow_style=short or words
    )


def _keys(writer: yaml.SafeDumper, keys: dict[str, Any]) -> yaml.MappingNode:
    numbers = all(isinstance(value, bool | int | float) for value in keys.values())
    return writer.represent_mapping(
        "tag:yaml.org,2002:map", keys.items(), flow_style=numbers
    )


# The word `on` is a key of rules.
_Writer.yaml_implicit_resolvers = StrictLoader.yaml_implicit_resolvers
_Writer.add_representer(str, _text)
_Writer.add_representer(dict, _keys)
_Writer.add_representer(list, _list)


def written(made: Sequence[Made], subreddit: str) -> str:
    """Write a rules document.

    Args:
        made: what became of each section of the page, in its order.
        subreddit: whose rules they are.
    """
    head = _HEAD.format(subreddit=subreddit)
    first = next((n for n, one in enumerate(made) if one.section.is_rule), len(made))
    opening = (text for one in made[:first] for text in one.section.comments)
    above = "".join(_comment(text, "") for text in opening)
    bodies = list(_rules(made[first:]))
    if any("message" in rule for one in made for rule in one.rules):
        head += _OBJECT.format(subreddit=subreddit)
    if any(one.rules for one in made):
        head += "\nrules:\n"
    return "\n".join(
        part for part in (above, head + "".join(bodies[:1]), *bodies[1:]) if part
    )


def _rules(made: Sequence[Made]) -> Iterator[str]:
    """Write each rule with its comments; the highest priority first."""
    names: set[str] = set()
    comments: list[str] = []
    groups: list[tuple[int, str]] = []
    for one in made:
        comments += one.section.comments
        if not one.section.is_rule:
            continue
        comments += [f"(line {one.section.line})"] if one.rules else _missing(one)
        above = "".join(_comment(text) for text in comments)
        rules = "".join(_rule(rule, _unique(one, rule, names)) for rule in one.rules)
        groups.append((one.priority, above + rules))
        comments = []
    yield from (text for _, text in sorted(groups, key=lambda group: -group[0]))
    if comments:
        yield "".join(_comment(text) for text in comments)


def _missing(one: Made) -> Iterator[str]:
    if one.lost:
        first = one.lost[0]
        what = f"{first.field}: " if first.field else ""
        yield f"Not translated (line {one.section.line}): {what}{first.why}"


def _comment(text: str, indent: str = "  ") -> str:
    lines = textwrap.wrap(text, 82, break_long_words=False, break_on_hyphens=False)
    return "".join(f"{indent}# {line}".rstrip() + "\n" for line in lines or [""])


def _unique(one: Made, rule: Tree, names: set[str]) -> str:
    name = name_of(one)
    if rule is not one.rules[0]:
        name = f"{name} (flair)"
    found, number = name, 1
    while found.lower() in names:
        number += 1
        found = f"{name} {number}"
    names.add(found.lower())
    return found


def _rule(rule: Tree, name: str) -> str:
    text = yaml.dump(
        [{"name": name, **rule}],
        Dumper=_Writer,
        sort_keys=False,
        allow_unicode=True,
        width=80,
        default_flow_style=False,
    )
    return textwrap.indent(text, "  ", lambda line: bool(line.strip()))
