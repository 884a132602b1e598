"""What two rules documents do differently, in sentences for moderators.

It compares what is meant, not how it is written: comments, order of keys, defaults
written out and examples make no difference.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from enum import Enum
from typing import Any

from pydantic import BaseModel

from civilbot.rules import CustomRule, QuietHours, Rules, Step

#: These say nothing about what the bot does, or are told by themselves.
_ELSEWHERE = frozenset({"subreddit", "wiki", "rules", "tests"})

#: A text longer than this is shown by its beginning.
_SHOWN = 60
#: Of a longer list of words, so many are shown.
_NAMED = 5

#: What a rule asks of an item.
_CONDITIONS = frozenset({"on", "when", "any_of", "unless"})


def differences(old: Rules, new: Rules) -> tuple[str, ...]:
    """Say what the bot does differently under new rules; nothing if it does not."""
    return (*_of_parts("", old, new), *_of_rules(old.rules, new.rules))


def _of_parts(prefix: str, old: BaseModel, new: BaseModel) -> Iterator[str]:
    """Compare two parts of a document, key by key."""
    for name in type(old).model_fields:
        before, after = getattr(old, name), getattr(new, name)
        if before == after or (not prefix and name in _ELSEWHERE):
            continue
        yield from _of_key(prefix, name, before, after)


def _of_key(prefix: str, name: str, before: Any, after: Any) -> Iterator[str]:
    inner = f"{prefix}, {name}" if prefix else name
    if isinstance(before, QuietHours | None) and isinstance(after, QuietHours | None):
        yield f"{inner}: {_shown_pair(before, after)}"
    elif isinstance(before, BaseModel) and isinstance(after, type(before)):
        yield from _of_parts(inner, before, after)
    elif isinstance(before, Mapping):
        yield from _of_mapping(inner, before, after)
    elif isinstance(before, tuple) and isinstance(after, tuple) and prefix:
        yield f"{prefix}: {name} {_of_lists(before, after)}"
    else:
        # What is not said for a category or a target follows the rest of `flags`.
        none = "as usual" if prefix.startswith("flags, ") else "none"
        place = f"{prefix}: {name} " if prefix else f"{name}: "
        yield place + _shown_pair(before, after, none=none)


def _of_mapping(
    prefix: str, old: Mapping[Any, BaseModel], new: Mapping[Any, BaseModel]
) -> Iterator[str]:
    """Compare what is said for each of several names; unsaid is as usual."""
    for key in [*old, *(key for key in new if key not in old)]:
        known = old.get(key) or new[key]
        usual = type(known)()
        before, after = old.get(key, usual), new.get(key, usual)
        yield from _of_parts(f"{prefix}, {_show(key)}", before, after)


def _of_lists(old: Sequence[Any], new: Sequence[Any]) -> str:
    if any(isinstance(one, BaseModel) for one in (*old, *new)):
        return f"{_list(old)} -> {_list(new)}"
    gone, more = Counter(old) - Counter(new), Counter(new) - Counter(old)
    said = []
    if more:
        said.append(f"also {_list(tuple(more.elements()))}")
    if gone:
        said.append(f"no more {_list(tuple(gone.elements()))}")
    if not said:
        return "in another order"
    return ", ".join(said) if new else f"{_list(old)} -> none"


def _of_rules(old: Sequence[CustomRule], new: Sequence[CustomRule]) -> Iterator[str]:
    before, after = _by_name(old), _by_name(new)
    for name, rule in after.items():
        if name not in before:
            deeds = _list(rule.do) if rule.do else "nothing"
            yield f"rule '{name}': new, in {rule.mode.value}; does {deeds}"
        elif before[name] != rule:
            yield from _of_rule(name, before[name], rule)
    for name, rule in before.items():
        if name not in after:
            yield f"rule '{name}': gone, was in {rule.mode.value}"
    kept = [name for name in before if name in after]
    if kept != [name for name in after if name in before]:
        yield "the rules stand in another order"


def _by_name(rules: Sequence[CustomRule]) -> dict[str, CustomRule]:
    """Give rules by their name; the second of a name is called so."""
    found: dict[str, CustomRule] = {}
    for rule in rules:
        name, number = rule.name, 1
        while name in found:
            number += 1
            name = f"{rule.name} ({number})"
        found[name] = rule
    return found


def _of_rule(name: str, old: CustomRule, new: CustomRule) -> Iterator[str]:
    """Compare two rules of one name; its conditions are only said to differ."""
    changed = [
        key
        for key in type(new).model_fields
        if key != "name" and getattr(old, key) != getattr(new, key)
    ]
    if not _CONDITIONS.isdisjoint(changed):
        yield f"rule '{name}': fires under other conditions"
    for key in changed:
        if key not in _CONDITIONS:
            yield f"rule '{name}': {_of_rule_key(key, old, new)}"


def _of_rule_key(key: str, old: CustomRule, new: CustomRule) -> str:
    before, after = getattr(old, key), getattr(new, key)
    match key:
        case "mode":
            return _shown_pair(before, after)
        case "do":
            return f"does {_list(before)} -> {_list(after)}"
        case "exempt":
            also = "no more" if after else "also"
            return f"{also} for those who are exempt from flags"
        case _:
            return f"{key} {_shown_pair(before, after)}"


def _shown_pair(before: Any, after: Any, *, none: str = "none") -> str:
    old, new = (none if one is None else _show(one) for one in (before, after))
    return f"{old} -> {new}" if old != new else "reads otherwise"


def _list(values: Sequence[Any]) -> str:
    """Name a few values, and say how many there are more."""
    named = ", ".join(_show(value) for value in values[:_NAMED])
    more = len(values) - _NAMED
    if more > 0:
        return f"{named} and {more} more"
    return named or "none"


def _show(value: Any) -> str:
    """Write a value as moderators write it."""
    match value:
        case bool():
            shown = str(value).lower()
        case Enum():
            shown = str(value.value)
        case str():
            shown = _quoted(value)
        case float():
            shown = f"{value:g}"
        case tuple():
            shown = _list(value)
        case BaseModel():
            shown = _show_part(value)
        case _:
            shown = str(value)
    return shown


def _show_part(part: BaseModel) -> str:
    match part:
        case QuietHours():
            return f"{part.from_} to {part.to} {part.zone}"
        case Step():
            days = f"{part.within_days:g}"
            return f"after {part.after} in {days} days {_list(part.do)}"
        case _:
            said = part.model_dump(mode="json", exclude_defaults=True)
            return ", ".join(f"{key} {_show(one)}" for key, one in said.items())


def _quoted(text: str) -> str:
    if not text:
        return "none"
    line = " ".join(text.split())
    return f"'{line[:_SHOWN]}…'" if len(line) > _SHOWN else f"'{line}'"
