"""Compares an answer with the shape of Reddit's real ones, key by key."""

import json
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

Shape = str | dict[str, Any]

SCHEMAS = Path(__file__).resolve().parent / "schemas"

TYPES = {
    type(None): "null",
    bool: "boolean",
    int: "number",
    float: "number",
    str: "string",
    list: "array",
    dict: "object",
}


@cache
def named(name: str) -> dict[str, Any]:
    """Read one of the shapes in `schemas`."""
    loaded: dict[str, Any] = json.loads((SCHEMAS / f"{name}.json").read_text())
    return loaded


def answers() -> dict[str, Shape]:
    """The shapes of whole answers, by `METHOD /path/{part} STATUS`."""
    files = (named(path.stem) for path in sorted(SCHEMAS.glob("*.json")))
    return {file["answer"]: file["body"] for file in files if "answer" in file}


def problems(value: Any, shape: Shape) -> list[str]:
    """List what is missing, unknown or of the wrong type, each with its path."""
    return list(_problems(value, shape, "$"))


def _problems(value: Any, shape: Shape, path: str) -> Iterator[str]:
    if isinstance(shape, str):
        yield from _simple(value, shape, path)
        return
    ((rule, inner),) = shape.items()
    if rule not in RULES:
        raise ValueError(f"unknown rule {rule!r} in a shape")
    yield from RULES[rule](value, inner, path)


def _simple(value: Any, shape: str, path: str) -> Iterator[str]:
    if shape != "any" and TYPES[type(value)] not in shape.split("|"):
        yield f"{path}: {TYPES[type(value)]}, really {shape}"


def _object(value: Any, keys: dict[str, Shape], path: str) -> Iterator[str]:
    if not isinstance(value, dict):
        yield f"{path}: {TYPES[type(value)]}, really object"
        return
    for key in keys:
        if not key.endswith("?") and key not in value:
            yield f"{path}.{key}: missing"
    for key, item in value.items():
        shape = keys.get(key, keys.get(f"{key}?"))
        if shape is None:
            yield f"{path}.{key}: never seen in reality"
        else:
            yield from _problems(item, shape, f"{path}.{key}")


def _array(value: Any, shape: Shape, path: str) -> Iterator[str]:
    if not isinstance(value, list):
        yield f"{path}: {TYPES[type(value)]}, really array"
        return
    for index, item in enumerate(value):
        yield from _problems(item, shape, f"{path}[{index}]")


def _map(value: Any, shape: Shape, path: str) -> Iterator[str]:
    if not isinstance(value, dict):
        yield f"{path}: {TYPES[type(value)]}, really object"
        return
    for key, item in value.items():
        yield from _problems(item, shape, f"{path}[{key}]")


def _listing(value: Any, shape: Shape, path: str) -> Iterator[str]:
    if not isinstance(value, dict) or value.get("kind") != "Listing":
        yield f"{path}: not a Listing"
        return
    wrapped: Shape = {"object": {"kind": "string", "data": {"shape": "listing"}}}
    yield from _problems(value, wrapped, path)
    children = value.get("data", {}).get("children", [])
    yield from _array(children, shape, f"{path}.data.children")


def _thing(value: Any, kinds: list[str], path: str) -> Iterator[str]:
    kind = value.get("kind") if isinstance(value, dict) else None
    if kind not in kinds:
        yield f"{path}: kind {kind}, really {' or '.join(kinds)}"
        return
    data: Shape = {"shape": _form(kind, value.get("data"))}
    yield from _problems(value, {"object": {"kind": "string", "data": data}}, path)


def _form(kind: str, data: Any) -> str:
    """The shape that fits: an inbox's comment, the viewer's own account, a deletion."""
    if kind == "t1" and "was_comment" in data:
        return "t1_inbox"
    if kind == "t2" and "has_mail" in data:
        return "t2_me"
    if kind in {"t1", "t3"} and data.get("author") == "[deleted]":
        return f"{kind}_deleted"
    return kind


def _one_of(value: Any, options: list[Shape], path: str) -> Iterator[str]:
    """The complaints of the option that comes nearest, none if one fits."""
    yield from min(
        (list(_problems(value, one, path)) for one in options),
        key=lambda found: (f"{path}: " in "".join(found[:1]), len(found)),
    )


def _shape(value: Any, name: str, path: str) -> Iterator[str]:
    yield from _problems(value, named(name), path)


RULES: dict[str, Callable[[Any, Any, str], Iterator[str]]] = {
    "array": _array,
    "listing": _listing,
    "map": _map,
    "object": _object,
    "one of": _one_of,
    "shape": _shape,
    "thing": _thing,
}
