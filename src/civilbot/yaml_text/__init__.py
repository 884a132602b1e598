"""YAML written by people: every mistake is shown with its line and column.

Refuses duplicate keys, unknown keys (with "did you mean"), wrong types, tabs
and anchors (which make "billion laughs" bombs possible), and collects all
problems of a document at once.
"""

import difflib
import re
import typing
from collections.abc import Iterator
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from civilbot.errors import BadInput, Place, Problem

#: A rule page on a Reddit wiki holds at most 512 KiB; nobody writes half of it.
MAX_CHARACTERS = 262_144

_START = yaml.Mark("", 0, 0, 0, "", 0)


class _StrictLoader(yaml.SafeLoader):
    """A safe loader that refuses duplicate keys and aliases."""

    def compose_node(self, parent: Any, index: Any) -> Any:
        """Refuse aliases: they can blow a small page up to gigabytes."""
        event = self.peek_event()  # type: ignore[no-untyped-call]
        if getattr(event, "anchor", None):
            raise yaml.composer.ComposerError(
                None, None, "anchors and aliases are not allowed", event.start_mark
            )
        return super().compose_node(parent, index)

    def construct_object(self, node: Any, deep: bool = False) -> Any:  # noqa: FBT001, FBT002 - PyYAML's signature
        """Say where a value stands that looks like a date or number and is none."""
        try:
            return super().construct_object(node, deep=deep)
        except ValueError as error:
            why = str(error).split(";", 1)[0]
            raise yaml.constructor.ConstructorError(
                None, None, why, node.start_mark
            ) from None

    def construct_mapping(self, node: Any, deep: bool = False) -> Any:  # noqa: FBT001, FBT002 - PyYAML's signature
        """Refuse a key that stands twice in one mapping."""
        seen: set[str] = set()
        for key_node, _ in node.value:
            key = str(key_node.value)
            if key in seen:
                raise yaml.constructor.ConstructorError(
                    None, None, f"the key '{key}' stands twice", key_node.start_mark
                )
            seen.add(key)
        return super().construct_mapping(node, deep=deep)


# YAML 1.1 reads on, off, yes and no as true and false; `mode: off` means "off".
_BOOL = "tag:yaml.org,2002:bool"
_StrictLoader.yaml_implicit_resolvers = {
    letter: [rule for rule in rules if rule[0] != _BOOL]
    for letter, rules in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_StrictLoader.add_implicit_resolver(
    _BOOL, re.compile(r"(?:true|True|TRUE|false|False|FALSE)\Z"), list("tTfF")
)

M = TypeVar("M", bound=BaseModel)


def load(text: str, model: type[M], *, source: str, line: int = 0) -> M:
    """Read `text` as one YAML document of the given model.

    Args:
        text: the document.
        model: a pydantic model with `extra="forbid"`.
        source: the name to show in diagnostics.
        line: lines that stand before `text` in its file (front matter).

    Raises:
        BadInput: with a `Problem` for everything that is wrong.
    """
    node, data = _parse(text, source=source, line=line)
    try:
        return model.model_validate(data)
    except ValidationError as error:
        problems = [
            _problem(detail, node, model, source=source, line=line)
            for detail in error.errors(include_url=False)
        ]
        raise BadInput(*problems) from None


def _parse(text: str, *, source: str, line: int) -> tuple[Any, Any]:
    if len(text) > MAX_CHARACTERS:
        message = f"the document has {len(text):,} characters"
        raise BadInput(
            Problem(Place(source), message, f"at most {MAX_CHARACTERS:,} are read")
        )
    loader: _StrictLoader | None = None
    try:
        loader = _StrictLoader(text)
        node = loader.get_single_node()
        data = loader.construct_document(node) if node is not None else {}
    except yaml.YAMLError as error:
        raise BadInput(_syntax_problem(error, text, source=source, line=line)) from None
    except RecursionError:
        raise BadInput(Problem(Place(source), "is nested too deeply")) from None
    except (ValueError, OverflowError):
        message = "an escape such as \\U00012345 stands for no character"
        raise BadInput(Problem(Place(source), message)) from None
    finally:
        if loader is not None:
            loader.dispose()
    return node, data


def _syntax_problem(
    error: yaml.YAMLError, text: str, *, source: str, line: int
) -> Problem:
    if isinstance(error, yaml.reader.ReaderError):
        before = text[: error.position]
        row, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        message = f"the character U+{error.character:04X} is not allowed"
        return Problem(Place(source, line + row, column), message)
    mark = getattr(error, "problem_mark", None)
    message = getattr(error, "problem", None) or str(error).split("\n", 1)[0]
    if "\\t" in message:
        message = "a tab stands where only spaces may"
    if mark is None:
        return Problem(Place(source), message)
    place = Place(source, line + mark.line + 1, mark.column + 1)
    indents = isinstance(error, yaml.scanner.ScannerError | yaml.parser.ParserError)
    return Problem(place, message, "YAML indents with spaces" if indents else "")


def _problem(
    detail: Any, node: Any, model: type[BaseModel], *, source: str, line: int
) -> Problem:
    loc = tuple(detail["loc"])
    mark = _mark(node, loc)
    place = Place(source, line + mark.line + 1, mark.column + 1)
    parts = (str(part) for part in loc)
    name = ".".join(p for p in parts if not p.startswith(("function-", "[key]")))
    if detail["type"] == "extra_forbidden":
        near = difflib.get_close_matches(str(loc[-1]), list(_keys(model, loc[:-1])), 1)
        hint = f"did you mean '{near[0]}'?" if near else "remove it"
        return Problem(place, f"unknown key '{name}'", hint)
    message = detail["msg"].removeprefix("Value error, ")
    if detail["type"] == "model_type":
        message = "should hold keys with values"
    return Problem(place, f"{name}: {message}" if name else message)


def _mark(node: Any, loc: tuple[Any, ...]) -> Any:
    """Find where the value at `loc` stands; its key, for a mapping's entry."""
    mark = node.start_mark if node is not None else _START
    for part in loc:
        if isinstance(node, yaml.MappingNode):
            for key_node, value_node in node.value:
                if key_node.value == str(part):
                    mark, node = key_node.start_mark, value_node
                    break
        elif (
            isinstance(node, yaml.SequenceNode)
            and isinstance(part, int)
            and part < len(node.value)
        ):
            node = node.value[part]
            mark = node.start_mark
    return mark


def _keys(model: type[BaseModel], loc: tuple[Any, ...]) -> Iterator[str]:
    """List the keys that would have been right at `loc`."""
    for part in loc:
        field = model.model_fields.get(str(part))
        inner = _model_in(field.annotation) if field is not None else None
        if inner is not None:
            model = inner
    for name, field in model.model_fields.items():
        yield field.alias or name


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for argument in typing.get_args(annotation):
        found = _model_in(argument)
        if found is not None:
            return found
    return None
