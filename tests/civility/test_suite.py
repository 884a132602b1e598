"""The cases are well-formed, the counting is right, and the detector keeps its floors.

A floor is what the present detector reaches, less two points. Raise the floors with
each detector: `python -m tests.civility` shows what it reaches.
"""

import json
from pathlib import Path

import pytest

from civilbot.errors import BadInput
from civilbot.model import Category, Finding, Reading, Target
from tests.civility.report import as_json, misses, table
from tests.civility.suite import (
    CASES,
    Expected,
    Outcome,
    Section,
    Share,
    judge,
    read_section,
    read_suite,
    tally,
)

ROOT = CASES.parents[2]
NAMES = sorted(file.stem for file in CASES.glob("*.yaml"))

SMALL = """
section: Small
about: Two pairs.
floor: 0.5
pairs:
  - id: one
    why: A name called.
    cases:
      - text: You oaf.
        expect: flag
        category: [personal_attack, hostile_profanity]
        target: other_user
      - text: You oak.
        expect: leave
  - id: two
    why: Another language.
    cases:
      - text: Ein Satz.
        expect: abstain
      - text: They are oafs.
        expect: flag
        category: inflammatory_label
        target: group
"""


def small(old: str = "", new: str = "") -> Section:
    """Give the small section, changed in one place."""
    assert old in SMALL
    return read_section(SMALL.replace(old, new, 1) if old else SMALL, "small.yaml")


def insulted(text: str, *, parent: str = "", title: str = "") -> Reading:
    """Flag everything as a personal attack on another user."""
    finding = Finding(Category.PERSONAL_ATTACK, Target.OTHER_USER, 0.9, (), "")
    return Reading(0.9, (finding,), "always")


def silent(text: str, *, parent: str = "", title: str = "") -> Reading:
    """Abstain from everything."""
    return Reading(0.0, (), "never", abstained="too short")


@pytest.mark.parametrize("name", NAMES)
def test_the_present_detector_stays_at_or_above_the_floor(
    suite: dict[str, Section], outcomes: list[Outcome], name: str
) -> None:
    """What a detector once got right stays right."""
    here = [one for one in outcomes if one.section == name]
    reached = tally(here).right.value
    assert reached is not None
    assert reached >= suite[name].floor, misses(here)


@pytest.mark.parametrize("name", NAMES)
def test_every_section_has_twenty_cases_and_a_floor(
    suite: dict[str, Section], name: str
) -> None:
    """A share of fewer cases would say little."""
    assert sum(len(pair.cases) for pair in suite[name].pairs) >= 20
    assert suite[name].floor > 0


def test_the_suite_is_large_where_mistakes_cost_most(
    suite: dict[str, Section],
) -> None:
    """Many cases in all, and of criticism to leave and threats to catch."""
    wanted = {
        name: [case.expect for pair in section.pairs for case in pair.cases]
        for name, section in suite.items()
    }
    assert sum(map(len, wanted.values())) >= 450
    assert wanted["public_figures"].count(Expected.LEAVE) >= 45
    assert wanted["threats"].count(Expected.FLAG) >= 45


def test_no_case_is_trained_on(suite: dict[str, Section]) -> None:
    """A detector that has seen the cases would be judged by its memory."""
    training = ROOT / "training"
    written = "\n".join(map(_words_of, training.rglob("[!.]*")))
    if not written.strip():
        pytest.skip("nothing is trained here")
    texts = [
        " ".join(case.text.split())
        for section in suite.values()
        for pair in section.pairs
        for case in pair.cases
    ]
    assert [text for text in texts if len(text) > 25 and text in written] == []


def _words_of(file: Path) -> str:
    """Give what people wrote in a file; nothing of hidden folders and of binaries."""
    hidden = any(part.startswith(".") for part in file.relative_to(ROOT).parts)
    if hidden or file.suffix not in {".py", ".yaml", ".txt"}:
        return ""
    return " ".join(file.read_text("utf-8", "replace").split())


def test_a_pair_with_one_verdict_is_refused() -> None:
    """It would show no difference."""
    told = "expect: flag\n        category: threat\n        target: group"
    with pytest.raises(BadInput, match="a pair needs cases with different verdicts"):
        small("expect: leave", told)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("personal_attack, ", "rudeness, ", "rudeness|personal_attack"),
        ("        target: other_user\n", "", "belong to `expect: flag` alone"),
        ("expect: leave", "expect: leave\n        target: self", "flag. alone"),
        ("expect: abstain", "expect: shrug", "one of flag, leave, abstain"),
        ("text: You oaf.", "text: ''", "a case needs a text"),
        ("why: A name called.", "why: ''", "is empty"),
        ("id: one", "id: Number One", "pattern"),
        ("floor: 0.5", "floor: 50", "at most 1"),
        ("about: Two pairs.", "abuot: Two pairs.", "abuot"),
    ],
)
def test_a_malformed_case_is_refused(old: str, new: str, message: str) -> None:
    """A case that is not understood would be counted wrongly."""
    with pytest.raises(BadInput, match=message):
        small(old, new)


