"""Deletes here what was deleted on Reddit, and old decisions that nobody needs.

That something was decided, why in general, and what came of it stays: a
moderator can still ask. What a person wrote goes.
"""

from collections.abc import Collection
from dataclasses import replace
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    delete,
    exists,
    select,
    update,
)

from civilbot.ledger import Entry, State
from civilbot.model import Outcome
from civilbot.store import codec
from civilbot.store.blanking import GONE, Traces, ours, plain_permalink
from civilbot.store.recording import chunks
from civilbot.store.rows import entry, judged
from civilbot.store.schema import (
    actions,
    agreements,
    answers,
    decisions,
    moderator_acts,
    workers,
)

_DAY = 86_400.0

#: What was judged in the last day is never dropped: listings are read again with
#: an overlap, and what has no decision would be judged and counted anew.
_OVERLAP_DAYS = 1.0


def forget(connection: Connection, fullnames: Collection[str]) -> int:
    """Delete what the authors of these things wrote; how many decisions."""
    count = 0
    for chunk in chunks(sorted(set(fullnames))):
        # The ledger first: the decisions still know which words must go.
        _cancel(connection, chunk)
        _forget_entries(connection, decisions.c.fullname.in_(chunk))
        count += _forget_decisions(connection, chunk)
    return count


def keeping(connection: Connection) -> tuple[str, ...]:
    """Name the things whose words are kept here."""
    query = select(decisions.c.fullname).where(decisions.c.text.is_not(None)).distinct()
    return tuple(connection.scalars(query))


def _cancel(connection: Connection, names: Collection[str]) -> None:
    """Give up what waits to be done to things that are gone."""
    connection.execute(
        update(actions)
        .where(actions.c.fullname.in_(names), actions.c.state == State.PLANNED)
        .values(state=State.CANCELLED, note="its author deleted it")
    )


def _forget_decisions(connection: Connection, names: Collection[str]) -> int:
    """Blank the decisions on these things; how many there were."""
    rows = connection.execute(
        select(decisions).where(
            decisions.c.fullname.in_(names), decisions.c.forgotten.is_(False)
        )
    ).all()
    for row in rows:
        connection.execute(
            update(decisions)
            .where(decisions.c.item_key == row.item_key)
            .values(_blanked(row))
        )
    return len(rows)


def _blanked(row: Row[Any]) -> dict[str, Any]:
    """Give what is left of a decision."""
    decision = judged(row).decision
    reading, match = decision.reading, decision.match
    traces = Traces.of(decision.item, reading)
    return {
        "author": None,
        "title": None,
        "text": None,
        "about": None,
        "permalink": plain_permalink(decision.item),
        "reasons": codec.dump_reasons(map(traces.blank, decision.reasons)),
        "reading": (
            codec.dump_reading(traces.blank_reading(reading)) if reading else None
        ),
        "match": codec.dump_match(traces.blank_match(match)) if match else None,
        "actions": codec.dump_actions(
            map(traces.blank_action, decision.actions), decision.fired
        ),
        "forgotten": True,
    }


def _forget_entries(connection: Connection, which: ColumnElement[bool]) -> None:
    """Blank the closed ledger entries of decisions.

    An entry that is still open needs its words, to be done or looked for;
    `prune` blanks it when it is closed.
    """
    rows = connection.execute(
        select(actions)
        .join(decisions, actions.c.item_key == decisions.c.item_key)
        .where(which, _closed(), actions.c.forgotten.is_(False))
    ).all()
    for row in rows:
        connection.execute(
            update(actions)
            .where(actions.c.key == row.key)
            .values(_blanked_entry(connection, row))
        )


def _closed() -> ColumnElement[bool]:
    """Entries whose words nobody needs any more."""
    return actions.c.state.not_in([State.PLANNED, State.SENDING, State.UNKNOWN])


def _blanked_entry(connection: Connection, row: Row[Any]) -> dict[str, Any]:
    """Give what is left of a ledger entry."""
    query = select(decisions).where(decisions.c.item_key == row.item_key)
    about = judged(connection.execute(query).one())
    known: Entry = entry(row)
    traces = Traces.of(about.decision.item, about.decision.reading)
    action = traces.blank_action(known.action)
    if about.forgotten and not ours(action):
        # Too late to know which of its words were the author's.
        action = replace(action, text=GONE, subject=GONE)
    return {
        "action": codec.dump_action(action),
        "note": traces.blank(known.note),
        "forgotten": True,
    }


def prune(connection: Connection, *, now: float, keep_days: float) -> int:
    """Delete old decisions to let things be, and what else is too old to matter."""
    cutoff = now - max(keep_days, _OVERLAP_DAYS) * _DAY
    dropped = connection.execute(
        delete(decisions).where(
            decisions.c.outcome.in_([Outcome.LEAVE, Outcome.ABSTAIN]),
            decisions.c.judged_at < cutoff,
            ~exists().where(actions.c.item_key == decisions.c.item_key),
            ~exists().where(agreements.c.item_key == decisions.c.item_key),
            ~exists().where(answers.c.item_key == decisions.c.item_key),
        )
    ).rowcount
    connection.execute(
        delete(moderator_acts).where(
            moderator_acts.c.created_utc < cutoff,
            ~exists().where(decisions.c.fullname == moderator_acts.c.fullname),
            ~exists().where(actions.c.external_id == moderator_acts.c.fullname),
        )
    )
    sending = exists().where(
        actions.c.claimed_by == workers.c.id, actions.c.state == State.SENDING
    )
    connection.execute(delete(workers).where(workers.c.beat_at < now - _DAY, ~sending))
    _forget_entries(connection, decisions.c.forgotten.is_(True))
    return dropped
