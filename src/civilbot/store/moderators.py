"""What moderators did to the things that civilbot judged, and what follows from it."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Row, Select, and_, exists, func, select

from civilbot.consent import FINAL, Said
from civilbot.ledger import State
from civilbot.model import ActionKind, Agreement, Item, ModAction, Outcome
from civilbot.ports import Past
from civilbot.store.recording import chunks
from civilbot.store.schema import (
    actions,
    agreements,
    answers,
    decisions,
    insert_into,
    moderator_acts,
)

_DAY = 86_400.0
_MONTH = 30 * _DAY

_APPROVE = "approve"
_REMOVE = "remove"

#: Reddit's names in the moderation log, and what they come to.
_ACTS = {
    "approvelink": _APPROVE,
    "approvecomment": _APPROVE,
    "removelink": _REMOVE,
    "removecomment": _REMOVE,
    "spamlink": _REMOVE,
    "spamcomment": _REMOVE,
}

#: The moderation log names these as moderators, but no person decided there.
_MACHINES = frozenset({"automoderator", "reddit"})


def past(connection: Connection, item: Item, *, now: float) -> Past:
    """Say what matters of the past for a decision on an item."""
    subreddit, day_ago = item.subreddit.lower(), now - _DAY
    # A proposal that was approved is one thread, not two.
    briefed = select(func.count(actions.c.thread.distinct())).where(
        actions.c.subreddit == subreddit,
        actions.c.briefing != "",
        actions.c.kind.in_((ActionKind.REPLY, ActionKind.MODMAIL)),
        actions.c.fullname != "",
        actions.c.planned_at > day_ago,
    )
    flagged = select(func.count()).where(
        decisions.c.subreddit == subreddit,
        decisions.c.outcome == Outcome.ACT,
        decisions.c.flagged,
        decisions.c.judged_at > day_ago,
    )
    approved = exists().where(
        moderator_acts.c.fullname == item.fullname, moderator_acts.c.act == _APPROVE
    )
    row = connection.execute(
        select(briefed.scalar_subquery(), flagged.scalar_subquery(), approved)
    ).one()
    return Past(
        briefed_today=row[0],
        flags_today=row[1],
        thread_closed=_thread_closed(connection, item.thread or item.fullname),
        proposed=_proposed(connection, item.thread or item.fullname),
        approved_before=bool(row[2]),
        earlier_flags=_earlier_flags(connection, item, now=now),
    )


def _earlier_flags(
    connection: Connection, item: Item, *, now: float
) -> tuple[float, ...]:
    """Say when other things by the same author were flagged here, and stand so."""
    if item.author is None:
        return ()
    overturned = exists().where(
        agreements.c.item_key == decisions.c.item_key,
        agreements.c.agreement == Agreement.OVERTURNED,
    )
    query = (
        select(func.max(decisions.c.judged_at))
        .where(
            decisions.c.author == item.author,
            decisions.c.subreddit == item.subreddit.lower(),
            decisions.c.fullname != item.fullname,
            decisions.c.flagged,
            decisions.c.outcome == Outcome.ACT,
            decisions.c.judged_at > now - _MONTH,
            ~overturned,
        )
        .group_by(decisions.c.fullname)
    )
    return tuple(sorted(connection.scalars(query)))


def refused(connection: Connection, thread: str) -> str:
    """Say why a thread may get no briefing any more; "" if nobody was against it."""
    declined = select(answers.c.said).where(
        answers.c.thread == thread, answers.c.said.in_(FINAL)
    )
    removed = select(actions.c.key).where(
        actions.c.thread == thread,
        actions.c.kind == ActionKind.REPLY,
        exists().where(
            moderator_acts.c.fullname == actions.c.external_id,
            moderator_acts.c.act == _REMOVE,
        ),
    )
    if connection.execute(removed).first():
        return "a moderator removed civilbot's reply here"
    said = frozenset(connection.scalars(declined))
    if Said.DECLINE in said:
        return "a moderator declined a briefing here"
    return "civilbot's reply here was voted far down" if said else ""


def _thread_closed(connection: Connection, thread: str) -> str:
    """Say why no briefing may be posted in a thread; "" if it may."""
    # A nudge to a comment does not answer the thread.
    answered = connection.execute(
        _about_thread(thread).where(actions.c.kind == ActionKind.REPLY)
    ).first()
    against = refused(connection, thread)
    return against or ("already answered by civilbot" if answered else "")


def _proposed(connection: Connection, thread: str) -> bool:
    """Whether the moderators were asked about a briefing in a thread."""
    # Mail on a flag proposes nothing.
    asked = _about_thread(thread).where(
        actions.c.kind == ActionKind.MODMAIL, actions.c.briefing != ""
    )
    return connection.execute(asked).first() is not None


def _about_thread(thread: str) -> Select[tuple[str]]:
    """Ask for what was or will be done about a thread itself."""
    return select(actions.c.key).where(
        actions.c.thread == thread,
        actions.c.fullname == thread,
        actions.c.state.not_in((State.CANCELLED, State.FAILED)),
    )


def last_words(connection: Connection, names: Sequence[str]) -> Mapping[str, str]:
    """Say whether people last approved or removed these things: "approve", "remove"."""
    query = (
        select(moderator_acts)
        .where(moderator_acts.c.fullname.in_(names))
        .order_by(moderator_acts.c.created_utc, moderator_acts.c.log_id)
    )
    return {row.fullname: row.act for row in connection.execute(query)}


def judge(
    connection: Connection, given: Iterable[ModAction], *, account: str, now: float
) -> Sequence[tuple[str, Agreement]]:
    """Store people's approvals and removals; say which decisions they speak of.

    An entry that speaks of no decision yet is looked at again when it is given
    again: the decision, or the name of our reply, may be stored in between.
    """
    ours = _MACHINES | {account.lower()}
    acts = sorted(
        {
            one.id: one
            for one in given
            if one.action in _ACTS
            and one.fullname
            and one.moderator.lower() not in ours
        }.values(),
        key=lambda one: (one.created_utc, one.id),
    )
    fresh: list[tuple[str, Agreement]] = []
    for chunk in chunks(acts):
        _keep(connection, chunk)
        judged = _judged(connection, chunk)
        fresh += _agree(connection, chunk, judged, now)
    return tuple(fresh)


def _keep(connection: Connection, acts: Sequence[ModAction]) -> None:
    """Store approvals and removals, of whatever thing they are."""
    connection.execute(
        insert_into(connection, moderator_acts).on_conflict_do_nothing(
            index_elements=["log_id"]
        ),
        [
            {
                "log_id": one.id,
                "act": _ACTS[one.action],
                "moderator": one.moderator,
                "subreddit": one.subreddit.lower(),
                "fullname": one.fullname,
                "created_utc": one.created_utc,
            }
            for one in sorted(acts, key=lambda one: one.id)
        ],
    )


#: What an act on a thing says of our decision to speak against it …
_ON_ITEM = {_APPROVE: Agreement.OVERTURNED, _REMOVE: Agreement.CONFIRMED}
#: … and what it says of our decision to post it.
_ON_REPLY = {_APPROVE: Agreement.CONFIRMED, _REMOVE: Agreement.OVERTURNED}


def _judged(
    connection: Connection, acts: Sequence[ModAction]
) -> Mapping[str, tuple[Row[Any], Agreement]]:
    """Find the decision that each act speaks of, by the act's id."""
    names = {one.fullname for one in acts}
    revisions: dict[str, list[Row[Any]]] = {}
    for row in connection.execute(
        select(decisions)
        .where(decisions.c.fullname.in_(names))
        .order_by(decisions.c.edited_utc.desc(), decisions.c.judged_at.desc())
    ):
        revisions.setdefault(row.fullname, []).append(row)
    replies = {row.external_id: row for row in _replies(connection, names)}
    found: dict[str, tuple[Row[Any], Agreement]] = {}
    for one in acts:
        seen = _as_seen(revisions.get(one.fullname, []), one)
        if one.fullname in replies:
            found[one.id] = (replies[one.fullname], _ON_REPLY[_ACTS[one.action]])
        elif seen is not None and seen.flagged:
            found[one.id] = (seen, _ON_ITEM[_ACTS[one.action]])
    return found


