"""The schema from which editors complete, and what it marks as wrong."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator

from civilbot.errors import BadInput
from civilbot.rules import parse_rules
from civilbot.rules_reference import schema
from civilbot.yaml_text.loader import StrictLoader
from tests.unit.documents import ROOT
from tests.unit.rules_lint.golden import FOLDER

SHIPPED = sorted(
    [
        *(ROOT / "config" / "presets").glob("*.yaml"),
        *(ROOT / "config" / "subreddits").glob("*.yaml"),
    ]
)
SCHEMA = schema()
VALIDATOR = Draft7Validator(SCHEMA)

#: Of a later draft; editors that know the seventh do not read them.
_LATER = {
    "$defs",
    "prefixItems",
    "unevaluatedProperties",
    "dependentSchemas",
    "$anchor",
}


def _errors(text: str) -> list[str]:
    data = yaml_core(text)
    return [error.message for error in VALIDATOR.iter_errors(data)]


def yaml_core(text: str) -> Any:
    """Read YAML as editors do: `off` and 22:00 are texts."""
    loader = StrictLoader(text)
    try:
        return loader.get_single_data()
    finally:
        loader.dispose()


def test_it_is_a_schema_of_draft_7() -> None:
    """The draft that the YAML language server reads."""
    Draft7Validator.check_schema(SCHEMA)
    assert SCHEMA["$schema"] == "http://json-schema.org/draft-07/schema#"


def _parts(part: Any) -> Iterator[dict[str, Any]]:
    if isinstance(part, dict):
        yield part
        for inner in part.values():
            yield from _parts(inner)
    elif isinstance(part, list):
        for inner in part:
            yield from _parts(inner)


def test_nothing_in_it_is_of_a_later_draft() -> None:
    """Also, what stands beside a `$ref` would not be read."""
    for part in _parts({k: v for k, v in SCHEMA.items() if k != "definitions"}):
        assert _LATER.isdisjoint(part)
        assert "$ref" not in part or len(part) == 1


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.name)
def test_what_ships_is_right_by_it(path: Path) -> None:
    """An editor marks nothing in it."""
    assert _errors(path.read_text("utf-8")) == []


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.name)
def test_what_ships_names_a_schema_that_is_there(path: Path) -> None:
    """In its first line, from which editors take it."""
    first = path.read_text("utf-8").splitlines()[0]
    start = "# yaml-language-server: $schema="
    assert first.startswith(start)
    assert (path.parent / first.removeprefix(start)).is_file()


SHORT = {
    "words for a text": "rules: [{name: a, when: {title: coin}}]",
    "a list for a text": "rules: [{name: a, when: {title: [coin, token]}}]",
    "one word for a list": "rules: [{name: a, when: {body: {words: coin}}}]",
    "one site": "rules: [{name: a, when: {domain: example.com}}]",
    "one category": "rules: [{name: a, when: {found: threat}}]",
    "one exception": "rules: [{name: a, when: {title: coin}, unless: {body: x}}]",
    "a list for a category": "flags: {categories: {threat: [report]}}",
    "an empty list for a category": "flags: {categories: {threat: []}}",
    "a text for a flair": "rules: [{name: a, when: {title: x}, do: [flair], flair: b}]",
    "off for a target": "flags: {targets: {group: off}}",
    "times": "quiet_hours: {from: 22:00, to: 07:00}",
}


@pytest.mark.parametrize("text", SHORT.values(), ids=SHORT.keys())
def test_short_forms_are_right_by_it_and_for_us(text: str) -> None:
    """What civilbot reads, editors must not mark."""
    whole = f"subreddit: r/HarbourTown\n{text}\n"
    assert _errors(whole) == []
    parse_rules(whole, source="x")


#: Broken in ways that only a person's reading or the program's finds.
BEYOND = {
    "duplicate_key",
    "duplicate_key_in_rule",
    "flair_without_name",
    "reserved_name",
    "unknown_zone",
}


def _readable() -> Iterator[Path]:
    """Give the broken documents that are YAML, and refused by the models."""
    for path in sorted(FOLDER.glob("*.yaml")):
        try:
            parse_rules(path.read_text("utf-8"), source=path.name)
        except (BadInput, UnicodeDecodeError):
            with suppress(yaml.YAMLError, UnicodeDecodeError):
                yaml_core(path.read_text("utf-8"))
                yield path


@pytest.mark.parametrize("path", list(_readable()), ids=lambda path: path.stem)
def test_what_the_models_refuse_is_wrong_by_it(path: Path) -> None:
    """So that the mistake is marked while it is made."""
    assert bool(_errors(path.read_text("utf-8"))) is (path.stem not in BEYOND)


def test_every_key_has_its_words_where_editors_show_them() -> None:
    """A moderator reads them while writing."""
    for name, part in {**SCHEMA["definitions"], "Rules": SCHEMA}.items():
        for way in part.get("anyOf", [part]):
            for key, value in way.get("properties", {}).items():
                known = "description" in value or name == "FlagRules"
                assert known, (name, key)
