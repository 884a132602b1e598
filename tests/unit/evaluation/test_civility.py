"""The detector is measured on labelled texts, set by set."""

import math

import pytest

from civilbot.evaluation.bootstrap import Resampling
from civilbot.evaluation.civility import evaluate_texts
from civilbot.evaluation.labelled import LabelledText
from civilbot.language import findings_at, read
from civilbot.model import Caution, Reading

ROWS = (
    LabelledText("you are a moron", violation=True, source="b"),
    LabelledText("you are a friend", violation=False, source="b"),
    LabelledText("no thanks, that hurts", violation=True, source="a"),
    LabelledText("", violation=False, source="a"),
)


def test_each_set_and_all_together_are_measured():
    """Sets come by name, the whole comes last, abstentions are counted."""
    report = evaluate_texts(ROWS, read)
    assert [figures.source for figures in report.sets] == ["a", "b", "all"]
    a, b, everything = report.sets
    assert (b.counts.precision, b.counts.recall, b.auc) == (1.0, 1.0, 1.0)
    assert (a.abstained, a.flagged, a.violations) == (1, 0, 1)
    assert report.overall is everything
    assert (everything.texts, everything.counts.recall) == (4, 0.5)
    assert everything.average_precision == pytest.approx((1 + 2 / 3) / 2)


def test_nothing_to_measure_gives_no_figures():
    """An empty file is not a perfect score."""
    report = evaluate_texts((), read)
    assert math.isnan(report.overall.auc)
    assert report.overall.texts == 0


def test_one_eager_reading_answers_for_every_caution_level():
    """What each level flags is what reading at that level flags."""
    texts = [
        "you are a moron",
        "what an idiot he is",
        "shut up",
        "liberals are idiots",
        "You absolute clown.",
        "vermin like you should be shot",
        "I see it so",
        "shill",
    ]
    flags = set()
    for text in texts:
        eager = read(text, caution=Caution.EAGER)
        for level in Caution:
            expected = {
                (f.category, f.score) for f in read(text, caution=level).findings
            }
            found = {(f.category, f.score) for f in findings_at(eager, level)}
            assert found == expected, (text, level)
            flags.add((level, bool(found)))
    assert len(flags) == 8


def test_each_caution_level_has_its_own_counts_and_the_chosen_one_is_told():
    """More flags the more eager, and each text is read only once."""
    asked: list[str] = []

    def read_eagerly(text: str) -> Reading:
        asked.append(text)
        return read(text, caution=Caution.EAGER)

    rows = [*ROWS, LabelledText("what an idiot he is", violation=True, source="b")]
    report = evaluate_texts(rows, read_eagerly, caution=Caution.EAGER)
    assert asked == [row.text for row in rows]
    levels = dict(report.overall.levels)
    assert list(levels) == list(Caution)
    flags = [c.true_positives + c.false_positives for c in levels.values()]
    assert flags == sorted(flags)
    assert report.overall.counts == levels[Caution.EAGER]
    assert report.overall.flagged == flags[-1]


def test_abstentions_are_counted_by_their_reasons_the_most_frequent_first():
    """And do not spoil the calibration, which is about texts that were judged."""
    scores = {"a": "too short", "b": "too short", "c": "mostly links", "d": ""}

    def abstain(text: str) -> Reading:
        return Reading(0.0, (), "test", abstained=scores[text])

    rows = [LabelledText(text, violation=False) for text in scores]
    report = evaluate_texts(rows, abstain)
    assert report.abstentions == (("too short", 2), ("mostly links", 1))
    assert report.overall.abstained == 3
    assert report.calibration.texts == 1


def test_the_same_seed_gives_the_same_ranges():
    """Another one gives others."""
    rows = [*ROWS, *ROWS, LabelledText("what an idiot he is", violation=False)]
    first = evaluate_texts(rows, read, resampling=Resampling(50, 1)).overall
    again = evaluate_texts(rows, read, resampling=Resampling(50, 1)).overall
    other = evaluate_texts(rows, read, resampling=Resampling(50, 2)).overall
    assert first == again
    assert first.auc_interval.low <= first.auc <= first.auc_interval.high
    assert first.average_precision_interval != other.average_precision_interval


@pytest.mark.parametrize("violation", [False, True])
def test_one_kind_of_text_alone_gives_no_auc_and_no_range(*, violation: bool):
    """There is nothing to tell apart."""
    report = evaluate_texts([LabelledText("you fool", violation=violation)], read)
    assert math.isnan(report.overall.auc)
    assert math.isnan(report.overall.auc_interval.low)
    assert bool(report.curve) is violation