def test_an_id_or_a_text_that_stands_twice_is_refused(tmp_path) -> None:
    """Counted twice, a case would weigh double."""
    (tmp_path / "a.yaml").write_text(SMALL)
    (tmp_path / "b.yaml").write_text(SMALL)
    with pytest.raises(BadInput) as refused:
        read_suite(tmp_path)
    assert [problem.message for problem in refused.value.problems] == [
        "the id 'one' is taken",
        "stands twice: 'You oaf.'",
        "stands twice: 'You oak.'",
        "the id 'two' is taken",
        "stands twice: 'Ein Satz.'",
        "stands twice: 'They are oafs.'",
    ]


def test_flagging_everything_catches_all_and_leaves_nothing_alone() -> None:
    """The counts tell the two mistakes apart."""
    counted = tally(judge({"small": small()}, insulted))
    assert counted.right == Share(2, 4)
    assert counted.caught == Share(2, 2)
    assert counted.left_alone == Share(0, 1)
    assert counted.category == Share(1, 2)
    assert counted.target == Share(1, 2)
    assert counted.pairs == Share(0, 2)


def test_abstaining_from_everything_is_right_only_where_it_is_wanted() -> None:
    """Silence does not pass for leaving alone."""
    counted = tally(judge({"small": small()}, silent))
    assert counted.right == Share(1, 4)
    assert counted.left_alone == Share(0, 1)
    assert counted.category.value is None
    assert counted.pairs == Share(0, 2)


def test_a_pair_counts_when_every_verdict_in_it_is_right() -> None:
    """Knowing one side is knowing neither."""

    def by_word(text: str, *, parent: str, title: str) -> Reading:
        flagging = insulted(text) if "oaf" in text else Reading(0.0, (), "by word")
        return silent(text) if "Satz" in text else flagging

    assert tally(judge({"small": small()}, by_word)).pairs == Share(2, 2)


def test_the_detector_is_given_parent_and_title() -> None:
    """Context decides some cases."""
    seen = []

    def watching(text: str, **context: str) -> Reading:
        seen.append((text, context))
        return silent(text)

    context = "text: You oaf.\n        parent: Hello.\n        title: News"
    judge({"small": small("text: You oaf.", context)}, watching)
    assert seen[0] == ("You oaf.", {"parent": "Hello.", "title": "News"})


def test_the_table_fits_a_terminal() -> None:
    """One line per section and one for all, in percent."""
    suite = {"small": small()}
    lines = table(suite, judge(suite, insulted)).splitlines()
    assert max(map(len, lines)) <= 80
    assert lines[1].split() == ["small", "4", "50", "50", "100", "0", "50", "50", "0"]
    assert lines[2].split() == ["all", "4", "-", "50", "100", "0", "50", "50", "0"]


def test_a_floor_left_behind_is_named() -> None:
    """A floor far below what is reached guards nothing."""
    low = {"small": small("floor: 0.5", "floor: 0.4")}
    near = {"small": small("floor: 0.5", "floor: 0.46")}
    assert "Floors to raise: small." in table(low, judge(low, insulted))
    assert "Floors to raise" not in table(near, judge(near, insulted))


def test_a_miss_shows_the_text_the_verdicts_and_the_why() -> None:
    """A miss can be judged as it is printed, hidden characters too."""
    hidden = '"You o\\u200bak."'
    shown = misses(judge({"small": small("You oak.", hidden)}, insulted))
    assert shown.splitlines()[:3] == [
        "one: flag (personal_attack, other_user), should be leave",
        "    You o\\u200bak.",
        "    why: A name called.",
    ]


def test_json_gives_counts_and_misses() -> None:
    """A machine may compare two detectors."""
    suite = {"small": small()}
    told = json.loads(as_json(suite, judge(suite, insulted)))
    assert told["sections"]["small"]["right"] == {"right": 2, "of": 4}
    assert told["all"]["pairs"] == {"right": 0, "of": 2}
    assert [miss["got"] for miss in told["misses"]] == ["flag", "flag"]
    assert told["misses"][0]["case"]["text"] == "You oak."
