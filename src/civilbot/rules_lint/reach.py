"""Rules and conditions that no post and no comment can ever meet."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from civilbot.model import Target
from civilbot.rules import NumberTest, Off, On, Rules, TextTest
from civilbot.rules_lint.finding import Finding, Looking
from civilbot.rules_lint.groups import Asked, Group, Parts, taken_apart
from civilbot.rules_lint.spans import Span, possible, wanted
from civilbot.yaml_text import Path

_TEXT_POST, _LINK_POST, _COMMENT = "text posts", "link posts", "comments"
_POSTS = frozenset({_TEXT_POST, _LINK_POST})
_ALL = _POSTS | {_COMMENT}

_SEES: Mapping[On, frozenset[str]] = {
    On.ANY: _ALL,
    On.SUBMISSION: _POSTS,
    On.TEXT_SUBMISSION: frozenset({_TEXT_POST}),
    On.LINK_SUBMISSION: frozenset({_LINK_POST}),
    On.COMMENT: frozenset({_COMMENT}),
}

#: The detector leaves alone what is aimed at these.
SPARED = frozenset({Target.INSTITUTION, Target.SELF, Target.NOBODY})


@dataclass(frozen=True, slots=True)
class Why:
    """Why conditions cannot hold together, and which one is too much."""

    path: Path
    message: str
    hint: str


def never_fires(looking: Looking) -> Iterator[Finding]:
    """Rules of which no way to fire can ever hold."""
    for parts in taken_apart(looking.rules.rules):
        ways = [impossible(parts, way, looking.rules) for way in parts.ways]
        whys = [why for why in ways if why is not None]
        if len(whys) == len(ways):
            yield _told(looking, parts, whys[0])
        else:
            yield from (_branch(looking, why) for why in whys)


def can_fire(parts: Parts, rules: Rules) -> bool:
    """Whether there is any way in which a rule may fire."""
    return any(impossible(parts, way, rules) is None for way in parts.ways)


def _told(looking: Looking, parts: Parts, why: Why) -> Finding:
    message = f"the rule '{parts.rule.name}' can never fire: {why.message}"
    return looking.error("never-fires", why.path, message, why.hint)


def _branch(looking: Looking, why: Why) -> Finding:
    message = f"this one of any_of can never hold: {why.message}"
    return looking.warning("never-holds", why.path, message, why.hint)


def never_holds(looking: Looking) -> Iterator[Finding]:
    """Exceptions under `unless` that can never hold, and so except nothing."""
    for parts in taken_apart(looking.rules.rules):
        for group in parts.unless:
            why = impossible(parts, (group,), looking.rules, exempting=False)
            if why is not None:
                message = f"this exception never holds: {why.message}"
                yield looking.warning("never-holds", why.path, message, why.hint)


def impossible(
    parts: Parts, way: Sequence[Group], rules: Rules, *, exempting: bool = True
) -> Why | None:
    """Say why groups of conditions cannot all hold for one item; None if they can.

    Args:
        parts: the rule that they belong to.
        way: the groups that must hold together.
        rules: the whole document.
        exempting: heed who is exempt from the rule.
    """
    asked = [one for group in way for one in group.asked]
    return (
        _no_such_item(parts.rule.on, asked)
        or _empty_range(asked)
        or _yes_and_no(asked)
        or _left_alone(asked, rules)
        or (_exempt(parts, asked, rules) if exempting else None)
    )


def _no_such_item(on: On, asked: Sequence[Asked]) -> Why | None:
    """See whether the conditions are about things that the rule does not look at."""
    left = _SEES[on]
    for one in asked:
        kinds = _kinds(one)
        if left.isdisjoint(kinds):
            what = _several(left)
            others = _several(kinds)
            message = f"it looks at {what} only, and '{one.name}' is about {others}"
            if left != _SEES[on]:
                message = f"the rest is about {what}, '{one.name}' about {others}"
            hint = f"change on, or remove '{one.name.rpartition('.')[2]}'"
            return Why(one.path, message, hint)
        left &= kinds
    return None


def _several(kinds: frozenset[str]) -> str:
    """Name kinds of items."""
    named = {"posts", *(kinds - _POSTS)} if kinds >= _POSTS else kinds
    return " and ".join(sorted(named, reverse=True))


def _kinds(asked: Asked) -> frozenset[str]:
    """Say for which kinds of items a condition can hold at all."""
    kinds = _KINDS.get((asked.name, asked.wanted is not False), _ALL)
    return kinds if _heeds_text(asked) else _ALL


def _heeds_text(asked: Asked) -> bool:
    """Whether a text must be there: a regex may fit where there is none."""
    return not (isinstance(asked.wanted, TextTest) and asked.wanted.regex)


#: By the condition's name, and whether it asks for yes.
_KINDS: Mapping[tuple[str, bool], frozenset[str]] = {
    ("title", True): _POSTS,
    ("title_length", True): _POSTS,
    ("url", True): frozenset({_LINK_POST}),
    ("link_post", True): frozenset({_LINK_POST}),
    ("link_post", False): frozenset({_TEXT_POST, _COMMENT}),
    ("crosspost", True): _POSTS,
    ("top_level", True): frozenset({_COMMENT}),
    ("author.submitter", True): frozenset({_COMMENT}),
}


def _empty_range(asked: Sequence[Asked]) -> Why | None:
    """See whether what is asked of a number leaves none."""
    spans: dict[str, Span] = {}
    for one in asked:
        if not isinstance(one.wanted, NumberTest):
            continue
        own = wanted(one.name, one.wanted)
        whole = possible(one.name)
        left = own.meets(spans.get(one.name, whole))
        if left.empty:
            return _no_number(one, own, whole)
        spans[one.name] = left
    return None


def _no_number(asked: Asked, own: Span, whole: Span) -> Why:
    name = asked.name.rpartition(".")[2]
    if own.empty:
        return Why(asked.path, f"no number fits '{name}'", "widen the range")
    if own.meets(whole).empty:
        low = f"{whole.low:,.0f}" if math.isfinite(whole.low) else "any"
        high = f" to {whole.high:,.0f}" if math.isfinite(whole.high) else " upwards"
        message = f"'{name}' goes from {low}{high}"
        return Why(asked.path, message, "choose a number that occurs")
    message = f"another condition on {name} leaves nothing over"
    return Why(asked.path, message, "keep one of the two")


def _yes_and_no(asked: Sequence[Asked]) -> Why | None:
    """See whether one thing is asked to be so and not so."""
    seen: dict[str, bool] = {}
    for one in asked:
        if not isinstance(one.wanted, bool):
            continue
        if seen.setdefault(one.name, one.wanted) is not one.wanted:
            name = one.name.rpartition(".")[2]
            message = f"'{name}' is to be both true and false"
            return Why(one.path, message, "keep one of the two")
    return None


def _left_alone(asked: Sequence[Asked], rules: Rules) -> Why | None:
    """See whether the detector finds nothing of what is asked for."""
    off = {
        target
        for target in Target
        if getattr(rules.flags.targets, target.value, None) is Off.OFF
    }
    for one in asked:
        if one.name != "aimed_at" or not isinstance(one.wanted, tuple):
            continue
        aims = {Target(name) for name in one.wanted}
        if aims <= SPARED:
            message = f"words aimed at {_listed(aims)} are always left alone"
            hint = "aimed_at: other_user, group or public_figure"
            return Why(one.path, message, hint)
        if aims <= SPARED | off:
            message = f"{_listed(aims & off)} is off in flags.targets"
            return Why(one.path, message, "give that target a caution there")
    return None


def _listed(aims: set[Target]) -> str:
    return ", ".join(target.value for target in Target if target in aims)


def _exempt(parts: Parts, asked: Sequence[Asked], rules: Rules) -> Why | None:
    """See whether it is only about those whom the document exempts."""
    if not parts.rule.exempt:
        return None
    hint = "add exempt: false to the rule"
    for one in asked:
        who = _EXEMPT.get(one.name)
        if who and one.wanted is True and getattr(rules.exempt, who):
            message = f"{who.replace('_', ' ')} are exempt from it"
            return Why(one.path, message, hint)
        names = _only_names(one)
        if names and names <= {user.lower() for user in rules.exempt.users}:
            return Why(one.path, "these users are exempt from it", hint)
    return None


_EXEMPT = {"author.moderator": "moderators", "author.contributor": "approved_users"}


def _only_names(asked: Asked) -> frozenset[str]:
    """Return the only authors for whom a condition holds; none if others can, too."""
    test = asked.wanted
    if asked.name != "author.name" or not isinstance(test, TextTest):
        return frozenset()
    if test.words or test.includes or test.starts_with or test.ends_with or test.regex:
        return frozenset()
    return frozenset(name.strip().lower() for name in test.equals)
