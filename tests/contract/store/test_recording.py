"""Decisions, their actions and the cursor are written together or not at all."""

from dataclasses import replace
from typing import cast

import pytest

from civilbot.errors import Refused
from civilbot.ledger import Entry, State, Step, case_id
from civilbot.model import Action, ActionKind, Gap, Outcome
from civilbot.ports import Past, Recorded, Store
from civilbot.store import Query, SqlStore
from tests.builders import a_mod_action
from tests.contract.store.samples import (
    ACCOUNT,
    DAY,
    NOW,
    briefed,
    comment,
    flagged,
    key_of,
    left,
    reply,
    report,
    submission,
)


def test_the_sql_store_is_a_store(store):
    """Whatever the ports ask for is there, with their names and types."""
    port: Store = store
    assert port.cursor("new") is None
    assert port.entry("unknown") is None
    assert port.past(submission(), now=NOW) == Past()


def test_recording_says_what_was_new(store):
    """The case ids and ledger keys are those of the decisions and actions given."""
    item = comment()
    recorded = store.record([flagged(item)], account=ACCOUNT, now=NOW)
    assert recorded == Recorded(
        decisions=(case_id("t1_c1@0"),), entries=(key_of(report(item)),)
    )
    assert store.entry(key_of(report(item))) == Entry(
        key=key_of(report(item)),
        account="civilbot",
        case=case_id("t1_c1@0"),
        action=report(item),
        planned_at=NOW,
    )


def test_a_judged_item_is_not_recorded_again(store):
    """The second decision on a revision is ignored, with its actions."""
    item = comment()
    store.record([left(item)], account=ACCOUNT, now=NOW)
    again = store.record([flagged(item)], account=ACCOUNT, now=NOW)
    assert again == Recorded(decisions=(), entries=())
    assert store.due(now=NOW) == ()


def test_the_first_of_two_decisions_in_one_call_counts(store):
    """A batch that names a revision twice keeps the first decision."""
    item = comment()
    recorded = store.record([left(item), flagged(item)], account=ACCOUNT, now=NOW)
    assert recorded == Recorded(decisions=(case_id("t1_c1@0"),), entries=())


def test_an_edited_item_is_another_decision_but_not_another_report(store):
    """A new revision is judged anew; what was done to the thing is not repeated."""
    store.record([flagged(comment())], account=ACCOUNT, now=NOW)
    edited = comment(edited_utc=NOW)
    recorded = store.record([flagged(edited)], account=ACCOUNT, now=NOW + 1)
    assert recorded.decisions == (case_id("t1_c1@1700000000"),)
    assert recorded.entries == ()


def test_an_action_that_an_edit_cancelled_is_planned_again_for_the_new_text(store):
    """The same report is wanted once more; how often it was tried stays known."""
    item = comment()
    store.record([flagged(item)], account=ACCOUNT, now=NOW)
    key = key_of(report(item))
    store.claim(key, attempts=0, worker="w", now=NOW)
    store.move(key, Step(State.CANCELLED, 0.0, "it was edited"), attempts=1)

    edited = replace(item, edited_utc=NOW + 5)
    again = store.record([flagged(edited)], account=ACCOUNT, now=NOW + 10)

    assert again.entries == (key,)
    (due,) = store.due(now=NOW + 10)
    assert (due.state, due.attempts, due.note) == (State.PLANNED, 1, "")
    assert due.case == case_id(edited.key)


@pytest.mark.parametrize("state", [State.DONE, State.FAILED, State.NEEDS_HUMAN])
def test_an_action_that_ended_otherwise_is_not_planned_again(store, state):
    """What was done or given up stays so."""
    item = comment()
    store.record([flagged(item)], account=ACCOUNT, now=NOW)
    key = key_of(report(item))
    store.claim(key, attempts=0, worker="w", now=NOW)
    store.move(key, Step(state, 0.0, ""), attempts=1)
    edited = replace(item, edited_utc=NOW + 5)
    again = store.record([flagged(edited)], account=ACCOUNT, now=NOW + 10)
    assert again.entries == ()
    assert store.entry(key).state is state


def test_what_is_kept_is_named_until_it_is_forgotten(store):
    """Only of what acts, or would act, are the words kept."""
    store.record([flagged(comment("a")), left(comment("b"))], account=ACCOUNT, now=NOW)
    assert store.keeping() == ("t1_a",)
    store.forget(["t1_a"])
    assert store.keeping() == ()


def test_known_keys_are_found_among_many(store):
    """Any number of keys can be asked for."""
    store.record([left(comment())], account=ACCOUNT, now=NOW)
    keys = [f"t1_z{number}@0" for number in range(1200)]
    assert store.judged([*keys, "t1_c1@0"]) == {"t1_c1@0"}
    assert store.judged([]) == frozenset()


