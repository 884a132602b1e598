"""Each item is judged once, as it was posted, and counted for what it is."""

from itertools import pairwise
from typing import Any

import pytest

from civilbot.backtest.differences import Change
from civilbot.backtest.history import Mark, Part
from civilbot.backtest.replay import Replay
from civilbot.backtest.tally import Tally
from civilbot.model import Category
from tests.builders import INSULT, a_briefing, some_rules
from tests.unit.backtest.dumps import (
    DAY,
    NOON,
    RULE,
    asked,
    comment,
    lines,
    many,
    post,
    replayed,
    tallied,
)

AD = "Please buy this."


def _rules(*rules: dict[str, Any], **more: Any) -> Any:
    return some_rules(rules=list(rules), **more)


def test_a_rule_is_counted_where_it_fires() -> None:
    """With what it would do, and whether a moderator removed it."""
    tally = tallied(
        comment("a", AD),
        comment("b", AD, banned_by="a_moderator"),
        comment("c", "I see it so.", approved_by="a_moderator"),
        post("d", "Buy!", selftext=AD),
    )
    assert (tally.comments, tally.posts, tally.judged) == (3, 1, 4)
    rule = tally.rules["No ads"]
    assert (rule.fired, rule.mode) == (3, "live")
    assert rule.said == {"unseen": 2, "removed": 1}
    assert rule.actions == {"report": 3}
    assert (tally.acted, tally.actions) == (3, {"report": 3})
    assert tally.said == {"unseen": 2, "removed": 1, "approved": 1}
    assert tally.proofs == {"banned_by": 1, "approved_by": 1}


def test_draft_rules_count_too() -> None:
    """That is what a backtest is for."""
    draft = {**RULE, "mode": "draft"}
    assert (
        tallied(comment("a", AD), rules=_rules(draft)).rules["No ads"].mode == "draft"
    )


def test_what_was_removed_approved_or_locked_later_is_judged_as_it_was_posted() -> None:
    """The bot leaves such items alone; here they are the ones that tell most."""
    for later in (
        {"removed_by_category": "moderator"},
        {"approved_by": "a_moderator"},
        {"locked": True, "archived": True},
    ):
        assert tallied(comment("a", AD, **later)).acted == 1


def test_an_item_whose_words_are_gone_is_counted_and_not_judged() -> None:
    """A rule cannot be blamed for not firing on it."""
    tally = tallied(comment("a", "[removed]"), comment("b", "[deleted]"), comment("c"))
    assert tally.judged == 1
    assert tally.gone == {"removed": 1, "unseen": 1}
    assert tally.said == {"unseen": 1}


def test_only_what_was_asked_for_is_judged() -> None:
    """Other subreddits, other times, and what the sample leaves out are counted."""
    tally = tallied(
        comment("a"),
        comment("b", subreddit="Other"),
        comment("c", subreddit="news"),
        comment("d", created_utc=NOON - DAY),
        comment("e", created_utc=NOON + DAY),
        since=NOON - 1.0,
        until=NOON + 1.0,
    )
    assert tally.judged == 2
    assert tally.outside == {"subreddit": 1, "time": 2}
    assert tally.elsewhere == "Other"
    assert tallied(comment("b", subreddit="Other"), subreddit="").judged == 1


def test_a_sample_is_drawn_by_name_and_always_the_same() -> None:
    """About one in so many, whatever else the dump holds."""
    whole = many(400)
    first = replayed(*whole, one_in=10).tally
    assert 20 <= first.judged <= 65
    assert first.judged + first.outside["sample"] == 400
    again = replayed(*reversed(whole), one_in=10).tally
    assert again.judged == first.judged
    assert {e.item for e in again.rules["No ads"].drawn} == {
        e.item for e in first.rules["No ads"].drawn
    }


