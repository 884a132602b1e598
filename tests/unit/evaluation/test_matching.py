"""Figures on labelled headlines, and how matchers are taught for them."""

import math
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from civilbot import library, sentences
from civilbot.briefings import parse_briefing
from civilbot.briefings.article import Examples
from civilbot.evaluation.bootstrap import Resampling
from civilbot.evaluation.match_tables import text
from civilbot.evaluation.matching import (
    MatchReport,
    by_level,
    by_source,
    measure,
    measure_flattered,
)
from civilbot.evaluation.teaching import (
    Encoding,
    Judged,
    by_meaning,
    by_shared_words,
    by_words,
    judge_all,
    leave_one_source_out,
    taught_topic,
    untaught_topic,
)
from civilbot.evaluation.titles import read_titles
from civilbot.model import Caution, Verdict
from tests.unit.briefings.made_up import bridge

ROOT = Path(__file__).resolve().parents[3]
SHIPPED = ROOT / "config" / "briefings" / "trump-putin-ceasefire.md"
DEV = ROOT.parent / "shared" / "data" / "titles" / "dev.tsv"
HOW = Resampling(resamples=50, seed=3)

HEADER = "id\ttitle\toutlet\tdate\tlabel\tdoubtful\n"
FOUR = read_titles(
    HEADER + "a\tGood\tGazette\t2031-01-01\tmatch\t0\n"
    "b\tMaybe\tGazette\t2031-01-02\tmatch\t1\n"
    "c\tA near one\tHerald\t2031-01-03\tnear\t0\n"
    "d\tOther\tHerald\t2031-01-04\tno\t0\n",
    source="t.tsv",
)
JUDGED = (
    Judged(0.9, Verdict.REPLY),
    Judged(0.6, Verdict.ASK),
    Judged(0.7, Verdict.ASK),
    Judged(0.0, Verdict.NONE),
)


def test_replies_and_questions_are_counted_apart():
    """Near and no are both wrong to answer."""
    found = measure("it", FOUR, JUDGED, HOW)
    assert (found.titles, found.matches) == (4, 2)
    assert (found.reply_precision.value, found.reply_recall.value) == (1.0, 0.5)
    assert found.seen_recall.value == 1.0
    assert found.seen_precision.value == pytest.approx(2 / 3)
    assert found.auc == 0.75
    assert found.average_precision == pytest.approx((1 + 2 / 3) / 2)


def test_ranges_hold_the_figure_and_are_the_same_every_time():
    """The seed decides."""
    found = measure("it", FOUR * 20, JUDGED * 20, HOW)
    for share in (found.reply_recall, found.seen_precision, found.seen_recall):
        assert share.interval.low <= share.value <= share.interval.high
    low, high = found.seen_precision.interval.low, found.seen_precision.interval.high
    assert 0 < high - low < 0.4
    assert measure("it", FOUR * 20, JUDGED * 20, HOW) == found


def test_nothing_has_no_figures():
    """Not zero: not a number."""
    found = measure("it", (), (), HOW)
    assert math.isnan(found.auc)
    assert math.isnan(found.reply_precision.value)
    assert math.isnan(found.reply_precision.interval.low)


def test_a_matcher_without_verdicts_gets_the_thresholds_that_suit_it_best():
    """And is marked for it."""
    bare = [Judged(one.confidence, Verdict.NONE) for one in JUDGED]
    found = measure_flattered("it", FOUR, bare, HOW)
    assert found.flattered
    assert (found.reply_precision.value, found.reply_recall.value) == (1.0, 0.5)
    assert (found.seen_recall.value, found.seen.false_positives) == (1.0, 1)


def test_each_source_is_measured_by_itself():
    """The largest first."""
    gazette, herald = by_source(FOUR, JUDGED)
    assert (gazette.name, gazette.titles, gazette.matches) == ("Gazette", 2, 2)
    assert gazette.reply.true_positives == 1
    assert (herald.name, herald.seen.false_positives) == ("Herald", 1)
    assert math.isnan(herald.average_precision)


#: At the most careful point only the surest is answered; elsewhere as above.
AT_LEVELS = tuple(
    replace(
        one,
        levels=dict.fromkeys(Caution, one.verdict)
        | {
            Caution.VERY_CAUTIOUS: one.verdict
            if one.verdict is Verdict.REPLY
            else Verdict.NONE
        },
    )
    for one in JUDGED
)


def test_each_operating_point_is_measured():
    """So that moderators choose by figures."""
    careful, *others = by_level(FOUR, AT_LEVELS)
    assert (careful.caution, careful.seen.precision) == (Caution.VERY_CAUTIOUS, 1.0)
    assert careful.seen.recall == 0.5
    assert [one.caution for one in others] == list(Caution)[1:]
    assert {one.seen.recall for one in others} == {1.0}


def test_the_usual_verdict_is_that_of_the_usual_point():
    """The table and the rows above it cannot disagree."""
    judge = by_meaning(bridge(), (), encoding())(bridge().topic)
    found = judge("Council votes on the harbour bridge")
    assert set(found.levels) == set(Caution)
    assert found.levels[Caution.CAUTIOUS] is found.verdict is Verdict.REPLY


class Remembering:
    """The encoder that ships, reading each text once."""

    def __init__(self) -> None:
        encoder = sentences.load()
        self.model = encoder.model
        self.vector = cache(encoder.vector)
        self.learn = encoder.learn


@cache
def encoding():
    """Read with the encoder that ships."""
    remembered = Remembering()
    return Encoding(remembered.vector, lambda topic: library.taught(topic, remembered))


