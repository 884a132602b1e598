"""When the bot keeps out, and the reason that moderators read for it."""

from typing import Any

import pytest

from civilbot import policy
from civilbot.model import (
    Action,
    ActionKind,
    Category,
    Fired,
    Item,
    Match,
    Mode,
    Outcome,
    Reading,
    Verdict,
)
from civilbot.policy import Advice, BriefingAdvice
from civilbot.rules import FlagAction, ReplyMode
from tests.builders import (
    ACCOUNT,
    HOUR,
    NOW,
    a_context,
    a_finding,
    a_reading,
    an_item,
    some_rules,
)

SURE = Match("harbour-bridge", 0.95, Verdict.REPLY, ("'bridge' stands in the title",))
UNSURE = Match("harbour-bridge", 0.6, Verdict.ASK, ("'port' stands in the title",))
NOTHING = Match("", 0.0, Verdict.NONE, ("nothing speaks of a bridge",))

YES = Advice(wants=True, reason="")


@pytest.mark.parametrize(
    ("item", "why"),
    [
        (an_item(author=ACCOUNT.upper()), "civilbot's own words are not judged"),
        (an_item(deleted=True, author=None), "it was deleted"),
        (an_item(removed=True), "it is already removed"),
        (an_item(author=None), ""),
        (an_item(), ""),
    ],
)
def test_what_is_not_judged_at_all(item: Item, why: str) -> None:
    """Our own words, and what is deleted or removed already."""
    assert policy.nothing_to_judge(item, a_context()) == why


@pytest.mark.parametrize(
    ("item", "context", "exempt", "why"),
    [
        ({}, {"moderators": {"Some_Person"}}, {}, "its author is a moderator here"),
        ({}, {"moderators": {"some_person"}}, {"moderators": False}, ""),
        (
            {},
            {"approved_users": {"SOME_PERSON"}},
            {},
            "its author is an approved user here",
        ),
        ({}, {"approved_users": {"some_person"}}, {"approved_users": False}, ""),
        ({}, {}, {"users": ["Some_Person"]}, "its author is exempt in the rules"),
        ({"approved": True}, {}, {}, "a moderator approved it"),
        ({}, {"approved_before": True}, {}, "a moderator approved it"),
        ({}, {"moderators": {"another"}, "approved_users": {"third"}}, {}, ""),
        ({"author": None}, {"moderators": {"another"}}, {}, ""),
    ],
)
def test_whose_words_are_never_flagged(
    item: dict[str, Any], context: dict[str, Any], exempt: dict[str, Any], why: str
) -> None:
    """Moderators, approved and exempt users, in any case of letters; approved words."""
    people = {
        name: frozenset(v) if isinstance(v, set) else v for name, v in context.items()
    }
    advice = policy.may_flag(
        an_item(**item), a_context(**people), some_rules(exempt=exempt)
    )
    assert advice == Advice(wants=not why, reason=why)


def test_a_finding_is_flagged_with_its_reason() -> None:
    """The sentence that moderators read is the finding's own."""
    advice = policy.flag(a_reading(a_finding()), a_context(), some_rules())
    assert advice == Advice(
        wants=True, reason="personal_attack of another user: 'idiot'"
    )


@pytest.mark.parametrize(
    ("reading", "why"),
    [
        (a_reading(), "no inflammatory language at people"),
        (
            a_reading(vetoes=("quoted", "criticism of a public figure")),
            "no inflammatory language at people (quoted; criticism of a public figure)",
        ),
        (
            a_reading(abstained="not English"),
            "its language was not judged: not English",
        ),
        (
            a_reading(a_finding(Category.HOSTILE_PROFANITY)),
            "no inflammatory language at people",
        ),
    ],
)
def test_what_is_not_flagged_says_why(reading: Reading, why: str) -> None:
    """Nothing found, left alone on purpose, not judged, or off in the rules."""
    rules = some_rules(flags={"categories": {"hostile_profanity": []}})
    assert policy.flag(reading, a_context(), rules) == Advice(wants=False, reason=why)


@pytest.mark.parametrize(("flags_today", "wants"), [(1, True), (2, False), (3, False)])
def test_no_more_flags_than_the_days_cap(flags_today: int, *, wants: bool) -> None:
    """The reason names the cap, and what was found all the same."""
    context = a_context(flags_today=flags_today)
    rules = some_rules(flags={"max_per_day": 2})
    advice = policy.flag(a_reading(a_finding()), context, rules)
    found = "personal_attack of another user: 'idiot'"
    capped = f"{found}, but the day's cap of 2 flags is reached"
    assert advice == Advice(wants=wants, reason=found if wants else capped)


def test_the_worst_finding_that_has_an_action_decides() -> None:
    """A category that is switched off does not hide a milder one that is not."""
    off, on = a_finding(Category.THREAT, 0.99), a_finding(score=0.8)
    rules = some_rules(flags={"categories": {"threat": []}})
    assert policy.actionable(a_reading(off, on), rules) == on


def test_a_category_may_ask_for_other_actions() -> None:
    """The others are treated as usual."""
    rules = some_rules(flags={"categories": {"threat": ["modmail", "report"]}})
    assert policy.flag_actions(Category.THREAT, a_context(), rules) == (
        FlagAction.REPORT,
        FlagAction.MODMAIL,
    )
    usual = policy.flag_actions(Category.PERSONAL_ATTACK, a_context(), rules)
    assert usual == (FlagAction.REPORT,)


