"""Proposals, answers and replies as they are kept, on both databases."""

from dataclasses import replace

import pytest

from civilbot.briefings import Standing
from civilbot.consent import Answer, Said
from civilbot.errors import Refused
from civilbot.ledger import RETRACTED, Entry, State, Step, case_id, key_for
from civilbot.model import Action, ActionKind, Decision, Outcome
from civilbot.store import SqlStore
from tests.contract.store.samples import (
    ACCOUNT,
    DAY,
    HOUR,
    NOW,
    briefed,
    flagged,
    key_of,
    logged,
    reply,
    submission,
)

THREAD = submission()
CASE = case_id(THREAD.key)
MAIL = replace(reply(THREAD), kind=ActionKind.MODMAIL, subject="a proposal")
PROPOSED = Decision(item=THREAD, outcome=Outcome.ACT, reasons=("?",), actions=(MAIL,))


def done(store: SqlStore, action: Action, result: str, at: float = NOW) -> None:
    """Let a planned action be done."""
    key = key_of(action)
    store.claim(key, attempts=0, worker="w", now=at)
    store.mark_sent(key, now=at)
    store.move(key, Step(State.DONE, 0.0, ""), external_id=result)


def answer(said: Said, id_: str = "m1", **changes) -> Answer:
    """A moderator's word on the proposal."""
    usual = Answer(
        id=id_,
        said=said,
        case=CASE,
        subreddit="News",
        thread=THREAD.fullname,
        briefing="harbour@3",
        moderator="kind_mod",
        at=NOW + HOUR,
    )
    return replace(usual, **changes)


def an_entry(action: Action, case: str = CASE) -> Entry:
    """A ledger entry as the parts plan it."""
    return Entry(
        key=key_of(action), account=ACCOUNT, case=case, action=action, planned_at=NOW
    )


@pytest.fixture
def proposed(store: SqlStore) -> SqlStore:
    """A store with a proposal that was sent."""
    store.record([PROPOSED], account=ACCOUNT, now=NOW)
    done(store, MAIL, "conv1")
    return store


@pytest.fixture
def posted(store: SqlStore) -> SqlStore:
    """A store with a reply that was posted."""
    store.record([briefed(THREAD)], account=ACCOUNT, now=NOW)
    done(store, reply(THREAD), "t1_ours")
    return store


def test_a_proposal_that_was_sent_waits_for_answers(proposed):
    """One that was not sent, or long ago, does not."""
    (one,) = proposed.proposals(since=NOW - DAY)
    assert (one.entry.external_id, one.said, one.answers) == ("conv1", None, ())
    assert proposed.proposals(since=NOW + 1) == ()


def test_an_answer_and_what_follows_from_it_are_kept_once(proposed):
    """However often it is heard."""
    entry = an_entry(replace(reply(THREAD), asked_by="kind_mod"))
    assert proposed.hear([answer(Said.APPROVE)], [entry], now=NOW) == (entry.key,)
    assert proposed.hear([answer(Said.APPROVE)], [entry], now=NOW) == ()
    (one,) = proposed.proposals(since=0.0)
    assert one.answers == (answer(Said.APPROVE, subreddit="news"),)
    assert one.said is Said.APPROVE
    kept = proposed.entry(entry.key)
    assert kept.action.asked_by == "kind_mod"


def test_nothing_of_an_answer_is_kept_if_its_action_cannot_be_planned(proposed):
    """All or nothing."""
    stray = an_entry(reply(THREAD), case="no such")
    with pytest.raises(Refused):
        proposed.hear([answer(Said.APPROVE)], [stray], now=NOW)
    (one,) = proposed.proposals(since=0.0)
    assert one.answers == ()


def test_one_who_declines_outweighs_the_others_and_closes_the_thread(proposed):
    """In whatever order."""
    words = [answer(Said.DECLINE), answer(Said.APPROVE, "m2", at=NOW + 2 * HOUR)]
    proposed.hear(words, [], now=NOW)
    (one,) = proposed.proposals(since=0.0)
    assert one.said is Said.DECLINE
    assert proposed.refused(THREAD.fullname) == "a moderator declined a briefing here"
    past = proposed.past(THREAD, now=NOW)
    assert past.thread_closed == "a moderator declined a briefing here"


def test_a_thread_that_was_proposed_is_not_answered(proposed):
    """It may still be asked for; it is not proposed again."""
    past = proposed.past(THREAD, now=NOW)
    assert (past.proposed, past.thread_closed, past.briefed_today) == (True, "", 1)
    approved = an_entry(replace(reply(THREAD), asked_by="kind_mod"))
    proposed.hear([answer(Said.APPROVE)], [approved], now=NOW)
    assert proposed.past(THREAD, now=NOW).briefed_today == 1


