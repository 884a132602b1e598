"""What moderators do confirms or overturns decisions, and binds the bot."""

import pytest

from civilbot.ledger import State, Step, case_id
from civilbot.model import Action, ActionKind, Agreement, Outcome
from civilbot.store import SqlStore
from tests.contract.store.samples import (
    ACCOUNT,
    HOUR,
    NOW,
    briefed,
    comment,
    flagged,
    key_of,
    left,
    logged,
    reply,
    submission,
)

CASE = case_id("t1_c1@0")
THREAD_CASE = case_id("t3_x1@0")


@pytest.mark.parametrize(
    ("action", "agreement"),
    [
        ("approvecomment", Agreement.OVERTURNED),
        ("approvelink", Agreement.OVERTURNED),
        ("removecomment", Agreement.CONFIRMED),
        ("removelink", Agreement.CONFIRMED),
        ("spamcomment", Agreement.CONFIRMED),
        ("spamlink", Agreement.CONFIRMED),
    ],
)
@pytest.mark.parametrize("outcome", [Outcome.ACT, Outcome.SHADOW])
def test_moderators_judge_flags_also_in_shadow(store, action, agreement, outcome):
    """An approval overturns what was or would have been flagged."""
    store.record([flagged(comment(), outcome=outcome)], account=ACCOUNT, now=NOW)
    assert _judge(store, logged(action, "t1_c1")) == ((CASE, agreement),)


def test_each_log_entry_counts_once(store):
    """Reading the log with an overlap changes nothing."""
    store.record([flagged(comment())], account=ACCOUNT, now=NOW)
    entry = logged("removecomment", "t1_c1")
    assert len(_judge(store, entry, entry)) == 1
    assert _judge(store, entry) == ()


@pytest.mark.parametrize("who", ["civilbot", "CivilBot", "AutoModerator", "reddit"])
def test_only_people_judge(store, who):
    """Our own entries, AutoModerator's and Reddit's filters say nothing."""
    store.record([flagged(comment())], account=ACCOUNT, now=NOW)
    assert _judge(store, logged("removecomment", "t1_c1", moderator=who)) == ()
    assert _judge(store, logged("approvecomment", "t1_c1", moderator=who)) == ()
    assert store.past(comment(), now=NOW).approved_before is False


@pytest.mark.parametrize("action", ["lock", "banuser", "distinguish", "editflair"])
def test_other_log_entries_say_nothing(store, action):
    """Only approvals and removals speak of a flag."""
    store.record([flagged(comment())], account=ACCOUNT, now=NOW)
    assert _judge(store, logged(action, "t1_c1"), logged("removelink", "")) == ()


def test_what_was_left_alone_is_not_judged(store):
    """A moderator who removes what we let be neither confirms nor overturns."""
    store.record([left(comment())], account=ACCOUNT, now=NOW)
    assert _judge(store, logged("removecomment", "t1_c1")) == ()


def test_an_answered_thread_is_no_flagged_thread(store):
    """Approving a thread that got a briefing does not overturn the briefing."""
    store.record([briefed(submission())], account=ACCOUNT, now=NOW)
    assert _judge(store, logged("approvelink", "t3_x1")) == ()


def test_a_removed_reply_is_overturned_and_closes_its_thread(store):
    """The bot does not contradict a moderator who took its reply down."""
    _reply_done(store)
    entry = logged("removecomment", "t1_ours")
    assert _judge(store, entry) == ((THREAD_CASE, Agreement.OVERTURNED),)
    assert store.past(submission(), now=NOW).thread_closed == (
        "a moderator removed civilbot's reply here"
    )


def test_an_approved_reply_is_confirmed(store):
    """The thread stays answered."""
    _reply_done(store)
    entry = logged("approvecomment", "t1_ours")
    assert _judge(store, entry) == ((THREAD_CASE, Agreement.CONFIRMED),)
    assert store.past(submission(), now=NOW).thread_closed == (
        "already answered by civilbot"
    )


