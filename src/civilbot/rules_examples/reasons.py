"""Says which of a rule's conditions did not hold."""

from collections.abc import Iterator

from civilbot import policy
from civilbot.conditions import Facts, compiled
from civilbot.model import Category, Context, Item, Reading
from civilbot.rules import Conditions, CustomRule, On, Rules
from civilbot.rules_lint.groups import Asked, Group, Parts, taken_apart


def why_not(
    name: str, item: Item, context: Context, rules: Rules, reading: Reading | None
) -> Iterator[str]:
    """Say why a rule of the subreddit's own did not fire.

    Args:
        name: the rule's; for one of the detector's categories nothing is said.
        item: what was judged.
        context: what was known beside it.
        rules: the document.
        reading: what the detector made of it.
    """
    if name in {f"flags.{category}" for category in Category}:
        return
    judged = reading is not None and not reading.abstained
    facts = Facts(item, context, reading.findings if reading and judged else None)
    for parts in taken_apart(rules.rules):
        if parts.rule.name == name:
            yield from _because(parts, facts, rules)


def _because(parts: Parts, facts: Facts, rules: Rules) -> Iterator[str]:
    may = policy.may_flag(facts.item, facts.context, rules)
    if parts.rule.exempt and not may.wants:
        yield f"'{parts.rule.name}' does not apply: {may.reason}"
    if not _looks(parts.rule.on, facts, rules):
        yield f"'{parts.rule.name}' looks at on: {parts.rule.on} only"
    yield from _unmet(parts.when, facts, rules)
    if parts.any_of and all(_holds(g, facts, rules) is False for g in parts.any_of):
        yield "none of any_of holds"
    for group in parts.unless:
        if _holds(group, facts, rules) is not False:
            yield f"unless holds: {', '.join(one.name for one in group.asked)}"


def _unmet(when: Group | None, facts: Facts, rules: Rules) -> Iterator[str]:
    for one in when.asked if when is not None else ():
        held = _holds(Group(one.path, (one,)), facts, rules)
        if held is False:
            yield f"when.{one.name} does not hold"
        elif held is None:
            yield f"when.{one.name} is not known of this example"


def _holds(group: Group, facts: Facts, rules: Rules) -> bool | None:
    """Whether a group of conditions holds by itself; None where that is not known."""
    alone = CustomRule(name="alone", when=_conditions(group.asked))
    asked = compiled(Rules(subreddit=rules.subreddit, rules=(alone,)))
    if asked.fires(facts):
        return True
    return None if asked.undecided(facts) else False


def _conditions(asked: tuple[Asked, ...]) -> Conditions:
    of_item = {o.name: o.wanted for o in asked if "." not in o.name}
    of_author = {
        one.name.removeprefix("author."): one.wanted for one in asked if "." in one.name
    }
    author = {"author": of_author} if of_author else {}
    return Conditions.model_validate({**of_item, **author})


def _looks(on: On, facts: Facts, rules: Rules) -> bool:
    """Whether a rule looks at such an item at all."""
    anything = Conditions.model_validate({"body_length": {"at_least": 0}})
    alone = CustomRule(name="alone", on=on, when=anything)
    return bool(compiled(Rules(subreddit=rules.subreddit, rules=(alone,))).fires(facts))