def test_bad_lines_are_counted_with_their_numbers() -> None:
    """The first ones are kept, and what follows is judged."""
    tally = tallied(comment("a"), b"{", b"", comment("b"), {"id": "x"}, comment("c"))
    assert (tally.lines, tally.judged, tally.bad) == (6, 3, 2)
    assert [one.line for one in tally.complaints] == [2, 5]
    assert tally.complaints[0].why.startswith("not JSON: ")
    assert len(tallied(*[b"{"] * 50).complaints) == 10


def test_an_overlong_line_is_told_as_a_bad_one() -> None:
    """With the number it has."""
    part = Part(
        start=Mark(0, 41), end=Mark(0, 43), lines=lines(comment()), overlong=True
    )
    tally = asked().prepare()(part).tally
    [complaint] = tally.complaints
    assert (complaint.line, tally.judged) == (43, 1)
    assert complaint.why == "longer than 2,000,000 characters"


def test_the_words_of_moderators_and_of_the_bot_are_no_cases() -> None:
    """Moderators are known by what they distinguish, or by name."""
    rules = some_rules()
    insult = {"rules": rules, "detector": True}
    assert tallied(comment("a", INSULT), **insult).acted == 1
    official = comment("a", INSULT, distinguished="moderator")
    assert tallied(official, **insult).acted == 0
    named = frozenset({"some_person"})
    assert tallied(comment("a", INSULT), moderators=named, **insult).acted == 0
    own = tallied(comment("a", INSULT), account="Some_Person", **insult)
    assert (own.acted, own.judged) == (0, 1)


def test_an_account_is_as_old_as_it_was_then() -> None:
    """Where the dump does not tell, such a rule does not fire."""
    young = {
        "name": "Young",
        "when": {"author": {"account_age_days": {"below": 7}}},
    }
    rules = _rules(young)
    told = comment("a", author_created_utc=NOON - 3 * DAY)
    old = comment("b", author_created_utc=NOON - 30 * DAY)
    tally = tallied(told, old, comment("c"), rules=rules)
    assert [one.item for one in tally.rules["Young"].drawn] == ["t1_a"]


def test_without_the_detector_its_language_is_not_judged() -> None:
    """The rules of the subreddit's own still are."""
    things = (comment("a", INSULT), comment("b", AD))
    assert set(tallied(*things, detector=False).rules) == {"No ads"}
    heard = tallied(*things, detector=True).rules
    assert set(heard) == {"No ads", "flags.personal_attack"}


def test_the_detector_is_not_asked_where_nothing_depends_on_it() -> None:
    """A million comments are then judged in a fraction of the time."""
    quiet: dict[str, Any] = {"actions": [], "categories": {}}
    deaf = asked(rules=_rules(RULE, flags=quiet), detector=True)
    assert Replay(deaf).unread
    hears = {"name": "Threats", "when": {"found": ["threat"]}}
    assert not Replay(asked(rules=_rules(hears, flags=quiet), detector=True)).unread
    one = {"actions": [], "categories": {Category.THREAT: ["report"]}}
    assert not Replay(asked(rules=_rules(flags=one), detector=True)).unread


def test_a_briefing_that_fits_a_thread_is_counted_by_its_name() -> None:
    """A proposal is a mail that moderators have to read."""
    briefing = a_briefing()
    rules = some_rules(briefings={"mode": "ask"})
    title = "Council votes on the harbour bridge"
    tally = tallied(post("a", title), rules=rules, briefings=(briefing,))
    rule = tally.rules[f"briefings.{briefing.id}"]
    assert rule.actions == {"modmail": 1}
    assert rule.surest[0].certainty is not None


def test_examples_are_the_surest_and_some_drawn_by_lot() -> None:
    """Few of each, with the words that matter, on one line."""
    long = f"{'well ' * 80} {INSULT}\n\nand so on"
    things = [comment(f"a{n}", long if n % 2 else INSULT) for n in range(40)]
    tally = tallied(*things, rules=some_rules(), detector=True)
    rule = tally.rules["flags.personal_attack"]
    assert (len(rule.surest), len(rule.drawn)) == (5, 5)
    sure = [one.certainty or 0 for one in rule.surest]
    assert sure == sorted(sure, reverse=True)
    for one in (*rule.surest, *rule.drawn):
        assert "idiot" in one.words
        assert "\n" not in one.words
        assert len(one.words) <= 201
        assert one.reason == "Personal attack on another participant: “idiot”"


