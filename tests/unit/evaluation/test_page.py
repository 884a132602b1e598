"""The report is one page that needs nothing else, and its pictures speak in words."""

import math
import re
from xml.etree import ElementTree as ET

import pytest

from civilbot.evaluation.bootstrap import Resampling
from civilbot.evaluation.calibration import calibration
from civilbot.evaluation.charts import (
    precision_recall_chart,
    reliability,
    source_bars,
)
from civilbot.evaluation.civility import CivilityReport, evaluate_texts
from civilbot.evaluation.labelled import LabelledText
from civilbot.evaluation.page import page
from civilbot.evaluation.plain_values import plain
from civilbot.evaluation.tables import text
from civilbot.evaluation.wording import DASH
from civilbot.language import read
from civilbot.model import Caution, Reading

HOW = Resampling(20, 1)
HOSTILE = '<script>alert("x")</script>&'
ROWS = [
    LabelledText(
        "you are a moron",
        violation=True,
        source=HOSTILE,
        categories=("personal_attack",),
        targets=("other_user",),
    ),
    LabelledText("I see it so.", violation=False, source="\ud800\x1b[31m" * 9),
    LabelledText("What an idiot he is", violation=False, source=""),
    LabelledText("", violation=True, source=HOSTILE),
    *(
        LabelledText("I see it so.", violation=False, groups=(f"group {n % 2}" * 5,))
        for n in range(40)
    ),
]


def _report(rows: list[LabelledText]) -> CivilityReport:
    return evaluate_texts(
        rows, lambda words: read(words, caution=Caution.EAGER), resampling=HOW
    )


def _nobody(words: str) -> Reading:
    return Reading(0.0, (), "test", abstained="too short to judge, as it happens")


REPORTS = {
    "everything": _report(ROWS),
    "nothing": _report([]),
    "no violations": _report(ROWS[1:3]),
    "violations only": _report(ROWS[:1]),
    "all abstained": evaluate_texts(ROWS, _nobody, resampling=HOW),
}
EACH = pytest.mark.parametrize("name", REPORTS)


def _pictures(report: CivilityReport) -> list[str]:
    return [
        reliability(report.calibration),
        precision_recall_chart(report.curve, report.overall),
        source_bars(report.sets),
    ]


@EACH
def test_every_picture_is_sound_and_tells_itself_in_words(name: str):
    """Title and description are named by the picture, for screen readers."""
    for picture in _pictures(REPORTS[name]):
        root = ET.fromstring(picture)  # noqa: S314 - our own words
        title, description, *_ = root
        assert (title.tag, description.tag) == ("title", "desc")
        assert title.text
        assert description.text is not None
        named = root.attrib["aria-labelledby"].split()
        assert named == [title.attrib["id"], description.attrib["id"]]
        assert root.attrib["role"] == "img"
        assert "nan" not in picture


@EACH
def test_everything_drawn_lies_within_its_picture(name: str):
    """Dots, marks, whiskers and letters."""
    for picture in _pictures(REPORTS[name]):
        root = ET.fromstring(picture)  # noqa: S314 - our own words
        width, height = (float(root.attrib[side]) for side in ("width", "height"))
        for piece in root.iter():
            for key, value in piece.attrib.items():
                if key in {"x", "cx", "x1", "x2"}:
                    assert 0 <= float(value) <= width
                if key in {"y", "cy", "y1", "y2"}:
                    assert 0 <= float(value) <= height


def test_the_reliability_diagram_has_a_dot_for_each_filled_bin():
    """At the mean score and the share; nothing for bins without texts."""
    found = calibration([True, False, True], [0.95, 0.05, 0.05])
    picture = reliability(found)
    assert picture.count("<circle") == 2
    assert "score 0.0 to 0.1: 0.50 of 2, score 0.9 to 1.0: 1.00 of 1" in picture


def test_the_curve_has_a_mark_for_each_caution_level_that_has_a_precision():
    """Without any flag there is none."""
    report = REPORTS["everything"]
    picture = precision_recall_chart(report.curve, report.overall)
    assert picture.count('class="mark"') == 4
    assert "cautious: recall 0.50, precision 1.00" in picture
    silent = REPORTS["all abstained"]
    assert "<circle" not in precision_recall_chart(silent.curve, silent.overall)


def test_each_set_has_a_bar_unless_it_has_no_auc():
    """A set of one kind of text shows a dash."""
    report = REPORTS["everything"]
    picture = source_bars(report.sets)
    assert picture.count("<rect") == sum(not math.isnan(s.auc) for s in report.sets)
    assert f">{DASH}, n = " in picture


@EACH
def test_the_page_needs_no_script_and_nothing_from_elsewhere(name: str):
    """It can be mailed, kept, and opened on a train."""
    written = page(REPORTS[name], "test-1")
    assert written.startswith("<!doctype html>")
    assert not re.search(
        r"<script|<link|<img|@import|url\(|src=|href=| on\w+=", written
    )
    assert "prefers-color-scheme: dark" in written
    assert written.encode()
    assert written.count("<svg") == 3


def test_what_a_file_calls_its_sets_cannot_change_the_page():
    """Names are foreign text."""
    written = page(REPORTS["everything"], "<b>model</b>")
    assert "&lt;script&gt;" in written
    assert "<b>" not in written
    assert "\x1b" not in written


@EACH
def test_the_text_fits_a_terminal_and_has_a_dash_where_there_is_no_figure(name: str):
    """No line is longer than 80 columns, whatever sets are called."""
    written = text(REPORTS[name])
    assert max(len(line) for line in written.splitlines()) <= 80
    assert "nan" not in written
    assert "\x1b" not in written
    assert all(line == line.rstrip() for line in written.splitlines())
    assert DASH in written


def test_the_text_names_slices_gap_calibration_and_abstentions():
    """In this order, after the sets."""
    written = text(REPORTS["everything"])
    wanted = [
        "set ",
        "95 % ranges: 20 samples drawn anew, seed 1",
        "at each caution level",
        "by category",
        "by target",
        "by group",
        "False-positive gap between groups: 0.00 (most: group 1",
        "calibration error (ECE) 0.",
        "Not judged: 1 of 44 (",
    ]
    places = [" ".join(written.split()).find(words.strip()) for words in wanted]
    assert -1 not in places
    assert places == sorted(places)


def test_too_few_texts_of_a_group_are_said_to_be_too_few():
    """Instead of a gap."""
    written = text(_report(ROWS[:6]))
    assert f"gap between groups: {DASH} (fewer than two groups have 20 fine" in written
    assert "Each group" in page(_report(ROWS[:6]), "test")


def test_as_plain_values_what_is_no_figure_is_null():
    """JSON knows no nan; levels and categories are words."""
    values = plain(REPORTS["violations only"])
    assert values["caution"] == "cautious"
    [alone, _] = values["sets"]
    assert alone["auc"] is None
    assert alone["levels"][0][0] == "very_cautious"
    assert alone["levels"][3][1]["recall"] == 1.0
    assert values["calibration"]["bins"][0]["share"] is None
    assert values["slices"][0]["named_rightly"] == 1.0