def test_mail_on_a_flag_is_no_proposal(store):
    """A flagged thread may be briefed."""
    mail = replace(MAIL, briefing="", subject="civilbot flagged a post")
    store.record([flagged(THREAD, mail)], account=ACCOUNT, now=NOW)
    done(store, mail, "conv1")
    assert store.proposals(since=0.0) == ()
    assert not store.past(THREAD, now=NOW).proposed


def test_a_reply_stands_with_the_revision_it_was_last_given(posted):
    """A correction counts once it is done."""
    (one,) = posted.posted(account=ACCOUNT.upper(), briefing="harbour")
    assert (one.briefing, one.revision, one.title) == ("harbour", 3, THREAD.title)
    assert one.thread_utc == THREAD.created_utc
    edit = replace(
        reply(THREAD),
        kind=ActionKind.EDIT_REPLY,
        fullname="t1_ours",
        briefing="harbour@4",
    )
    posted.plan([an_entry(edit)])
    assert posted.posted(account=ACCOUNT)[0].revision == 3
    assert posted.edits("NEWS", since=NOW - 1) == 1
    done(posted, edit, "t1_ours")
    (one,) = posted.posted(account=ACCOUNT)
    assert (one.revision, one.retracted) == (4, False)


@pytest.mark.parametrize("kind", [ActionKind.EDIT_REPLY, ActionKind.DELETE_REPLY])
def test_what_is_to_be_taken_back_is_known_before_it_is_done(posted, kind):
    """So that nothing else is done to it meanwhile."""
    action = replace(reply(THREAD), kind=kind, fullname="t1_ours", subject=RETRACTED)
    posted.plan([an_entry(action)])
    (one,) = posted.posted(account=ACCOUNT)
    assert one.retracted


@pytest.mark.parametrize(
    "which",
    [
        {"account": "other_bot"},
        {"briefing": "harb"},
        {"briefing": "harbou_"},
        {"briefing": "%"},
        {"since": NOW + 1},
    ],
)
def test_only_what_was_asked_for_is_found(posted, which):
    """No sign means anything but itself."""
    assert posted.posted(**{"account": ACCOUNT, **which}) == ()


def test_moderators_last_word_on_a_reply_is_told(posted):
    """Removed, then approved again."""
    gone = logged("removecomment", "t1_ours")
    posted.judge_by_moderators([gone], account=ACCOUNT, now=NOW)
    (one,) = posted.posted(account=ACCOUNT)
    assert (one.removed, one.approved) == (True, False)
    back = logged("approvecomment", "t1_ours", id_="ModAction_2", at=NOW + DAY)
    posted.judge_by_moderators([back], account=ACCOUNT, now=NOW)
    (one,) = posted.posted(account=ACCOUNT)
    assert (one.removed, one.approved) == (False, True)


@pytest.mark.parametrize(("revision", "count"), [(0, 1), (3, 1), (2, 0)])
def test_what_was_not_sent_is_given_up(store, revision, count):
    """Of that revision; what may be on Reddit is not forgotten."""
    store.record([briefed(THREAD)], account=ACCOUNT, now=NOW)
    key = key_of(reply(THREAD))
    assert store.give_up("harbour", revision=revision, why="taken back") == count
    wanted = State.CANCELLED if count else State.PLANNED
    assert store.entry(key).state is wanted


def test_what_may_have_been_sent_is_not_given_up(store):
    """Its outcome is looked for first."""
    store.record([briefed(THREAD)], account=ACCOUNT, now=NOW)
    key = key_of(reply(THREAD))
    store.claim(key, attempts=0, worker="w", now=NOW)
    store.mark_sent(key, now=NOW)
    store.move(key, Step(State.PLANNED, 0.0, "busy"))
    assert store.give_up("harbour", revision=0, why="taken back") == 0


def test_a_notice_follows_from_no_decision(store):
    """It is planned, sent and forgotten like all else."""
    notice = Action(
        kind=ActionKind.MODMAIL, subreddit="News", fullname="", subject="due", text="x"
    )
    assert store.plan([an_entry(notice, case="")]) == (key_of(notice),)
    assert [entry.case for entry in store.due(now=NOW)] == [""]
    done(store, notice, "conv2")
    store.prune(now=NOW + 900 * DAY, keep_days=1)
    assert store.entry(key_of(notice)).state is State.DONE


