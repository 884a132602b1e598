"""Tables say of each judge what it did on each set, and no more than was measured."""

import pytest
from training.compare import SETS, by_set, heading, main, notes
from training.labels import NOTHING_KNOWN, UNKNOWN
from training.mix import DEV, Row, as_written
from training.rivals import Judge, Verdicts
from training.side_by_side import row, tables

TEXTS = ("good", "fine", "bad", "worse")
TRUTH = (False, False, True, True)
KNOWN: dict[str, Judge] = {
    "sharp": lambda _texts: Verdicts([0.1, 0.2, 0.8, 0.9], [False, False, False, True]),
    "blunt": lambda texts: Verdicts([0.5] * len(texts)),
}


def a_row(text="a text", source="cad", y=0):
    """One labelled text of a mix."""
    return Row(text, text, source, DEV, "", y, NOTHING_KNOWN)


def test_each_judge_is_measured_on_each_set():
    """Three tables: how it ranks, twice, and what it flags."""
    shown = tables([row("cad", TEXTS, TRUTH, KNOWN)]).splitlines()

    assert shown.count("| set | texts | violations | sharp | blunt |") == 3
    assert [line for line in shown if line.startswith(("#", "| cad"))] == [
        "## ROC-AUC, with 95 % bootstrap intervals",
        "| cad | 4 | 2 | 1.000 [1.000, 1.000] | 0.500 [0.500, 0.500] |",
        "## Average precision, with 95 % bootstrap intervals",
        "| cad | 4 | 2 | 1.000 [1.000, 1.000] | 0.500 [0.250, 1.000] |",
        "## Flagged: share of non-violations / of violations (recall)",
        "| cad | 4 | 2 | 0.0 % / 50.0 % | - |",
    ]


def test_what_cannot_be_known_is_left_open():
    """Nothing can be ranked in a set of fine texts alone."""
    shown = tables([row("surge", TEXTS, [False] * 4, KNOWN)]).splitlines()

    assert "| surge | 4 | 0 | - | - |" in shown
    assert "| surge | 4 | 0 | 25.0 % / - | - |" in shown


def test_only_labelled_texts_of_the_compared_sets_are_judged():
    """What a set does not know is asked of nobody."""
    rows = [a_row(), a_row(y=UNKNOWN), a_row(source="madlibs_en"), a_row(source="edos")]

    assert by_set(rows) == {"cad": [rows[0]], "edos": [rows[3]]}


def test_a_sample_is_the_same_whatever_the_order():
    """Else two runs would judge different texts."""
    rows = [a_row(f"text {number}") for number in range(50)]

    assert by_set(rows, 5) == by_set(reversed(rows), 5)
    assert len(by_set(rows, 5)["cad"]) == 5


def test_a_sets_own_signs_are_turned_into_what_people_write():
    """No judge has learnt to read them, and none should be confused."""
    written = as_written("[USER] said &gt; no[linebreak]see [URL]")

    assert written == "u/someone said > no\nsee  "


def test_it_is_said_that_criticism_may_not_be_flagged():
    """The set of tweets at politicians is read the other way round."""
    assert "criticism, which is allowed" in notes(["mupid"])
    assert "mupid" not in notes(["cad"])


def test_the_heading_says_what_was_judged_by_what():
    """A sample is no whole split."""
    assert heading("dev", 0, "civil-1") == "# civil-1 beside others: dev split\n"
    assert "300 texts a set at most" in heading("dev", 300, "civil-1")


def test_nobody_looks_at_a_test_split_by_accident():
    """The split has to be named."""
    with pytest.raises(SystemExit):
        main([])


def test_every_set_has_its_meaning():
    """A figure without it says nothing."""
    assert all(SETS.values())
