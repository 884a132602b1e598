"""Examples that cannot show what they are meant to."""

from collections.abc import Iterator

from civilbot.model import Category
from civilbot.rules import Example, Expect, ReplyMode
from civilbot.rules_lint.finding import Finding, Looking, nearest
from civilbot.yaml_text import Path


def unknown(looking: Looking) -> Iterator[Finding]:
    """Examples that name a rule that is not there, or expect what never happens."""
    rules = looking.rules
    known = [rule.name for rule in rules.rules]
    known += [f"flags.{category}" for category in Category]
    for number, example in enumerate(rules.tests):
        path = ("tests", number)
        if example.rule and example.rule not in known:
            message = f"there is no rule '{example.rule}'"
            hint = nearest(example.rule, known) or f"there are: {', '.join(known[:8])}"
            yield looking.error("unknown-rule", (*path, "rule"), message, hint)
        yield from _idle(looking, example, path)


def _idle(looking: Looking, example: Example, path: Path) -> Iterator[Finding]:
    if example.expect in (Expect.BRIEF, Expect.NONE) and example.rule:
        message = f"with expect: {example.expect} the rule is not looked at"
        hint = "remove it, or expect flag or pass"
        yield looking.warning("idle", (*path, "rule"), message, hint, key=True)
    if example.expect is not Expect.BRIEF:
        return
    if example.is_comment:
        message = "a comment is never briefed, only a thread"
        hint = "give it a title, and no comment: true"
        yield looking.error("idle", (*path, "expect"), message, hint)
    elif looking.rules.briefings.mode is ReplyMode.OFF:
        message = "briefings are off, so this never comes true"
        yield looking.error("idle", (*path, "expect"), message, "expect: none")