@pytest.mark.parametrize("outcome", [Outcome.SHADOW, Outcome.LEAVE, Outcome.ABSTAIN])
def test_only_decisions_that_act_fill_the_ledger(store, outcome):
    """What would have been done in shadow is kept with the decision only."""
    decision = flagged(comment(), outcome=outcome)
    assert store.record([decision], account=ACCOUNT, now=NOW).entries == ()
    assert store.open_entries() == 0


def test_the_cursor_moves_forward_only(store):
    """A slower reader cannot make another read everything again."""
    store.record([], account=ACCOUNT, now=NOW, source="new", cursor=50.5)
    store.record([], account=ACCOUNT, now=NOW, source="new", cursor=40.0)
    store.record([], account=ACCOUNT, now=NOW, source="comments", cursor=7.0)
    assert store.cursor("new") == 50.5
    assert store.cursor("comments") == 7.0
    store.record([], account=ACCOUNT, now=NOW, source="new", cursor=60.0)
    assert store.cursor("new") == 60.0


def test_without_a_cursor_none_is_written(store):
    """A source that was not read to a known point keeps none."""
    store.record([left(comment())], account=ACCOUNT, now=NOW, source="modqueue")
    assert store.cursor("modqueue") is None


def test_a_failure_in_the_middle_leaves_nothing(store):
    """Decisions, actions and cursor are gone if the gap cannot be written."""
    broken = Gap("new", 1.0, 2.0, cast("str", None))
    with pytest.raises(Refused, match="the database"):
        store.record(
            [flagged(comment())],
            account=ACCOUNT,
            now=NOW,
            source="new",
            cursor=5.0,
            gap=broken,
        )
    assert store.judged(["t1_c1@0"]) == frozenset()
    assert store.open_entries() == 0
    assert store.cursor("new") is None


def test_an_error_never_shows_what_a_user_wrote(store):
    """The driver's message names the column, not the values."""
    broken = Gap("the source said fool", 1.0, 2.0, cast("str", None))
    with pytest.raises(Refused) as raised:
        store.record([], account=ACCOUNT, now=NOW, gap=broken)
    assert "fool" not in str(raised.value)
    assert "\n" not in str(raised.value)
    assert "fool" not in str(raised.value.__cause__).partition("DETAIL")[0]


def test_words_that_no_database_can_hold_are_kept_in_place(store):
    """NUL and half a surrogate pair become one other character each."""
    item = comment(text="a\x00b\ud83dc 😀 d")
    store.record([flagged(item)], account=ACCOUNT, now=NOW)
    case = store.explanation("t1_c1")
    assert case.judged[0].decision.item.text == "a\ufffdb\ufffdc 😀 d"


def test_a_decision_that_acts_is_kept_whole(store):
    """What comes back equals what was recorded, for act and shadow alike."""
    acted = flagged(comment("c1"))
    shadow = flagged(comment("c2"), outcome=Outcome.SHADOW)
    store.record([acted, shadow], account=ACCOUNT, now=NOW)
    kept = {judged.decision for judged in store.decisions(Query())}
    assert kept == {acted, shadow}


def test_of_an_item_left_alone_neither_text_nor_author_is_kept(store):
    """Unflagged people are not filed."""
    store.record([left(comment())], account=ACCOUNT, now=NOW)
    (judged,) = store.decisions(Query())
    assert judged.decision.item.text == ""
    assert judged.decision.item.author is None
    assert judged.text_kept is False
    assert judged.decision.reasons == ("nothing found",)


def test_actions_of_a_decision_stay_in_their_order(store):
    """What is planned together is due in the order in which it was planned."""
    item = comment()
    planned = [
        Action(kind=kind, subreddit="News", fullname="t1_c1")
        for kind in (ActionKind.REMOVE, ActionKind.MOD_NOTE, ActionKind.LOCK)
    ]
    store.record([flagged(item, *planned)], account=ACCOUNT, now=NOW)
    assert [entry.action for entry in store.due(now=NOW)] == planned


def test_replies_and_flags_of_the_last_day_are_counted(store):
    """Caps count what was planned here in 24 hours, whatever the capitals."""
    for number, age in enumerate((2 * DAY, DAY - 1, 10.0)):
        now = NOW - age
        store.record(
            [
                briefed(submission(f"x{number}", subreddit="NEWS")),
                flagged(comment(f"c{number}", subreddit="news")),
                flagged(comment(f"s{number}"), outcome=Outcome.SHADOW),
                briefed(submission(f"y{number}", subreddit="Other")),
            ],
            account=ACCOUNT,
            now=now,
        )
    past = store.past(submission("new"), now=NOW)
    assert (past.briefed_today, past.flags_today) == (2, 2)


