"""Adds up recorded counts of keys and types."""

from collections.abc import Iterable, Iterator
from typing import Any

Recorded = dict[str, Any]
"""Counts by type under `types`, with the `props` of objects and `items` of arrays."""


def count(recorded: Recorded) -> int:
    """How many values were seen."""
    return sum(recorded["types"].values())


def merge(parts: Iterable[Recorded]) -> Recorded:
    """Add up counts of the same thing."""
    types: dict[str, int] = {}
    props: dict[str, list[Recorded]] = {}
    items: list[Recorded] = []
    for part in parts:
        for name, seen in part["types"].items():
            types[name] = types.get(name, 0) + seen
        for key, value in part.get("props", {}).items():
            props.setdefault(key, []).append(value)
        items += [part["items"]] if "items" in part else []
    merged: Recorded = {"types": types}
    if "object" in types:
        merged["props"] = {key: merge(values) for key, values in props.items()}
    if items:
        merged["items"] = merge(items)
    return merged


def marked(recorded: Recorded, mark: str) -> Iterator[Recorded]:
    """Every object within that has the key `mark`."""
    props = recorded.get("props", {})
    if mark in props:
        yield recorded
        return
    below = [*props.values()] + ([recorded["items"]] if "items" in recorded else [])
    for value in below:
        yield from marked(value, mark)
