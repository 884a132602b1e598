"""Labelled headlines: how they are read, and what is computed from them."""

import math
from pathlib import Path

import pytest

from civilbot.briefings import parse_briefing
from civilbot.errors import BadInput
from civilbot.evaluation.titles import Label, matcher, read_titles, report
from civilbot.model import Match, Verdict

ROOT = Path(__file__).resolve().parents[3]
SHIPPED = ROOT / "config" / "briefings" / "trump-putin-ceasefire.md"
DEV = ROOT.parent / "shared" / "data" / "titles" / "dev.tsv"

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


def judge(title):
    """Answer by the title alone."""
    confidence, verdict = {
        "Good": (0.9, Verdict.REPLY),
        "Maybe": (0.6, Verdict.ASK),
        'A "near" one': (0.7, Verdict.ASK),
        "Other": (0.0, Verdict.NONE),
    }[title]
    return Match("x", confidence, verdict, ())


def test_the_report_counts_replies_and_questions_apart():
    """Near and no are both wrong to answer."""
    found = report(read_titles(FOUR, source="t.tsv"), judge)
    assert (found.titles, found.matches) == (4, 2)
    assert (found.reply.precision, found.reply.recall) == (1.0, 0.5)
    assert found.reply_or_ask.recall == 1.0
    assert found.reply_or_ask.precision == pytest.approx(2 / 3)
    assert found.roc_auc == 0.75
    assert found.average_precision == pytest.approx((1 + 2 / 3) / 2)


def test_a_report_about_nothing_has_no_figures():
    """Not zero: not a number."""
    assert math.isnan(report((), judge).roc_auc)


def dev_report(first, *, doubtful):
    """Measure the shipped briefing on every second title."""
    briefing = parse_briefing(SHIPPED.read_text("utf-8"), source=SHIPPED.name)
    titles = read_titles(DEV.read_text("utf-8"), source=DEV.name)[first::2]
    chosen = [title for title in titles if doubtful or not title.doubtful]
    return report(chosen, matcher([briefing]))


@pytest.mark.shared
@pytest.mark.skipif(not DEV.exists(), reason="the labelled titles are not here")
@pytest.mark.parametrize("half", [0, 1])
def test_unattended_replies_are_rarely_wrong_on_real_headlines(half):
    """Tuned on the first half; the second was only measured."""
    everything = dev_report(half, doubtful=True)
    assert everything.reply.precision >= 0.9
    assert everything.reply.recall >= 0.45
    clear = dev_report(half, doubtful=False)
    assert clear.reply.precision >= 0.9
    assert clear.average_precision >= 0.8
