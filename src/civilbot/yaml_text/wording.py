"""Says in plain words what is wrong with a value, and what was probably meant."""

import difflib
import re
import typing
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo

from civilbot.errors import Problem, visible
from civilbot.yaml_text.marks import Marks
from civilbot.yaml_text.syntax import SMART_QUOTES

#: The keys that are known are listed if they are no more.
_LISTED = 12

#: More of what a model says is not shown, in characters.
_LONGEST = 300


@dataclass(frozen=True)
class Phrasebook:
    """What people write instead of a model's words, and what its patterns mean."""

    #: A key as other programs call it -> as it is called here.
    keys: Mapping[str, str] = field(default_factory=dict)
    #: A value as people write it -> as it is called here.
    values: Mapping[str, str] = field(default_factory=dict)
    #: A value that is not there on purpose -> why.
    never: Mapping[str, str] = field(default_factory=dict)
    #: A pattern -> what it asks for: "a time such as 22:00".
    patterns: Mapping[str, str] = field(default_factory=dict)


NO_PHRASES = Phrasebook()


def problems_of(
    error: ValidationError,
    marks: Marks,
    model: type[BaseModel],
    phrases: Phrasebook = NO_PHRASES,
    *,
    most: int,
) -> tuple[list[Problem], int]:
    """Turn what the model refuses into problems with their places.

    Args:
        error: what the model refuses.
        marks: where everything stands.
        model: it.
        phrases: what people write instead of its words.
        most: so many are put into words, the first ones.

    Returns:
        The problems in the order of reading, and how many more there are.
    """
    found = _without_misspelt(_merged(error))
    details = sorted(found, key=lambda one: _position(marks, one["loc"]))
    worded = [_Wording(one, marks, model, phrases).problem() for one in details[:most]]
    return worded, len(details) - len(worded)


def _position(marks: Marks, loc: Sequence[str | int]) -> tuple[int, int]:
    spot = marks.spot(loc)
    return spot.line, spot.column


def _merged(error: ValidationError) -> list[dict[str, Any]]:
    """Join what is said about one value that may be of several kinds."""
    merged: dict[tuple[Any, ...], dict[str, Any]] = {}
    for number, detail in enumerate(error.errors(include_url=False)):
        loc = tuple(p for p in detail["loc"] if not _is_branch(p))
        choice = detail["type"] in ("enum", "literal_error")
        made = {
            **detail,
            "loc": loc,
            "in_key": "[key]" in detail["loc"],
            "choices": _choices(detail) if choice else (),
        }
        known = merged.get((loc, "choice")) if choice else None
        if known is not None:
            known["choices"] += made["choices"]
        else:
            merged[(loc, "choice") if choice else (loc, number)] = made
    return list(merged.values())


