"""Categories, targets and identity groups are measured apart."""

import math
from typing import Any

import pytest

from civilbot.evaluation.labelled import LabelledText
from civilbot.evaluation.slices import Judged, gap_between, slices
from civilbot.model import Category, Caution, Finding, Reading, Target

INSULT = Finding(
    Category.PERSONAL_ATTACK, Target.OTHER_USER, 0.8, (), "", Caution.CAUTIOUS
)
FLAG = Reading(0.8, (INSULT,), "test")
CALM = Reading(0.1, (), "test")


def _judged(reading: Reading, *, violation: bool, **names: Any) -> Judged:
    return Judged(LabelledText("x", violation=violation, **names), reading)


def test_each_category_and_target_has_its_recall_and_its_right_names():
    """What was found under another name was found, but misnamed."""
    threat = {"categories": ("threat",), "targets": ("other_user",)}
    attack = {"categories": ("personal_attack",), "targets": ("other_user",)}
    attacks, threats, users = slices(
        [
            _judged(FLAG, violation=True, **threat),
            _judged(CALM, violation=True, **threat),
            _judged(FLAG, violation=True, **attack),
            _judged(FLAG, violation=False),
        ],
        Caution.CAUTIOUS,
    )
    assert (threats.column, threats.name, threats.texts) == ("category", "threat", 2)
    assert (threats.counts.recall, threats.named_rightly) == (0.5, 0.0)
    assert (attacks.counts.recall, attacks.named_rightly) == (1.0, 1.0)
    assert (users.column, users.flagged, users.violations) == ("target", 2, 3)
    assert users.named_rightly == 1.0


def test_the_caution_level_decides_what_counts_as_flagged():
    """A finding that counts from `cautious` on is not enough for the most careful."""
    rows = [_judged(FLAG, violation=True, categories=("threat",))]
    [careful] = slices(rows, Caution.VERY_CAUTIOUS)
    [eager] = slices(rows, Caution.EAGER)
    assert (careful.counts.recall, eager.counts.recall) == (0.0, 1.0)
    assert math.isnan(careful.named_rightly)


def _group(name: str, flagged: int, fine: int) -> list[Judged]:
    readings = [FLAG] * flagged + [CALM] * (fine - flagged)
    return [_judged(one, violation=False, groups=(name,)) for one in readings]


def test_the_gap_is_between_the_worst_and_the_best_group():
    """Groups with fewer than 20 fine texts are too few to say."""
    rows = [
        *_group("a", 2, 20),
        *_group("b", 10, 40),
        *_group("c", 0, 20),
        *_group("few", 19, 19),
    ]
    parts = slices(rows, Caution.CAUTIOUS)
    gap = gap_between(parts)
    assert gap is not None
    assert (gap.worst, gap.best, gap.groups) == ("b", "c", 3)
    assert gap.difference == pytest.approx(0.25)
    assert math.isnan(parts[0].named_rightly)


def test_one_group_alone_has_no_gap():
    """There is nothing to compare it with."""
    parts = slices([*_group("a", 2, 20), *_group("b", 19, 19)], Caution.CAUTIOUS)
    assert [part.name for part in parts] == ["a", "b"]
    assert gap_between(parts) is None


def test_texts_without_such_labels_give_no_slices():
    """Most files have none."""
    assert slices([_judged(FLAG, violation=True)], Caution.CAUTIOUS) == ()
