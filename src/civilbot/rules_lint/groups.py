"""A rule's conditions one by one, each with where it stands."""

from collections.abc import Iterator
from dataclasses import dataclass

from civilbot.rules import AuthorTest, Conditions, CustomRule, NumberTest, TextTest
from civilbot.yaml_text import Path

#: What a single condition asks for.
Wanted = TextTest | NumberTest | bool | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """One condition: "title", "author.name" and so on."""

    name: str
    path: Path
    wanted: Wanted


@dataclass(frozen=True, slots=True)
class Group:
    """Conditions that must hold together."""

    path: Path
    asked: tuple[Asked, ...]


def group(path: Path, conditions: Conditions) -> Group:
    """Take conditions apart."""
    return Group(path, tuple(_asked(path, conditions, "")))


def _asked(
    path: Path, conditions: Conditions | AuthorTest, prefix: str
) -> Iterator[Asked]:
    for name in type(conditions).model_fields:
        value = getattr(conditions, name)
        if isinstance(value, AuthorTest):
            yield from _asked((*path, name), value, "author.")
        elif value is not None and value != ():
            yield Asked(prefix + name, (*path, name), value)


@dataclass(frozen=True, slots=True)
class Parts:
    """A rule taken apart."""

    number: int
    rule: CustomRule
    when: Group | None
    any_of: tuple[Group, ...]
    unless: tuple[Group, ...]

    @property
    def path(self) -> Path:
        """Where the rule stands."""
        return ("rules", self.number)

    @property
    def groups(self) -> tuple[Group, ...]:
        """All groups, as they are read."""
        when = () if self.when is None else (self.when,)
        return (*when, *self.any_of, *self.unless)

    @property
    def ways(self) -> tuple[tuple[Group, ...], ...]:
        """The ways in which it can fire: `when` with each of `any_of`."""
        when = () if self.when is None else (self.when,)
        if not self.any_of:
            return (when,)
        return tuple((*when, one) for one in self.any_of)


def taken_apart(rules: tuple[CustomRule, ...]) -> Iterator[Parts]:
    """Take rules apart, one after the other."""
    for number, rule in enumerate(rules):
        path = ("rules", number)
        yield Parts(
            number,
            rule,
            None if rule.when is None else group((*path, "when"), rule.when),
            _several((*path, "any_of"), rule.any_of),
            _several((*path, "unless"), rule.unless),
        )


def _several(path: Path, several: tuple[Conditions, ...]) -> tuple[Group, ...]:
    return tuple(group((*path, n), one) for n, one in enumerate(several))
