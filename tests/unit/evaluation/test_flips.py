"""What changed between two versions is told in 80 columns, with examples."""

import math

from civilbot.evaluation.bootstrap import Resampling
from civilbot.evaluation.comparison import Scored, compare
from civilbot.evaluation.flips import text
from civilbot.evaluation.labelled import LabelledText
from civilbot.evaluation.wording import DASH

LABELS = {
    str(n): LabelledText(f"text {n}\nof \ud800 many words " * 9, n % 2 == 0, id=str(n))
    for n in range(8)
}
OLD = {name: Scored(name, flag=False, score=0.25, model="m-1") for name in LABELS}
NEW = {name: Scored(name, flag=True, score=0.75, model="m" * 99) for name in LABELS}


def test_the_text_fits_a_terminal_and_shows_so_many_examples():
    """With both scores, who is right, and the beginning of the text."""
    written = text(compare(LABELS, OLD, NEW, Resampling(20, 1)), examples=2)
    lines = written.splitlines()
    assert max(len(line) for line in lines) <= 80
    at = lines.index("now flagged: 8 (4 rightly, 4 wrongly)")
    assert lines[at + 1].startswith(
        "  0            0.25 → 0.75 right  text 0 of ? many"
    )
    assert lines[at + 2].startswith(
        "  1            0.25 → 0.75 WRONG  text 1 of ? many"
    )
    assert lines[at + 3] == "no longer flagged: 0 (0 rightly, 0 wrongly)"
    assert "recall                 0.000   1.000   +1.000" in lines


def test_figures_that_do_not_exist_are_dashes():
    """Fine texts alone have neither AUC nor recall."""
    fine = {name: row for name, row in LABELS.items() if not row.violation}
    found = compare(fine, OLD, NEW, Resampling(20, 1))
    assert math.isnan(found.before.auc)
    written = text(found)
    [auc] = [line for line in written.splitlines() if line.startswith("AUC")]
    assert auc.split() == ["AUC", DASH, DASH, DASH, DASH]
    assert "nan" not in written


def test_texts_that_only_one_version_scored_are_mentioned():
    """Their number, after that of the others."""
    some = {name: OLD[name] for name in ("0", "1")}
    written = text(compare(LABELS, some, NEW, Resampling(20, 1)))
    assert "labelled texts that both scored: 2; 6 not in both" in written
