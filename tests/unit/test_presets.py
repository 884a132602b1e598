"""The rules to begin with that ship: sound, in shadow, and explained."""

from pathlib import Path

import pytest

from civilbot.briefings import parse_briefing
from civilbot.rules import Mode, read_rules
from civilbot.rules_lint import Known, check
from civilbot.starter import presets
from tests.builders import the_day_of
from tests.unit.documents import ROOT

FOLDER = ROOT / "config" / "presets"
BRIEFINGS = ROOT / "config" / "briefings"
PATHS = sorted(FOLDER.glob("*.yaml"))
SHIPPED = [*PATHS, ROOT / "config" / "subreddits" / "YourSubreddit.yaml"]

EACH = pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)


def test_there_are_four() -> None:
    """The command offers just these."""
    assert presets() == ("gentle", "heated-politics", "strict", "watch-only")


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_nothing_is_found_in_what_ships(path: Path) -> None:
    """No warning either: it is what people learn from."""
    document = read_rules(path.read_text("utf-8"), source=path.name)
    read = [
        parse_briefing(one.read_text("utf-8"), source=one.name)
        for one in BRIEFINGS.glob("*.md")
    ]
    known = Known(
        briefings={one.id: one.review_by for one in read},
        today=the_day_of(BRIEFINGS),
        permissions=frozenset({"posts", "mail", "access"}),
    )
    assert [str(one) for one in check(document, known)] == []


@EACH
def test_all_begin_in_shadow(path: Path) -> None:
    """Whoever takes one gets a bot that does nothing on Reddit yet."""
    rules = read_rules(path.read_text("utf-8"), source=path.name).value
    assert rules.mode is Mode.SHADOW
    assert {rule.mode for rule in rules.rules} <= {Mode.SHADOW}


@EACH
def test_each_explains_itself(path: Path) -> None:
    """In its comments: for whom it is, and what each part does."""
    lines = path.read_text("utf-8").splitlines()
    assert sum(line.lstrip().startswith("#") for line in lines) >= 8


@EACH
def test_each_is_in_the_package_that_is_installed(path: Path) -> None:
    """By its name, as all that ships."""
    assert f'"config/presets/{path.name}" = "civilbot/starter/presets/' in (
        ROOT / "pyproject.toml"
    ).read_text("utf-8")
