"""Writes what was decided, what is planned and how far was read, all at once."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import Connection, case, select

from civilbot.errors import Refused
from civilbot.ledger import Entry, State, case_id, entries
from civilbot.model import Decision, Gap, Outcome
from civilbot.store.rows import decision_row, entry_row, firing_rows
from civilbot.store.schema import (
    actions,
    cursors,
    decisions,
    firings,
    gaps,
    insert_into,
)

T = TypeVar("T")

#: Names in one statement; the databases allow some thousands.
_CHUNK = 500


def chunks(values: Collection[T]) -> Iterator[list[T]]:
    """Cut a collection to what one statement can take."""
    rest = iter(values)
    while chunk := list(islice(rest, _CHUNK)):
        yield chunk


def known(connection: Connection, keys: Collection[str]) -> frozenset[str]:
    """Those of the item keys that have a decision."""
    found: set[str] = set()
    for chunk in chunks(keys):
        query = select(decisions.c.item_key).where(decisions.c.item_key.in_(chunk))
        found.update(connection.scalars(query))
    return frozenset(found)


def add_decisions(
    connection: Connection, given: Iterable[Decision], now: float
) -> list[Decision]:
    """Insert the decisions that are new, and give these back."""
    first: dict[str, Decision] = {}
    for decision in given:
        first.setdefault(decision.item.key, decision)
    # Two recorders that insert in the same order cannot deadlock on PostgreSQL.
    ordered = [first[key] for key in sorted(first)]
    added = _insert_new(
        connection,
        decisions,
        [decision_row(decision, now) for decision in ordered],
        key="item_key",
    )
    fired = [
        row
        for decision in ordered
        if decision.item.key in added
        for row in firing_rows(decision, now)
    ]
    if fired:
        connection.execute(insert_into(connection, firings), fired)
    return [decision for decision in first.values() if decision.item.key in added]


def plan_actions(
    connection: Connection, added: Iterable[Decision], account: str, now: float
) -> tuple[str, ...]:
    """Put the actions of decisions that act into the ledger; keys of the new ones."""
    rows = [
        entry_row(planned, decision.item.key, position)
        for decision in added
        if decision.outcome is Outcome.ACT
        for position, planned in enumerate(entries(decision, account, now))
    ]
    return _add_entries(connection, rows)


def plan_entries(connection: Connection, given: Sequence[Entry]) -> tuple[str, ...]:
    """Put further entries into the ledger; keys of the new ones.

    An entry with a case follows from its decision; one without follows from none.
    """
    rows = [
        entry_row(
            planned,
            item_key(connection, planned.case) if planned.case else None,
            position,
        )
        for position, planned in enumerate(given)
    ]
    return _add_entries(connection, rows)


def item_key(connection: Connection, case_name: str) -> str:
    """Find the newest decision of a case."""
    query = (
        select(decisions.c.item_key)
        .where(decisions.c.case_id == case_name)
        .order_by(decisions.c.judged_at.desc())
    )
    found: str | None = connection.scalars(query).first()
    if found is None:
        raise Refused(f"there is no case {case_name!r}")
    return found


def _add_entries(
    connection: Connection, rows: Sequence[Mapping[str, Any]]
) -> tuple[str, ...]:
    """Insert ledger rows whose key is new, and plan cancelled ones again.

    An action that an edit had cancelled may be wanted for the new text. Its
    attempts and the time it was last sent stay: whether it was ever seen on
    Reddit is still to be looked for.
    """
    first: dict[str, Mapping[str, Any]] = {}
    for row in rows:
        first.setdefault(row["key"], row)
    ordered = [first[key] for key in sorted(first)]
    if not ordered:
        return ()
    statement = insert_into(connection, actions)
    renewed = {name: statement.excluded[name] for name in ordered[0]}
    for kept in ("key", "attempts", "sent_at"):
        renewed.pop(kept, None)
    added = connection.scalars(
        statement.on_conflict_do_update(
            index_elements=["key"],
            set_=renewed,
            where=actions.c.state == State.CANCELLED,
        ).returning(actions.c.key),
        ordered,
    ).all()
    return tuple(key for key in first if key in set(added))


def _insert_new(
    connection: Connection, table: Any, rows: Sequence[Mapping[str, Any]], *, key: str
) -> frozenset[str]:
    """Insert the rows whose key is not there yet; the keys of those inserted."""
    if not rows:
        return frozenset()
    statement = (
        insert_into(connection, table)
        .on_conflict_do_nothing(index_elements=[key])
        .returning(table.c[key])
    )
    return frozenset(connection.scalars(statement, rows))


def advance(connection: Connection, source: str, high_water: float, now: float) -> None:
    """Note how far a source was read; never less far than before."""
    statement = insert_into(connection, cursors).values(
        source=source, high_water=high_water, updated_at=now
    )
    offered = statement.excluded.high_water
    farther = case(
        (offered > cursors.c.high_water, offered), else_=cursors.c.high_water
    )
    connection.execute(
        statement.on_conflict_do_update(
            index_elements=["source"],
            set_={"high_water": farther, "updated_at": now},
        )
    )


def add_gap(connection: Connection, gap: Gap, now: float) -> None:
    """Note a stretch of time in which items may have been missed."""
    connection.execute(
        gaps.insert().values(
            source=gap.source,
            from_utc=gap.from_utc,
            to_utc=gap.to_utc,
            why=gap.why,
            recorded_at=now,
        )
    )


def cases(found: Iterable[Decision]) -> tuple[str, ...]:
    """Name the cases of decisions."""
    return tuple(case_id(decision.item.key) for decision in found)
