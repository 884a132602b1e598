"""The ledger of actions: what is due, who sends it, and how far it came.

Every change is one UPDATE that names the state it expects, so of two workers
exactly one succeeds, on either database.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    case,
    func,
    or_,
    select,
    update,
)

from civilbot.errors import Refused
from civilbot.ledger import OPEN, Entry, State, Step
from civilbot.store.rows import entry
from civilbot.store.schema import actions, insert_into, subreddits, workers

#: A worker that has not said a word for this many seconds is dead.
DEAD_AFTER = 60.0

#: What nobody is sending: it can be taken.
_WAITING = (State.PLANNED, State.UNKNOWN)


def _workable() -> ColumnElement[bool]:
    """Entries of subreddits that we did not stop working in."""
    return actions.c.subreddit.not_in(select(subreddits.c.name))


def due(connection: Connection, *, now: float, limit: int) -> Sequence[Entry]:
    """Give waiting entries whose time has come, oldest first."""
    query = (
        select(actions)
        .where(actions.c.state.in_(_WAITING), actions.c.not_before <= now, _workable())
        .order_by(
            actions.c.not_before,
            actions.c.planned_at,
            actions.c.position,
            actions.c.key,
        )
        .limit(limit)
    )
    return tuple(entry(row) for row in connection.execute(query))


def find(connection: Connection, key: str) -> Entry | None:
    """Give one entry."""
    row = connection.execute(select(actions).where(actions.c.key == key)).first()
    return entry(row) if row else None


def count_open(connection: Connection, *, until: float) -> int:
    """Count entries that will still move by themselves, due at `until` or earlier."""
    query = select(func.count()).where(
        actions.c.state.in_(OPEN), actions.c.not_before <= until, _workable()
    )
    return connection.scalars(query).one()


def claim(
    connection: Connection, key: str, *, attempts: int, worker: str, now: float
) -> Entry | None:
    """Take a waiting entry for sending, if it was tried that many times."""
    statement = (
        update(actions)
        .where(
            actions.c.key == key,
            actions.c.state.in_(_WAITING),
            actions.c.attempts == attempts,
        )
        .values(
            state=State.SENDING,
            attempts=actions.c.attempts + 1,
            claimed_by=worker,
            claimed_at=now,
        )
        .returning(*actions.c)
    )
    row: Row[Any] | None = connection.execute(statement).first()
    return entry(row) if row else None


def move(
    connection: Connection,
    key: str,
    step: Step,
    *,
    external_id: str,
    attempts: int | None,
) -> None:
    """Record where an entry went.

    What is done stays done: a worker that wakes up late cannot have it sent
    again. With `attempts`, only the worker of that try may move it.
    """
    conditions = [actions.c.key == key]
    if step.state is not State.DONE:
        conditions.append(actions.c.state != State.DONE)
        if attempts is not None:
            conditions.append(actions.c.attempts == attempts)
    changes: dict[str, Any] = {
        "state": step.state,
        "not_before": step.not_before,
        "note": step.note,
    }
    if external_id:
        changes["external_id"] = external_id
    connection.execute(update(actions).where(*conditions).values(changes))


def mark_sent(
    connection: Connection, key: str, *, now: float, attempts: int | None
) -> None:
    """Note that the call goes out now; refuse if the entry was taken from us."""
    mine = [actions.c.key == key, actions.c.state == State.SENDING]
    if attempts is not None:
        mine.append(actions.c.attempts == attempts)
    statement = update(actions).where(*mine).values(sent_at=now)
    if connection.execute(statement).rowcount != 1:
        raise Refused(f"action {key} is no longer ours to send: it was released")


def release(connection: Connection, worker: str, *, now: float, settle: float) -> int:
    """Free what dead workers, or this one in an earlier life, left in sending."""
    last_beat = (
        select(workers.c.beat_at)
        .where(workers.c.id == actions.c.claimed_by)
        .scalar_subquery()
    )
    # One that never beat is as old as its claim.
    last_word = func.coalesce(last_beat, actions.c.claimed_at)
    # An earlier try counts as sent, too: its answer may never have been found.
    sent = actions.c.sent_at > 0.0
    statement = (
        update(actions)
        .where(
            actions.c.state == State.SENDING,
            or_(actions.c.claimed_by == worker, last_word < now - DEAD_AFTER),
        )
        .values(
            state=case((sent, State.UNKNOWN), else_=State.PLANNED),
            not_before=case((sent, now + settle), else_=actions.c.not_before),
            note="the worker that was sending it stopped",
        )
    )
    return connection.execute(statement).rowcount


def living(connection: Connection, *, since: float) -> frozenset[str]:
    """Name the workers that spoke at `since` or later."""
    query = select(workers.c.id).where(workers.c.beat_at >= since)
    return frozenset(connection.scalars(query))


def beat(connection: Connection, worker: str, *, now: float) -> None:
    """Say that a worker is alive."""
    statement = insert_into(connection, workers).values(id=worker, beat_at=now)
    connection.execute(
        statement.on_conflict_do_update(index_elements=["id"], set_={"beat_at": now})
    )