def test_an_example_of_a_rule_of_words_shows_the_word_it_fires_on() -> None:
    """However late in the text it stands."""
    tally = tallied(comment("a", f"{'well ' * 200}and BUY it there"))
    [example] = tally.rules["No ads"].drawn
    assert example.words == f"…{'well ' * 11}and BUY it there"


def _differing(before: Any, after: Any, *things: object) -> Any:
    return replayed(*things, rules=after, against=before).differences


def test_what_differs_is_listed_exactly() -> None:
    """New, gone, changed, and the same but noted only; nothing else."""
    lines_ = {"name": "Lines", "mode": "live", "when": {"body": "line"}, "do": ["lock"]}
    before = _rules({**RULE, "when": {"body": ["buy", "sell"]}}, lines_)
    after = _rules(
        {**RULE, "when": {"body": ["buy", "rent"]}},
        {**lines_, "do": ["report"]},
    )
    found = _differing(
        before,
        after,
        comment("same", "I buy"),
        comment("gone", "I sell"),
        comment("new", "I rent"),
        comment("changed", "a line"),
        comment("none", "I see"),
    )
    assert [(one.change, one.item) for one in found] == [
        (Change.GONE, "t1_gone"),
        (Change.NEW, "t1_new"),
        (Change.CHANGED, "t1_changed"),
    ]
    gone, new, changed = found
    assert (gone.after.deeds, new.before.deeds) == ([], [])
    assert gone.before.reason == "No ads: “sell”"
    assert new.after.rules == ["No ads"]
    assert [(d.do, d.mode) for d in changed.before.deeds] == [("lock", "live")]
    assert [(d.do, d.mode) for d in changed.after.deeds] == [("report", "live")]


def test_a_rule_that_is_promoted_differs_in_mode_alone() -> None:
    """The same is done, but for real."""
    shadow = _rules({**RULE, "mode": "shadow"})
    [one] = _differing(shadow, _rules(RULE), comment("a", AD))
    assert one.change is Change.MODE
    assert (one.before.deeds[0].mode, one.after.deeds[0].mode) == ("shadow", "live")


def test_another_name_or_reason_for_the_same_deed_does_not_differ() -> None:
    """What would be done is compared, not how it is called."""
    renamed = {**RULE, "name": "Advertising", "reason": "No shops here"}
    done = replayed(comment("a", AD), rules=_rules(renamed), against=_rules(RULE))
    assert done.differences == ()
    assert done.tally.before == {"No ads": 1}
    assert done.tally.acted_before == 1


def test_the_same_rules_differ_in_nothing() -> None:
    """However much they do."""
    done = replayed(*many(50), against=some_rules(rules=[RULE]))
    assert done.differences == ()
    assert done.tally.acted == done.tally.acted_before == 8


def _parts(*cuts: int) -> list[Part]:
    things = [
        *many(60),
        comment("bad", body=5),
        comment("gone", "[removed]"),
        *many(90, banned_by="m")[60:],
    ]
    edges = [0, *cuts, len(things)]
    parts, mark = [], Mark()
    for start, end in pairwise(edges):
        chunk = lines(*things[start:end])
        after = Mark(mark.offset + len(chunk), mark.line + end - start)
        parts.append(Part(start=mark, end=after, lines=chunk))
        mark = after
    return parts


@pytest.mark.parametrize("cuts", [(1,), (50, 61, 62), tuple(range(1, 92))])
def test_however_a_history_is_cut_it_comes_to_the_same(cuts: tuple[int, ...]) -> None:
    """So neither processes nor interruptions change a report."""

    def counted(parts: list[Part]) -> Tally:
        work, tally = asked(against=some_rules()).prepare(), Tally()
        for part in parts:
            tally.add(work(part).tally)
        return tally

    assert counted(_parts(*cuts)) == counted(_parts())
