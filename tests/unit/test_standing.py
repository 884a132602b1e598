"""Where a rule stands follows from what moderators said of its decisions."""

from typing import Any

import pytest

from civilbot.model import Agreement, Mode
from civilbot.rules import Rules, TrialRules
from civilbot.standing import (
    Claim,
    Earned,
    Rank,
    Record,
    Review,
    Tally,
    claims,
    decided,
    may_act,
    measured,
    on_trial,
)
from tests.builders import DAY, NOW, some_rules

GOLD = {"name": "no gold", "mode": "live", "when": {"body": ["gold"]}}
RIGHT, WRONG = Agreement.CONFIRMED, Agreement.OVERTURNED
TRIALS = TrialRules(reviewed=20, precision=0.8, window_days=90)


def claim(name: str = "no gold", rules: Rules | None = None, **rule: Any) -> Claim:
    """What a document says of a rule."""
    document = rules or some_rules(rules=[{**GOLD, **rule}])
    return next(one for one in claims(document) if one.rule == name)


def category(**said: Any) -> Claim:
    """What a document says of the category of threats."""
    rules = some_rules(flags={"categories": {"threat": said}})
    return claim("flags.threat", rules)


def record(*words: Agreement | None, mode: str = "shadow", at: float = NOW) -> Record:
    """What was said of as many decisions at one time."""
    reviews = [
        Review(rule="no gold", mode=Mode(mode), at=at, key=f"t1_{n}@0", word=word)
        for n, word in enumerate(words)
    ]
    return Record(subreddit="news", trials=TRIALS, now=NOW, reviews=reviews)


def stands(rank: Rank, asked: Claim, **changes: Any) -> Earned:
    """A standing of ten days ago."""
    fields = {
        "subreddit": "news",
        "rule": asked.rule,
        "rank": rank,
        "since": NOW - 10 * DAY,
        "why": "so it was",
        "conditions": asked.conditions,
    }
    return Earned(**{**fields, **changes})


def rank_of(asked: Claim, known: Earned | None, seen: Record) -> Rank | None:
    """Where a rule stands from now on; None if that does not change."""
    found = decided(asked, known, seen)
    return found.rank if found else None


def test_a_new_rule_that_asks_to_be_live_is_on_trial() -> None:
    """Whatever its author is sure of."""
    assert rank_of(claim(), None, record()) is Rank.TRIAL
    assert dict(on_trial(some_rules(rules=[GOLD]), {})) == {
        "no gold": "on trial: 0 of 20 reviewed, 0 right"
    }


@pytest.mark.parametrize("mode", ["draft", "shadow"])
def test_a_rule_that_does_not_ask_to_be_live_is_not_on_trial(mode: str) -> None:
    """It is where its moderators want it."""
    rules = some_rules(rules=[{**GOLD, "mode": mode}])
    assert dict(on_trial(rules, {})) == {}
    assert rank_of(claim(mode="shadow"), None, record()) is Rank.SHADOW
    assert rank_of(claim(mode="draft"), None, record()) is None


@pytest.mark.parametrize(
    ("words", "rank"),
    [
        ([RIGHT] * 20, Rank.LIVE),
        ([RIGHT] * 19, None),
        # 19 of 20 may be no more than 76 %.
        ([RIGHT] * 19 + [WRONG], None),
        ([RIGHT] * 38 + [WRONG] * 2, Rank.LIVE),
        # What nobody looked at is neither right nor wrong.
        ([RIGHT] * 20 + [None] * 100, Rank.LIVE),
        ([None] * 100, None),
    ],
)
def test_a_rule_goes_live_when_enough_was_surely_right(
    words: list[Agreement], rank: Rank | None
) -> None:
    """By the low end of the range, not by the share alone."""
    asked = claim()
    assert rank_of(asked, stands(Rank.TRIAL, asked), record(*words)) is rank


def test_what_a_rule_earned_before_it_asked_to_be_live_counts() -> None:
    """It goes live as soon as its moderators want that."""
    asked = claim()
    known = stands(Rank.SHADOW, asked)
    assert rank_of(asked, known, record(*[RIGHT] * 20)) is Rank.LIVE