def _without_misspelt(details: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Leave out keys that are missing because they are misspelt, which is told."""
    missing: dict[tuple[Any, ...], list[str]] = {}
    for one in details:
        if one["type"] == "missing":
            missing.setdefault(one["loc"][:-1], []).append(str(one["loc"][-1]))
    misspelt = set()
    for one in details:
        if one["type"] == "extra_forbidden" and one["loc"][:-1] in missing:
            *above, key = one["loc"]
            wanted = missing[tuple(above)]
            near = difflib.get_close_matches(str(key)[:80], wanted, 1)
            misspelt |= {(*above, name) for name in near}
    return [one for one in details if one["loc"] not in misspelt]


def _is_branch(part: object) -> bool:
    return isinstance(part, str) and part.startswith(
        ("function-", "[key]", "str-enum[")
    )


def _choices(detail: Any) -> tuple[str, ...]:
    return tuple(re.findall(r"'([^']*)'", detail["ctx"]["expected"]))


@dataclass(frozen=True)
class _Wording:
    """One thing that a model refuses, about to be said."""

    detail: dict[str, Any]
    marks: Marks
    model: type[BaseModel]
    phrases: Phrasebook

    @property
    def loc(self) -> tuple[str | int, ...]:
        loc: tuple[str | int, ...] = self.detail["loc"]
        return loc

    @property
    def context(self) -> Mapping[str, Any]:
        context: Mapping[str, Any] = self.detail.get("ctx", {})
        return context

    @property
    def value(self) -> object:
        return self.detail["input"]

    @property
    def name(self) -> str:
        """Keys that lead there; which entry of a list it is, its line tells."""
        return ".".join(str(part) for part in self.loc if isinstance(part, str))

    def problem(self) -> Problem:
        kind = self.detail["type"]
        if kind == "extra_forbidden" or self.detail["in_key"]:
            message = f"unknown key '{_short(self.name, _LONGEST)}'"
            return self.marks.problem(self.loc, message, self._meant_key(), key=True)
        if kind == "missing":
            message = f"the key '{self.name}' is missing"
            return self.marks.problem(
                self.loc[:-1], message, f"add '{self.loc[-1]}: …' here", key=True
            )
        if kind == "invalid_key":
            message = f"the key {self.loc[-1]} should be a text"
            return self.marks.problem(
                self.loc, message, f'write "{self.loc[-1]}" in quotes', key=True
            )
        message, hint = self._about_value()
        start = f"{self.name}: " if self.name else ""
        return self.marks.problem(self.loc, start + message, self._smart() or hint)

    def _about_value(self) -> tuple[str, str]:
        kind: str = self.detail["type"]
        if self.value is None:
            wanted = self._wanted().removeprefix("should be ")
            hint = (
                f"give it {wanted}, or remove the line" if wanted else "remove the line"
            )
            return "has no value", hint
        if self.detail["choices"]:
            return self._about_choice()
        if kind == "value_error":
            said = self.detail["msg"].removeprefix("Value error, ")
            return _short(said, _LONGEST), ""
        for known, say in _LIMITS.items():
            if kind == known:
                return say(self.context, self.value)
        if kind == "string_pattern_mismatch":
            return self._about_pattern(self.context["pattern"])
        return f"{self._wanted()}{self._found()}", self._how()

    def _about_pattern(self, pattern: str) -> tuple[str, str]:
        wanted = self.phrases.patterns.get(pattern, "")
        found = _quoted(self.value) if self.marks.shown else "this"
        if wanted:
            return f"{found} is not {wanted}", ""
        return f"{found} does not fit the pattern {pattern}", ""

    def _about_choice(self) -> tuple[str, str]:
        choices: tuple[str, ...] = self.detail["choices"]
        one_of = "one of " if len(choices) > 1 else ""
        message = f"should be {one_of}{', '.join(choices)}{self._found()}"
        never = self.phrases.never.get(str(self.value).lower(), "")
        meant = _did_you_mean(str(self.value), choices, self.phrases.values)
        return message, never or meant

    def _found(self) -> str:
        """Name what stands there, where that may be shown."""
        return f", not {_told(self.value)}" if self.marks.shown else ""

    def _wanted(self) -> str:
        """What kind of value should stand here."""
        choices: tuple[str, ...] = self.detail["choices"]
        if choices:
            return f"should be one of {', '.join(choices)}"
        kind = self.detail["type"]
        if kind == "string_type" and self._pattern():
            return f"should be {self.phrases.patterns[self._pattern()]}"
        for start, noun in _NOUNS.items():
            if kind.startswith(start):
                return f"should be {noun}"
        said: str = self.detail["msg"]
        return re.sub(r"^(?:Input|String|Value) should", "should", said)

    def _pattern(self) -> str:
        """Which pattern that has a name the value must fit; "" for none."""
        here = _model_at(self.model, self.loc[:-1])
        info = _fields(here).get(str(self.loc[-1])) if here and self.loc else None
        known = self.phrases.patterns
        found = (getattr(m, "pattern", "") for m in (info.metadata if info else ()))
        return next((str(pattern) for pattern in found if pattern in known), "")

    def _how(self) -> str:
        """How to write a value of the right kind."""
        kind, value = self.detail["type"], self.value
        if kind == "string_type" and self._pattern():
            return ""
        if kind == "string_type" and isinstance(value, bool | int | float | date):
            return f'put it in quotes: "{_written(value)}"'
        if kind in ("tuple_type", "list_type") and isinstance(value, str):
            return f"put it in brackets: [{visible(value[:40])}]"
        if kind in ("model_type", "dict_type", "mapping_type"):
            return self._keys_here()
        return ""

    def _keys_here(self) -> str:
        here = _model_at(self.model, self.loc)
        if here is None or not self.loc:
            return "write key: value, each on a line of its own"
        keys = _names(here)
        if len(keys) > _LISTED:
            return f"write its keys below it, such as '{keys[0]}: …'"
        return f"write keys below it: {', '.join(keys)}"

    def _smart(self) -> str:
        value = self.value
        if isinstance(value, str) and value[:1] in SMART_QUOTES and value:
            return f"it stands in {value[0]} {value[-1]}; YAML knows only \" and '"
        return ""

    def _meant_key(self) -> str:
        """Say what was probably meant by a key that is not known."""
        key = str(self.loc[-1])
        if self.detail["in_key"]:
            return _did_you_mean(key, self.detail["choices"], self.phrases.values)
        keys = list(_keys(self.model, self.loc[:-1]))
        other = self.phrases.keys.get(key.lower().replace("-", "_"), "")
        if other in keys:
            return f"did you mean '{other}'?"
        return (
            self._elsewhere(key)
            or _did_you_mean(key, keys, {})
            or (
                f"known here: {', '.join(keys)}"
                if len(keys) <= _LISTED
                else "remove it"
            )
        )

    def _elsewhere(self, key: str) -> str:
        """Say where a key belongs that is known, but not here."""
        here = _model_at(self.model, self.loc[:-1])
        below = [name for name, part in _parts(here) if key in _names(part)]
        if below:
            return f"it belongs under {' or '.join(below[:3])}, further right"
        for depth in range(len(self.loc) - 2, -1, -1):
            above = _model_at(self.model, self.loc[:depth])
            if above is not None and above is not here and key in _names(above):
                return "it belongs further left, " + _beside(self.loc[: depth + 1])
        return ""


def _beside(loc: Sequence[str | int]) -> str:
    beside = [part for part in loc if isinstance(part, str)]
    return f"beside '{beside[-1]}'" if beside else "at the beginning of the line"


Say = Callable[[Mapping[str, Any], Any], tuple[str, str]]

_LIMITS: Mapping[str, Say] = {
    "greater_than_equal": lambda c, v: (
        f"should be at least {c['ge']:g}, not {v:g}",
        "",
    ),
    "greater_than": lambda c, v: (f"should be more than {c['gt']:g}, not {v:g}", ""),
    "less_than_equal": lambda c, v: (f"should be at most {c['le']:g}, not {v:g}", ""),
    "less_than": lambda c, v: (f"should be less than {c['lt']:g}, not {v:g}", ""),
    "string_too_long": lambda c, v: (
        f"is {len(v):,} characters long, and at most {c['max_length']:,} fit",
        f"shorten it by {len(v) - c['max_length']:,}",
    ),
    "string_too_short": lambda c, _: (
        "is empty"
        if c["min_length"] == 1
        else f"should have at least {c['min_length']} characters",
        "write something, or remove it",
    ),
    "too_long": lambda c, v: (
        f"has {len(v):,} entries, and at most {c['max_length']:,} fit",
        "",
    ),
    "too_short": lambda c, _: (
        "is empty" if c["min_length"] == 1 else f"needs {c['min_length']} entries",
        "name at least one",
    ),
}

#: What pydantic's kinds of error ask for, by how they begin.
_NOUNS = {
    "int": "a whole number",
    "float": "a number",
    "finite_number": "a number that has an end",
    "bool": "true or false",
    "string": "a text",
    "tuple": "a list",
    "list": "a list",
    "set": "a list",
    "model": "keys with values",
    "dict": "keys with values",
    "mapping": "keys with values",
    "date": "a date such as 2026-01-31",
}


def _told(value: object) -> str:
    """Name a value in few words."""
    if isinstance(value, dict):
        return "keys with values"
    if isinstance(value, list | tuple):
        return "a list"
    if isinstance(value, str):
        return _quoted(value)
    return _written(value)


def _written(value: object) -> str:
    """Write a value as it stood in the document."""
    return str(value).lower() if isinstance(value, bool) else str(value)[:40]


def _quoted(value: object) -> str:
    return f"'{_short(str(value), 40)}'"


def _short(text: str, most: int) -> str:
    seen = visible(text[: most + 1])
    return f"{seen[:most]}…" if len(seen) > most else seen


def _did_you_mean(word: str, known: Sequence[str], others: Mapping[str, str]) -> str:
    plain = word.lower().strip().replace("-", "_").replace(" ", "_")
    other = others.get(plain, "")
    if other in known:
        return f"did you mean '{other}'?"
    near = difflib.get_close_matches(plain[:80], known, 1)
    return f"did you mean '{near[0]}'?" if near else ""


def _keys(model: type[BaseModel], loc: Sequence[str | int]) -> Iterator[str]:
    """List the keys that would have been right at `loc`."""
    yield from _names(_model_at(model, loc) or model)


def _parts(model: type[BaseModel] | None) -> Iterator[tuple[str, type[BaseModel]]]:
    """Give the keys of a model that hold keys themselves, each in quotes."""
    for name, info in model.model_fields.items() if model is not None else ():
        part = _model_in(info.annotation)
        if part is not None:
            yield f"'{info.alias or name}'", part


def _names(model: type[BaseModel]) -> list[str]:
    return list(_fields(model))


def _fields(model: type[BaseModel]) -> dict[str, FieldInfo]:
    """Give what a model says of its keys, as they are written."""
    return {info.alias or name: info for name, info in model.model_fields.items()}


def _model_at(
    model: type[BaseModel], loc: Sequence[str | int]
) -> type[BaseModel] | None:
    """Find the model of what stands at `loc`; None where that has none."""
    found: type[BaseModel] | None = model
    for part in loc:
        if found is None:
            return None
        names = _fields(found)
        if part in names:
            found = _model_in(names[str(part)].annotation)
    return found


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for argument in typing.get_args(annotation):
        found = _model_in(argument)
        if found is not None:
            return found
    return None
