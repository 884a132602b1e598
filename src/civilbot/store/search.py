"""The reading side: lists decisions, explains one case, counts what happened."""

import re
from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, func, or_, select

from civilbot.errors import Refused
from civilbot.ledger import State
from civilbot.model import ActionKind, Agreement, Gap, Outcome
from civilbot.store.addresses import fullname_in
from civilbot.store.found import Agreed, Case, Counts, Judged, Query
from civilbot.store.replies import answer
from civilbot.store.rows import entry, judged
from civilbot.store.schema import actions, agreements, answers, decisions, gaps

#: Fewer letters of a case id would find half the database.
_CASE = re.compile(r"[0-9a-f]{4,10}")

#: Things that are named when the beginning of a case id fits several.
_MOST_NAMED = 5


def listed(connection: Connection, query: Query) -> tuple[Judged, ...]:
    """Give the decisions that a query asks for, newest first."""
    statement = (
        select(decisions)
        .where(*_conditions(query))
        .order_by(decisions.c.judged_at.desc(), decisions.c.item_key)
        .limit(query.limit)
    )
    return tuple(judged(row) for row in connection.execute(statement))


def _conditions(query: Query) -> Iterable[ColumnElement[bool]]:
    """Turn a query into conditions."""
    if query.subreddit:
        yield decisions.c.subreddit == query.subreddit.lower()
    if query.outcome is not None:
        yield decisions.c.outcome == query.outcome
    if query.kind is not None:
        yield decisions.c.kind == query.kind
    if query.since is not None:
        yield decisions.c.judged_at >= query.since
    if query.before is not None:
        yield decisions.c.judged_at < query.before
    if query.text:
        yield _about(query.text)


def _about(text: str) -> ColumnElement[bool]:
    """Ask for decisions on what people name, or that led to the reply they name."""
    name = fullname_in(text)
    if name:
        led_here = select(actions.c.item_key).where(actions.c.external_id == name)
        return or_(decisions.c.fullname == name, decisions.c.item_key.in_(led_here))
    said = text.strip().lower()
    if not _CASE.fullmatch(said):
        return decisions.c.case_id == said
    return decisions.c.case_id.startswith(said, autoescape=True)


def explained(connection: Connection, text: str) -> Case | None:
    """Give all that is known of the thing that a text names."""
    rows = connection.execute(
        select(decisions.c.fullname, func.max(decisions.c.case_id).label("case"))
        .where(_about(text))
        .group_by(decisions.c.fullname)
        .order_by(func.max(decisions.c.judged_at).desc(), decisions.c.fullname)
        .limit(_MOST_NAMED)
    ).all()
    # Our own reply was seen in a listing, too; what led to it says more.
    name = fullname_in(text)
    found = [row for row in rows if row.fullname != name] or list(rows)
    # Two things of the very same case id are as good as impossible: the newer.
    if len({row.case for row in found}) > 1:
        some = ", ".join(f"{row.case} ({row.fullname})" for row in found)
        raise Refused(f"several cases begin with '{text.strip()}': {some}")
    return _case(connection, found[0].fullname) if found else None


def _case(connection: Connection, fullname: str) -> Case:
    """Gather all that is known of one thing."""
    revisions = connection.execute(
        select(decisions)
        .where(decisions.c.fullname == fullname)
        .order_by(decisions.c.edited_utc, decisions.c.judged_at)
    ).all()
    keys = [row.item_key for row in revisions]
    entries = connection.execute(
        select(actions)
        .where(actions.c.item_key.in_(keys))
        .order_by(actions.c.planned_at, actions.c.position, actions.c.key)
    )
    agreed = connection.execute(
        select(agreements)
        .where(agreements.c.item_key.in_(keys))
        .order_by(agreements.c.at, agreements.c.log_id)
    )
    return Case(
        fullname=fullname,
        judged=tuple(judged(row) for row in revisions),
        entries=tuple(entry(row) for row in entries),
        agreements=tuple(_agreed(row) for row in agreed),
        answers=tuple(
            answer(row)
            for row in connection.execute(
                select(answers)
                .where(answers.c.item_key.in_(keys))
                .order_by(answers.c.at, answers.c.id)
            )
        ),
    )


def _agreed(row: Row[Any]) -> Agreed:
    """Turn a row into what a moderator said."""
    return Agreed(
        log_id=row.log_id,
        case=row.case_id,
        fullname=row.fullname,
        agreement=Agreement(row.agreement),
        moderator=row.moderator,
        at=row.at,
    )


def counted(connection: Connection, since: float) -> Counts:
    """Count what happened since a time."""
    by_outcome = connection.execute(
        select(decisions.c.subreddit, decisions.c.outcome, func.count())
        .where(decisions.c.judged_at >= since)
        .group_by(decisions.c.subreddit, decisions.c.outcome)
    )
    by_state = connection.execute(
        select(actions.c.kind, actions.c.state, func.count())
        .where(actions.c.planned_at >= since)
        .group_by(actions.c.kind, actions.c.state)
    )
    return Counts(
        decisions={(name, Outcome(made)): n for name, made, n in by_outcome},
        actions={(ActionKind(kind), State(state)): n for kind, state, n in by_state},
        agreements=_last_words(connection, since),
        gaps=_gaps(connection, since),
    )


def _last_words(
    connection: Connection, since: float
) -> dict[tuple[str, Agreement], int]:
    """Count what moderators last said of each case."""
    rows = connection.execute(
        select(agreements, decisions.c.subreddit)
        .join(decisions, agreements.c.item_key == decisions.c.item_key)
        .where(agreements.c.seen_at >= since)
        .order_by(agreements.c.at, agreements.c.log_id)
    )
    last = {
        (row.item_key, row.fullname): (row.subreddit, Agreement(row.agreement))
        for row in rows
    }
    counts: dict[tuple[str, Agreement], int] = {}
    for word in last.values():
        counts[word] = counts.get(word, 0) + 1
    return counts


def _gaps(connection: Connection, since: float) -> tuple[Gap, ...]:
    """List the gaps that were recorded."""
    rows = connection.execute(
        select(gaps).where(gaps.c.recorded_at >= since).order_by(gaps.c.from_utc)
    )
    return tuple(Gap(row.source, row.from_utc, row.to_utc, row.why) for row in rows)
