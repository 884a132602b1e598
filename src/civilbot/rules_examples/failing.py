"""Turns examples that fail into findings, with the place of what they expect."""

from datetime import date
from itertools import islice

from civilbot.errors import visible
from civilbot.rules import Rules
from civilbot.rules_examples.running import Models, Tried, tried
from civilbot.rules_lint import Finding, Severity
from civilbot.yaml_text import Document


def failing(
    document: Document[Rules], models: Models, *, today: date, most: int
) -> tuple[Finding, ...]:
    """Try the examples of a document, and find those that fail.

    Args:
        document: the rules.
        models: what to judge with.
        today: the day on which it all happens.
        most: how many examples are tried.
    """
    tries = islice(tried(document.value, models, today=today), most)
    return tuple(failure(document, one) for one in tries if not one.holds)


def failure(document: Document[Rules], one: Tried) -> Finding:
    """Say what came of an example that fails."""
    message = f"the example expects {one.expected}; what happens: {one.happened}"
    hint = visible(one.reasons[0]) if one.reasons else ""
    path = ("tests", one.number, "expect")
    problem = document.marks.problem(path, message, hint)
    return Finding(problem, Severity.ERROR, "example")
