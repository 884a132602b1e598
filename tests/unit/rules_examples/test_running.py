"""Examples are judged as the bot would judge, and told apart from what was meant."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from civilbot import classifier, library, sentences
from civilbot.briefings import parse_briefing
from civilbot.rules import parse_rules
from civilbot.rules_examples import Models, Tried, tried
from tests.builders import a_briefing
from tests.unit.documents import ROOT

TODAY = date(2031, 4, 1)
INSULT = "You are a complete idiot"
BRIDGE = "Council votes on the harbour bridge"
#: Judges by words and rules alone, which is quick.
PLAIN = Models(briefings=(a_briefing(),))

RULES = """\
subreddit: News
mode: live
briefings: {mode: auto}
exempt: {users: [Old_Hand]}
rules:
  - name: coins
    mode: draft
    when: {text: [coin]}
    unless: {author: {contributor: true}}
  - name: newcomers
    on: comment
    when: {author: {account_age_days: {below: 2}, earlier_flags: {at_least: 2}}}
    any_of: [{body: [buy]}, {reports: {at_least: 3}}]
    exempt: false
  - name: insults
    when: {found: [personal_attack]}
"""


def _tried(example: str, rules: str = RULES, models: Models = PLAIN) -> Tried:
    text = f"{rules}tests:\n  - {{{example}}}\n"
    [one] = tried(parse_rules(text, source="x"), models, today=TODAY)
    return one


LENGTHS = """\
subreddit: News
rules:
  - {name: short, when: {title_length: {below: 90}}}
  - {name: long, when: {title_length: {at_least: 3}}}
