"""The ledger lets each action be sent by one worker, and loses none of them."""

import pytest

from civilbot.errors import Refused
from civilbot.ledger import State, Step
from civilbot.store import SqlStore
from tests.contract.store.samples import (
    ACCOUNT,
    HOUR,
    NOW,
    comment,
    flagged,
    key_of,
    report,
)

KEY = key_of(report(comment()))


@pytest.fixture
def planned(store: SqlStore) -> SqlStore:
    """A store with one planned action, under KEY."""
    store.record([flagged(comment())], account=ACCOUNT, now=NOW)
    return store


def test_a_claim_takes_the_entry_once(planned):
    """The claimed entry comes back as it is now; the second claim gets nothing."""
    entry = planned.claim(KEY, attempts=0, worker="a", now=NOW)
    assert (entry.state, entry.attempts) == (State.SENDING, 1)
    assert entry == planned.entry(KEY)
    assert planned.claim(KEY, attempts=0, worker="b", now=NOW) is None
    assert planned.claim(KEY, attempts=1, worker="b", now=NOW) is None


def test_a_claim_needs_the_right_number_of_attempts(planned):
    """A job that was queued before an earlier try finds nothing to do."""
    planned.claim(KEY, attempts=0, worker="a", now=NOW)
    planned.move(KEY, Step(State.PLANNED, 0.0, "busy"))
    assert planned.claim(KEY, attempts=0, worker="b", now=NOW) is None
    assert planned.claim(KEY, attempts=1, worker="b", now=NOW).attempts == 2
    assert planned.claim("no such key", attempts=0, worker="b", now=NOW) is None


@pytest.mark.parametrize(
    "state", [State.DONE, State.FAILED, State.CANCELLED, State.NEEDS_HUMAN]
)
def test_a_closed_entry_is_neither_due_nor_claimed(planned, state):
    """What is over is over."""
    planned.move(KEY, Step(state, 0.0, "why"))
    assert planned.due(now=NOW) == ()
    assert planned.open_entries() == 0
    assert planned.claim(KEY, attempts=0, worker="a", now=NOW) is None
    assert planned.entry(KEY).note == "why"


def test_an_unknown_outcome_is_due_when_its_time_has_come(planned):
    """A lost answer is looked into after a while, not before."""
    planned.claim(KEY, attempts=0, worker="a", now=NOW)
    planned.move(KEY, Step(State.UNKNOWN, NOW + 30, "lost"))
    assert planned.due(now=NOW + 29.9) == ()
    assert [entry.key for entry in planned.due(now=NOW + 30)] == [KEY]
    assert planned.open_entries() == 1
    assert planned.open_entries(NOW) == 0
    assert planned.claim(KEY, attempts=1, worker="a", now=NOW).state is State.SENDING


def test_the_oldest_is_due_first(store):
    """First by when it may be tried, then by when it was planned."""
    for number, name in enumerate(("late", "old", "new")):
        store.record([flagged(comment(name))], account=ACCOUNT, now=NOW + number)
    late = key_of(report(comment("late")))
    store.claim(late, attempts=0, worker="a", now=NOW)
    store.move(late, Step(State.PLANNED, NOW + 5, "busy"))
    names = [entry.action.fullname for entry in store.due(now=NOW + 9)]
    assert names == ["t1_old", "t1_new", "t1_late"]
    assert len(store.due(now=NOW + 9, limit=2)) == 2


def test_a_result_is_recorded_and_survives_a_later_word(planned):
    """The name of what was made is kept even if nobody repeats it."""
    planned.claim(KEY, attempts=0, worker="a", now=NOW)
    planned.move(KEY, Step(State.DONE, 0.0, ""), external_id="t1_made")
    planned.move(KEY, Step(State.DONE, 0.0, "found"))
    entry = planned.entry(KEY)
    assert (entry.state, entry.external_id) == (State.DONE, "t1_made")
    assert entry.note == "found"


@pytest.mark.parametrize("state", [State.PLANNED, State.UNKNOWN, State.CANCELLED])
def test_what_is_done_stays_done(planned, state):
    """A worker that wakes up late cannot have an action sent again."""
    planned.move(KEY, Step(State.DONE, 0.0, ""), external_id="t1_made")
    planned.move(KEY, Step(state, 0.0, "late"))
    assert planned.entry(KEY).state is State.DONE


def test_a_worker_that_was_given_up_cannot_move_the_next_try(planned):
    """With the number of its try it moves only what is still its own."""
    planned.claim(KEY, attempts=0, worker="a", now=NOW)
    planned.release("a", now=NOW, settle=0.0)
    planned.claim(KEY, attempts=1, worker="b", now=NOW)
    planned.move(KEY, Step(State.PLANNED, 0.0, "late"), attempts=1)
    assert planned.entry(KEY).state is State.SENDING
    planned.move(KEY, Step(State.PLANNED, 0.0, "mine"), attempts=2)
    assert planned.entry(KEY).state is State.PLANNED


