"""Puts what is asked for into a rule's `when`, `any_of` and `unless`."""

from collections.abc import Iterable, Sequence

from civilbot.automod.checks import Demand
from civilbot.automod.patterns import Untranslatable
from civilbot.automod.texts import Tree

#: So many groups stand under `any_of` or `unless` at most.
MOST = 50


def combined(demands: Iterable[Demand]) -> Tree:
    """Write demands, all of which must hold, as the keys of a rule.

    Raises:
        Untranslatable: together they ask for more than one rule can.
    """
    when: Tree = {}
    groups: list[tuple[Tree, ...]] = []
    unless: list[Tree] = []
    for demand in demands:
        if demand.negated:
            unless += [way for way in demand.ways if way not in unless]
        elif len(demand.ways) > 1 or _clashes(when, demand.ways[0]):
            groups.append(demand.ways)
        else:
            when = _merged(when, demand.ways[0])
    any_of = _product(groups)
    if len(any_of) > MOST or len(unless) > MOST:
        raise Untranslatable(
            f"comes to more than {MOST} groups of conditions; split the rule"
        )
    parts = {"when": when, "any_of": any_of, "unless": unless}
    return {name: part for name, part in parts.items() if part}


def _product(groups: Sequence[tuple[Tree, ...]]) -> list[Tree]:
    """Join groups, of each of which one must hold, into one group."""
    found: list[Tree] = []
    for ways in groups:
        if not found:
            found = list(ways)
            continue
        pairs = [(one, other) for one in found for other in ways]
        if len(pairs) > MOST:
            raise Untranslatable(
                f"comes to more than {MOST} groups of conditions; split the rule"
            )
        if any(_clashes(one, other) for one, other in pairs):
            raise Untranslatable(
                "asks for more of one field than a rule can; split the rule"
            )
        found = [_merged(one, other) for one, other in pairs]
    return found


def _clashes(one: Tree, other: Tree) -> bool:
    for name, asked in other.items():
        if name not in one:
            continue
        if name != "author" or _clashes(one[name], asked):
            return True
    return False


def _merged(one: Tree, other: Tree) -> Tree:
    both = {**one, **other}
    if "author" in one and "author" in other:
        both["author"] = {**one["author"], **other["author"]}
    return both
