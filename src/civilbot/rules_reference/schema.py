"""A JSON Schema of rules documents, as editors understand it (draft 7)."""

import json
from collections.abc import Callable, Mapping
from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue

from civilbot.rules import (
    NAME,
    AuthorTest,
    CategoryRules,
    Conditions,
    CustomRule,
    Example,
    FlagRules,
    Flair,
    NumberTest,
    Rules,
    TextTest,
)
from civilbot.rules_reference.fields import keys, models, summary

_DRAFT = "http://json-schema.org/draft-07/schema#"
_WORD = {"type": "string"}
_WORDS = {"type": "array", "items": _WORD}


class _Draft7(GenerateJsonSchema):
    """Says where a single value may stand for a list."""

    def function_before_schema(self, schema: Any) -> JsonSchemaValue:
        """Let what is changed before it is read be written in its short form."""
        inner = super().function_before_schema(schema)
        if inner.get("type") != "array":
            return inner
        return {"anyOf": [inner["items"], inner]}


def schema() -> dict[str, Any]:
    """Return the schema."""
    made = Rules.model_json_schema(
        by_alias=True,
        ref_template="#/definitions/{model}",
        schema_generator=_Draft7,
    )
    parts: dict[str, Any] = made.pop("$defs")
    parts["Rules"] = made
    for model in models(Rules):
        _describe(parts[model.__name__], model)
    for name, change in _CHANGES.items():
        change(parts, name)
    root = parts.pop("Rules")
    whole = {"$schema": _DRAFT, **root, "definitions": dict(sorted(parts.items()))}
    plain: dict[str, Any] = _plain(whole)
    return {**plain, "title": "Rules of civilbot for a subreddit"}


def schema_text() -> str:
    """Return the schema as a file."""
    return json.dumps(schema(), indent=1, ensure_ascii=False) + "\n"


def _describe(part: dict[str, Any], model: Any) -> None:
    """Put what the models say of their keys where editors show it."""
    part["description"] = summary(model)
    for key in keys(model):
        own = part["properties"][key.name]
        own.pop("title", None)
        if key.sentence:
            own["description"] = key.sentence


def _or(*short: Mapping[str, Any]) -> Callable[[dict[str, Any], str], None]:
    """Let a part be written in a short form, too."""

    def change(parts: dict[str, Any], name: str) -> None:
        whole = parts[name]
        said = whole.pop("description")
        parts[name] = {"description": said, "anyOf": [*short, whole]}

    return change


def _needs(*names: str) -> Callable[[dict[str, Any], str], None]:
    """Ask for at least one of some keys."""

    def change(parts: dict[str, Any], name: str) -> None:
        parts[name]["anyOf"] = [{"required": [one]} for one in names]

    return change


def _needs_any(parts: dict[str, Any], name: str) -> None:
    parts[name]["minProperties"] = 1


def _text_test(parts: dict[str, Any], name: str) -> None:
    switches = {"case_sensitive", "ignore_quotes"}
    _needs(*(key for key in parts[name]["properties"] if key not in switches))(
        parts, name
    )
    _or(_WORD, _WORDS)(parts, name)


def _flags(parts: dict[str, Any], name: str) -> None:
    """Name the categories as keys, so that editors complete them."""
    own = parts[name]["properties"]["categories"]
    categories = parts["Category"]["enum"]
    rules = own.pop("additionalProperties")
    own.pop("propertyNames", None)
    own["properties"] = dict.fromkeys(categories, rules)
    own["additionalProperties"] = False


def _root(parts: dict[str, Any], name: str) -> None:
    """Let the subreddit be named as people write it, r/ before it or not."""
    parts[name]["properties"]["subreddit"]["pattern"] = f"^/?(?:r/)?{NAME}$"


_ACTIONS = {"type": "array", "items": {"$ref": "#/definitions/FlagAction"}}

#: What the models accept or ask for in code.
_CHANGES: Mapping[str, Callable[[dict[str, Any], str], None]] = {
    TextTest.__name__: _text_test,
    NumberTest.__name__: _needs_any,
    AuthorTest.__name__: _needs_any,
    Conditions.__name__: _needs_any,
    CategoryRules.__name__: _or(_ACTIONS),
    Flair.__name__: _or({"type": "string", "minLength": 1}),
    CustomRule.__name__: _needs("when", "any_of"),
    Example.__name__: _needs("title", "body"),
    FlagRules.__name__: _flags,
    Rules.__name__: _root,
}


def _plain(part: Any) -> Any:
    """Write what draft 7 would not read: keys beside a `$ref` do not count there."""
    if isinstance(part, list):
        return [_plain(one) for one in part]
    if not isinstance(part, dict):
        return part
    plain = {key: _plain(value) for key, value in part.items()}
    if "anyOf" in plain and "maxLength" in plain:
        _counted(plain["anyOf"], plain.pop("maxLength"))
    if "$ref" in plain and len(plain) > 1:
        target = plain.pop("$ref")
        return {**plain, "allOf": [{"$ref": target}]}
    return plain


def _counted(ways: list[dict[str, Any]], most: int) -> None:
    """Say how long a list may be, where it may be a single value as well."""
    for way in ways:
        if way.get("type") == "array":
            way["maxItems"] = most
