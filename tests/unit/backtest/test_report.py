"""Figures say what they rest on, and claim no more than the history tells."""

from collections.abc import Iterator
from typing import Any

import pytest

from civilbot.backtest.differences import Change, Deed, Difference, Side
from civilbot.backtest.page import MOST, page
from civilbot.backtest.report import About, Report, RuleSet, modes_of, report
from civilbot.backtest.tally import Tally
from civilbot.backtest.text import NO_APPROVALS, NO_WORD, text
from tests.builders import some_rules
from tests.unit.backtest.dumps import DAY, NOON, RULE, comment, tallied

SET = RuleSet(name="new.yaml", subreddit="News", version="abc")


def _report(tally: Tally, **more: Any) -> Report:
    fields = {
        "civilbot": "1",
        "detector": "none",
        "source": "dump",
        "rules": SET,
        "against": None,
        "modes": {"No ads": "live"},
    }
    return report(tally, About(**{**fields, **more}))


def _ads(*fields: dict[str, Any]) -> list[dict[str, Any]]:
    return [comment(f"a{n}", "buy", **one) for n, one in enumerate(fields)]


def _text(found: Report, *differences: Difference, most: int = 20) -> str:
    return text(found, differences, most=most)


def _page(found: Report, *differences: Difference) -> str:
    return "".join(page(found, differences))


def test_precision_is_of_what_moderators_decided() -> None:
    """What nobody looked at speaks neither for a rule nor against it."""
    removed, approved = {"banned_by": "m"}, {"approved_by": "m"}
    things = _ads(removed, removed, removed, approved, {}, {}, {})
    missed = comment("missed", "I see it so.", banned_by="m")
    [rule] = _report(tallied(*things, missed)).fired
    assert rule.precision is not None
    assert (rule.precision.part, rule.precision.whole) == (3, 4)
    assert rule.precision.share == 0.75
    assert (rule.precision.low, rule.precision.high) == (0.300642, 0.954413)
    assert rule.found is not None
    assert (rule.found.part, rule.found.whole) == (3, 4)
    assert (rule.removed.part, rule.removed.whole) == (3, 7)


def test_a_history_without_approvals_gives_no_precision() -> None:
    """All that is decided would be removed, and every rule perfect."""
    found = _report(tallied(*_ads({"banned_by": "m"}, {})))
    assert (found.precision, found.fired[0].precision) == (None, None)
    assert "knows of no approvals" in " ".join(_text(found).split())
    assert NO_APPROVALS.partition(":")[0] in _page(found)


def test_a_history_that_tells_nothing_of_moderators_says_so() -> None:
    """Instead of a table of zeros."""
    found = _report(tallied(*_ads({}, {})))
    assert found.fired[0].found is None
    assert NO_WORD in _text(found)
    assert NO_WORD in _page(found)


def test_items_a_day_are_of_all_days_the_history_spans() -> None:
    """Days on which nothing was posted count; the median shows a single bad day."""
    times = [NOON, NOON, NOON, NOON + DAY, NOON + 9 * DAY]
    found = _report(tallied(*_ads(*({"created_utc": at} for at in times))))
    load = found.load
    assert (load.days, load.items, load.per_day, load.median) == (10, 5, 0.5, 0.0)
    assert load.busiest is not None
    assert (load.busiest.day, load.busiest.acted) == ("2024-01-01", 3)
    assert [day.day for day in load.each] == ["2024-01-01", "2024-01-02", "2024-01-10"]


def test_a_sample_is_reckoned_up_and_said_to_be_one() -> None:
    """Else the work would look like a tenth of what it is."""
    found = _report(tallied(*_ads({}, {})), one_in=10)
    assert (found.load.items, found.load.per_day) == (2, 20.0)
    assert found.fired[0].per_day == 20.0
    assert "Of 10 items one was judged" in _text(found)
    assert "Of 10 items one was judged" in _page(found)


def test_rules_that_never_fired_and_rules_that_are_gone_are_listed() -> None:
    """Silence tells something, too."""
    tally = tallied(*_ads({}), against=some_rules(rules=[{**RULE, "name": "Old"}]))
    found = _report(tally, against=SET, modes={"No ads": "live", "Quiet": "draft"})
    rows = [(one.rule, one.mode, one.fired, one.before) for one in found.fired]
    assert rows == [
        ("No ads", "live", 1, 0),
        ("Quiet", "draft", 0, 0),
        ("Old", "gone", 0, 1),
    ]


def test_the_modes_are_those_of_the_rules_that_can_fire() -> None:
    """What is switched off is not listed as silent."""
    rules = some_rules(
        mode="shadow",
        flags={"categories": {"threat": []}},
        rules=[RULE],
        briefings={"use": ["a"]},
    )
    modes = modes_of(rules, ["a", "b"], detector=True)
    assert modes["No ads"] == modes["briefings.a"] == "shadow"
    assert modes["flags.personal_attack"] == "shadow"
    assert not {"flags.threat", "briefings.b"} & modes.keys()
    assert "flags.personal_attack" not in modes_of(rules, [], detector=False)


def test_an_empty_history_gives_figures_all_the_same() -> None:
    """All that it holds may be from elsewhere."""
    found = _report(tallied(comment("a", subreddit="Other")))
    assert (found.source.judged, found.load.per_day, found.load.busiest) == (0, 0, None)
    assert "some are from r/Other: --subreddit judges these" in _text(found)
    assert "<svg" in _page(found)


def _differences(count: int) -> Iterator[Difference]:
    """Each second one differs in its mode alone."""
    nothing = Side(deeds=[], rules=[], reason="")
    some = Side(deeds=[Deed(do="report", mode="live")], rules=["a"], reason="it is")
    for number in range(count):
        yield Difference(
            change=Change.NEW if number % 2 else Change.MODE,
            item=f"t1_{number}",
            permalink=f"/r/News/comments/x/_/{number}/",
            at="2024-01-01 12:00:00",
            words="\x1b[31mwords",
            said="unseen",
            before=nothing,
            after=some,
        )


def _different(count: int) -> Report:
    tally = Tally(changes={"new": count // 2, "mode": count // 2})
    return _report(tally, against=SET)


def test_what_would_be_done_is_shown_before_what_only_changes_its_mode() -> None:
    """There may be thousands of the latter, and few are worth a look."""
    shown = _text(_different(100), *_differences(100), most=60)
    kinds = [
        line.split(":")[0].strip() for line in shown.splitlines() if "/x/_/" in line
    ]
    assert kinds == ["new"] * 50 + ["mode"] * 10
    assert "100 decisions differ:" in shown
    assert "… and 40 more: --json lists them all" in shown


def test_words_of_users_do_not_steer_the_terminal() -> None:
    """Nor do names of rules."""
    assert "\x1b" not in _text(_different(2), *_differences(2))


def test_a_page_stays_light_enough_to_be_opened() -> None:
    """However much differs."""
    shown = _page(_different(3000), *_differences(3000))
    assert shown.count("<blockquote>") == MOST
    assert f"{MOST:,} of 3,000; --json lists them all" in shown


@pytest.mark.parametrize("days", [1, 3, 400])
def test_the_picture_of_the_days_reads_at_any_length(days: int) -> None:
    """Many days share a bar, and the ends are named."""
    things = _ads(*({"created_utc": NOON + n * DAY} for n in range(days)))
    shown = _page(_report(tallied(*things)))
    picture = shown[shown.index("<svg") : shown.index("</svg>")]
    assert 1 <= picture.count('class="bar"') <= 90
    assert "2024-01-01" in picture
