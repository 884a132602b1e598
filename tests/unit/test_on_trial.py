"""A rule on trial is decided in shadow, says so, and does nothing on Reddit."""

from collections.abc import Mapping
from typing import Any

import pytest

from civilbot import policy
from civilbot.executor import Executor
from civilbot.judge import judge
from civilbot.ledger import Entry, State, planned
from civilbot.model import Action, ActionKind, Context, Decision, Item, Mode, Outcome
from civilbot.rules import Rules
from civilbot.store import SqlStore
from tests.builders import (
    ACCOUNT,
    INSULT,
    NOW,
    FakeReddit,
    Lines,
    StoppedClock,
    a_context,
    an_item,
    some_rules,
)

GOLD = {"name": "no gold", "mode": "live", "when": {"body": ["gold"]}}
SILVER = {**GOLD, "name": "no silver", "when": {"body": ["silver"]}, "do": ["lock"]}
WHY = "on trial: 3 of 20 reviewed, 3 right"
TRIED = {"no gold": WHY}


def decided(text: str, context: Context, **changes: Any) -> Decision:
    """The decision on a comment under two rules."""
    rules = some_rules(rules=[GOLD, SILVER], **changes)
    return judge(an_item(text=text), context, rules)


def test_a_rule_on_trial_is_decided_in_shadow_and_says_how_far_it_is() -> None:
    """A moderator who asks why nothing happened is told."""
    decision = decided("gold", a_context(on_trial=TRIED))
    assert decision.outcome is Outcome.SHADOW
    assert [(one.rule, one.mode) for one in decision.fired] == [
        ("no gold", Mode.SHADOW)
    ]
    assert decision.reasons[-1] == f"rule no gold is {WHY}"


def test_a_rule_on_trial_adds_nothing_to_what_others_do() -> None:
    """Neither an action nor its name."""
    decision = decided("gold and silver", a_context(on_trial=TRIED))
    assert decision.outcome is Outcome.ACT
    assert [(a.kind, a.rules) for a in decision.actions] == [
        (ActionKind.LOCK, ("no silver",))
    ]


def test_a_category_on_trial_flags_nothing() -> None:
    """It is a rule like the others."""
    why = {"flags.personal_attack": WHY}
    decision = decided(INSULT, a_context(on_trial=why))
    assert decision.outcome is Outcome.SHADOW
    assert f"rule flags.personal_attack is {WHY}" in decision.reasons


def test_a_trial_is_not_mentioned_where_nothing_would_act_anyway() -> None:
    """A whole subreddit in shadow has one reason."""
    decision = decided("gold", a_context(on_trial=TRIED), mode="shadow")
    assert not any(WHY in reason for reason in decision.reasons)


@pytest.mark.parametrize(
    ("mode", "tried", "goes"),
    [
        ("live", {}, Mode.LIVE),
        ("live", TRIED, Mode.SHADOW),
        ("shadow", {}, Mode.SHADOW),
        ("draft", TRIED, Mode.DRAFT),
    ],
)
def test_how_far_a_rule_goes(mode: str, tried: Mapping[str, str], goes: Mode) -> None:
    """The less far of what is said and what is earned."""
    rules = some_rules(rules=[{**GOLD, "mode": mode}])
    assert policy.mode_of("no gold", tried, rules) is goes


@pytest.mark.parametrize("approved", [{"approved_before": True}, {"approved": True}])
@pytest.mark.parametrize("exempt", [True, False])
def test_no_rule_flags_what_a_moderator_approved(
    approved: dict[str, Any], *, exempt: bool
) -> None:
    """Not even one that exempts nobody."""
    rules = some_rules(rules=[{**GOLD, "exempt": exempt}])
    facts = {name: on for name, on in approved.items() if name == "approved"}
    item = an_item(text="gold", **facts)
    context = a_context(**{k: v for k, v in approved.items() if k not in facts})
    decision = judge(item, context, rules)
    assert decision.outcome is Outcome.LEAVE
    assert decision.fired == ()