@pytest.mark.parametrize("action", list(FlagAction))
def test_nothing_is_done_that_the_rules_do_not_say(action: FlagAction) -> None:
    """Above all: no removal unless a moderator wrote `remove`."""
    rules = some_rules(flags={"actions": [a for a in FlagAction if a is not action]})
    for category in Category:
        assert action not in policy.flag_actions(category, a_context(), rules)


@pytest.mark.parametrize(
    ("item", "context", "briefings", "why"),
    [
        ({}, {}, {"mode": "off"}, "briefings are off in the rules"),
        (
            {},
            {"thread_closed": "a moderator removed civilbot's reply here"},
            {},
            "a moderator removed civilbot's reply here",
        ),
        ({"locked": True}, {}, {}, "the thread is locked"),
        ({"archived": True}, {}, {}, "the thread is archived"),
        (
            {"flair": "Weekly Megathread"},
            {},
            {},
            "threads with the flair 'Weekly Megathread' are skipped",
        ),
        (
            {"flair": "Funny"},
            {},
            {"skip_flairs": ["", "FUN"]},
            "threads with the flair 'Funny' are skipped",
        ),
        (
            {"created_utc": NOW - 2 * HOUR - 1},
            {},
            {"max_thread_age_hours": 2},
            "the thread is too old for a first reply",
        ),
        (
            {},
            {"briefed_today": 3},
            {"max_per_day": 3},
            "the day's cap of 3 briefings is reached",
        ),
        ({}, {}, {"max_per_day": 0}, "the day's cap of 0 briefings is reached"),
    ],
)
def test_a_thread_that_fits_is_left_alone_for_a_reason(
    item: dict[str, Any], context: dict[str, Any], briefings: dict[str, Any], why: str
) -> None:
    """Each guard alone is enough, however sure the match is."""
    advice = policy.brief(
        an_item("t3_a", **item),
        SURE,
        a_context(**context),
        some_rules(briefings={"mode": "auto", **briefings}),
        expired="",
    )
    assert advice == BriefingAdvice(ReplyMode.OFF, why)


def test_a_thread_at_the_very_edge_is_still_answered() -> None:
    """The age and the cap are limits that may be reached, not passed."""
    advice = policy.brief(
        an_item("t3_a", created_utc=NOW - 2 * HOUR, flair="Discussion"),
        SURE,
        a_context(briefed_today=2),
        some_rules(
            briefings={"mode": "auto", "max_thread_age_hours": 2, "max_per_day": 3}
        ),
        expired="",
    )
    assert advice.mode is ReplyMode.AUTO


def test_a_briefing_past_its_review_date_is_not_posted() -> None:
    """Whatever the match says."""
    advice = policy.brief(
        an_item("t3_a"), SURE, a_context(), some_rules(), expired="it is past its date"
    )
    assert advice == BriefingAdvice(ReplyMode.OFF, "it is past its date")


@pytest.mark.parametrize(
    ("mode", "match", "wanted", "why"),
    [
        (
            "auto",
            SURE,
            ReplyMode.AUTO,
            "the thread is about 'harbour-bridge' (confidence 0.95)",
        ),
        (
            "ask",
            SURE,
            ReplyMode.ASK,
            (
                "the thread is about 'harbour-bridge' (confidence 0.95);"
                " the rules say to ask first"
            ),
        ),
        (
            "auto",
            UNSURE,
            ReplyMode.ASK,
            (
                "the thread may be about 'harbour-bridge' (confidence 0.60);"
                " not sure enough to reply"
            ),
        ),
        (
            "auto",
            NOTHING,
            ReplyMode.OFF,
            "no briefing fits the thread (nothing speaks of a bridge)",
        ),
        (
            "auto",
            Match("", 0.0, Verdict.NONE, ()),
            ReplyMode.OFF,
            "no briefing fits the thread",
        ),
    ],
)
def test_a_sure_match_is_answered_and_an_unsure_one_is_asked_about(
    mode: str, match: Match, wanted: ReplyMode, why: str
) -> None:
    """Never by itself in the middle band; never at all where nothing fits."""
    advice = policy.brief(
        an_item("t3_a"),
        match,
        a_context(),
        some_rules(briefings={"mode": mode}),
        expired="",
    )
    assert advice == BriefingAdvice(wanted, why)


@pytest.mark.parametrize(
    ("actions", "reading", "mode", "wanted"),
    [
        (True, a_reading(a_finding()), "live", Outcome.ACT),
        (True, a_reading(a_finding()), "shadow", Outcome.SHADOW),
        (True, a_reading(abstained="too short"), "live", Outcome.ACT),
        (False, a_reading(abstained="too short"), "live", Outcome.ABSTAIN),
        (False, a_reading(), "live", Outcome.LEAVE),
        (False, None, "shadow", Outcome.LEAVE),
    ],
)
def test_a_decision_is_named_by_what_it_comes_to(
    *, actions: bool, reading: Reading | None, mode: str, wanted: Outcome
) -> None:
    """In shadow nothing is an act; what could not be judged is not called harmless."""
    report = Action(kind=ActionKind.REPORT, subreddit="News", fullname="t1_abc")
    planned = (report,) if actions else ()
    fired = Fired(rule="flags.threat", mode=Mode(mode), reason="", actions=planned)
    assert policy.outcome([fired], reading, held="") is wanted
