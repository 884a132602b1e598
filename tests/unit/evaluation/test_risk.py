"""Risk over coverage: as numbers, as text, as a picture."""

import xml.etree.ElementTree as ET

import pytest

from civilbot.evaluation.risk import Step, picture, risk_coverage, text

TRUTH = (True, False, True, False)
SCORES = (0.9, 0.8, 0.8, 0.1)


def test_risk_is_the_share_of_wrong_answers_so_far():
    """Titles with the same confidence are one step."""
    first, second, last = risk_coverage(TRUTH, SCORES)
    assert first == Step(0.25, 0.0, 0.5, 0.9)
    assert (second.coverage, second.recall) == (0.75, 1.0)
    assert second.risk == pytest.approx(1 / 3)
    assert last == Step(1.0, 0.5, 1.0, 0.1)


def test_nothing_has_no_curve_and_without_a_match_nothing_is_recalled():
    """No division by zero."""
    assert risk_coverage((), ()) == ()
    assert [step.recall for step in risk_coverage((False,), (0.5,))] == [0.0]


def test_a_long_curve_is_thinned_and_keeps_its_end():
    """A picture needs no more than some hundred points."""
    many = 5_000
    curve = risk_coverage([True] * many, [at / many for at in range(many)])
    assert len(curve) <= 502
    assert curve[-1].coverage == 1.0


def test_the_text_shows_the_curve_in_narrow_lines():
    """One for each coverage that there is."""
    head, *lines = text(risk_coverage(TRUTH, SCORES))
    assert head.split() == ["coverage", "risk", "recall", "confidence"]
    assert [line.split()[:2] for line in lines] == [["0.25", "0.00"], ["1.00", "0.50"]]
    assert lines[-1].endswith("#" * 12)
    assert list(text(())) == [head]


def test_the_picture_stands_by_itself_and_tells_itself_in_words():
    """Well-formed, nothing loaded from elsewhere, no script, names escaped."""
    curve = risk_coverage(TRUTH, SCORES)
    drawn = picture("Risk <b>", {"ours & theirs": curve, "none": ()})
    root = ET.fromstring(drawn)  # noqa: S314 - our own text
    told = "".join(root.itertext())
    assert "Risk <b>" in told
    assert "ours & theirs: risk 0.00 at coverage 0.25" in told
    assert "none: no titles" in told
    assert "href" not in drawn
    assert "<script" not in drawn
    lines = [one for one in root.iter() if one.tag.endswith("polyline")]
    assert len(lines) == 4


def test_the_picture_grows_with_its_title_and_its_curves():
    """Nothing lies over anything else, and nothing beyond the edge."""
    curve = risk_coverage(TRUTH, SCORES)
    small = picture("Risk", {"ours": curve})
    large = picture("A long title " * 12, {f"matcher {at}": curve for at in range(4)})
    for drawn, lines in ((small, 1), (large, 3)):
        root = ET.fromstring(drawn)  # noqa: S314 - our own text
        width, height = int(root.get("width", 0)), int(root.get("height", 0))
        (group,) = (one for one in root if one.tag.endswith("}g"))
        top = int(group.get("transform", "").removesuffix(")").split()[-1])
        titles = [one for one in root if one.tag.endswith("}text")]
        assert len(titles) == lines
        assert max(float(one.get("y", 0)) for one in titles) < top
        marks = [one for one in group if one.tag.endswith("}text")]
        assert all(0 <= float(one.get("x", 0)) <= width for one in marks)
        assert max(float(one.get("y", 0)) for one in marks) + top < height
