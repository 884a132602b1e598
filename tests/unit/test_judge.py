"""Whole decisions: what the bot would do about an item, and in which words."""

import re
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from civilbot.judge import judge
from civilbot.ledger import case_id
from civilbot.model import Action, ActionKind, Decision, Outcome, Verdict
from tests.builders import (
    ACCOUNT,
    INSULT,
    a_briefing,
    a_context,
    an_item,
    some_rules,
)

ABOUT_IT = "Council votes on the harbour bridge"
PERHAPS = "Bridge plan"

EVERY_ACTION = ["report", "mod_note", "modmail", "nudge", "remove"]

PING = re.compile(r"(?<![\w/])/?u/\w", re.IGNORECASE)


def a_thread(title: str = ABOUT_IT, **changes: Any) -> Any:
    """A thread that the briefing fits."""
    return an_item("t3_a", title=title, **changes)


def flagged(*actions: str, text: str = INSULT, **changes: Any) -> Decision:
    """The decision on a comment, with these actions in the rules."""
    rules = some_rules(flags={"actions": list(actions)})
    return judge(an_item(text=text, **changes), a_context(), rules)


def the(kind: ActionKind, decision: Decision) -> Action:
    """The only action of a kind."""
    [action] = [action for action in decision.actions if action.kind is kind]
    return action


def test_an_insult_is_reported() -> None:
    """The plainest case, in full."""
    item = an_item(text=INSULT, edited_utc=7.0)
    decision = judge(item, a_context(), some_rules())
    assert decision.outcome is Outcome.ACT
    assert decision.reasons == ("Personal attack on another participant: “idiot”",)
    assert decision.rules == some_rules().version
    assert decision.actions == (
        Action(
            kind=ActionKind.REPORT,
            subreddit="News",
            fullname="t1_abc",
            thread="t3_root",
            text="Personal attack on another participant: “idiot” "
            f"[{case_id('t1_abc@7')}]",
            edited_utc=7.0,
            rules=("flags.personal_attack",),
        ),
    )


def test_a_calm_comment_is_left_alone() -> None:
    """It was read, and the decision says so."""
    decision = judge(an_item(), a_context(), some_rules())
    assert decision.outcome is Outcome.LEAVE
    assert decision.actions == ()
    assert decision.reading is not None
    assert decision.reasons == ("no inflammatory language at people",)


def test_in_shadow_all_is_planned_and_nothing_done() -> None:
    """The decision shows what it would have done, and does not come to an act."""
    live = judge(a_thread(text=INSULT), a_context(), some_rules(), [a_briefing()])
    rules = some_rules(mode="shadow")
    shadow = judge(a_thread(text=INSULT), a_context(), rules, [a_briefing()])
    assert live.outcome is Outcome.ACT
    assert shadow.outcome is Outcome.SHADOW
    assert shadow.actions == live.actions != ()


def test_a_thread_that_is_briefed_is_not_nudged_as_well() -> None:
    """One reply of the bot in a thread is enough; the report still goes out."""
    rules = some_rules(flags={"actions": ["report", "nudge"]})
    thread = a_thread(text=INSULT)
    decision = judge(thread, a_context(), rules, [a_briefing()])
    briefing, report = decision.actions
    assert (briefing.kind, report.kind) == (ActionKind.REPLY, ActionKind.REPORT)
    assert briefing.briefing


@pytest.mark.parametrize(
    ("item", "why"),
    [
        ({"author": ACCOUNT}, "civilbot's own words are not judged"),
        ({"deleted": True}, "it was deleted"),
        ({"removed": True}, "it is already removed"),
    ],
)
def test_what_is_not_to_be_judged_is_not_even_read(
    item: dict[str, Any], why: str
) -> None:
    """Neither flagged nor briefed."""
    decision = judge(
        a_thread(text=INSULT, **item), a_context(), some_rules(), [a_briefing()]
    )
    assert decision == Decision(
        item=decision.item,
        outcome=Outcome.LEAVE,
        reasons=(why,),
        rules=some_rules().version,
    )


@pytest.mark.parametrize(
    ("item", "context", "why"),
    [
        (
            {},
            {"moderators": frozenset({"some_person"})},
            "its author is a moderator here",
        ),
        ({"approved": True}, {}, "a moderator approved it"),
        ({}, {"approved_before": True}, "a moderator approved it"),
    ],
)
def test_a_moderators_thread_is_briefed_but_never_flagged(
    item: dict[str, Any], context: dict[str, Any], why: str
) -> None:
    """Whose words are not judged may still have begun a thread on the subject."""
    thread = a_thread(text=INSULT, **item)
    decision = judge(thread, a_context(**context), some_rules(), [a_briefing()])
    assert [action.kind for action in decision.actions] == [ActionKind.REPLY]
    assert decision.reading is None
    assert decision.reasons[-1] == f"its language was not judged: {why}"


