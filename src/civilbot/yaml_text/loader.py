"""Reads YAML strictly: no anchors, no duplicate keys, no depths without end."""

import re
from typing import Any

import yaml

#: A rule page on a Reddit wiki holds at most 512 KiB; nobody writes half of it.
MAX_CHARACTERS = 262_144

#: Lists and keys within each other; nobody needs half of it.
MAX_DEPTH = 40


class StrictLoader(yaml.SafeLoader):
    """A safe loader that refuses aliases, and notes keys that stand twice."""

    def __init__(self, text: str) -> None:
        """Read a text; nothing is parsed yet."""
        super().__init__(text)
        self._depth = 0
        #: The later keys that stand twice, each with where the first one stands.
        self.twice: list[tuple[yaml.ScalarNode, yaml.Mark]] = []

    def compose_node(self, parent: Any, index: Any) -> Any:
        """Refuse aliases: they can blow a small page up to gigabytes."""
        event = self.peek_event()  # type: ignore[no-untyped-call]
        if getattr(event, "anchor", None):
            raise yaml.composer.ComposerError(
                None, None, "anchors and aliases are not allowed", event.start_mark
            )
        if self._depth >= MAX_DEPTH:
            raise yaml.composer.ComposerError(
                None, None, "nested too deeply", event.start_mark
            )
        self._depth += 1
        node = super().compose_node(parent, index)
        self._depth -= 1
        return node

    def compose_mapping_node(self, anchor: Any) -> Any:
        """Keep the first of the keys that stand twice in one mapping."""
        node = super().compose_mapping_node(anchor)
        seen: dict[str, yaml.Mark] = {}
        kept = []
        for key, value in node.value:
            first = seen.setdefault(str(key.value), key.start_mark)
            if first is key.start_mark:
                kept.append((key, value))
            else:
                self.twice.append((key, first))
        node.value = kept
        return node

    def construct_object(self, node: Any, deep: bool = False) -> Any:  # noqa: FBT001, FBT002 - PyYAML's signature
        """Say where a value stands that looks like a date or number and is none."""
        try:
            return super().construct_object(node, deep=deep)
        except ValueError as error:
            why = str(error).split(";", 1)[0]
            raise yaml.constructor.ConstructorError(
                None, None, why, node.start_mark
            ) from None


_BOOL, _INT, _FLOAT = (f"tag:yaml.org,2002:{kind}" for kind in ("bool", "int", "float"))
StrictLoader.yaml_implicit_resolvers = {
    letter: [rule for rule in rules if rule[0] not in (_BOOL, _INT, _FLOAT)]
    for letter, rules in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
# YAML 1.1 reads on, off, yes and no as true and false; `mode: off` means "off".
StrictLoader.add_implicit_resolver(
    _BOOL, re.compile(r"(?:true|True|TRUE|false|False|FALSE)\Z"), list("tTfF")
)
# It also reads 22:00 as 1320 and 010 as 8; a time is a text, and a number decimal.
StrictLoader.add_implicit_resolver(
    _INT, re.compile(r"[-+]?(?:0|[1-9][0-9_]*)\Z"), list("-+0123456789")
)
StrictLoader.add_implicit_resolver(
    _FLOAT,
    re.compile(
        r"[-+]?(?:[0-9][0-9_]*\.[0-9_]*(?:[eE][-+]?[0-9]+)?"
        r"|[0-9]+[eE][-+]?[0-9]+"
        r"|\.[0-9][0-9_]*(?:[eE][-+]?[0-9]+)?|\.(?:inf|Inf|INF))\Z"
        r"|\.(?:nan|NaN|NAN)\Z"
    ),
    list("-+0123456789."),
)