def test_only_decisions_in_shadow_within_the_window_count_for_a_trial() -> None:
    """Neither what was done while live nor what was long ago."""
    asked = claim()
    known = stands(Rank.TRIAL, asked)
    assert rank_of(asked, known, record(*[RIGHT] * 20, mode="live")) is None
    old = record(*[RIGHT] * 20, at=NOW - 91 * DAY)
    assert rank_of(asked, known, old) is None


def test_an_override_lets_a_rule_act_at_once_and_is_recorded() -> None:
    """Somebody answers for it."""
    asked = claim(override="We  had it on\nAutoModerator for years")
    assert may_act(asked, None)
    found = decided(asked, None, record())
    assert found is not None
    assert (found.rank, found.override) == (
        Rank.LIVE,
        "We had it on AutoModerator for years",
    )
    assert found.why == "override: We had it on AutoModerator for years"


def test_a_rule_that_is_overturned_too_often_goes_back_to_shadow() -> None:
    """Under the share that the rules ask for, with enough reviewed."""
    asked = claim()
    known = stands(Rank.LIVE, asked)
    since: dict[str, Any] = {"mode": "live", "at": NOW - DAY}
    assert rank_of(asked, known, record(*[RIGHT] * 16, *[WRONG] * 4, **since)) is None
    assert rank_of(asked, known, record(*[RIGHT] * 4, *[WRONG] * 15, **since)) is None
    found = decided(asked, known, record(*[RIGHT] * 15, *[WRONG] * 5, **since))
    assert found is not None
    assert found.rank is Rank.DEMOTED
    assert found.why == (
        "while live, 20 reviewed, 15 right: 75% (95 % range 53% to 89%); "
        "the rules ask for 80%"
    )
    assert not may_act(asked, found)


def test_what_was_wrong_before_a_rule_was_live_again_does_not_take_it_back() -> None:
    """It earned its place anew."""
    asked = claim()
    known = stands(Rank.LIVE, asked, counts_from=NOW - 10 * DAY)
    before = record(*[WRONG] * 30, mode="live", at=NOW - 11 * DAY)
    assert rank_of(asked, known, before) is None


def test_a_rule_that_fell_earns_its_place_on_later_decisions_alone() -> None:
    """What made it live the first time was not enough."""
    asked = claim()
    fell = NOW - 10 * DAY
    known = stands(Rank.DEMOTED, asked, counts_from=fell)
    assert rank_of(asked, known, record(*[RIGHT] * 50, at=fell - DAY)) is None
    assert rank_of(asked, known, record(*[RIGHT] * 20, at=fell + DAY)) is Rank.LIVE


def test_only_an_override_in_other_words_lifts_a_rule_that_fell() -> None:
    """The one under which it fell stands in the rules still."""
    asked = claim(override="we are sure")
    live = stands(Rank.LIVE, asked, override="we are sure")
    bad = record(*[WRONG] * 20, mode="live", at=NOW - DAY)
    fell = decided(asked, live, bad)
    assert fell is not None
    assert not may_act(asked, fell)
    assert decided(asked, fell, record()) is None
    other = claim(override="the list was cleaned up")
    assert may_act(other, fell)
    assert rank_of(other, fell, record()) is Rank.LIVE


def test_a_rule_that_fell_does_not_rise_by_a_detour() -> None:
    """Neither through shadow nor through other conditions."""
    asked = claim(override="we are sure")
    fell = stands(Rank.DEMOTED, asked, override="we are sure", counts_from=NOW - DAY)
    quiet = claim(mode="shadow", override="we are sure")
    assert decided(quiet, fell, record()) is None
    other = claim(when={"body": ["silver"]}, override="we are sure")
    edited = decided(other, fell, record())
    assert edited is not None
    assert edited.rank is Rank.DEMOTED
    assert not may_act(other, edited)