def test_a_thread_about_the_subject_gets_the_briefing() -> None:
    """With its revision, so that an update can find it."""
    decision = judge(a_thread(), a_context(), some_rules(), [a_briefing()])
    reply = the(ActionKind.REPLY, decision)
    assert decision.outcome is Outcome.ACT
    assert reply.briefing == "harbour-bridge@3"
    assert reply.fullname == reply.thread == "t3_a"
    assert reply.subject == ""
    assert "The council votes on a bridge over the harbour in June." in reply.text
    assert "I am a bot (civil\\_bot)" in reply.text
    assert decision.reasons[0].startswith(
        "the thread is about 'harbour-bridge' (confidence"
    )


def test_the_reply_says_how_to_object_in_the_moderators_words() -> None:
    """Where they wrote a sentence, it stands in the reply."""
    rules = some_rules(how_to_object="Ring the harbour master.")
    decision = judge(a_thread(), a_context(), rules, [a_briefing()])
    assert "Ring the harbour master." in the(ActionKind.REPLY, decision).text


@pytest.mark.parametrize(("mode", "title"), [("ask", ABOUT_IT), ("auto", PERHAPS)])
def test_what_is_not_sure_or_not_allowed_is_proposed_by_modmail(
    mode: str, title: str
) -> None:
    """The mail shows why, the thread, and the very reply; nothing public happens."""
    rules = some_rules(briefings={"mode": mode})
    decision = judge(a_thread(title), a_context(), rules, [a_briefing()])
    [mail] = decision.actions
    case = case_id("t3_a@0")
    assert mail.kind is ActionKind.MODMAIL
    assert mail.subject == f"civilbot proposes a briefing [{case}]"
    assert mail.text.startswith(f"{decision.reasons[0]}: ")
    assert "stand in the title" in mail.text
    assert "/r/News/comments/t3_a/" in mail.text
    auto = judge(a_thread(), a_context(), some_rules(), [a_briefing()])
    assert mail.text.endswith(the(ActionKind.REPLY, auto).text + "\n")


@pytest.mark.parametrize(
    ("briefings", "why"),
    [
        ({"mode": "off"}, "briefings are off in the rules"),
        ({"mode": "auto", "use": ["another"]}, "no briefing is in use here"),
        ({"mode": "auto", "max_per_day": 0}, "the day's cap of 0 briefings is reached"),
    ],
)
def test_the_rules_can_keep_briefings_out(briefings: dict[str, Any], why: str) -> None:
    """The first reason says why there is none."""
    rules = some_rules(briefings=briefings)
    decision = judge(a_thread(), a_context(), rules, [a_briefing()])
    assert decision.outcome is Outcome.LEAVE
    assert decision.reasons[0] == why


def test_only_the_briefings_in_use_are_matched() -> None:
    """Among several, the rules choose."""
    other = a_briefing(("id: harbour-bridge", "id: second-bridge"))
    rules = some_rules(briefings={"mode": "auto", "use": ["second-bridge"]})
    decision = judge(a_thread(), a_context(), rules, [a_briefing(), other])
    assert the(ActionKind.REPLY, decision).briefing == "second-bridge@3"


@pytest.mark.parametrize(
    ("day", "outcome"),
    [
        (datetime(2031, 9, 1, 23, 59, tzinfo=UTC), Outcome.ACT),
        (datetime(2031, 9, 2, 0, 0, tzinfo=UTC), Outcome.LEAVE),
    ],
)
def test_a_briefing_is_posted_up_to_its_review_date(
    day: datetime, outcome: Outcome
) -> None:
    """The day itself is the last."""
    now = day.timestamp()
    decision = judge(
        a_thread(created_utc=now), a_context(now=now), some_rules(), [a_briefing()]
    )
    assert decision.outcome is outcome
    expired = "the briefing 'harbour-bridge' is past its review date, 2031-09-01"
    assert (decision.reasons[0] == expired) is (outcome is Outcome.LEAVE)


@pytest.mark.parametrize(
    ("item", "context", "why"),
    [
        ({"locked": True}, {}, "the thread is locked"),
        ({"archived": True}, {}, "the thread is archived"),
        ({"created_utc": 0.0}, {}, "the thread is too old for a first reply"),
        ({}, {"thread_closed": "already answered by civilbot"}, "already answered"),
        ({}, {"briefed_today": 5}, "the day's cap of 5 briefings is reached"),
    ],
)
def test_a_guard_keeps_the_briefing_out_of_a_thread(
    item: dict[str, Any], context: dict[str, Any], why: str
) -> None:
    """The match is recorded all the same, so that it can be explained."""
    decision = judge(
        a_thread(**item), a_context(**context), some_rules(), [a_briefing()]
    )
    assert decision.actions == ()
    assert decision.match is not None
    assert decision.match.verdict is Verdict.REPLY
    assert decision.reasons[0].startswith(why)


