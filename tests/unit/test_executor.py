"""One action at a time: still wanted, not there yet, done once, recorded."""

from dataclasses import replace
from typing import Any

import pytest

from civilbot.errors import (
    CivilbotError,
    ItemRefused,
    LoginRefused,
    OutcomeUnknown,
    RedditBusy,
)
from civilbot.executor import Executor
from civilbot.judge import judge
from civilbot.ledger import Entry, State, Step
from civilbot.model import Action, ActionKind, Item
from civilbot.rules import Rules
from civilbot.store import SqlStore
from tests.builders import (
    ACCOUNT,
    INSULT,
    NOW,
    FakeReddit,
    Lines,
    StoppedClock,
    a_briefing,
    a_context,
    an_item,
    some_rules,
)

SETTLE = 30.0

COMMENT = an_item(text=INSULT)
THREAD = an_item("t3_root", title="Council votes on the harbour bridge")


class Desk:
    """An executor with everything it needs."""

    def __init__(self, store: SqlStore, clock: StoppedClock) -> None:
        self.store = store
        self.clock = clock
        self.reddit = FakeReddit(COMMENT, THREAD)
        self.lines = Lines()
        self.rules: dict[str, Rules] = {"news": some_rules()}
        self.executor = self.worker("first")

    def worker(self, name: str) -> Executor:
        """A process that carries out what is in the ledger."""
        return Executor(
            reddit=self.reddit,
            store=self.store,
            clock=self.clock,
            log=self.lines.log,
            rules=lambda: self.rules,
            worker=name,
            settle=SETTLE,
        )

    def plan(self, *actions: str, item: Item = COMMENT) -> str:
        """Judge an item, and record what should be done; the entry's key."""
        rules = some_rules(flags={"actions": actions or ("report",)})
        decision = judge(item, a_context(), rules, [a_briefing()])
        [key] = self.store.record([decision], account=ACCOUNT, now=NOW).entries
        return key

    def act(self, key: str, attempts: int = 0) -> State | None:
        """Try an entry."""
        return self.executor.act(key, attempts)

    def entry(self, key: str) -> Entry:
        """What the ledger says."""
        entry = self.store.entry(key)
        assert entry is not None
        return entry

    def change(self, **changes: Any) -> None:
        """Let something happen to the comment and the thread."""
        for item in (COMMENT, THREAD):
            self.reddit.things[item.fullname] = replace(item, **changes)

    def calls(self, name: str) -> int:
        """How often Reddit was called so."""
        return len([call for call in self.reddit.calls if call == name])


@pytest.fixture
def desk(store: SqlStore, clock: StoppedClock) -> Desk:
    """A fresh desk."""
    return Desk(store, clock)


def test_a_planned_action_is_done_and_recorded(desk: Desk) -> None:
    """With Reddit's name for it, and one line in the log."""
    key = desk.plan()
    assert desk.act(key) is State.DONE
    assert [action.kind for action in desk.reddit.done] == [ActionKind.REPORT]
    entry = desk.entry(key)
    assert (entry.state, entry.external_id, entry.attempts, entry.sent_at) == (
        State.DONE,
        "t1_ours0",
        1,
        NOW,
    )
    assert desk.lines.kept == [
        {
            "level": "info",
            "event": "action.tried",
            "case": entry.case,
            "kind": "report",
            "item": "t1_abc",
            "subreddit": "News",
            "state": "done",
            "attempt": 1,
            "note": "",
        }
    ]


def test_the_same_try_is_made_once_however_often_it_is_queued(desk: Desk) -> None:
    """The queue promises at least once; the ledger makes it once."""
    key = desk.plan()
    assert [desk.act(key), desk.act(key), desk.act(key)] == [State.DONE, None, None]
    assert desk.act(key, attempts=1) is None
    assert len(desk.reddit.done) == 1


def test_an_unknown_entry_is_nobodys(desk: Desk) -> None:
    """A job may outlive its database."""
    assert desk.act("no-such-key") is None


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"deleted": True}, "it was deleted in the meantime"),
        ({"removed": True}, "a moderator removed it in the meantime"),
        ({"approved": True}, "a moderator approved it in the meantime"),
        (
            {"edited_utc": NOW},
            "it was edited in the meantime; the new text is judged by itself",
        ),
    ],
)
@pytest.mark.parametrize("action", ["report", "remove", "mod_note", "nudge", "modmail"])
def test_a_flag_is_dropped_when_its_item_changed(
    desk: Desk, action: str, changes: dict[str, Any], why: str
) -> None:
    """A moderator's word, or another text: what was judged is not there any more."""
    key = desk.plan(action)
    desk.change(**changes)
    assert desk.act(key) is State.CANCELLED
    assert desk.entry(key).note == why
    assert desk.reddit.done == []


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"deleted": True}, "it was deleted in the meantime"),
        ({"removed": True}, "a moderator removed it in the meantime"),
        ({"locked": True}, "the thread was locked in the meantime"),
    ],
)
def test_a_briefing_is_dropped_when_its_thread_is_gone(
    desk: Desk, changes: dict[str, Any], why: str
) -> None:
    """Or locked, so that nobody could answer."""
    key = desk.plan(item=THREAD)
    desk.change(**changes)
    assert desk.act(key) is State.CANCELLED
    assert desk.entry(key).note == why


