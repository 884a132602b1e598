"""What a subreddit's own rules, categories, ladders and quiet hours come to."""

from typing import Any

import pytest

from civilbot.judge import judge, wants_author
from civilbot.ledger import case_id
from civilbot.model import Action, ActionKind, Context, Decision, Item, Mode, Outcome
from tests.builders import (
    DAY,
    HOUR,
    INSULT,
    NOW,
    a_briefing,
    a_context,
    an_item,
    some_rules,
)

GOLD = {"name": "no gold", "mode": "live", "when": {"body": ["gold"]}}


def judged(
    text: str, *rules: dict[str, Any], context: Context | None = None, **changes: Any
) -> Decision:
    """The decision on a comment under some rules of the subreddit's own."""
    return judge(
        an_item(text=text),
        context or a_context(),
        some_rules(rules=list(rules), **changes),
    )


def the(kind: ActionKind, decision: Decision) -> Action:
    """The only action of a kind."""
    [action] = [action for action in decision.actions if action.kind is kind]
    return action


def kinds(decision: Decision) -> list[ActionKind]:
    """What is done, in its order."""
    return [action.kind for action in decision.actions]


def test_a_rule_that_holds_reports_with_its_reason_and_the_words() -> None:
    """A moderator sees at once which rule, and why."""
    decision = judged("Buy gold now", {**GOLD, "reason": "No trading"})
    assert decision.outcome is Outcome.ACT
    report = the(ActionKind.REPORT, decision)
    case = case_id(decision.item.key)
    assert report.text == f"No trading: “gold” [{case}]"
    assert report.rules == ("no gold",)
    assert "No trading: “gold”" in decision.reasons


@pytest.mark.parametrize(
    ("whole", "own", "outcome"),
    [
        ("live", "live", Outcome.ACT),
        ("live", "shadow", Outcome.SHADOW),
        ("shadow", "live", Outcome.SHADOW),
        ("live", "draft", Outcome.LEAVE),
        ("draft", "live", Outcome.LEAVE),
    ],
)
def test_a_rule_goes_no_further_than_the_whole(
    whole: str, own: str, outcome: Outcome
) -> None:
    """Nor the whole further than the rule."""
    assert judged("gold", {**GOLD, "mode": own}, mode=whole).outcome is outcome


def test_drafts_are_judged_where_they_are_tried_out() -> None:
    """In tests and backtests."""
    decision = judged("gold", {**GOLD, "mode": "draft"}, context=a_context(drafts=True))
    [fired] = decision.fired
    assert fired.mode is Mode.DRAFT
    assert fired.actions


def test_a_shadow_rule_beside_a_live_one_does_nothing_but_is_recorded() -> None:
    """Each is measured by itself."""
    quiet = {"name": "quiet", "mode": "shadow", "when": {"body": "now"}, "do": ["lock"]}
    decision = judged("gold now", GOLD, quiet)
    assert kinds(decision) == [ActionKind.REPORT]
    assert [(one.rule, one.mode) for one in decision.fired] == [
        ("no gold", Mode.LIVE),
        ("quiet", Mode.SHADOW),
    ]


def test_several_rules_make_one_report() -> None:
    """In the words of the first; the others' names go with it."""
    other = {**GOLD, "name": "also", "do": ["report", "lock"]}
    decision = judged("gold", GOLD, other)
    assert kinds(decision) == [ActionKind.REPORT, ActionKind.LOCK]
    assert the(ActionKind.REPORT, decision).rules == ("no gold", "also")
    assert the(ActionKind.LOCK, decision).rules == ("also",)


def test_an_insult_and_a_rule_are_told_together() -> None:
    """The detector's reason comes first."""
    decision = judged(f"{INSULT}. Buy gold.", GOLD)
    report = the(ActionKind.REPORT, decision)
    assert report.text.startswith("Personal attack")
    assert report.rules == ("flags.personal_attack", "no gold")


def test_exempt_people_are_exempt_unless_the_rule_says_otherwise() -> None:
    """Moderators are, by default."""
    mods = a_context(moderators=frozenset({"some_person"}))
    assert judged("gold", GOLD, context=mods).outcome is Outcome.LEAVE
    strict = {**GOLD, "exempt": False}
    assert judged("gold", strict, context=mods).outcome is Outcome.ACT


def test_what_a_moderator_approved_is_not_flagged_by_any_rule() -> None:
    """Never contradict a moderator."""
    approved = a_context(approved_before=True)
    assert judged("gold", GOLD, context=approved).outcome is Outcome.LEAVE
    assert not judged("gold", GOLD, context=approved).actions


def test_a_removal_with_a_message_says_why_in_a_reply() -> None:
    """With the way to object below."""
    rule = {**GOLD, "do": ["remove"], "message": "Hi {author}, no “{match}” here."}
    decision = judged("gold", rule, how_to_object="Write to us.")
    assert kinds(decision) == [ActionKind.REPLY, ActionKind.REMOVE]
    reply = the(ActionKind.REPLY, decision)
    assert reply.text.startswith("Hi some\\_person, no “gold” here.")
    assert "Write to us." in reply.text


def test_places_that_nobody_knows_stay_as_they_are() -> None:
    """A brace is no mistake."""
    rule = {**GOLD, "do": ["modmail"], "mail": "{oops} {0} {title}"}
    mail = the(ActionKind.MODMAIL, judged("gold", rule))
    assert mail.text.startswith("{oops} {0} Cats are fine")


