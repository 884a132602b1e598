"""What is deleted on Reddit is deleted here; what nobody needs goes in time."""

from pathlib import Path

import pytest

from civilbot.ledger import Entry, State, Step, case_id
from civilbot.model import (
    Action,
    ActionKind,
    Category,
    Decision,
    Match,
    Outcome,
    Verdict,
)
from civilbot.store import Query, SqlStore
from tests.contract.store.samples import (
    ACCOUNT,
    DAY,
    NOW,
    READING,
    comment,
    flagged,
    key_of,
    left,
    logged,
    reply,
    submission,
)

NOTE = Action(
    kind=ActionKind.MOD_NOTE,
    subreddit="News",
    fullname="t1_c1",
    text="civilbot: insult (total fool)",
    user="some_person",
)
MAIL = Action(
    kind=ActionKind.MODMAIL,
    subreddit="News",
    fullname="t1_c1",
    subject="civilbot flagged a comment",
    text=(
        "civilbot flagged a comment: /r/News/comments/x1/a_heated_title/c1/\n\n"
        "> total fool\n\nWhy: an insult"
    ),
)
KEPT = ("fool", "some_person", "heated")


def test_a_deleted_comment_leaves_no_words_behind(store):
    """Author, text, permalink and quoted words go; that it was flagged stays."""
    store.record([flagged(comment(), NOTE, MAIL)], account=ACCOUNT, now=NOW)
    for action in (NOTE, MAIL):
        store.move(key_of(action), Step(State.DONE, 0.0, "said 'total fool'"))
    assert store.forget(["t1_c1", "t1_unknown"]) == 1
    case = store.explanation("t1_c1")
    assert not any(word in repr(case).lower() for word in KEPT)
    (judged,) = case.judged
    assert (judged.forgotten, judged.text_kept) == (True, False)
    assert judged.decision.outcome is Outcome.ACT
    assert judged.decision.reasons == ("an insult, [deleted], aimed at another user",)
    assert judged.decision.reading.findings[0].category is Category.PERSONAL_ATTACK
    assert judged.decision.reading.findings[0].spans == ()
    assert judged.decision.item.permalink == "/comments/x1/_/c1/"
    assert [entry.state for entry in case.entries] == [State.DONE, State.DONE]
    assert store.forget(["t1_c1"]) == 0


def test_the_file_itself_does_not_keep_the_words(tmp_path: Path):
    """What was deleted is overwritten, so a copy of the file does not tell."""
    path = tmp_path / "civilbot.sqlite3"
    store = SqlStore(f"sqlite:///{path}")
    words = "unmistakable words of somebody"
    # So many that they fill pages of their own.
    store.record([flagged(comment(text=words * 900))], account=ACCOUNT, now=NOW)
    store.forget(["t1_c1"])
    # Closing the last connection moves the write-ahead log into the file.
    store.close()
    assert [file.name for file in tmp_path.iterdir()] == ["civilbot.sqlite3"]
    assert words.encode() not in path.read_bytes()


def test_a_deleted_thread_keeps_our_reply_but_not_its_title(store):
    """The briefing's own quotations are ours and stay."""
    thread = submission()
    answer = Action(
        kind=ActionKind.REPLY,
        subreddit="News",
        fullname="t3_x1",
        thread="t3_x1",
        text="On 'A heated title': the port said \"it is open\".",
        briefing="harbour@3",
    )
    decision = Decision(
        item=thread,
        outcome=Outcome.ACT,
        reasons=("the thread is about the harbour",),
        match=Match("harbour", 0.9, Verdict.REPLY, ('title: "heated"', "two terms")),
        actions=(answer,),
    )
    store.record([decision], account=ACCOUNT, now=NOW)
    store.move(key_of(answer), Step(State.DONE, 0.0, ""), external_id="t1_ours")
    store.forget(["t3_x1"])
    case = store.explanation("t3_x1")
    assert case.entries[0].action.text == (
        "On '[deleted]': the port said \"it is open\"."
    )
    assert case.judged[0].decision.item.title == ""
    assert case.judged[0].decision.item.permalink == "/comments/x1/"
    assert case.judged[0].decision.match.why == ("title: [deleted]", "two terms")
    assert store.past(thread, now=NOW).thread_closed == "already answered by civilbot"