@pytest.mark.parametrize("changes", [{"approved": True}, {"edited_utc": NOW}])
def test_a_briefing_is_posted_though_its_thread_was_edited_or_approved(
    desk: Desk, changes: dict[str, Any]
) -> None:
    """It is about the subject, not about the words."""
    key = desk.plan(item=THREAD)
    desk.change(**changes)
    assert desk.act(key) is State.DONE


def test_a_locked_comment_can_still_be_reported(desk: Desk) -> None:
    """A lock ends answers, not reports."""
    key = desk.plan()
    desk.change(locked=True)
    assert desk.act(key) is State.DONE


def test_an_item_that_cannot_be_found_is_left_alone(desk: Desk) -> None:
    """Reddit does not name what is gone for good."""
    key = desk.plan()
    desk.reddit.things.clear()
    assert desk.act(key) is State.CANCELLED


@pytest.mark.parametrize(
    ("rules", "why"),
    [
        ({"news": some_rules(mode="shadow")}, "the rules were set to shadow"),
        ({}, "the subreddit has no rules any more"),
    ],
)
def test_a_switch_to_shadow_stops_what_was_planned(
    desk: Desk, rules: dict[str, Rules], why: str
) -> None:
    """At once, and Reddit is not even asked."""
    key = desk.plan()
    desk.rules = rules
    assert desk.act(key) is State.CANCELLED
    assert desk.entry(key).note == why
    assert desk.reddit.calls == []


@pytest.mark.parametrize("mode", ["ask", "off"])
def test_a_briefing_is_not_posted_once_the_rules_say_otherwise(
    desk: Desk, mode: str
) -> None:
    """Moderators who switch from `auto` are obeyed at once."""
    key = desk.plan(item=THREAD)
    desk.rules = {"news": some_rules(briefings={"mode": mode})}
    assert desk.act(key) is State.CANCELLED
    assert desk.reddit.done == []


@pytest.mark.parametrize("action", ["report", "mod_note", "nudge", "modmail"])
def test_what_is_there_already_is_not_done_again(desk: Desk, action: str) -> None:
    """By a run whose database was lost, for instance."""
    key = desk.plan(action)
    desk.reddit.done.append(desk.entry(key).action)
    assert desk.act(key) is State.DONE
    assert desk.calls("perform") == 0
    assert desk.entry(key).external_id == "t1_ours0"
    assert desk.entry(key).note == "found: it was there already"


def test_a_removal_is_simply_repeated(desk: Desk) -> None:
    """A second one changes nothing, so nobody needs to look first."""
    key = desk.plan("remove")
    assert desk.act(key) is State.DONE
    assert desk.calls("find") == 0


def test_a_lost_answer_is_looked_up_not_repeated(desk: Desk) -> None:
    """The heart of it: the reply is there, though no answer came."""
    key = desk.plan(item=THREAD)
    desk.reddit.loses_answers = True
    assert desk.act(key) is State.UNKNOWN
    assert desk.entry(key).not_before == NOW + SETTLE
    desk.clock.sleep(SETTLE)
    assert desk.act(key, attempts=1) is State.DONE
    assert len(desk.reddit.done) == 1
    assert desk.entry(key).external_id == "t1_ours0"


def test_before_the_listings_settled_not_seen_means_nothing(desk: Desk) -> None:
    """They lag behind a write; so it waits, and sends nothing."""
    key = desk.plan(item=THREAD)
    desk.reddit.loses_answers = True
    desk.act(key)
    desk.reddit.listings_lag = True
    desk.clock.sleep(SETTLE - 1)
    assert desk.act(key, attempts=1) is State.UNKNOWN
    entry = desk.entry(key)
    assert entry.not_before == NOW + SETTLE
    assert entry.note == "sent, not seen yet; waiting for the listings"
    assert len(desk.reddit.done) == 1


def test_what_is_not_there_after_the_listings_settled_is_sent_again(
    desk: Desk,
) -> None:
    """The request was lost on its way, not the answer."""
    key = desk.plan(item=THREAD)
    desk.reddit.troubles["perform"] = OutcomeUnknown("connection reset")
    assert desk.act(key) is State.UNKNOWN
    del desk.reddit.troubles["perform"]
    desk.clock.sleep(SETTLE)
    assert desk.act(key, attempts=1) is State.DONE
    assert len(desk.reddit.done) == 1