def test_what_a_user_wrote_is_no_markup_in_a_mail() -> None:
    """A moderator must not click what a user planted."""
    rule = {
        **GOLD,
        "when": {"body": {"regex": r"\[.*\)"}},
        "do": ["modmail"],
        "mail": "{match}",
    }
    mail = the(ActionKind.MODMAIL, judged("[gold](https://evil.example)", rule))
    assert "[gold](https://evil.example)" not in mail.text


def test_a_flair_is_given_to_posts_alone() -> None:
    """A comment has none."""
    rule = {**GOLD, "do": ["flair"], "flair": "Trading"}
    assert judged("gold", rule).actions == ()
    post = an_item("t3_a", title="x", text="gold")
    decision = judge(post, a_context(), some_rules(rules=[rule]))
    assert the(ActionKind.FLAIR, decision).text == "Trading"


def test_a_category_has_its_own_mode_caution_and_actions() -> None:
    """What is left out is as usual."""
    categories = {"personal_attack": {"mode": "shadow", "actions": ["report", "lock"]}}
    decision = judged(INSULT, flags={"categories": categories})
    assert decision.outcome is Outcome.SHADOW
    assert kinds(decision) == [ActionKind.REPORT, ActionKind.LOCK]
    off = judged(INSULT, flags={"categories": {"personal_attack": []}})
    assert off.outcome is Outcome.LEAVE


def test_a_target_can_be_left_alone() -> None:
    """Insults of other users are, if the moderators want it so."""
    decision = judged(INSULT, flags={"targets": {"other_user": "off"}})
    assert decision.outcome is Outcome.LEAVE


def test_the_ladder_adds_to_what_is_done_to_those_who_do_it_again() -> None:
    """Only within its days."""
    flags = {"escalation": [{"after": 2, "within_days": 7, "do": ["modmail"]}]}
    once = a_context(earlier_flags=(NOW - DAY, NOW - 9 * DAY))
    assert kinds(judged(INSULT, flags=flags, context=once)) == [ActionKind.REPORT]
    twice = a_context(earlier_flags=(NOW - DAY, NOW - 2 * DAY))
    assert kinds(judged(INSULT, flags=flags, context=twice)) == [
        ActionKind.REPORT,
        ActionKind.MODMAIL,
    ]


def test_the_days_cap_counts_for_all_rules() -> None:
    """At the cap nothing more is flagged."""
    full = a_context(flags_today=100)
    decision = judged("gold", GOLD, context=full)
    assert decision.outcome is Outcome.LEAVE
    assert decision.actions == ()


NIGHT = {"from": "22:00", "to": "07:00", "zone": "Europe/Berlin"}


@pytest.mark.parametrize(
    ("hours_from_noon", "quiet"), [(-6, False), (-8, True), (7, False), (9, True)]
)
def test_in_quiet_hours_nobody_is_nudged(hours_from_noon: int, *, quiet: bool) -> None:
    """Noon UTC in April is 14:00 in Berlin; reports go on."""
    context = a_context(now=NOW + hours_from_noon * HOUR)
    item = an_item(text=INSULT, created_utc=context.now)
    rules = some_rules(quiet_hours=NIGHT, flags={"actions": ["report", "nudge"]})
    decision = judge(item, context, rules)
    assert (ActionKind.REPLY not in kinds(decision)) is quiet
    assert ActionKind.REPORT in kinds(decision)


def a_thread(**changes: Any) -> Item:
    """A thread that the briefing fits."""
    return an_item("t3_a", title="Council votes on the harbour bridge", **changes)


def test_in_quiet_hours_a_briefing_is_proposed() -> None:
    """The moderators may still post it."""
    rules = some_rules(quiet_hours={"from": "11:00", "to": "13:00"})
    decision = judge(a_thread(), a_context(), rules, [a_briefing()])
    assert kinds(decision) == [ActionKind.MODMAIL]
    assert "in quiet hours" in decision.reasons[0]


def test_a_thread_that_a_rule_removes_gets_no_briefing() -> None:
    """One thing or the other."""
    rule = {**GOLD, "do": ["remove"], "reason": "No gold"}
    rules = some_rules(rules=[rule])
    decision = judge(a_thread(text="gold"), a_context(), rules, [a_briefing()])
    assert kinds(decision) == [ActionKind.REMOVE]


def test_while_all_is_held_decisions_are_recorded_and_nothing_is_done() -> None:
    """The reason is told."""
    held = a_context(held="the moderators switched civilbot off")
    decision = judged("gold", GOLD, context=held)
    assert decision.outcome is Outcome.SHADOW
    assert decision.reasons[-1] == "the moderators switched civilbot off"


def test_an_account_is_asked_about_only_where_a_rule_waits_for_it() -> None:
    """Each question costs a request."""
    rule = {**GOLD, "when": {"body": "gold", "author": {"total_karma": {"below": 9}}}}
    rules = some_rules(rules=[rule])
    assert wants_author(an_item(text="gold"), a_context(), rules)
    assert not wants_author(an_item(text="bread"), a_context(), rules)
    assert not wants_author(an_item(text="gold"), a_context(), some_rules())
