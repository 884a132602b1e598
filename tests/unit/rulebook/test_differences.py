"""What changes from one rules document to another, told to moderators."""

from typing import Any

import pytest

from civilbot.rulebook import differences
from civilbot.rules import Rules

RULE = {"name": "links", "when": {"domain": "example.com"}}


def rules(**fields: Any) -> Rules:
    """A document."""
    return Rules.model_validate({"subreddit": "News", **fields})


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ({}, {"mode": "live"}, ["mode: shadow -> live"]),
        (
            {},
            {"briefings": {"max_per_day": 7, "mode": "off"}},
            ["briefings: mode ask -> off", "briefings: max_per_day 5 -> 7"],
        ),
        (
            {},
            {"briefings": {"max_thread_age_hours": 12}},
            ["briefings: max_thread_age_hours 24 -> 12"],
        ),
        (
            {"flags": {"people": ["Mayor Finch", "Ada Reed"]}},
            {"flags": {"people": ["Ada Reed", "Tom Hill"]}},
            ["flags: people also 'Tom Hill', no more 'Mayor Finch'"],
        ),
        (
            {"flags": {"people": ["Ada Reed"]}},
            {},
            ["flags: people 'Ada Reed' -> none"],
        ),
        (
            {"flags": {"actions": ["report", "mod_note"]}},
            {"flags": {"actions": ["mod_note", "report"]}},
            ["flags: actions in another order"],
        ),
        (
            {},
            {"flags": {"categories": {"threat": ["remove"]}}},
            ["flags, categories, threat: actions as usual -> remove"],
        ),
        (
            {"flags": {"categories": {"threat": {"mode": "shadow"}}}},
            {},
            ["flags, categories, threat: mode shadow -> live"],
        ),
        (
            {},
            {"flags": {"targets": {"group": "off"}}},
            ["flags, targets: group as usual -> off"],
        ),
        (
            {},
            {"flags": {"escalation": [{"after": 2, "do": ["remove"]}]}},
            ["flags: escalation none -> after 2 in 7 days remove"],
        ),
        (
            {},
            {"quiet_hours": {"from": "22:00", "to": "06:30"}},
            ["quiet_hours: none -> 22:00 to 06:30 UTC"],
        ),
        (
            {"quiet_hours": {"from": "22:00", "to": "06:30"}},
            {"quiet_hours": {"from": "23:00", "to": "06:30", "zone": "Europe/Berlin"}},
            ["quiet_hours: 22:00 to 06:30 UTC -> 23:00 to 06:30 Europe/Berlin"],
        ),
        (
            {},
            {"exempt": {"moderators": False}},
            ["exempt: moderators true -> false"],
        ),
        (
            {},
            {"how_to_object": "Write to us."},
            ["how_to_object: none -> 'Write to us.'"],
        ),
        (
            {"briefings": {"intro": "x" * 99 + "a"}},
            {"briefings": {"intro": "x" * 99 + "b"}},
            ["briefings: intro reads otherwise"],
        ),
        ({}, {"rules": [RULE]}, ["rule 'links': new, in shadow; does report"]),
        ({"rules": [RULE]}, {}, ["rule 'links': gone, was in shadow"]),
        (
            {"rules": [RULE]},
            {"rules": [{**RULE, "mode": "live", "do": ["report", "lock"]}]},
            [
                "rule 'links': shadow -> live",
                "rule 'links': does report -> report, lock",
            ],
        ),
        (
            {"rules": [RULE]},
            {"rules": [{**RULE, "when": {"domain": "example.org"}, "reason": "Ads"}]},
            [
                "rule 'links': fires under other conditions",
                "rule 'links': reason none -> 'Ads'",
            ],
        ),
        (
            {"rules": [RULE]},
            {"rules": [{**RULE, "exempt": False}]},
            ["rule 'links': also for those who are exempt from flags"],
        ),
        (
            {"rules": [RULE, {**RULE, "name": "b"}]},
            {"rules": [{**RULE, "name": "b"}, RULE]},
            ["the rules stand in another order"],
        ),
        (
            {"rules": [RULE]},
            {"rules": [RULE, {**RULE, "do": ["lock"]}]},
            ["rule 'links (2)': new, in shadow; does lock"],
        ),
    ],
)
def test_each_change_is_one_sentence(
    before: dict[str, Any], after: dict[str, Any], said: list[str]
) -> None:
    """In the words that the document itself uses."""
    assert list(differences(rules(**before), rules(**after))) == said


@pytest.mark.parametrize(
    "fields",
    [
        {"mode": "shadow", "flags": {"caution": "cautious"}},
        {"flags": {"categories": {"threat": {}}}},
        {"tests": [{"body": "hello", "expect": "pass"}]},
        {"wiki": "off"},
    ],
)
def test_what_is_written_otherwise_and_means_the_same_is_no_change(
    fields: dict[str, Any],
) -> None:
    """Defaults written out, and what decides nothing."""
    assert differences(rules(), rules(**fields)) == ()


def test_rules_that_decide_otherwise_never_pass_for_the_same() -> None:
    """Whatever key of whatever part is changed, something is said."""
    for fields in (
        {"briefings": {key: value}} for key, value in OTHER_BRIEFINGS.items()
    ):
        changed = rules(**fields)
        assert changed.version != rules().version
        assert differences(rules(), changed), fields


#: Another value for every key of `briefings`.
OTHER_BRIEFINGS: dict[str, Any] = {
    "mode": "auto",
    "use": ["harbour-bridge"],
    "caution": "eager",
    "max_per_day": 1,
    "max_thread_age_hours": 1,
    "skip_flairs": [],
    "intro": "Hello",
    "sections": ["cases"],
    "max_length": 2_000,
    "answer_within_hours": 1,
    "max_edits_per_day": 1,
    "remove_below_score": -1,
    "watch_score_days": 1,
}


def test_a_long_list_is_named_in_part() -> None:
    """A mail is no place for five hundred words."""
    [said] = differences(
        rules(), rules(briefings={"use": [f"subject-{n}" for n in range(9)]})
    )
    assert said.endswith("'subject-4' and 4 more")
