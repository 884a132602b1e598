"""How a problem looks to the person who must mend it."""

import pytest

from civilbot.errors import BadInput, Place, Problem, excerpt, visible


def test_a_problem_is_one_line_and_its_excerpt_stands_below() -> None:
    """The first line alone is enough for a log."""
    place = Place("news.yaml", 12, 7)
    problem = Problem(place, "wrong", "right it", excerpt("mode: liv", place, 3))
    assert str(problem) == "news.yaml:12:7: wrong (right it)"
    assert problem.shown == (
        "news.yaml:12:7: wrong (right it)\n    12 | mode: liv\n       |       ^^^"
    )
    assert str(BadInput(problem)) == str(problem)


def test_a_problem_without_a_text_is_its_line_alone() -> None:
    """A missing file, for instance."""
    assert Problem(Place("news.yaml"), "is missing").shown == "news.yaml: is missing"


@pytest.mark.parametrize(
    ("line", "column", "width", "shown"),
    [
        ("a: b", 4, 1, "1 | a: b\n  |    ^"),
        ("\ta: b", 1, 1, "1 | →a: b\n  | ^"),
        ("a: \x1b[2Jb", 4, 5, "1 | a: ·[2Jb\n  |    ^^^^^"),
        ("市長: b", 5, 1, "1 | 市長: b\n  |       ^"),
        ("e\u0301: b", 5, 1, "1 | e\u0301: b\n  |    ^"),
        ("a", 9, 1, "1 | a\n  |  ^"),
        ("a: bcd", 4, 99, "1 | a: bcd\n  |    ^^^"),
    ],
)
def test_the_mark_stands_under_what_is_meant(
    line: str, column: int, width: int, shown: str
) -> None:
    """Also below wide and invisible characters; nothing reaches the terminal raw."""
    assert excerpt(line, Place("x", 1, column), width) == shown


@pytest.mark.parametrize("column", [1, 60, 5_000, 10_000])
def test_of_a_long_line_the_part_around_the_mark_is_shown(column: int) -> None:
    """Whatever the page holds, an excerpt stays short."""
    line = "x" * (column - 1) + "Y" + "x" * (10_000 - column)
    above, below = excerpt(line, Place("x", 1, column)).splitlines()
    assert above[below.index("^")] == "Y"
    assert len(above) < 115


def test_what_cannot_be_seen_is_made_seen() -> None:
    """Marks that turn the direction of writing, too."""
    assert visible("a\u202eb\x00\tc") == "a·b·→c"