def test_sending_is_noted_before_the_call(planned):
    """The time of the call is kept through later tries."""
    planned.claim(KEY, attempts=0, worker="a", now=NOW)
    planned.mark_sent(KEY, now=NOW + 1)
    planned.move(KEY, Step(State.UNKNOWN, NOW + 30, "lost"))
    again = planned.claim(KEY, attempts=1, worker="a", now=NOW + 30)
    assert again.sent_at == NOW + 1


def test_nobody_sends_what_was_taken_away(planned):
    """A worker that was given up is stopped at the last moment."""
    planned.claim(KEY, attempts=0, worker="a", now=NOW)
    planned.release("a", now=NOW, settle=0.0)
    with pytest.raises(Refused, match="no longer ours to send"):
        planned.mark_sent(KEY, now=NOW)
    planned.claim(KEY, attempts=1, worker="b", now=NOW)
    with pytest.raises(Refused, match="no longer ours to send"):
        planned.mark_sent(KEY, now=NOW, attempts=1)
    planned.mark_sent(KEY, now=NOW, attempts=2)
    assert planned.entry(KEY).sent_at == NOW


def test_a_restarted_worker_frees_what_it_had_not_sent(planned):
    """It is planned again, and due at once."""
    planned.beat("a", now=NOW)
    planned.claim(KEY, attempts=0, worker="a", now=NOW)
    assert planned.release("a", now=NOW + 1, settle=30.0) == 1
    (entry,) = planned.due(now=NOW + 1)
    assert (entry.state, entry.attempts) == (State.PLANNED, 1)


def test_what_was_sent_is_looked_for_after_the_listings_settle(planned):
    """A crash after the call leaves an unknown outcome."""
    planned.claim(KEY, attempts=0, worker="a", now=NOW)
    planned.mark_sent(KEY, now=NOW + 1)
    assert planned.release("a", now=NOW + 2, settle=30.0) == 1
    entry = planned.entry(KEY)
    assert (entry.state, entry.not_before) == (State.UNKNOWN, NOW + 32)


def test_a_crash_while_looking_does_not_make_the_outcome_known(planned):
    """An earlier try that was sent keeps counting as sent."""
    planned.claim(KEY, attempts=0, worker="a", now=NOW)
    planned.mark_sent(KEY, now=NOW)
    planned.move(KEY, Step(State.UNKNOWN, NOW, "lost"))
    planned.claim(KEY, attempts=1, worker="a", now=NOW + 9)
    planned.release("a", now=NOW + 9, settle=1.0)
    assert planned.entry(KEY).state is State.UNKNOWN


def test_only_the_dead_lose_what_they_hold(planned):
    """Over 60 seconds without a beat is dead; 60 is not."""
    planned.beat("a", now=NOW)
    planned.claim(KEY, attempts=0, worker="a", now=NOW)
    assert planned.release("b", now=NOW + 60, settle=0.0) == 0
    assert planned.release("b", now=NOW + 60.1, settle=0.0) == 1
    assert planned.release("b", now=NOW + 60.1, settle=0.0) == 0


def test_a_worker_that_never_beat_is_as_old_as_its_claim(planned):
    """It is not taken for dead in its first minute."""
    planned.claim(KEY, attempts=0, worker="a", now=NOW)
    assert planned.release("b", now=NOW + 59, settle=0.0) == 0
    assert planned.release("b", now=NOW + 61, settle=0.0) == 1


def test_the_living_are_those_that_spoke_lately(store):
    """A beat counts from when it was last made."""
    store.beat("a", now=NOW)
    store.beat("b", now=NOW)
    store.beat("b", now=NOW + HOUR)
    assert store.living(now=NOW + HOUR, within=60.0) == {"b"}
    assert store.living(now=NOW + HOUR, within=HOUR) == {"a", "b"}


def test_nothing_is_due_in_a_closed_subreddit(planned):
    """Capitals do not matter; it goes on when the subreddit is open again."""
    planned.close_subreddit("NEWS", why="private", now=NOW)
    assert planned.due(now=NOW) == ()
    assert planned.open_entries() == 0
    assert planned.closed_subreddits() == {"news": "private"}
    planned.close_subreddit("news", why="banned", now=NOW)
    assert planned.closed_subreddits() == {"news": "banned"}
    planned.open_subreddit("News")
    assert planned.closed_subreddits() == {}
    assert [entry.key for entry in planned.due(now=NOW)] == [KEY]
