"""What moderators taught by their answers: which titles a briefing fits."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, Row, select

from civilbot.consent import Said
from civilbot.ledger import State
from civilbot.model import ActionKind
from civilbot.ports import Lesson
from civilbot.store.moderators import last_words
from civilbot.store.schema import actions, answers, decisions, moderator_acts

MATCH = "match"
NEAR = "near"

#: What an answer says of the title; what readers' votes mean is not clear.
_LABELS = {Said.APPROVE: MATCH, Said.SUMMON: MATCH, Said.DECLINE: NEAR}


def taught(connection: Connection, briefing: str) -> tuple[Lesson, ...]:
    """Give the lessons, oldest first; one for each title and briefing.

    A word against a briefing outweighs one for it. Titles that were deleted, here or
    on Reddit, teach nothing any more.
    """
    found = [*_said(connection), *_removed(connection)]
    found.sort(key=lambda lesson: (lesson.label == NEAR, lesson.at))
    last = {(lesson.briefing, lesson.title): lesson for lesson in found}
    kept = (one for one in last.values() if briefing in ("", one.briefing))
    return tuple(sorted(kept, key=lambda lesson: lesson.at))


def _said(connection: Connection) -> Iterator[Lesson]:
    query = (
        select(answers, decisions.c.title)
        .join(decisions, answers.c.item_key == decisions.c.item_key)
        .where(answers.c.said.in_(tuple(_LABELS)), decisions.c.title.is_not(None))
    )
    for row in connection.execute(query):
        said = Said(row.said)
        yield _lesson(row, _LABELS[said], row.moderator, row.at, said.value)


def _removed(connection: Connection) -> Iterator[Lesson]:
    """Read which replies moderators removed, and did not approve afterwards."""
    query = (
        select(actions, decisions.c.title, moderator_acts)
        .join(decisions, actions.c.item_key == decisions.c.item_key)
        .join(moderator_acts, moderator_acts.c.fullname == actions.c.external_id)
        .where(
            actions.c.kind == ActionKind.REPLY,
            actions.c.briefing != "",
            actions.c.state == State.DONE,
            decisions.c.title.is_not(None),
        )
        .order_by(moderator_acts.c.created_utc)
    )
    rows = connection.execute(query).all()
    words = last_words(connection, [row.external_id for row in rows])
    for row in rows:
        if words[row.external_id] == "remove" and row.act == "remove":
            yield _lesson(row, NEAR, row.moderator, row.created_utc, "removed")


def _lesson(row: Row[Any], label: str, moderator: str, at: float, why: str) -> Lesson:
    return Lesson(
        briefing=row.briefing.rpartition("@")[0],
        title=row.title,
        label=label,
        moderator=moderator,
        at=at,
        why=why,
    )