def test_other_sources_titles_are_taught_and_its_own_are_not():
    """Not even one that another source has word by word."""
    seen = {}

    def make(topic):
        def judge(title):
            seen[title] = topic.examples
            return Judged(0.0, Verdict.NONE)

        return judge

    twin = read_titles(HEADER + "e\tGood\tHerald\tx\tmatch\t0\n", source="t.tsv")
    leave_one_source_out((*FOUR, *twin), bridge().topic, make)
    known = bridge().topic.examples
    assert seen["Maybe"].near == (*known.near, "A near one")
    assert seen["Maybe"].unrelated == (*known.unrelated, "Other")
    assert seen["Maybe"].match == known.match
    assert seen["Other"].match == (*known.match, "Maybe")


def test_a_title_is_taught_once():
    """The first label counts, and so does the document's own."""
    rows = "".join(
        f"{at}\t{title}\tX\tx\t{label}\t0\n"
        for at, (title, label) in enumerate(
            [("New", "match"), ("New", "near"), ("A new bakery opens", "match")]
        )
    )
    found = taught_topic(bridge().topic, read_titles(HEADER + rows, source="t.tsv"))
    known = bridge().topic.examples
    assert found.examples.match == (*known.match, "New")
    assert (found.examples.near, found.examples.unrelated) == (
        known.near,
        known.unrelated,
    )


def test_untaught_only_the_sentences_are_left():
    """With the names in them for terms."""
    topic = bridge().topic.model_copy(
        update={"sentences": ("Whether Orland builds the bridge of Ms Ayre.",)}
    )
    found = untaught_topic(topic)
    assert found.sentences == topic.sentences
    assert found.must == (("Orland", "Ayre"),)
    assert (found.together, found.none) == ((), ())
    assert found.examples == Examples()
    assert judge_all(FOUR, untaught_topic(bridge().topic), by_shared_words)


def test_a_rival_takes_a_verdict_but_not_the_confidence():
    """So that ranking is measured by itself."""
    twin = bridge(("id: harbour-bridge", "id: port-bridge"))
    titles = read_titles(
        HEADER + "a\tCouncil votes on the harbour bridge\tX\tx\tmatch\t0\n", source="t"
    )
    alone, beside = (
        judge_all(titles, bridge().topic, by_meaning(bridge(), others, encoding()))[0]
        for others in ((), (twin,))
    )
    assert alone.confidence == beside.confidence
    assert (alone.verdict, beside.verdict) == (Verdict.REPLY, Verdict.ASK)


def test_the_text_fits_a_terminal():
    """Whatever a file calls its sources."""
    titles = read_titles(
        HEADER + "a\tGood\t" + "Very Long Outlet Name " * 5 + "\tx\tmatch\t0\n",
        source="t.tsv",
    )
    row = measure("matcher", FOUR, JUDGED, HOW)
    report = MatchReport(
        briefing="harbour-bridge",
        setting="judged somehow",
        matchers=(row, measure_flattered("TF-IDF", FOUR, JUDGED, HOW)),
        sure=row,
        sources=by_source((*titles * 5, *FOUR), (JUDGED[0],) * 5 + JUDGED),
        levels=by_level(FOUR, AT_LEVELS),
        resampling=HOW,
    )
    lines = text(report).splitlines()
    assert "  caution: very_cautious      1      1" in text(report)
    assert max(map(len, lines)) <= 80
    assert any(line.startswith("2 smaller ones") for line in lines)


@cache
def dev():
    """Read the labelled titles that lie beside the repository."""
    return read_titles(DEV.read_text("utf-8"), source=DEV.name)


def shipped():
    """Read the briefing that ships."""
    return parse_briefing(SHIPPED.read_text("utf-8"), source=SHIPPED.name)


needs_titles = pytest.mark.skipif(not DEV.exists(), reason="the titles are not here")


@pytest.mark.shared
@needs_titles
def test_the_shipped_briefing_is_matched_well_on_real_headlines():
    """As the document stands; the words alone find less."""
    found = judge_all(dev(), shipped().topic, by_meaning(shipped(), (), encoding()))
    ours = measure("matcher", dev(), found, HOW)
    assert ours.average_precision >= 0.88
    assert ours.reply_precision.value >= 0.95
    assert ours.reply_recall.value >= 0.50
    assert ours.seen_recall.value >= 0.90
    words = measure(
        "words", dev(), judge_all(dev(), shipped().topic, by_words(shipped())), HOW
    )
    assert ours.average_precision > words.average_precision
    assert ours.seen_recall.value > words.seen_recall.value


@pytest.mark.shared
@needs_titles
def test_topic_sentences_alone_rank_real_headlines():
    """No example, no term by hand; better than shared words."""
    topic = untaught_topic(shipped().topic)
    ours = judge_all(dev(), topic, by_meaning(shipped(), (), encoding()))
    shared = judge_all(dev(), topic, by_shared_words)
    ranked = measure("matcher", dev(), ours, HOW).average_precision
    assert ranked >= 0.65
    assert ranked > measure("TF-IDF", dev(), shared, HOW).average_precision


@pytest.mark.shared
@pytest.mark.slow
@needs_titles
def test_leaving_out_one_source_after_another_the_aims_are_met():
    """Each source is judged after the titles of the others were taught."""
    make = by_meaning(shipped(), (), encoding())
    found = leave_one_source_out(dev(), shipped().topic, make)
    ours = measure("matcher", dev(), found, HOW)
    assert ours.average_precision >= 0.85
    assert ours.reply_precision.value >= 0.95
    assert ours.reply_recall.value >= 0.50
    assert ours.seen_recall.value >= 0.90
