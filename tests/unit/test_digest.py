"""Which days a digest is about, and what it says of them."""

from datetime import UTC, datetime
from typing import Any

import pytest

from civilbot.model import Agreement, Mode
from civilbot.ports import Sample
from civilbot.proving.digest import Digest
from civilbot.proving.periods import Period, last_period
from civilbot.rules import Digest as Often
from civilbot.standing import Record, Review
from tests.builders import DAY, NOW, some_rules

GOLD = {"name": "no gold", "when": {"body": ["gold"]}, "reason": "No trading"}
YESTERDAY = Period(NOW - 1.5 * DAY, NOW - 0.5 * DAY)


def at(text: str) -> float:
    """A moment, UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp()


@pytest.mark.parametrize(
    ("now", "often", "days"),
    [
        ("2026-11-28 08:00", Often.WEEKLY, "2026-11-16 to 2026-11-22"),
        ("2026-11-29 23:59", Often.WEEKLY, "2026-11-16 to 2026-11-22"),
        ("2026-11-30 00:00", Often.WEEKLY, "2026-11-23 to 2026-11-29"),
        ("2027-01-01 12:00", Often.WEEKLY, "2026-12-21 to 2026-12-27"),
        ("2026-11-28 00:00", Often.DAILY, "2026-11-27"),
        ("2027-01-01 12:00", Often.DAILY, "2026-12-31"),
    ],
)
def test_a_digest_is_about_whole_days_that_are_over(
    now: str, often: Often, days: str
) -> None:
    """Weeks begin on Monday; so two workers mean the same days."""
    assert str(last_period(often, at(now))) == days


def test_periods_follow_each_other_without_a_gap() -> None:
    """What is decided at midnight is told once."""
    first = last_period(Often.WEEKLY, at("2026-11-23 00:00"))
    second = last_period(Often.WEEKLY, at("2026-11-30 00:00"))
    assert first.end == second.start == at("2026-11-23 00:00")


def digest(*rules: dict[str, Any], reviews: int = 1, **changes: Any) -> Digest:
    """A digest in which each rule held so many times, a minute apart."""
    document = some_rules(rules=rules, **changes)
    records = {
        rule["name"]: Record(
            subreddit="news",
            trials=document.trials,
            now=NOW,
            reviews=[
                Review(
                    rule=rule["name"],
                    mode=Mode.SHADOW,
                    at=YESTERDAY.start + 60 * n,
                    key=f"t1_{n}@0",
                    word=Agreement.CONFIRMED if n % 2 else None,
                )
                for n in range(reviews)
            ],
        )
        for rule in rules
    }
    return Digest(rules=document, period=YESTERDAY, known={}, records=records)


def samples(number: int, reason: str = "No trading: “gold”") -> dict[str, Sample]:
    """The decisions behind them."""
    return {
        f"t1_{n}@0": Sample(
            case="0123456789",
            fullname=f"t1_{n}",
            permalink=f"/r/News/comments/root/{'a_long_title' * 8}/{n}/",
            reasons=("no briefing fits", reason),
            findings={},
        )
        for n in range(number)
    }


def test_a_digest_reads_like_this() -> None:
    """Figures first, then the newest things with the rule's own reason."""
    made = digest(GOLD, reviews=2, mode="shadow").mail(samples(2))
    link = f"/r/News/comments/root/{'a_long_title' * 8}"
    assert made.subject == "civilbot digest: 2031-03-31"
    assert made.text == (
        "What civilbot decided in shadow in r/News (2031-03-31, UTC), and did not do:\n"
        "\n"
        "* **no gold**: 2 times. In all 1 reviewed, 1 right: 100% "
        "(95 % range 21% to 100%).\n"
        "\n"
        "**no gold**\n"
        "\n"
        f"* [t1_1]({link}/1/): No trading: “gold” (you removed it)\n"
        f"* [t1_0]({link}/0/): No trading: “gold”\n"
        "\n"
        "Remove what a rule is right about, and approve what it is wrong about: that "
        "is how it is measured. What nobody looks at counts neither way.\n"
        "\n"
        "All of r/News is in shadow: nothing acts there before `mode: live` stands at "
        "the top of its rules.\n"
        "\n"
        "`digest: daily`, `weekly` or `off` in the rules says how often this comes.\n"
    )


@pytest.mark.parametrize("count", [1, 2, 8, 40, 1_000])
def test_a_digest_is_never_too_long_for_reddit(count: int) -> None:
    """However many rules there are, and however much they found."""
    rules = [{**GOLD, "name": f"{n:03} " + "*" * 50} for n in range(count)]
    reason = "No trading: “" + "[gold](https://x.example) \U0001d4f0" * 9 + "”"
    made = digest(*rules, reviews=30).mail(samples(30, reason))
    assert len(made.text.encode("utf-16-le")) // 2 < 10_000
    assert "**000" in made.text
    assert "… and " in made.text
    assert "](https:" not in made.text


def test_what_was_decided_on_other_days_or_live_is_not_told() -> None:
    """It is told in its own digest, or was seen."""
    made = digest(GOLD, reviews=3)
    [record] = made.records.values()
    before, live, after = record.reviews
    moved = [
        Review(
            rule="no gold", mode=Mode.SHADOW, at=YESTERDAY.start - 1, key=before.key
        ),
        Review(rule="no gold", mode=Mode.LIVE, at=YESTERDAY.start, key=live.key),
        Review(rule="no gold", mode=Mode.SHADOW, at=YESTERDAY.end, key=after.key),
    ]
    other = Record(subreddit="news", trials=record.trials, now=NOW, reviews=moved)
    quiet = Digest(
        rules=made.rules, period=YESTERDAY, known={}, records={"no gold": other}
    )
    assert quiet.shown() == {}


def test_each_line_has_the_reason_of_its_own_rule() -> None:
    """Of all that was said of an item."""
    made = digest({**GOLD, "name": "no gold"})
    [record] = made.records.values()
    names = ("briefings.harbour", "flags.threat", "no gold")
    several = Digest(
        rules=made.rules,
        period=YESTERDAY,
        known={},
        records=dict.fromkeys(names, record),
    )
    sample = Sample(
        case="0123456789",
        fullname="t1_0",
        permalink="",
        reasons=("the thread is about the harbour", "No trading: “gold”"),
        findings={"threat": "Call for violence: “burn it”"},
    )
    lines = several.mail({"t1_0@0": sample}).text.splitlines()
    assert [line for line in lines if line.startswith("* t1_0")] == [
        "* t1_0: the thread is about the harbour",
        "* t1_0: Call for violence: “burn it”",
        "* t1_0: No trading: “gold”",
    ]


@pytest.mark.parametrize(
    ("changes", "advice"),
    [
        ({}, ""),
        (
            {"mode": "live"},
            "It is on trial: 0 of 20 reviewed, 0 right; then it goes live by itself.",
        ),
        ({"mode": "live", "override": "we know"}, ""),
        ({"name": "other"}, "It is not in the rules any more."),
    ],
)
def test_a_digest_says_how_near_a_rule_is_to_acting(
    changes: dict[str, Any], advice: str
) -> None:
    """And nothing where it is as its moderators want it."""
    made = digest(GOLD)
    rules = some_rules(rules=[{**GOLD, **changes}])
    other = Digest(rules=rules, period=YESTERDAY, known={}, records=made.records)
    [head] = [s for s in other.mail({}).text.splitlines() if s.startswith("* **no")]
    assert head == f"* **no gold**: once. In all 0 reviewed. {advice}".rstrip()