def test_a_thread_on_something_else_is_left_alone() -> None:
    """And the reason says what is missing."""
    decision = judge(a_thread("Cats"), a_context(), some_rules(), [a_briefing()])
    assert decision.outcome is Outcome.LEAVE
    assert decision.reasons[0] == (
        "no briefing fits the thread (nothing in the title speaks of bridge)"
    )


def test_a_weekly_thread_is_left_alone_by_its_flair() -> None:
    """Where the matcher keeps out of a kind of thread, there is no match at all."""
    thread = a_thread(flair="Megathread")
    decision = judge(thread, a_context(), some_rules(), [a_briefing()])
    assert decision.actions == ()
    assert "megathread" in decision.reasons[0].lower()


def test_comments_are_never_briefed() -> None:
    """Whatever their thread is called."""
    comment = an_item(title=ABOUT_IT, text=ABOUT_IT)
    decision = judge(comment, a_context(), some_rules(), [a_briefing()])
    assert decision.actions == ()
    assert decision.match is None


def test_a_thread_can_be_both_flagged_and_briefed() -> None:
    """Both happen, and both reasons are told; the title and the text are read."""
    decision = judge(a_thread(text=INSULT), a_context(), some_rules(), [a_briefing()])
    assert [a.kind for a in decision.actions] == [ActionKind.REPLY, ActionKind.REPORT]
    assert decision.reasons[0].startswith("the thread is about 'harbour-bridge'")
    assert decision.reasons[1] == "Personal attack on another participant: “idiot”"


def test_no_more_flags_than_the_cap_but_the_finding_is_recorded() -> None:
    """The explanation can still show the words."""
    context = a_context(flags_today=100)
    decision = judge(an_item(text=INSULT), context, some_rules())
    assert decision.outcome is Outcome.LEAVE
    assert decision.reading is not None
    assert decision.reading.worst is not None
    assert decision.reasons[0].endswith("but the day's cap of 100 flags is reached")


def test_every_action_is_done_once_to_the_item() -> None:
    """In a fixed order, each on the item at its revision."""
    decision = flagged(*reversed(EVERY_ACTION), edited_utc=9.0)
    assert [action.kind for action in decision.actions] == [
        ActionKind.REPORT,
        ActionKind.MOD_NOTE,
        ActionKind.MODMAIL,
        ActionKind.REPLY,
        ActionKind.REMOVE,
    ]
    assert {action.fullname for action in decision.actions} == {"t1_abc"}
    assert {action.edited_utc for action in decision.actions} == {9.0}


@pytest.mark.parametrize("category", [{}, {"threat": ["remove"]}])
def test_nothing_is_removed_unless_the_rules_say_so(category: dict[str, Any]) -> None:
    """Not even the worst insult, nor because another category is removed."""
    rules = some_rules(flags={"categories": category})
    decision = judge(an_item(text=INSULT), a_context(), rules)
    assert [action.kind for action in decision.actions] == [ActionKind.REPORT]


def test_a_note_is_about_its_author_and_fits() -> None:
    """Other actions do not carry the author's name."""
    decision = flagged("mod_note", "report")
    note = the(ActionKind.MOD_NOTE, decision)
    assert note.user == "some_person"
    assert note.text.startswith("civilbot: Personal attack on another participant")
    assert the(ActionKind.REPORT, decision).user == ""


def test_mail_on_a_flag_shows_the_words_and_the_way_back() -> None:
    """A moderator can judge from the mail, and knows how to overrule it."""
    mail = the(ActionKind.MODMAIL, flagged("modmail"))
    case = case_id("t1_abc@0")
    assert mail.subject == f"civilbot flagged a comment [{case}]"
    assert "/r/News/comments/t1_abc/" in mail.text
    assert "> idiot\n" in mail.text
    assert "Why: Personal attack on another participant: “idiot”" in mail.text
    assert "It goes against: Respectful dialogue" in mail.text
    assert "approve the comment; civilbot will not flag it again" in mail.text


def test_mail_on_a_flag_shows_a_users_link_as_text() -> None:
    """A moderator must not click in a mail of ours what an abuser hid there."""
    threat = "I will [kill](https://evil.example) you u/someone"
    mail = the(ActionKind.MODMAIL, flagged("modmail", text=threat))
    assert r"> I will \[kill\](https\://evil.example) you" in mail.text
    assert not re.search(r"(?<!\\)\](?=\()|https?://", mail.text)
    assert not PING.search(mail.text)


