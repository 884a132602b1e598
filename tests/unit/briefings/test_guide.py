"""The guide for authors is true: each rule and key is in it, its example is sound."""

import re
from datetime import date

import pytest
from pydantic import BaseModel

from civilbot.briefings import check, parse_briefing
from civilbot.briefings.article import (
    Change,
    Examples,
    FrontMatter,
    Silence,
    Source,
    Term,
    Topic,
    Wishes,
)
from civilbot.briefings.lint import RULES
from civilbot.briefings.lint.finding import Rule
from civilbot.briefings.sections import SectionName
from tests.unit.documents import ROOT, blocks

GUIDE = ROOT / "docs" / "write-a-briefing.md"
TEXT = GUIDE.read_text("utf-8")


def _row(rule: Rule) -> str:
    level = f"{rule.severity}{', firm' if rule.firm else ''}"
    return f"| `{rule.name}` | {level} | {rule.why} | {rule.mend} |"


def test_it_lists_every_rule_as_the_lint_tells_it() -> None:
    """In the same order and words; none is missing, none is invented."""
    _, _, rest = TEXT.partition("| rule | level | why it matters | how to mend it |\n")
    _, *told = rest.partition("\n\n")[0].splitlines()
    assert told == [_row(rule) for rule in RULES.values()]


@pytest.mark.parametrize(
    "model", [FrontMatter, Topic, Term, Examples, Source, Change, Silence, Wishes]
)
def test_it_explains_every_key(model: type[BaseModel]) -> None:
    """A key that nobody explains is guessed at."""
    named = set(re.findall(r"`([a-z_]+)`", TEXT))
    assert set(model.model_fields) <= named


def test_it_explains_no_key_that_does_not_exist() -> None:
    """Else the file that follows it is refused."""
    models = (FrontMatter, Topic, Term, Examples, Source, Change, Silence, Wishes)
    known = {key for model in models for key in model.model_fields}
    tables = TEXT.split("| key | what it is |\n| --- | --- |\n")[1:]
    rows = [line for part in tables for line in part.partition("\n\n")[0].splitlines()]
    told = {row.split("`")[1] for row in rows}
    assert told - known == set()
    assert len(tables) == 6


def test_its_example_is_fit_to_post() -> None:
    """Whoever copies it starts from something sound."""
    (example,) = [b.text for b in blocks(GUIDE) if b.language == "markdown"]
    briefing = parse_briefing(example, source="example.md")
    assert check(briefing, today=date(2026, 11, 25)) == ()


def test_it_names_every_section() -> None:
    """As headings must be written."""
    assert all(name in TEXT for name in SectionName)
