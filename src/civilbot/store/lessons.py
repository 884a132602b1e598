"""What moderators said of briefings: lessons on titles, and how often they agreed."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, func, select

from civilbot.briefings import Lesson, Standing
from civilbot.briefings.lessons import MATCH, NEAR
from civilbot.consent import Said
from civilbot.ledger import State
from civilbot.model import ActionKind
from civilbot.store.schema import actions, answers, decisions, moderator_acts

#: What each word says of a title; what readers' votes mean is not clear.
_LABELS = {
    Said.APPROVE.value: MATCH,
    Said.SUMMON.value: MATCH,
    Said.DECLINE.value: NEAR,
    "kept": MATCH,
    "removed": NEAR,
}

#: What a moderator did to our reply, and what that says.
_DEEDS = {"approve": "kept", "remove": "removed"}


@dataclass(frozen=True, slots=True)
class _Word:
    """A moderator's word on a briefing in a thread."""

    subreddit: str
    thread: str
    #: None where it was deleted, here or on Reddit.
    title: str | None
    lesson: Lesson

    @property
    def order(self) -> tuple[float, bool]:
        """The latest counts; of two at once, the one against."""
        return self.lesson.at, self.lesson.label == NEAR


#: What moderators did to our replies.
_ON_REPLIES = (
    select(
        actions.c.external_id,
        actions.c.briefing,
        actions.c.case_id,
        actions.c.subreddit,
        actions.c.thread,
        decisions.c.title,
        moderator_acts.c.act,
        moderator_acts.c.moderator,
        moderator_acts.c.created_utc,
    )
    .join(decisions, actions.c.item_key == decisions.c.item_key)
    .join(moderator_acts, moderator_acts.c.fullname == actions.c.external_id)
    .where(
        actions.c.kind == ActionKind.REPLY,
        actions.c.briefing != "",
        actions.c.state == State.DONE,
    )
)


def taught(connection: Connection) -> tuple[Lesson, ...]:
    """Give the lessons, oldest first; one for each title and briefing, the latest.

    Titles that were deleted, here or on Reddit, teach nothing any more.
    """
    last: dict[tuple[str, str], Lesson] = {}
    for word in _words(connection):
        lesson = word.lesson
        if word.title is not None:
            last[lesson.briefing, word.title] = lesson
    return tuple(sorted(last.values(), key=lambda lesson: lesson.at))


def mark(connection: Connection) -> tuple[float, ...]:
    """Give numbers that change when lessons do, without reading these: it is quick."""
    said = (
        select(func.count(), func.max(answers.c.at))
        .join(decisions, answers.c.item_key == decisions.c.item_key)
        .where(decisions.c.title.is_not(None))
    )
    done = _ON_REPLIES.with_only_columns(
        func.count(), func.max(moderator_acts.c.created_utc)
    ).where(decisions.c.title.is_not(None))
    rows = (connection.execute(query).one() for query in (said, done))
    return tuple(number or 0.0 for row in rows for number in row)


def standings(connection: Connection, subreddit: str) -> Mapping[str, Standing]:
    """Count by briefing in how many threads it was wanted; "" for all subreddits."""
    last = {
        (word.lesson.briefing, word.thread): word.lesson.label
        for word in _words(connection)
        if subreddit.lower() in ("", word.subreddit)
    }
    offered = _offered(connection, subreddit.lower())
    told = Counter((name, label) for (name, _), label in last.items())
    quiet = Counter(name for name, _ in offered - last.keys())
    return {
        name: Standing(told[name, MATCH], told[name, NEAR], quiet[name])
        for name in sorted({name for name, _ in offered | last.keys()})
    }


def _offered(connection: Connection, subreddit: str) -> frozenset[tuple[str, str]]:
    """Name the briefings that were proposed or posted, and in which threads."""
    query = select(actions.c.briefing, actions.c.thread).where(
        actions.c.kind.in_((ActionKind.REPLY, ActionKind.MODMAIL)),
        actions.c.briefing != "",
        actions.c.thread != "",
        actions.c.state == State.DONE,
    )
    if subreddit:
        query = query.where(actions.c.subreddit == subreddit)
    return frozenset(
        (_name(row.briefing), row.thread) for row in connection.execute(query)
    )


def _words(connection: Connection) -> list[_Word]:
    """Give all that moderators said, the oldest first."""
    return sorted((*_said(connection), *_done(connection)), key=lambda word: word.order)


def _said(connection: Connection) -> Iterator[_Word]:
    """Read what they answered to proposals, and what they asked for."""
    query = (
        select(
            answers.c.said,
            answers.c.at,
            answers.c.briefing,
            answers.c.moderator,
            answers.c.case_id,
            answers.c.subreddit,
            answers.c.thread,
            decisions.c.title,
        )
        .join(decisions, answers.c.item_key == decisions.c.item_key)
        .where(answers.c.said.in_(tuple(_LABELS)))
    )
    for row in connection.execute(query):
        yield _word(row, row.said, row.at)


def _done(connection: Connection) -> Iterator[_Word]:
    """Read what they last did to each of our replies."""
    query = _ON_REPLIES.order_by(moderator_acts.c.created_utc, moderator_acts.c.log_id)
    last = {row.external_id: row for row in connection.execute(query)}
    for row in last.values():
        yield _word(row, _DEEDS[row.act], row.created_utc)


def _word(row: Any, why: str, at: float) -> _Word:
    lesson = Lesson(
        briefing=_name(row.briefing),
        title=row.title or "",
        label=_LABELS[why],
        moderator=row.moderator,
        at=at,
        why=why,
        case=row.case_id,
    )
    return _Word(row.subreddit, row.thread, row.title, lesson)


def _name(briefing: str) -> str:
    """Give a briefing's id without its revision."""
    return briefing.rpartition("@")[0]