def test_a_busy_reddit_while_looking_does_not_forget_that_it_was_sent(
    desk: Desk,
) -> None:
    """Planned again is not unsent: it is looked for before it is sent."""
    key = desk.plan(item=THREAD)
    desk.reddit.loses_answers = True
    desk.act(key)
    desk.reddit.troubles["find"] = RedditBusy("status 503", retry_after=1)
    assert desk.act(key, attempts=1) is State.PLANNED
    del desk.reddit.troubles["find"]
    assert desk.act(key, attempts=2) is State.DONE
    assert len(desk.reddit.done) == 1


def test_what_was_sent_is_recorded_as_done_though_no_longer_wanted(desk: Desk) -> None:
    """The ledger says what stands on Reddit, or nobody could take it back."""
    key = desk.plan(item=THREAD)
    desk.reddit.loses_answers = True
    desk.act(key)
    desk.change(locked=True)
    desk.clock.sleep(SETTLE)
    assert desk.act(key, attempts=1) is State.DONE
    assert desk.entry(key).external_id == "t1_ours0"


def test_what_was_lost_and_is_no_longer_wanted_is_not_sent_again(desk: Desk) -> None:
    """Once it is certain that it is not there."""
    key = desk.plan(item=THREAD)
    desk.reddit.troubles["perform"] = OutcomeUnknown("connection reset")
    desk.act(key)
    desk.change(locked=True)
    assert desk.act(key, attempts=1) is State.UNKNOWN
    desk.clock.sleep(SETTLE)
    assert desk.act(key, attempts=2) is State.CANCELLED
    assert desk.reddit.done == []


def test_a_busy_reddit_is_asked_again_later(desk: Desk) -> None:
    """Not before it wants to be."""
    key = desk.plan()
    desk.reddit.troubles["perform"] = RedditBusy("status 429", retry_after=90)
    assert desk.act(key) is State.PLANNED
    entry = desk.entry(key)
    assert (entry.not_before, entry.note) == (NOW + 90, "RedditBusy: status 429")
    assert desk.store.due(now=NOW + 89) == ()
    assert [due.key for due in desk.store.due(now=NOW + 90)] == [key]


@pytest.mark.parametrize("call", ["items", "find", "perform"])
@pytest.mark.parametrize(
    ("error", "state"),
    [
        (ItemRefused("it is archived"), State.FAILED),
        (LoginRefused("wrong password"), State.PLANNED),
        (RedditBusy("status 500"), State.PLANNED),
    ],
)
def test_an_error_at_any_step_moves_the_entry(
    desk: Desk, call: str, error: CivilbotError, state: State
) -> None:
    """It never stays in sending because of one."""
    key = desk.plan()
    desk.reddit.troubles[call] = error
    assert desk.act(key) is state
    assert desk.entry(key).note == f"{type(error).__name__}: {error}"


class _Slow(FakeReddit):
    """A Reddit that takes so long to look that somebody else takes over."""

    def __init__(self, store: SqlStore, *items: Item) -> None:
        super().__init__(*items)
        self._store = store

    def find(self, action: Action) -> str:
        """Look; meanwhile this worker is taken for dead."""
        self._store.release("first", now=NOW + 100, settle=SETTLE)
        return super().find(action)


def test_a_worker_that_was_given_up_sends_nothing(
    store: SqlStore, clock: StoppedClock
) -> None:
    """Somebody else has its work by now."""
    desk = Desk(store, clock)
    key = desk.plan()
    desk.reddit = _Slow(store, COMMENT)
    assert desk.worker("first").act(key, 0) is None
    assert desk.reddit.done == []
    assert desk.entry(key).state is State.PLANNED
    [line] = desk.lines.of("action.taken_over")
    assert line["case"] == desk.entry(key).case


def test_an_entry_in_another_workers_hands_is_left_to_it(desk: Desk) -> None:
    """Claiming is compare-and-set."""
    key = desk.plan()
    desk.store.claim(key, attempts=0, worker="second", now=NOW)
    assert desk.act(key) is None
    assert desk.act(key, attempts=1) is None
    assert desk.reddit.calls == []


def test_what_a_crash_left_in_sending_is_looked_up_by_the_next(desk: Desk) -> None:
    """Killed between the call and its answer: the reply is found, not repeated."""
    key = desk.plan(item=THREAD)
    claimed = desk.store.claim(key, attempts=0, worker="first", now=NOW)
    assert claimed is not None
    desk.store.mark_sent(key, now=NOW, attempts=1)
    desk.reddit.done.append(claimed.action)
    desk.store.release("first", now=NOW, settle=SETTLE)
    desk.clock.sleep(SETTLE)
    assert desk.act(key, attempts=1) is State.DONE
    assert desk.calls("perform") == 0


def test_what_is_done_stays_done(desk: Desk) -> None:
    """A late worker cannot undo the record."""
    key = desk.plan()
    desk.act(key)
    desk.store.move(key, Step(State.FAILED, 0.0, "late"), attempts=1)
    assert desk.entry(key).state is State.DONE
