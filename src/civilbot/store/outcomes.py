"""The part of the store that knows how each rule fared, and where it stands.

Moderators' last word on an item counts for every rule that held for it: a removal
confirms, an approval overturns, in shadow as well. Of a briefing, what they answered
to the proposal and did to the reply counts. What nobody looked at says nothing.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, Select, exists, select, update

from civilbot.consent import Said
from civilbot.ledger import Entry, State
from civilbot.model import ActionKind, Agreement, Mode
from civilbot.ports import Sample
from civilbot.standing import Earned, Rank, Review, Tally
from civilbot.store import recording
from civilbot.store.codec import load_action
from civilbot.store.connect import Database
from civilbot.store.rows import judged
from civilbot.store.schema import (
    actions,
    answers,
    decisions,
    firings,
    insert_into,
    moderator_acts,
    standings,
)

_BRIEFINGS = "briefings."

#: What is done to an item says this of the rules that held for it …
_ON_ITEM = {"approve": Agreement.OVERTURNED, "remove": Agreement.CONFIRMED}
#: … to our reply, this of the rules that asked for it …
_ON_REPLY = {"approve": Agreement.CONFIRMED, "remove": Agreement.OVERTURNED}
#: … and what is said to a proposal, this of its briefing.
_ON_PROPOSAL = {
    Said.APPROVE.value: Agreement.CONFIRMED,
    Said.SUMMON.value: Agreement.CONFIRMED,
    Said.DECLINE.value: Agreement.OVERTURNED,
}

_Key = tuple[str, str]
_Words = Mapping[_Key, Agreement]


@dataclass(frozen=True, slots=True)
class _Word:
    """What somebody said of a rule in a decision."""

    key: _Key
    word: Agreement
    at: float
    #: One who declines outweighs the others.
    final: bool = False

    @property
    def order(self) -> tuple[bool, float]:
        """What counts most comes last."""
        return self.final, self.at


class _TakenError(Exception):
    """Somebody else recorded where a rule stands meanwhile."""


class StandingStore:
    """The port `civilbot.ports.Standings`; each call one transaction."""

    _database: Database

    def earned(self, subreddit: str) -> Mapping[str, Earned]:
        """Say where the rules of a subreddit stand, by name."""
        return {one.rule: one for one in self.ranked(subreddit)}

    def ranked(self, subreddit: str) -> tuple[Earned, ...]:
        """Say where the rules of a subreddit stand, and stood, oldest first."""
        query = (
            select(standings)
            .where(standings.c.subreddit == subreddit.lower())
            .order_by(standings.c.since, standings.c.number)
        )
        with self._database.reading() as connection:
            return tuple(map(_earned, connection.execute(query)))

    def reviews(self, subreddit: str, *, since: float) -> tuple[Review, ...]:
        """Give each decision since a time in which a rule held, oldest first."""
        with self._database.reading() as connection:
            words = _words(connection, subreddit.lower(), since)
            query = _fired(firings, subreddit=subreddit.lower(), since=since)
            rows = connection.execute(
                query.order_by(firings.c.at, firings.c.item_key, firings.c.rule)
            ).all()
        return tuple(
            Review(
                rule=row.rule,
                mode=Mode(row.mode),
                at=row.at,
                key=row.item_key,
                word=words.get((row.item_key, row.rule)),
            )
            for row in rows
        )

    def samples(self, keys: Collection[str]) -> Mapping[str, Sample]:
        """Give decisions by their item keys."""
        found: dict[str, Sample] = {}
        with self._database.reading() as connection:
            for chunk in recording.chunks(keys):
                query = select(decisions).where(decisions.c.item_key.in_(chunk))
                for row in connection.execute(query):
                    found[row.item_key] = _sample(row)
        return found

    def rank(
        self, changes: Sequence[Earned], entries: Sequence[Entry]
    ) -> tuple[str, ...] | None:
        """Record where rules stand from now on and plan mail, all or nothing.

        Returns:
            The keys of new entries; None if somebody else changed one of them.
        """
        try:
            with self._database.writing() as connection:
                for one in sorted(changes, key=lambda one: (one.subreddit, one.rule)):
                    _add(connection, one)
                return recording.plan_entries(connection, entries)
        except _TakenError:
            return None

    def measure(self, earned: Sequence[Earned]) -> None:
        """Keep what moderators said meanwhile; the standings stay as they are."""
        with self._database.writing() as connection:
            for one in earned:
                connection.execute(
                    update(standings)
                    .where(
                        standings.c.subreddit == one.subreddit,
                        standings.c.rule == one.rule,
                        standings.c.number == one.number,
                    )
                    .values(
                        confirmed=one.tally.confirmed, overturned=one.tally.overturned
                    )
                )


def _add(connection: Connection, one: Earned) -> None:
    statement = insert_into(connection, standings).values(
        subreddit=one.subreddit,
        rule=one.rule,
        number=one.number,
        rank=one.rank,
        since=one.since,
        why=one.why,
        confirmed=one.tally.confirmed,
        overturned=one.tally.overturned,
        counts_from=one.counts_from,
        override=one.override,
        conditions=one.conditions,
    )
    key = ["subreddit", "rule", "number"]
    added = connection.scalars(
        statement.on_conflict_do_nothing(index_elements=key).returning(
            standings.c.number
        )
    )
    if not added.all():
        raise _TakenError


def _earned(row: Row[Any]) -> Earned:
    return Earned(
        subreddit=row.subreddit,
        rule=row.rule,
        rank=Rank(row.rank),
        since=row.since,
        why=row.why,
        tally=Tally(row.confirmed, row.overturned),
        counts_from=row.counts_from,
        override=row.override,
        conditions=row.conditions,
        number=row.number,
    )


def _sample(row: Row[Any]) -> Sample:
    decision = judged(row).decision
    findings = decision.reading.findings if decision.reading else ()
    return Sample(
        case=row.case_id,
        fullname=row.fullname,
        permalink=row.permalink,
        reasons=decision.reasons,
        findings={str(one.category): one.reason for one in findings},
    )


def _fired(*columns: Any, subreddit: str, since: float) -> Select[Any]:
    """Ask about the rules that held in a subreddit since a time."""
    return select(*columns).where(
        firings.c.subreddit == subreddit, firings.c.at >= since
    )


def _words(connection: Connection, subreddit: str, since: float) -> _Words:
    """Say what moderators last said of each rule that held for each item."""
    about = {"subreddit": subreddit, "since": since}
    ours = [*_on_replies(connection, **about), *_on_proposals(connection, **about)]
    found = {one.key: one.word for one in sorted(ours, key=lambda one: one.order)}
    # What was done to the item itself counts more than what was done to our nudge.
    return {**found, **dict(_on_items(connection, **about))}


def _on_items(connection: Connection, **about: Any) -> Iterator[tuple[_Key, Agreement]]:
    """Give what people did to the items, as they stood when it was decided."""
    later = decisions.alias("later")
    edited = exists().where(
        later.c.fullname == decisions.c.fullname,
        later.c.edited_utc > decisions.c.edited_utc,
        later.c.edited_utc <= moderator_acts.c.created_utc,
    )
    query = (
        _fired(firings.c.item_key, firings.c.rule, moderator_acts.c.act, **about)
        .join(decisions, decisions.c.item_key == firings.c.item_key)
        .join(moderator_acts, moderator_acts.c.fullname == decisions.c.fullname)
        .where(moderator_acts.c.created_utc >= decisions.c.edited_utc, ~edited)
        .order_by(moderator_acts.c.created_utc, moderator_acts.c.log_id)
    )
    for row in connection.execute(query):
        if not row.rule.startswith(_BRIEFINGS):
            yield (row.item_key, row.rule), _ON_ITEM[row.act]


def _on_replies(connection: Connection, **about: Any) -> Iterator[_Word]:
    """Give what people did to the replies that a rule asked for."""
    query = (
        _fired(
            firings.c.item_key,
            firings.c.rule,
            actions.c.action,
            moderator_acts.c.act,
            moderator_acts.c.created_utc,
            **about,
        )
        .join(actions, actions.c.item_key == firings.c.item_key)
        .join(moderator_acts, moderator_acts.c.fullname == actions.c.external_id)
        .where(actions.c.kind == ActionKind.REPLY, actions.c.state == State.DONE)
        .order_by(moderator_acts.c.created_utc, moderator_acts.c.log_id)
    )
    for row in connection.execute(query):
        action = load_action(row.action)
        if row.rule in (*action.rules, _rule_of(action.briefing)):
            key = (row.item_key, row.rule)
            yield _Word(key, _ON_REPLY[row.act], row.created_utc)


def _on_proposals(connection: Connection, **about: Any) -> Iterator[_Word]:
    """Give what people answered to proposals, and what they asked for."""
    query = (
        _fired(
            firings.c.item_key,
            firings.c.rule,
            answers.c.briefing,
            answers.c.said,
            answers.c.at,
            **about,
        )
        .join(answers, answers.c.item_key == firings.c.item_key)
        .where(answers.c.said.in_(tuple(_ON_PROPOSAL)))
        .order_by(answers.c.at, answers.c.id)
    )
    for row in connection.execute(query):
        if row.rule == _rule_of(row.briefing):
            final = row.said == Said.DECLINE
            yield _Word(
                (row.item_key, row.rule), _ON_PROPOSAL[row.said], row.at, final=final
            )


def _rule_of(briefing: str) -> str:
    """Name the rule that asks for a briefing: "id@3" is asked for by "briefings.id"."""
    return _BRIEFINGS + briefing.rpartition("@")[0]
