"""Labelled headlines: how they are read."""

import pytest

from civilbot.errors import BadInput
from civilbot.evaluation.titles import Label, read_titles

HEADER = "id\ttitle\toutlet\tdate\tlabel\tdoubtful\n"
FOUR = (
    HEADER + "a\tGood\tGazette\t2031-01-01\tmatch\t0\n"
    "b\tMaybe\tGazette\t2031-01-02\tmatch\t1\n"
    'c\tA "near" one\tGazette\t2031-01-03\tnear\t0\n'
    "d\tOther\tGazette\t2031-01-04\tno\t0\n"
)


def test_every_line_becomes_a_labelled_title():
    """Quotation marks are words, not syntax."""
    titles = read_titles(FOUR, source="t.tsv")
    assert [title.label for title in titles] == ["match", "match", "near", "no"]
    assert [title.doubtful for title in titles] == [False, True, False, False]
    assert titles[2].title == 'A "near" one'
    assert titles[3].label is Label.NO


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (
            "",
            (
                "t.tsv:1: expected the columns id, title, outlet, date, label, doubtful"
                " (separated by tabs)"
            ),
        ),
        (HEADER + "a\tb\n", "t.tsv:2: expected 6 columns, found 2"),
        (
            HEADER + "a\tb\tc\td\tyes\t0\n",
            "t.tsv:2: 'yes' is no label (use one of match, near, no)",
        ),
        (
            HEADER + "a\tb\tc\td\tno\tx\na\n",
            (
                "t.tsv:2: doubtful is 'x' (write 0 or 1)\n"
                "t.tsv:3: expected 6 columns, found 1"
            ),
        ),
    ],
)
def test_a_line_that_is_not_understood_is_shown(text, shown):
    """All of them, with their numbers."""
    with pytest.raises(BadInput) as caught:
        read_titles(text, source="t.tsv")
    assert str(caught.value) == shown