def test_a_rule_with_other_conditions_is_another_rule() -> None:
    """What the old one earned says nothing of it."""
    asked, other = claim(), claim(when={"body": ["gold", "the"]})
    known = stands(Rank.LIVE, asked)
    assert not may_act(other, known)
    found = decided(other, known, record(*[RIGHT] * 50, at=NOW - DAY))
    assert found is not None
    assert (found.rank, found.counts_from) == (Rank.TRIAL, NOW)
    assert rank_of(other, found, record(*[RIGHT] * 50, at=NOW - DAY)) is None


@pytest.mark.parametrize(
    "changed", [{"reason": "No gold here"}, {"do": ["lock"]}, {"on": "any"}]
)
def test_what_does_not_change_when_a_rule_holds_does_not_matter(
    changed: dict[str, Any],
) -> None:
    """Nor does a default that is written out."""
    asked = claim()
    assert may_act(claim(**changed), stands(Rank.LIVE, asked))


def test_a_rule_with_an_override_stays_live_when_it_is_edited() -> None:
    """Those who answer for it answer for it."""
    before = claim(override="we are sure")
    after = claim(override="we are sure", when={"body": ["gold", "silver"]})
    known = stands(Rank.LIVE, before, override="we are sure")
    assert may_act(after, known)
    assert rank_of(after, known, record()) is Rank.LIVE


def test_a_category_that_was_never_in_shadow_is_live_with_the_document() -> None:
    """Its operating points were measured."""
    assert may_act(category(), None)
    assert decided(category(), None, record()) is None


def test_a_category_that_was_kept_in_shadow_is_on_trial() -> None:
    """Somebody doubted it."""
    quiet = decided(category(mode="shadow"), None, record())
    assert quiet is not None
    assert quiet.rank is Rank.SHADOW
    assert not may_act(category(), quiet)
    assert rank_of(category(), quiet, record()) is Rank.TRIAL
    assert may_act(category(override="we looked at it"), quiet)


def test_a_category_falls_like_a_rule() -> None:
    """Even where nothing was ever recorded of it."""
    bad = record(*[WRONG] * 20, mode="live", at=NOW - DAY)
    assert rank_of(category(), None, bad) is Rank.DEMOTED


def test_of_two_rules_with_one_name_the_more_careful_counts() -> None:
    """One that is live does not carry another along."""
    quiet = {**GOLD, "mode": "shadow"}
    rules = some_rules(rules=[GOLD, quiet])
    assert claim("no gold", rules).mode is Mode.SHADOW


def test_progress_is_told_as_it_was_last_measured() -> None:
    """In a few words that stand in explanations."""
    asked = claim()
    known = stands(Rank.TRIAL, asked, tally=Tally(3, 1))
    rules = some_rules(rules=[GOLD])
    assert on_trial(rules, {"no gold": known}) == {
        "no gold": "on trial: 4 of 20 reviewed, 3 right"
    }
    fell = stands(Rank.DEMOTED, asked, tally=Tally(3, 1))
    assert on_trial(rules, {"no gold": fell}) == {
        "no gold": "back in shadow since 2031-03-22: 4 of 20 reviewed, 3 right"
    }


def test_what_is_measured_depends_on_where_a_rule_stands() -> None:
    """In shadow what it would have done, live what it did."""
    asked = claim()
    seen = Record(
        subreddit="news",
        trials=TRIALS,
        now=NOW,
        reviews=(
            *record(RIGHT, RIGHT).reviews,
            *record(WRONG, None, mode="live").reviews,
        ),
    )
    assert measured(stands(Rank.TRIAL, asked), seen) == Tally(2, 0, 0)
    assert measured(stands(Rank.LIVE, asked), seen) == Tally(0, 1, 1)


def test_a_tally_gives_no_share_without_its_range() -> None:
    """Few reviews say little."""
    assert str(Tally(3, 1, 9)) == ("4 reviewed, 3 right: 75% (95 % range 30% to 95%)")
    assert str(Tally(0, 0, 9)) == "0 reviewed"
