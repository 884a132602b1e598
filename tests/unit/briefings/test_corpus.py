"""Every planted fault is found by its own rule; a sound text is left alone."""

from datetime import date
from pathlib import Path

import pytest

from civilbot.briefings import check, parse_briefing
from civilbot.briefings.lint import MALFORMED, RULES, Severity, examine, online
from civilbot.errors import BadInput
from tests.unit.briefings.corpus.case import Case
from tests.unit.briefings.corpus.cases import CASES

SOUND = Path(__file__).with_name("corpus") / "sound.md"

#: Two months after the briefing's as_of.
TODAY = date(2031, 5, 1)

ONLINE = {name for name, rule in RULES.items() if rule in vars(online).values()}


def spoiled(case: Case) -> str:
    """Give the sound briefing with a case's words swapped; each has to be there."""
    text = SOUND.read_text("utf-8")
    for old, new in case.swaps:
        assert old in text, old
        text = text.replace(old, _written(new), 1)
    if "CUT" in text:
        head, tail = text.split("CUT")
        text = head + tail[tail.index("---\n") :]
    return text


def _written(new: str) -> str:
    """Write many different sentences where a case asks for them."""
    many, _, count = new.partition(" ")
    if many != "MANY":
        return new
    return " ".join(f"The number {n} was drawn." for n in range(int(count)))


def found_in(text: str) -> frozenset[str]:
    """Name the rules that find something in a briefing."""
    try:
        briefing = parse_briefing(text, source="town.md")
    except BadInput:
        return frozenset({MALFORMED.name})
    return frozenset(lint.rule.name for lint in check(briefing, today=TODAY))


def test_the_sound_briefing_gives_nothing() -> None:
    """Else a finding below could be one of its own."""
    assert found_in(SOUND.read_text("utf-8")) == frozenset()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_planted_fault_is_found(case: Case) -> None:
    """By the rule that is meant for it, and by no other."""
    assert found_in(spoiled(case)) == case.rules


def test_the_corpus_holds_a_case_for_every_rule() -> None:
    """A rule without one could break unseen; links have tests of their own."""
    tried = frozenset(rule for case in CASES for rule in case.rules)
    assert tried == RULES.keys() - ONLINE
    assert len(CASES) >= 40
    assert len({case.name for case in CASES}) == len(CASES)


def test_pros_as_guesses_and_cons_as_facts_are_not_fit_to_post() -> None:
    """The flaw of the article that this project began with."""
    case = next(case for case in CASES if case.name == "one side may, the other does")
    briefing = parse_briefing(spoiled(case), source="town.md")
    (lint,) = check(briefing, today=TODAY)
    assert lint.severity is Severity.ERROR
    assert str(lint.problem) == (
        "town.md:64: 3 of 3 points in 'The case for' are only possible (might, could,"
        " perhaps, may), 0 of 3 in 'The case against' (state both sides' arguments the"
        " same way: who says it, or what was found)"
    )


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("The vote was 18 to 13.", 'The mayor said "the reckless guild" and left.'),
        ("The vote was 18 to 13.", "In May 2030 the vote was 18 to 13."),
        ("The vote was 18 to 13.", "On 3 May the vote was 18 to 13."),
        ("The vote was 18 to 13.", "Mr. A. Poe and Dr. Lee voted. It was 18 to 13."),
        ("The vote was 18 to 13.", "As of March 2031 the vote still stands."),
        ("The vote was 18 to 13.", "A new vote is due in 2032."),
        ("The vote was 18 to 13.", "Mail to poll@brinkhaven.example was counted."),
        ("The vote was 18 to 13.", "The market lies in the old town."),
        ("The vote was 18 to 13.", "The UN, NATO and the EU were not asked."),
    ],
)
def test_what_only_looks_like_a_fault_is_left_alone(old: str, new: str) -> None:
    """Quotations, months, short forms, dated statements, addresses."""
    assert found_in(spoiled(Case("", frozenset(), ((old, new),)))) == frozenset()


def test_both_sides_may_be_hedged_alike() -> None:
    """A plan has no results yet: then both sides tell what would happen."""
    swaps = tuple(
        (old, new)
        for old, new in (
            ("- Parents: children walk", "- Parents: children would walk"),
            ("buses crossed the centre four", "buses might cross it four"),
            ("- Traders: customers", "- Traders: customers would go;"),
            ("traffic on the ring road grew", "traffic on the ring could grow"),
        )
    )
    assert found_in(spoiled(Case("", frozenset(), swaps))) == frozenset()


def test_a_finding_that_was_weighed_is_silenced_with_its_reason() -> None:
    """It is not told, and not forgotten either."""
    wish = "lint: {ignore: [{rule: loaded-word, why: It is the square's own name.}]}"
    swaps = (("topic:\n", f"{wish}\ntopic:\n"), ("around the market", "on Evil Square"))
    text = spoiled(Case("", frozenset(), swaps))
    sifted = examine(parse_briefing(text, source="town.md"), today=TODAY)
    assert sifted.told == ()
    ((lint, why),) = sifted.silenced
    assert (lint.rule.name, why) == ("loaded-word", "It is the square's own name.")


def test_a_silence_may_be_about_one_word_only() -> None:
    """The other loaded word is still told."""
    wish = "{rule: loaded-word, about: evil, why: It is the square's own name.}"
    swaps = (
        ("topic:\n", f"lint: {{ignore: [{wish}]}}\ntopic:\n"),
        ("around the market", "on Evil Square"),
        ("The vote was", "The absurd vote was"),
    )
    text = spoiled(Case("", frozenset(), swaps))
    sifted = examine(parse_briefing(text, source="town.md"), today=TODAY)
    assert [lint.problem.message for lint in sifted.told] == [
        "'Key points' says 'absurd'"
    ]


def test_a_misspelt_rule_is_guessed() -> None:
    """The line says which was meant."""
    case = next(case for case in CASES if case.rules == {"unknown-rule"})
    (lint,) = check(parse_briefing(spoiled(case), source="town.md"), today=TODAY)
    assert str(lint) == (
        "error: town.md:9: no rule is named 'loaded-wrod' (did you mean"
        " 'loaded-word'?) [unknown-rule]"
    )