def test_mail_on_a_thread_speaks_of_a_post() -> None:
    """And names it where its address is not known."""
    rules = some_rules(flags={"actions": ["modmail"]})
    thread = a_thread("Cats", text=INSULT, permalink="")
    mail = the(ActionKind.MODMAIL, judge(thread, a_context(), rules))
    assert mail.subject.startswith("civilbot flagged a post [")
    assert "civilbot flagged a post: t3_a\n" in mail.text
    assert "approve the post" in mail.text


def test_a_nudge_is_gentle_says_it_is_a_bot_and_how_to_object() -> None:
    """It quotes nobody, and names a way to the moderators and its case."""
    nudge = the(ActionKind.REPLY, flagged("nudge")).text
    assert "idiot" not in nudge
    assert "I am a bot, run by the moderators of r/News, and I can be wrong" in nudge
    assert "[message](/message/compose?to=%2Fr%2FNews)" in nudge
    assert f"(case {case_id('t1_abc@0')})" in nudge


def test_a_nudge_uses_the_moderators_own_sentence() -> None:
    """Where they wrote how to object."""
    rules = some_rules(how_to_object="Write to us.", flags={"actions": ["nudge"]})
    nudge = the(ActionKind.REPLY, judge(an_item(text=INSULT), a_context(), rules))
    assert "Write to us. (case" in nudge.text
    assert "/message/compose" not in nudge.text


BRIEFING = a_briefing()

NASTY = (
    st.text(max_size=60),
    st.sampled_from(["u/admin", "/u/admin", "[x](/u/admin)", "r/all", "\n\n# ", "“”"]),
)


@given(st.lists(st.one_of(*NASTY), max_size=8).map(" ".join))
def test_whatever_is_insulting_the_words_fit_and_ping_nobody(more: str) -> None:
    """Reports end at 100 characters, notes at 250, mails at 10,000."""
    rules = some_rules(flags={"actions": EVERY_ACTION})
    item = an_item(text=f"{INSULT}. {more}", author="another_user")
    for action in judge(item, a_context(), rules).actions:
        assert len(action.subject) <= 100
        if action.kind is ActionKind.REPORT:
            assert len(action.text) <= 100
        if action.kind is ActionKind.MOD_NOTE:
            assert len(action.text) <= 250
        if action.kind is ActionKind.MODMAIL:
            assert len(action.text) <= 10_000
        if action.kind is ActionKind.REPLY:
            assert not PING.search(action.text)


@given(st.lists(st.one_of(*NASTY), max_size=8).map(" ".join))
def test_a_briefing_pings_nobody_whatever_the_thread_is_called(more: str) -> None:
    """The reply takes nothing from the thread's own words."""
    plain = judge(a_thread(), a_context(), some_rules(), [BRIEFING])
    thread = a_thread(ABOUT_IT, text=more, author="another_user")
    rules = some_rules(flags={"actions": []})
    reply = the(ActionKind.REPLY, judge(thread, a_context(), rules, [BRIEFING]))
    assert reply == the(ActionKind.REPLY, plain)
    assert not PING.search(reply.text)


def test_a_reply_too_long_for_a_mail_is_cut_and_says_so() -> None:
    """Reddit refuses longer messages."""
    long = "A sentence about the toll. " * 330
    briefing = a_briefing(("- The toll is not settled.", f"- {long}"))
    rules = some_rules(briefings={"mode": "ask"})
    [mail] = judge(a_thread(), a_context(), rules, [briefing]).actions
    assert len(mail.text) == 10_000
    assert mail.text.endswith("[cut: too long for a message]")


def test_a_nudge_to_a_briefed_thread_gives_way_to_the_briefing() -> None:
    """Only one reply of ours stands under a thread: the ledger keeps the first."""
    rules = some_rules(flags={"actions": ["nudge"]})
    decision = judge(a_thread(text=INSULT), a_context(), rules, [a_briefing()])
    assert decision.actions[0].briefing == "harbour-bridge@3"


def test_an_empty_post_abstains_rather_than_scores_zero() -> None:
    """What cannot be read is not called harmless."""
    decision = judge(an_item(text=""), a_context(), some_rules())
    assert decision.outcome is Outcome.ABSTAIN
    assert decision.reasons[0].startswith("its language was not judged: ")


@pytest.mark.parametrize(
    "item",
    [an_item(text=INSULT), a_thread(text=INSULT), a_thread(PERHAPS), an_item(text="")],
)
def test_the_same_item_is_judged_alike_each_time(item: Any) -> None:
    """Explanations and replays rest on it."""
    rules = some_rules(flags={"actions": EVERY_ACTION})
    context = a_context(parent_text="Tell me more.")
    once = judge(item, context, rules, [a_briefing()])
    assert judge(replace(item), context, rules, [a_briefing()]) == once