def test_lessons_are_given_with_their_titles_until_these_are_deleted(proposed):
    """With the case, so that a reason can name it."""
    proposed.hear([answer(Said.APPROVE)], [], now=NOW)
    (one,) = proposed.lessons("harbour")
    assert (one.label, one.title, one.why) == ("match", THREAD.title, "approve")
    assert (one.moderator, one.case) == ("kind_mod", CASE)
    assert proposed.lessons("other") == ()
    proposed.forget([THREAD.fullname])
    assert proposed.lessons() == ()


def test_lessons_are_read_anew_when_another_process_changed_them(
    proposed, database_url
):
    """What was read last is kept only while nothing is new."""
    assert proposed.lessons() == ()
    other = SqlStore(database_url)
    other.hear([answer(Said.APPROVE)], [], now=NOW)
    (one,) = proposed.lessons()
    assert proposed.lessons() == (one,)
    other.hear([answer(Said.DECLINE, "m2", at=NOW + 2 * HOUR)], [], now=NOW)
    (one,) = proposed.lessons()
    assert one.label == "near"
    other.forget([THREAD.fullname])
    assert proposed.lessons() == ()
    other.close()


@pytest.mark.parametrize(("hours", "label"), [(-1, "match"), (1, "near"), (0, "near")])
def test_of_contradicting_lessons_on_a_title_the_latest_counts(proposed, hours, label):
    """Of two at the same moment, the one against."""
    yes = answer(Said.APPROVE)
    no = answer(Said.DECLINE, "m2", at=yes.at + hours * HOUR)
    proposed.hear([yes, no], [], now=NOW)
    (one,) = proposed.lessons()
    assert one.label == label
    counted = proposed.standings()["harbour"]
    assert (counted.wanted, counted.unwanted) == (label == "match", label == "near")


def test_a_removed_reply_teaches_against_until_it_is_approved_again(posted):
    """By the moderation log."""
    gone = logged("removecomment", "t1_ours")
    posted.judge_by_moderators([gone], account=ACCOUNT, now=NOW)
    (one,) = posted.lessons()
    assert (one.label, one.moderator, one.why) == ("near", "kind_mod", "removed")
    assert posted.standings() == {"harbour": Standing(unwanted=1)}
    back = logged("approvecomment", "t1_ours", id_="ModAction_2", at=NOW + DAY)
    posted.judge_by_moderators([back], account=ACCOUNT, now=NOW)
    (one,) = posted.lessons()
    assert (one.label, one.why) == ("match", "kept")
    assert posted.standings() == {"harbour": Standing(wanted=1)}


def test_what_was_offered_and_not_answered_is_counted_apart(proposed):
    """Silence is neither a yes nor a no."""
    assert proposed.standings() == {"harbour": Standing(unanswered=1)}
    proposed.hear([answer(Said.DECLINE)], [], now=NOW)
    assert proposed.standings() == {"harbour": Standing(unwanted=1)}


def test_each_thread_is_counted_once_by_the_latest_word(proposed):
    """A yes, then a reply that another moderator removes: it was not wanted."""
    proposed.hear([answer(Said.APPROVE)], [an_entry(reply(THREAD))], now=NOW)
    done(proposed, reply(THREAD), "t1_ours")
    assert proposed.standings() == {"harbour": Standing(wanted=1)}
    gone = logged("removecomment", "t1_ours", at=NOW + DAY)
    proposed.judge_by_moderators([gone], account=ACCOUNT, now=NOW)
    assert proposed.standings() == {"harbour": Standing(unwanted=1)}


def test_a_standing_survives_the_title_and_knows_its_subreddit(proposed):
    """How often it was wanted holds no word of anybody's."""
    proposed.hear([answer(Said.APPROVE)], [], now=NOW)
    proposed.forget([THREAD.fullname])
    assert proposed.standings() == {"harbour": Standing(wanted=1)}
    assert proposed.standings(subreddit="NEWS") == {"harbour": Standing(wanted=1)}
    assert proposed.standings(subreddit="Talk") == {}


def test_what_readers_voted_down_teaches_nothing_and_closes_the_thread(posted):
    """It is not clear what they disliked."""
    word = answer(Said.DOWNVOTED, moderator="")
    posted.hear([word], [], now=NOW)
    assert posted.lessons() == ()
    assert posted.refused(THREAD.fullname) == "civilbot's reply here was voted far down"


def test_an_account_of_another_name_has_keys_of_its_own(proposed):
    """The ledger's keys hold the account."""
    assert key_for(MAIL, "x") != key_for(MAIL, ACCOUNT)
    assert proposed.entry(key_for(MAIL, "x")) is None


def test_everything_said_is_told_with_the_case(proposed):
    """For `civilbot explain`."""
    proposed.hear([answer(Said.DECLINE)], [], now=NOW)
    case = proposed.explanation(THREAD.fullname)
    assert [one.said for one in case.answers] == [Said.DECLINE]