class Desk:
    """An executor, and what is on trial at the moment."""

    def __init__(self, store: SqlStore, clock: StoppedClock) -> None:
        self.store, self.clock = store, clock
        self.reddit = FakeReddit(an_item(text="gold and silver"))
        self.rules = some_rules(rules=[GOLD, SILVER])
        self.on_trial: dict[str, str] = {}
        self.executor = Executor(
            reddit=self.reddit,
            store=store,
            clock=clock,
            log=Lines().log,
            rules=lambda: {"news": self.rules},
            worker="first",
            settle=30.0,
            on_trial=lambda _name: self.on_trial,
        )

    def plan(self, item: Item, rules: Rules) -> list[str]:
        """Decide about an item and plan what follows; the keys."""
        decision = judge(item, a_context(), rules)
        return list(self.store.record([decision], account=ACCOUNT, now=NOW).entries)

    def send(self, subject: str) -> Entry:
        """Try a mail to all moderators; how it went."""
        mail = Action(
            kind=ActionKind.MODMAIL, subreddit="News", fullname="", subject=subject
        )
        entry = planned(mail, account=ACCOUNT, case="", now=self.clock.now())
        self.store.plan([entry])
        self.executor.act(entry.key, 0)
        found = self.store.entry(entry.key)
        assert found is not None
        return found


@pytest.fixture
def desk(store: SqlStore, clock: StoppedClock) -> Desk:
    """A fresh desk."""
    return Desk(store, clock)


def test_what_a_rule_planned_before_it_fell_is_not_done(desk: Desk) -> None:
    """The last moment counts."""
    [key] = desk.plan(an_item(text="gold"), desk.rules)
    desk.on_trial = {"no gold": "back in shadow since 2031-04-01: 0 of 20 reviewed"}
    assert desk.executor.act(key, 0) is State.CANCELLED
    assert desk.reddit.done == []
    entry = desk.store.entry(key)
    assert entry is not None
    assert entry.note == (
        "rule no gold is back in shadow since 2031-04-01: 0 of 20 reviewed"
    )


def test_what_another_rule_asks_for_as_well_is_done(desk: Desk) -> None:
    """One live rule is enough."""
    both = some_rules(rules=[GOLD, {**SILVER, "do": ["report"]}])
    desk.rules = both
    [key] = desk.plan(an_item(text="gold and silver"), both)
    desk.on_trial = TRIED
    assert desk.executor.act(key, 0) is State.DONE


@pytest.mark.parametrize(
    "subject", ["civilbot digest: 2031-03-31", "civilbot trials x"]
)
def test_mail_on_standings_is_sent_in_shadow_and_not_in_draft(
    desk: Desk, subject: str
) -> None:
    """What is decided in shadow is told in shadow."""
    desk.rules = some_rules(mode="shadow")
    assert desk.send(subject).state is State.DONE
    desk.rules = some_rules(mode="draft")
    assert desk.send(f"{subject} again").state is State.CANCELLED


def test_other_mail_is_not_sent_in_shadow(desk: Desk) -> None:
    """Shadow does nothing."""
    desk.rules = some_rules(mode="shadow")
    assert desk.send("civilbot flagged a comment").state is State.CANCELLED


def test_a_digest_that_was_late_waits_until_quiet_hours_are_over(desk: Desk) -> None:
    """Nobody is woken by it; a rule that fell is told at once."""
    quiet = {"from": "11:00", "to": "13:00"}
    desk.rules = some_rules(quiet_hours=quiet)
    late = desk.send("civilbot digest: 2031-03-31")
    assert (late.state, late.note) == (State.PLANNED, "waits: these are quiet hours")
    assert desk.send("civilbot trials x").state is State.DONE
    desk.clock.sleep(3600)
    assert desk.executor.act(late.key, late.attempts) is State.DONE


@pytest.mark.parametrize("name", ["flags.threat", "briefings.harbour-bridge"])
def test_a_rule_cannot_pass_for_a_category_or_a_briefing(name: str) -> None:
    """These have no trial of this kind."""
    with pytest.raises(ValueError, match="begins with"):
        some_rules(rules=[{**GOLD, "name": name}])
