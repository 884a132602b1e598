"""`TODO:` marks: found wherever they stand, and never posted."""

from datetime import date
from pathlib import Path

import pytest

from civilbot import library
from civilbot.briefings import Severity, check, parse_briefing
from civilbot.briefings.gaps import as_if_dated, left_in
from civilbot.errors import BadInput
from tests.unit.briefings.made_up import swapped

TODAY = date(2031, 4, 1)

MARKED = (
    ("title: The new harbour bridge", "title: 'TODO: name the bridge'"),
    ("publisher: City council", "publisher: 'TODO: who publishes it'"),
    ("revision: 3", "revision: 3  # TODO: or 4?"),
    ("any: [harbour, decision]", "any: []  # TODO: add some"),
    ("- It halves the way", "- TODO: say why it is needed. It halves the way"),
)


@pytest.mark.parametrize("swap", MARKED)
def test_a_mark_keeps_a_briefing_from_being_posted(
    swap: tuple[str, str], tmp_path: Path
) -> None:
    """In a value, in a comment, in the text: the lint and the bot refuse it."""
    text = swapped(swap)
    found = check(parse_briefing(text, source="b.md"), today=TODAY)
    [lint] = [lint for lint in found if lint.rule.name == "left-to-fill"]
    assert lint.severity is Severity.ERROR
    line = text[: text.index("TODO")].count("\n") + 1
    assert lint.problem.place.line == line
    (tmp_path / "briefings").mkdir()
    (tmp_path / "briefings" / "bridge.md").write_text(text, "utf-8")
    books = library.Library(tmp_path)
    assert any("still to do" in str(told) for told in books.reload(TODAY))
    assert not books.shelf.briefings


def test_an_open_date_is_told_as_what_is_still_to_do() -> None:
    """With the other marks, and instead of a complaint about the empty value."""
    text = swapped(
        ("as_of: 2031-03-01", "as_of:  # TODO: the day of the facts"),
        ("review_by: 2031-09-01", "review_by:  # TODO: the last day"),
        ("approver: Ines", "aprover: Ines"),
        ("publisher: City council", "publisher: 'TODO: who publishes it'"),
    )
    with pytest.raises(BadInput) as refused:
        parse_briefing(text, source="b.md")
    assert [str(problem) for problem in refused.value.problems] == [
        "b.md:6:11: still to do: the day of the facts",
        "b.md:7:15: still to do: the last day",
        "b.md:8:1: unknown key 'aprover' (did you mean 'approver'?)",
        "b.md:34:17: still to do: who publishes it",
    ]


def test_an_empty_mark_is_a_mark() -> None:
    """And a word that only looks like one is none."""
    [problem] = left_in("x\n- TODO:\nTODOs: none", source="b.md")
    assert str(problem) == "b.md:2:3: something is still to do"


def test_open_dates_get_stand_ins_for_the_lint_only_where_they_are_open() -> None:
    """Lines stay where they are."""
    text = "as_of:  # TODO: a\nreview_by: 2031-09-01\n"
    dated = as_if_dated(text, today=TODAY)
    assert dated == "as_of: 2031-04-01 # TODO: a\nreview_by: 2031-09-01\n"