def test_an_authors_earlier_flags_are_counted_here_and_for_a_month(store):
    """Not what a shadow rule found, nor what a moderator overturned, nor the item."""

    def by(author, name, **changes):
        return replace(comment(name, **changes), author=author)

    given = {
        "old": flagged(by("Ann", "old")),
        "one": flagged(by("Ann", "one")),
        "two": flagged(by("Ann", "two")),
        "fine": flagged(by("Ann", "fine")),
        "there": flagged(by("Ann", "there", subreddit="Other")),
        "seen": flagged(by("Ann", "seen"), outcome=Outcome.SHADOW),
        "bob": flagged(by("Bob", "bob")),
    }
    for name, decision in given.items():
        at = NOW - 31 * DAY if name == "old" else NOW - DAY
        store.record([decision], account=ACCOUNT, now=at)
    approval = a_mod_action("approvecomment", "t1_fine")
    store.judge_by_moderators([approval], account=ACCOUNT, now=NOW)

    def earlier(item):
        return store.past(item, now=NOW).earlier_flags

    assert earlier(by("Ann", "new")) == (NOW - DAY, NOW - DAY)
    assert earlier(by("Ann", "one")) == (NOW - DAY,)
    assert earlier(by("Ann", "new", subreddit="Other")) == (NOW - DAY,)
    assert earlier(by(None, "new")) == ()


def test_a_proposed_briefing_counts_like_a_posted_one_and_a_nudge_does_not(store):
    """The cap is on how often moderators and readers hear of briefings."""
    asked, nudged = submission("x1"), submission("x2")
    proposal = replace(reply(asked), kind=ActionKind.MODMAIL, subject="a proposal")
    nudge = replace(reply(nudged), briefing="")
    decisions = [
        replace(briefed(asked), actions=(proposal,)),
        flagged(nudged, nudge),
    ]
    store.record(decisions, account=ACCOUNT, now=NOW)
    assert store.past(submission("x3"), now=NOW).briefed_today == 1


def test_a_briefing_is_no_flag_and_a_nudge_is_one(store):
    """A reply without a briefing asks for other words, or says why they went."""
    thread, nudged = submission(), comment()
    nudge = Action(kind=ActionKind.REPLY, subreddit="News", fullname="t1_c1")
    store.record([briefed(thread), flagged(nudged, nudge)], account=ACCOUNT, now=NOW)
    past = store.past(comment("new", thread="t3_other"), now=NOW)
    assert (past.briefed_today, past.flags_today) == (1, 1)


@pytest.mark.parametrize("kind", [ActionKind.REPLY, ActionKind.MODMAIL])
def test_a_briefing_for_a_thread_with_findings_is_no_flag(store, kind):
    """Whether it was posted or only proposed to the moderators."""
    thread = submission()
    about = Action(kind=kind, subreddit="News", fullname="t3_x1", briefing="harbour@3")
    store.record([flagged(thread, about)], account=ACCOUNT, now=NOW)
    assert store.past(submission("x2"), now=NOW).flags_today == 0


def test_findings_without_any_action_count_as_a_flag(store):
    """A rule may only note what it found."""
    noted = replace(flagged(comment()), actions=())
    store.record([noted], account=ACCOUNT, now=NOW)
    assert store.past(submission(), now=NOW).flags_today == 1


def test_a_thread_with_a_reply_is_closed(store):
    """One reply in a thread, planned or done; a cancelled one does not count."""
    thread = submission()
    store.record([briefed(thread)], account=ACCOUNT, now=NOW)
    closed = "already answered by civilbot"
    assert store.past(thread, now=NOW).thread_closed == closed
    assert store.past(comment(thread="t3_x1"), now=NOW).thread_closed == closed
    assert store.past(submission("x2"), now=NOW).thread_closed == ""
    _move(store, reply(thread), State.CANCELLED)
    assert store.past(thread, now=NOW).thread_closed == ""


def test_a_nudge_in_a_thread_does_not_answer_it(store):
    """A word to one commenter takes no briefing from the thread."""
    nudge = Action(
        kind=ActionKind.REPLY, subreddit="News", fullname="t1_c1", thread="t3_x1"
    )
    store.record([flagged(comment(), nudge)], account=ACCOUNT, now=NOW)
    assert store.past(submission(), now=NOW).thread_closed == ""


def test_further_actions_can_be_planned_for_a_case_once(store):
    """An undo adds to the ledger of a known case, and of no other."""
    item = comment()
    store.record([flagged(item)], account=ACCOUNT, now=NOW)
    approve = Action(kind=ActionKind.APPROVE, subreddit="News", fullname="t1_c1")
    entry = Entry(
        key=key_of(approve),
        account=ACCOUNT,
        case=case_id(item.key),
        action=approve,
        planned_at=NOW,
    )
    assert store.plan([entry, entry]) == (entry.key,)
    assert store.plan([entry]) == ()
    assert store.entry(entry.key) == entry
    stranger = Entry(key="k", account=ACCOUNT, case="ffffffffff", action=approve)
    with pytest.raises(Refused, match="there is no case 'ffffffffff'"):
        store.plan([stranger])


def _move(store: SqlStore, action: Action, state: State) -> None:
    store.move(key_of(action), Step(state, 0.0, ""))
