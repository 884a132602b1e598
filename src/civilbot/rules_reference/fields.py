"""What the models of a rules document say of themselves, key by key."""

import enum
import inspect
import re
import typing
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import NoneType
from typing import Any

from annotated_types import Ge, Gt, Le, Lt, MaxLen, MinLen
from pydantic import BaseModel
from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined

_COMMENT = re.compile(r"\s*#:\s?(.*)")
_NAME = re.compile(r"\s*(\w+)(?:\s*:|\s*=)")


@dataclass(frozen=True, slots=True)
class Key:
    """A key: what it is for, what may stand there, what it is without."""

    name: str
    sentence: str
    kind: str
    default: str


def keys(model: type[BaseModel]) -> Iterator[Key]:
    """Give the keys of a model, in its order."""
    said = sentences(model)
    for name, info in model.model_fields.items():
        inner = model_in(info.annotation)
        own = said.get(name) or (summary(inner) if inner is not None else "")
        yield Key(
            name=info.alias or name,
            sentence=own,
            kind=kind(info.annotation, tuple(info.metadata)),
            default=_default(info),
        )


def models(root: type[BaseModel]) -> Iterator[type[BaseModel]]:
    """Give a model and all within it, each once, as they are read."""
    seen: list[type[BaseModel]] = []
    left = [root]
    while left:
        model = left.pop(0)
        if model in seen:
            continue
        seen.append(model)
        yield model
        inner = [model_in(info.annotation) for info in model.model_fields.values()]
        left[:0] = [one for one in inner if one is not None]


def sentences(cls: type) -> Mapping[str, str]:
    """Give what the `#:` comments in a class say, by the name below them."""
    found: dict[str, str] = {}
    above: list[str] = []
    for line in inspect.getsource(cls).splitlines():
        comment = _COMMENT.fullmatch(line)
        if comment:
            above.append(comment[1])
            continue
        name = _NAME.match(line)
        if above and name:
            found[name[1]] = " ".join(above)
        above = []
    return found


def summary(cls: type) -> str:
    """Give what a class's docstring begins with."""
    doc = inspect.cleandoc(cls.__doc__ or "")
    return " ".join(doc.split("\n\n", 1)[0].split())


def remarks(cls: type) -> str:
    """Give what a class's docstring says beyond that."""
    _, _, rest = inspect.cleandoc(cls.__doc__ or "").partition("\n\n")
    return " ".join(rest.split())


def choices(cls: type[enum.Enum]) -> Iterator[tuple[str, str]]:
    """Give the words that may be chosen, with what each means."""
    said = sentences(cls)
    for member in cls:
        yield str(member.value), said.get(member.name, "")


def model_in(annotation: Any) -> type[BaseModel] | None:
    """Find the model that an annotation is about, if it is about one."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for argument in typing.get_args(annotation):
        found = model_in(argument)
        if found is not None:
            return found
    return None


_PLAIN = {bool: "true or false", int: "whole number", float: "number", str: "text"}

#: Of no more words than these all are named; more stand in a list of their own.
_NAMED = 4


def kind(annotation: Any, metadata: tuple[Any, ...] = ()) -> str:
    """Say in a few words what may stand at a key.

    What has a part of its own stands there as `<Name>`, to be linked.
    """
    if typing.get_origin(annotation) is typing.Annotated:
        inner, *more = typing.get_args(annotation)
        return kind(inner, (*more, *metadata))
    if typing.get_args(annotation):
        return _several(annotation)
    if issubclass(annotation, enum.Enum):
        words = [f"`{word}`" for word, _ in choices(annotation)]
        return " \\| ".join(words) if len(words) <= _NAMED else _linked(annotation)
    if issubclass(annotation, BaseModel):
        return _linked(annotation)
    return _PLAIN[annotation] + _bounds(metadata)


def _several(annotation: Any) -> str:
    """Say what may stand at a key that takes several values, or several kinds."""
    origin, arguments = typing.get_origin(annotation), typing.get_args(annotation)
    if origin is tuple:
        return f"list of {_plural(kind(arguments[0]))}"
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return f"for each of {kind(arguments[0])}: {kind(arguments[1])}"
    return " or ".join(kind(one) for one in arguments if one is not NoneType)


def _linked(cls: type) -> str:
    return f"<{cls.__name__}>"


def _plural(words: str) -> str:
    first = words.split(" ", 1)[0]
    return (
        words.replace(first, f"{first}s", 1) if first in ("text", "number") else words
    )


def _bounds(metadata: tuple[Any, ...]) -> str:
    """Say between which numbers a value must be, or how long it may be."""
    said = []
    for one in metadata:
        match one:
            case Ge(ge=low):
                said.append(f"from {low:,}")
            case Gt(gt=low):
                said.append(f"above {low:,}")
            case Le(le=high):
                said.append(f"up to {high:,}")
            case Lt(lt=high):
                said.append(f"below {high:,}")
            case MaxLen(max_length=most):
                said.append(f"up to {most:,} characters")
            case MinLen():
                said.append("not empty")
            case _:
                pass
    return f", {' '.join(said)}" if said else ""


def _default(info: FieldInfo) -> str:
    """Write what a key is when it is left out."""
    if info.is_required():
        return "must be given"
    value = info.get_default(call_default_factory=True, validated_data={})
    if value is PydanticUndefined or value is None or isinstance(value, BaseModel):
        return ""
    return f"`{written(value)}`"


def written(value: Any) -> str:
    """Write a value as it stands in YAML."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, enum.Enum):
        return str(value.value)
    if isinstance(value, tuple):
        return f"[{', '.join(written(one) for one in value)}]"
    if isinstance(value, Mapping):
        return "{}"
    if isinstance(value, float):
        return f"{value:g}"
    return str(value) or '""'