def test_what_waited_for_a_deleted_comment_is_cancelled(store):
    """Nothing is done to what is gone."""
    store.record([flagged(comment(), NOTE)], account=ACCOUNT, now=NOW)
    store.forget(["t1_c1"])
    entry = store.entry(key_of(NOTE))
    assert (entry.state, entry.note) == (State.CANCELLED, "its author deleted it")
    assert entry.action.user == ""
    assert "fool" not in entry.action.text


def test_what_is_being_sent_is_forgotten_when_it_is_over(store):
    """An unknown outcome needs its words to be looked for; then they go, too."""
    store.record([flagged(comment(), NOTE)], account=ACCOUNT, now=NOW)
    store.claim(key_of(NOTE), attempts=0, worker="a", now=NOW)
    store.forget(["t1_c1"])
    assert store.entry(key_of(NOTE)).action == NOTE
    store.prune(NOW, 30)
    assert store.entry(key_of(NOTE)).action == NOTE
    store.move(key_of(NOTE), Step(State.DONE, 0.0, ""))
    store.prune(NOW, 30)
    assert store.entry(key_of(NOTE)).action.text == "[deleted]"
    assert store.entry(key_of(NOTE)).action.user == ""


@pytest.mark.parametrize("outcome", [Outcome.LEAVE, Outcome.ABSTAIN])
def test_old_decisions_to_let_things_be_are_dropped(store, outcome):
    """Those that act or would act stay, as do those of the days to keep."""
    store.record(
        [
            left(comment("old"), outcome),
            flagged(comment("acted")),
            flagged(comment("shadow"), outcome=Outcome.SHADOW),
        ],
        account=ACCOUNT,
        now=NOW - 31 * DAY,
    )
    store.record([left(comment("new"), outcome)], account=ACCOUNT, now=NOW - 29 * DAY)
    assert store.prune(NOW, keep_days=30) == 1
    names = {judged.decision.item.fullname for judged in store.decisions(Query())}
    assert names == {"t1_acted", "t1_shadow", "t1_new"}


def test_the_last_day_is_kept_whatever_is_asked_for(store):
    """Items that a listing shows again must be known as judged."""
    store.record([left(comment())], account=ACCOUNT, now=NOW - DAY + 1)
    assert store.prune(NOW, keep_days=0) == 0
    assert store.judged(["t1_c1@0"]) == {"t1_c1@0"}


def test_what_a_later_action_refers_to_is_kept(store):
    """A decision that got an action afterwards is not dropped under it."""
    item = comment()
    store.record([left(item)], account=ACCOUNT, now=NOW - 40 * DAY)
    entry = Entry(key="k", account=ACCOUNT, case=case_id(item.key), action=reply(item))
    store.plan([entry])
    assert store.prune(NOW, keep_days=30) == 0


def test_moderators_acts_are_kept_as_long_as_they_bind(store):
    """Old ones of things that we know nothing of go."""
    store.record([flagged(comment("c1"))], account=ACCOUNT, now=NOW - 40 * DAY)
    acts = [
        logged("approvecomment", "t1_c1", id_="1", at=NOW - 40 * DAY),
        logged("approvecomment", "t1_c2", id_="2", at=NOW - 40 * DAY),
        logged("approvecomment", "t1_c3", id_="3", at=NOW - DAY),
    ]
    store.judge_by_moderators(acts, account=ACCOUNT, now=NOW)
    store.prune(NOW, keep_days=30)
    approved = [
        name
        for name in ("c1", "c2", "c3")
        if store.past(comment(name), now=NOW).approved_before
    ]
    assert approved == ["c1", "c3"]


def test_workers_of_long_ago_are_dropped_unless_they_hold_something(store):
    """What a dead worker holds can still be freed."""
    store.record([flagged(comment())], account=ACCOUNT, now=NOW)
    key = store.due(now=NOW)[0].key
    for worker in ("gone", "holding"):
        store.beat(worker, now=NOW)
    store.claim(key, attempts=0, worker="holding", now=NOW)
    later = NOW + 2 * DAY
    store.prune(later, keep_days=30)
    assert store.living(now=later, within=9 * DAY) == {"holding"}
    assert store.release("new", now=later, settle=0.0) == 1


def test_blanked_reading_keeps_its_scores(store):
    """What is measured on flags does not change when a comment is deleted."""
    store.record([flagged(comment())], account=ACCOUNT, now=NOW)
    store.forget(["t1_c1"])
    kept = store.explanation("t1_c1").judged[0].decision.reading
    assert (kept.score, kept.model) == (READING.score, READING.model)