"""

HOLD = {
    "a rule in draft": "title: A coin, expect: flag, rule: coins",
    "any rule": "title: A coin, expect: flag",
    "the detector": f"body: {INSULT}, expect: flag, rule: flags.personal_attack",
    "a rule on what the detector found": f"body: {INSULT}, expect: flag, rule: insults",
    "no rule": "title: A tram, expect: pass",
    "not this rule": "title: A coin, expect: pass, rule: newcomers",
    "an approved user": "title: A coin, author: {contributor: true}, expect: pass",
    "a moderator": f"body: {INSULT}, author: {{moderator: true}}, expect: pass",
    "who is exempt": f"body: {INSULT}, author: {{name: old_hand}}, expect: pass",
    "who is not exempt from this rule": "body: buy, expect: flag, rule: newcomers, "
    "author: {name: old_hand, account_age_days: 1, earlier_flags: 2}",
    "a comment by its mark": "title: A tram, body: buy, comment: true, expect: flag, "
    "author: {account_age_days: 1, earlier_flags: 2}",
    "what was reported": "body: hm, reports: 3, expect: flag, "
    "author: {account_age_days: 1, earlier_flags: 2}",
    "what is not known": "body: buy, author: {earlier_flags: 2}, expect: pass",
    "a thread on the subject": f"title: {BRIDGE}, expect: brief",
    "a thread on another": "title: A tram, expect: none",
    "a thread that is skipped": f"title: {BRIDGE}, flair: AMA, expect: none",
    "a comment, which is never briefed": f"body: {BRIDGE}, expect: none",
}


@pytest.mark.parametrize("example", HOLD.values(), ids=HOLD.keys())
def test_what_is_meant_and_happens_holds(example: str) -> None:
    """Whatever the modes: a draft is tried like the rest."""
    one = _tried(example)
    assert one.holds, (one.happened, one.reasons)


FAIL: dict[str, tuple[str, str, str, tuple[str, ...]]] = {
    "it was not flagged": (
        "body: A tram, expect: flag",
        "to be flagged",
        "nothing",
        ("no inflammatory language at people",),
    ),
    "it was flagged": (
        "body: A coin, expect: pass",
        "not to be flagged",
        "flagged by 'coins'",
        ("no inflammatory language at people", "coins: “coin”"),
    ),
    "another rule fired": (
        "body: A coin, expect: flag, rule: insults",
        "to be flagged by 'insults'",
        "flagged by 'coins'",
        (
            "when.found does not hold",
            "no inflammatory language at people",
            "coins: “coin”",
        ),
    ),
    "an exception": (
        "title: A coin, author: {contributor: true}, expect: flag, rule: coins",
        "to be flagged by 'coins'",
        "nothing",
        (
            "'coins' does not apply: its author is an approved user here",
            "unless holds: author.contributor",
            "its language was not judged: its author is an approved user here",
        ),
    ),
    "a post, and a rule for comments": (
        "title: A tram, expect: flag, rule: newcomers, author: {account_age_days: 1}",
        "to be flagged by 'newcomers'",
        "nothing",
        (
            "'newcomers' looks at on: comment only",
            "when.author.earlier_flags does not hold",
            "none of any_of holds",
            "no inflammatory language at people",
        ),
    ),
    "what is not known of the author": (
        "body: A tram, author: {earlier_flags: 2}, expect: flag, rule: newcomers",
        "to be flagged by 'newcomers'",
        "nothing",
        (
            "when.author.account_age_days is not known of this example",
            "none of any_of holds",
            "no inflammatory language at people",
        ),
    ),
    "no briefing came": (
        "title: A tram, expect: brief",
        "a briefing",
        "nothing",
        ("no briefing fits the thread (nothing in the title speaks of bridge)",),
    ),
    "a briefing came": (
        f"title: {BRIDGE}, expect: none",
        "no briefing",
        "briefed with 'harbour-bridge'",
        ("the thread is about 'harbour-bridge' (confidence 0.99)",),
    ),
    "a category that the detector did not see": (
        "body: A tram, expect: flag, rule: flags.threat",
        "to be flagged by 'flags.threat'",
        "nothing",
        ("no inflammatory language at people",),
    ),
}


@pytest.mark.parametrize(
    ("example", "expected", "happened", "reasons"), FAIL.values(), ids=FAIL.keys()
)
def test_what_happens_otherwise_is_told_with_its_reasons(
    example: str, expected: str, happened: str, reasons: tuple[str, ...]
) -> None:
    """First which condition did not hold, then what the bot itself says."""
    one = _tried(example)
    assert not one.holds
    assert (one.expected, one.happened) == (expected, happened)
    assert one.reasons == reasons


def test_a_comment_has_no_title_and_no_length_of_one() -> None:
    """Whatever its thread is called; `rules check` says so of such rules."""
    assert _tried("title: A tram, expect: flag, rule: short", LENGTHS).holds
    example = "title: A tram, body: Indeed., comment: true, expect: pass"
    assert _tried(example, LENGTHS).holds


def test_quiet_hours_do_not_count() -> None:
    """An example happens at no certain time of the day."""
    quiet = f"{RULES}quiet_hours: {{from: 00:00, to: 23:59}}\n"
    assert _tried(f"title: {BRIDGE}, expect: brief", quiet).holds


def test_an_overdue_briefing_fails_no_example() -> None:
    """The rules are tried; that the briefing is due, `rules check` tells."""
    old = replace_day(("review_by: 2031-09-01", "review_by: 2031-03-20"))
    assert _tried(f"title: {BRIDGE}, expect: brief", models=old).holds


def replace_day(swap: tuple[str, str]) -> Models:
    """The briefing with another review date."""
    return replace(PLAIN, briefings=(a_briefing(swap),))


def test_a_document_in_shadow_or_draft_is_tried_alike() -> None:
    """The mode says what is done, not what is right."""
    for mode in ("shadow", "draft"):
        rules = RULES.replace("mode: live", f"mode: {mode}", 1)
        assert _tried("title: A coin, expect: flag", rules).holds
        assert _tried(f"title: {BRIDGE}, expect: brief", rules).holds


@pytest.fixture(scope="module", name="shipped")
def _shipped() -> Models:
    """All that ships: the models, and the briefings with their matchers."""
    folder = ROOT / "config" / "briefings"
    briefings = tuple(
        parse_briefing(path.read_text("utf-8"), source=path.name)
        for path in sorted(folder.glob("*.md"))
    )
    embedder = sentences.load()
    return Models(
        scorer=classifier.load(),
        embedder=embedder,
        briefings=briefings,
        taught={one.id: library.taught(one.topic, embedder) for one in briefings},
    )


PRESETS = sorted((ROOT / "config" / "presets").glob("*.yaml"))


@pytest.mark.parametrize("path", PRESETS, ids=lambda path: path.stem)
def test_the_examples_of_each_preset_come_out_as_expected(
    shipped: Models, path: Path
) -> None:
    """At least six in each, with the models and briefings that ship."""
    rules = parse_rules(path.read_text("utf-8"), source=path.name)
    day = max(briefing.as_of for briefing in shipped.briefings)
    found: list[Any] = list(tried(rules, shipped, today=day))
    assert len(found) >= 6
    assert [(one.happened, one.reasons) for one in found if not one.holds] == []
