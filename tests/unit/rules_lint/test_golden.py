"""Each broken rules document, and the very words that moderators read about it."""

import re

import pytest

from civilbot.rules_lint import Severity
from tests.unit.rules_lint.golden import FOLDER, NAMES, findings, shown

#: The one finding that only counts others.
_REST = re.compile(r"^(?:error|warning): \S+ \d[\d,]* more problems")


@pytest.mark.parametrize("name", NAMES)
def test_a_broken_document_is_explained_in_just_these_words(name: str) -> None:
    """The texts lie beside the documents.

    `python -m tests.unit.rules_lint.golden`
    writes them anew, and whoever does that reads each that changed.
    """
    assert shown(name) == (FOLDER / f"{name}.txt").read_text("utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_each_explanation_has_a_place_a_mark_and_a_way_out(name: str) -> None:
    """Line and column, carets under what is meant, and how to mend it."""
    path = FOLDER / f"{name}.yaml"
    found = findings(path.read_bytes(), path.name)
    assert found
    for one in found:
        if _REST.match(str(one)):
            continue
        problem = one.problem
        assert problem.place.line, one
        assert problem.place.column, one
        assert "^" in problem.excerpt.splitlines()[-1], one
        assert problem.hint or _says_how(problem.message), one


def _says_how(message: str) -> bool:
    """Whether a message names by itself what would be right."""
    return any(
        word in message
        for word in (
            "should be",
            "; add ",
            "; write ",
            ": 2 to",
            ": list",
            " is not a ",
        )
    )


def test_there_are_at_least_sixty_of_them() -> None:
    """None lost, and no text without its document."""
    assert len(NAMES) >= 60
    assert NAMES == sorted(path.stem for path in FOLDER.glob("*.txt"))


def test_findings_stand_in_the_order_of_reading() -> None:
    """So that a moderator goes through the page once."""
    data = b"subreddit: HarbourTown\nmode: draft\nflags: {max_per_day: 0}\n"
    lines = [one.problem.place.line for one in findings(data, "x.yaml")]
    assert lines == [2, 3]


def test_what_is_refused_when_it_is_read_is_an_error() -> None:
    """A warning never keeps rules from being used; this does."""
    [found] = findings(b"subreddit: HarbourTown\nmod: live\n", "x.yaml")
    assert found.severity is Severity.ERROR
    assert found.as_dict() == {
        "file": "x.yaml",
        "line": 2,
        "column": 1,
        "severity": "error",
        "check": "reading",
        "message": "unknown key 'mod'",
        "hint": "did you mean 'mode'?",
        "excerpt": "2 | mod: live\n  | ^^^",
    }
