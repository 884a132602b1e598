"""Proposals, what moderators said to them, and the replies that are on Reddit."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    func,
    select,
    true,
    update,
)

from civilbot.consent import Answer, Said
from civilbot.ledger import RETRACTED, Entry, State, case_id
from civilbot.model import ActionKind, Decision
from civilbot.ports import Posted, Proposal
from civilbot.store.moderators import last_words
from civilbot.store.recording import item_key
from civilbot.store.rows import entry
from civilbot.store.schema import actions, answers, decisions, insert_into

#: What is given up is not wanted; all else was done, or may still be.
_GIVEN_UP = (State.CANCELLED, State.FAILED)


def proposals(connection: Connection, *, since: float) -> tuple[Proposal, ...]:
    """Give proposals that were sent since a time, oldest first."""
    query = (
        select(actions)
        .where(
            actions.c.kind == ActionKind.MODMAIL,
            actions.c.briefing != "",
            actions.c.fullname != "",
            actions.c.state == State.DONE,
            actions.c.external_id != "",
            actions.c.sent_at >= since,
        )
        .order_by(actions.c.sent_at, actions.c.key)
    )
    found = [entry(row) for row in connection.execute(query)]
    said = _by_thread(connection, [one.action.fullname for one in found])
    return tuple(
        Proposal(entry=one, answers=said.get(one.action.fullname, ())) for one in found
    )


def _by_thread(
    connection: Connection, threads: Sequence[str]
) -> Mapping[str, tuple[Answer, ...]]:
    """Give what moderators said in modmail about each thread, oldest first."""
    query = (
        select(answers)
        .where(
            answers.c.thread.in_(threads),
            answers.c.said.in_((Said.APPROVE, Said.DECLINE)),
        )
        .order_by(answers.c.at, answers.c.id)
    )
    found: dict[str, tuple[Answer, ...]] = {}
    for row in connection.execute(query):
        found[row.thread] = (*found.get(row.thread, ()), answer(row))
    return found


def answer(row: Row[Any]) -> Answer:
    """Turn a row into what somebody said."""
    return Answer(
        id=row.id,
        said=Said(row.said),
        case=row.case_id,
        subreddit=row.subreddit,
        thread=row.thread,
        briefing=row.briefing,
        moderator=row.moderator,
        at=row.at,
        note=row.note,
    )


def keep(connection: Connection, given: Iterable[Answer], now: float) -> None:
    """Store what was said; what is there already is let be."""
    rows = [
        {
            "id": one.id,
            "said": one.said,
            "case_id": one.case,
            "item_key": item_key(connection, one.case),
            "subreddit": one.subreddit.lower(),
            "thread": one.thread,
            "briefing": one.briefing,
            "moderator": one.moderator,
            "note": one.note,
            "at": one.at,
            "seen_at": now,
        }
        for one in sorted(given, key=lambda one: one.id)
    ]
    if rows:
        statement = insert_into(connection, answers)
        connection.execute(
            statement.on_conflict_do_nothing(index_elements=["id"]), rows
        )


def summons(given: Iterable[Decision]) -> Iterator[Answer]:
    """Give the answers that lie in comments by which moderators ask for a briefing."""
    for decision in given:
        item = decision.item
        for action in decision.actions:
            if action.asked_by and action.fullname != item.fullname:
                yield Answer(
                    id=item.fullname,
                    said=Said.SUMMON,
                    case=case_id(item.key),
                    subreddit=item.subreddit,
                    thread=action.thread,
                    briefing=action.briefing,
                    moderator=action.asked_by,
                    at=item.created_utc,
                )


def posted(
    connection: Connection, *, account: str, briefing: str, since: float
) -> tuple[Posted, ...]:
    """Give our replies with a briefing that are on Reddit, newest threads first."""
    query = (
        select(
            actions,
            decisions.c.created_utc.label("thread_utc"),
            decisions.c.permalink,
            decisions.c.title,
        )
        .join(decisions, actions.c.item_key == decisions.c.item_key)
        .where(
            actions.c.kind == ActionKind.REPLY,
            func.lower(actions.c.account) == account.lower(),
            actions.c.briefing != "",
            _of(briefing),
            actions.c.state == State.DONE,
            actions.c.external_id != "",
            actions.c.sent_at >= since,
        )
        .order_by(decisions.c.created_utc.desc(), actions.c.key)
    )
    rows = connection.execute(query).all()
    names = [row.external_id for row in rows]
    changes = _changes(connection, names)
    removed = last_words(connection, names)
    return tuple(
        _posted(row, changes.get(row.external_id, ()), removed.get(row.external_id))
        for row in rows
    )


def _of(briefing: str) -> ColumnElement[bool]:
    """Narrow to a briefing at any revision; to nothing without an id."""
    if not briefing:
        return true()
    return actions.c.briefing.startswith(f"{briefing}@", autoescape=True)


def _changes(
    connection: Connection, names: Sequence[str]
) -> Mapping[str, tuple[Row[Any], ...]]:
    """Give what was done, or will be, to these replies of ours."""
    query = select(actions).where(
        actions.c.fullname.in_(names),
        actions.c.kind.in_((ActionKind.EDIT_REPLY, ActionKind.DELETE_REPLY)),
        actions.c.state.not_in(_GIVEN_UP),
    )
    found: dict[str, tuple[Row[Any], ...]] = {}
    for row in connection.execute(query):
        found[row.fullname] = (*found.get(row.fullname, ()), row)
    return found


def _posted(row: Row[Any], changes: Sequence[Row[Any]], word: str | None) -> Posted:
    """Turn a reply's row, and what was done to it, into how it stands."""
    first = entry(row)
    name, revision = _split(first.action.briefing)
    edits = [entry(change).action for change in changes if change.state == State.DONE]
    return Posted(
        entry=first,
        briefing=name,
        revision=max([revision, *(_split(edit.briefing)[1] for edit in edits)]),
        thread_utc=row.thread_utc,
        permalink=row.permalink,
        title=row.title or "",
        removed=word == "remove",
        approved=word == "approve",
        retracted=any(_retracts(entry(change)) for change in changes),
    )


def _retracts(change: Entry) -> bool:
    action = change.action
    return action.kind is ActionKind.DELETE_REPLY or action.subject == RETRACTED


def _split(briefing: str) -> tuple[str, int]:
    name, _, revision = briefing.rpartition("@")
    return name, int(revision) if revision.isdigit() else 0


def edits(connection: Connection, subreddit: str, *, since: float) -> int:
    """Count corrections that were planned in a subreddit since a time."""
    query = select(func.count()).where(
        actions.c.kind == ActionKind.EDIT_REPLY,
        actions.c.subreddit == subreddit.lower(),
        actions.c.planned_at >= since,
        actions.c.state.not_in(_GIVEN_UP),
    )
    return connection.scalars(query).one()


def give_up(connection: Connection, briefing: str, *, revision: int, why: str) -> int:
    """Cancel replies and corrections that were never sent; how many."""
    exact = actions.c.briefing == f"{briefing}@{revision}"
    statement = (
        update(actions)
        .where(
            exact if revision else _of(briefing),
            actions.c.state == State.PLANNED,
            actions.c.sent_at == 0.0,
            actions.c.kind.in_((ActionKind.REPLY, ActionKind.EDIT_REPLY)),
        )
        .values(state=State.CANCELLED, note=why)
    )
    return connection.execute(statement).rowcount