def test_a_removed_nudge_closes_its_thread_too(store):
    """Whatever reply of ours was removed: the thread is left alone."""
    nudge = Action(
        kind=ActionKind.REPLY, subreddit="News", fullname="t1_c1", thread="t3_x1"
    )
    store.record([flagged(comment(), nudge)], account=ACCOUNT, now=NOW)
    store.move(key_of(nudge), Step(State.DONE, 0.0, ""), external_id="t1_ours")
    _judge(store, logged("removecomment", "t1_ours"))
    assert store.past(submission(), now=NOW).thread_closed == (
        "a moderator removed civilbot's reply here"
    )


def test_a_removal_read_before_our_reply_is_known_counts_when_it_is(store):
    """The thread is closed at once, the agreement found when the log is read again."""
    thread = submission()
    store.record([briefed(thread)], account=ACCOUNT, now=NOW)
    entry = logged("removecomment", "t1_ours")
    assert _judge(store, entry) == ()
    store.move(key_of(reply(thread)), Step(State.DONE, 0.0, ""), external_id="t1_ours")
    assert store.past(thread, now=NOW).thread_closed == (
        "a moderator removed civilbot's reply here"
    )
    assert _judge(store, entry) == ((THREAD_CASE, Agreement.OVERTURNED),)


def test_an_approval_binds_before_any_decision(store):
    """An item that a moderator approved is known as approved, judged or not."""
    _judge(store, logged("approvecomment", "t1_c1"))
    assert store.past(comment(), now=NOW).approved_before is True
    assert store.past(comment("c2"), now=NOW).approved_before is False


def test_a_removal_is_no_approval(store):
    """What a moderator removed was not approved."""
    _judge(store, logged("removecomment", "t1_c1"))
    assert store.past(comment(), now=NOW).approved_before is False


def test_an_approval_says_nothing_of_a_later_edit(store):
    """The revision that the moderator saw is judged, not what it became."""
    before, after = comment(), comment(edited_utc=NOW + 2 * HOUR)
    store.record([left(before)], account=ACCOUNT, now=NOW)
    store.record([flagged(after)], account=ACCOUNT, now=NOW + 2 * HOUR)
    assert _judge(store, logged("approvecomment", "t1_c1", at=NOW + HOUR)) == ()
    late = logged("approvecomment", "t1_c1", id_="ModAction_2", at=NOW + 3 * HOUR)
    assert _judge(store, late) == ((case_id("t1_c1@1700007200"), Agreement.OVERTURNED),)


def test_answers_come_in_the_order_in_which_moderators_gave_them(store):
    """The log is newest first; a changed mind comes last."""
    store.record([flagged(comment())], account=ACCOUNT, now=NOW)
    removed = logged("removecomment", "t1_c1", id_="ModAction_9", at=NOW + 1)
    approved = logged("approvecomment", "t1_c1", id_="ModAction_1", at=NOW + 2)
    assert _judge(store, approved, removed) == (
        (CASE, Agreement.CONFIRMED),
        (CASE, Agreement.OVERTURNED),
    )
    assert store.counts(NOW).agreements == {("news", Agreement.OVERTURNED): 1}


def test_a_flag_without_any_finding_can_be_overturned(store):
    """A report that a rule asked for is a flag, whatever the detector found."""
    decision = flagged(comment())
    bare = type(decision)(
        item=decision.item,
        outcome=Outcome.ACT,
        reasons=("a rule says so",),
        actions=decision.actions,
    )
    store.record([bare], account=ACCOUNT, now=NOW)
    assert _judge(store, logged("approvecomment", "t1_c1")) == (
        (CASE, Agreement.OVERTURNED),
    )


def _judge(store: SqlStore, *entries):
    return store.judge_by_moderators(entries, account=ACCOUNT, now=NOW + HOUR)


def _reply_done(store: SqlStore) -> None:
    thread = submission()
    store.record([briefed(thread)], account=ACCOUNT, now=NOW)
    key = key_of(reply(thread))
    store.claim(key, attempts=0, worker="a", now=NOW)
    store.move(key, Step(State.DONE, 0.0, ""), external_id="t1_ours")
