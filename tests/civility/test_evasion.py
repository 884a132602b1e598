"""What is caught in plain is caught in disguise, and honest oddities are left alone.

The disguises are those seen on forums; none is chosen for what a detector can undo.
"""

from collections import Counter

import pytest

from civilbot import classifier, language
from civilbot.model import Category, Finding, Reading, Target
from tests.civility.evasion import measure
from tests.civility.evasion.innocents import innocents
from tests.civility.evasion.violations import perturbed, places_in, words_to_hide
from tests.civility.evasion.ways import TEXT_WAYS, WORD_WAYS
from tests.civility.suite import Detector, Section

#: So many points of recall may be lost to disguises.
MAY_BE_LOST = 0.05


@pytest.fixture(scope="module")
def detector() -> Detector:
    """The detector that must not be evaded."""
    return classifier.load().read


def nothing(text: str, *, parent: str = "", title: str = "") -> Reading:
    """Flag nothing."""
    return Reading(0.0, (), "never")


def by_word(text: str, *, parent: str = "", title: str = "") -> Reading:
    """Flag whatever holds a word to hide, spelt as in a dictionary."""
    finding = Finding(Category.PERSONAL_ATTACK, Target.OTHER_USER, 0.9, (), "")
    found = places_in(text, words_to_hide())
    return Reading(0.9, (finding,) if found else (), "by word")


def test_hiding_words_costs_at_most_five_points_of_recall(
    suite: dict[str, Section], detector: Detector
) -> None:
    """Whoever types around a filter is caught nearly as often as who does not."""
    seen = measure.judge_hidden(perturbed(suite), detector)
    assert len(seen) == 1_000
    assert measure.recall(seen).lost <= MAY_BE_LOST, measure.table(seen)


def test_the_rules_flag_no_harmless_text_for_its_looks() -> None:
    """Words, names, places, numbers, codes and other languages are no violations."""
    harmless = innocents()
    assert len(harmless) == 1_000
    wrong = measure.flagged(harmless, language.read)
    assert wrong == [], measure.told(harmless, wrong)


def test_the_model_flags_no_harmless_text(detector: Detector) -> None:
    """However odd it is; the next test tells whether one was flagged for its looks."""
    harmless = innocents()
    wrong = measure.flagged(harmless, detector)
    assert wrong == [], measure.told(harmless, wrong)


def test_no_harmless_text_is_flagged_for_how_it_is_read(detector: Detector) -> None:
    """What undoes disguises makes nothing worse of honest words."""
    wrong = measure.respelt(measure.flagged(innocents(), detector))
    assert wrong == [], measure.told(innocents(), wrong)


def test_the_texts_are_the_same_every_time(suite: dict[str, Section]) -> None:
    """Two detectors can only be compared on the same texts."""
    assert perturbed(suite, 200) == perturbed(suite, 200)
    assert innocents() == innocents()
    assert perturbed(suite, 200) != perturbed(suite, 200, seed=2)


def test_every_way_to_hide_words_is_measured(suite: dict[str, Section]) -> None:
    """No way is left out, and each is tried often."""
    counted = Counter(one.way for one in perturbed(suite))
    assert counted.keys() == WORD_WAYS.keys() | TEXT_WAYS.keys()
    assert min(counted.values()) >= 30


def test_every_hidden_text_differs_from_its_plain_self(
    suite: dict[str, Section],
) -> None:
    """A disguise that changes nothing would measure nothing."""
    assert all(one.text != one.case.text for one in perturbed(suite))


def test_words_to_hide_are_found_where_they_stand() -> None:
    """Only offending words are hidden, whatever their case."""
    assert places_in("Idiot, a dim-witted kilt", words_to_hide()) == [(0, 5), (9, 19)]


def test_a_detector_of_plain_words_is_seen_to_lose(suite: dict[str, Section]) -> None:
    """The measure tells a detector that can be evaded from one that cannot."""
    seen = measure.judge_hidden(perturbed(suite), by_word)
    assert measure.recall(seen).lost > 0.4
    assert measure.recall(measure.judge_hidden(perturbed(suite), nothing)).lost == 0


def test_the_report_names_what_was_missed_and_what_was_wrongly_flagged(
    suite: dict[str, Section],
) -> None:
    """What went wrong can be read, hidden characters too."""
    seen = measure.judge_hidden(perturbed(suite), by_word)
    lines = measure.table(seen).splitlines()
    assert lines[0].split() == ["hidden", "by", "texts", "plain", "hidden", "lost"]
    assert lines[-1].split()[:2] == ["all", "1000"]
    assert "    invisible letters: " in measure.missed(seen)
    assert "\\u200b" in measure.missed(seen)
    harmless = innocents()
    told = measure.told(harmless, measure.flagged(harmless, by_word)).splitlines()
    assert told[0] == f"harmless texts flagged: {len(told) - 1} of 1000"
    assert "    sentences: I was an idiot to sell it." in told