def _as_seen(revisions: Iterable[Row[Any]], act: ModAction) -> Row[Any] | None:
    """Pick the newest revision that the moderator can have seen.

    An approval of what an item said says nothing of what it was edited into.
    """
    seen = (row for row in revisions if row.edited_utc <= act.created_utc)
    return next(seen, None)


def _replies(connection: Connection, names: set[str]) -> Iterable[Row[Any]]:
    """Find those of the things that are our own replies."""
    return connection.execute(
        select(actions.c.external_id, actions.c.case_id, actions.c.item_key).where(
            and_(
                actions.c.external_id.in_(names),
                actions.c.kind == ActionKind.REPLY,
                actions.c.state == State.DONE,
            )
        )
    )


def _agree(
    connection: Connection,
    acts: Sequence[ModAction],
    judged: Mapping[str, tuple[Row[Any], Agreement]],
    now: float,
) -> list[tuple[str, Agreement]]:
    """Store what the acts say; what was new of it, in the order of the acts."""
    rows = [
        {
            "log_id": one.id,
            "case_id": judged[one.id][0].case_id,
            "item_key": judged[one.id][0].item_key,
            "fullname": one.fullname,
            "agreement": judged[one.id][1],
            "moderator": one.moderator,
            "at": one.created_utc,
            "seen_at": now,
        }
        for one in acts
        if one.id in judged
    ]
    if not rows:
        return []
    statement = (
        insert_into(connection, agreements)
        .on_conflict_do_nothing(index_elements=["log_id"])
        .returning(agreements.c.log_id)
    )
    ordered = sorted(rows, key=lambda row: str(row["log_id"]))
    added = set(connection.scalars(statement, ordered))
    return [
        (judged[one.id][0].case_id, judged[one.id][1])
        for one in acts
        if one.id in added
    ]
