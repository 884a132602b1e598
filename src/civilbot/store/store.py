"""Remembers what was decided, planned and done, so that a crash loses none of it."""

import math
from collections.abc import Collection, Iterable, Mapping, Sequence

from sqlalchemy import delete, select

from civilbot.ledger import Entry, Step
from civilbot.model import Agreement, Decision, Gap, Item, ModAction
from civilbot.ports import Past, Recorded
from civilbot.store import (
    forgetting,
    moderators,
    recording,
    replies,
    search,
    sending,
)
from civilbot.store.connect import Database, connect
from civilbot.store.found import Case, Counts, Judged, Query
from civilbot.store.outcomes import StandingStore
from civilbot.store.reply_store import ReplyStore
from civilbot.store.revisions import RevisionStore
from civilbot.store.schema import cursors, insert_into, is_up_to_date, subreddits


class SqlStore(ReplyStore, RevisionStore, StandingStore):
    """The store of `civilbot.ports`, in a SQL database; each call one transaction.

    Safe to use from many threads, and from many processes.
    """

    def __init__(self, url: str) -> None:
        """Open the database at a URL.

        A SQLite file is made or upgraded as needed; a PostgreSQL database, which
        many machines may share, is upgraded by `civilbot migrate` alone.

        Raises:
            BadInput: the URL is no database URL, or of a kind we do not work with.
            Refused: it cannot be reached or written, or its tables are not ours,
                of a newer civilbot, or (PostgreSQL) of an older one.
        """
        self._database = connect(url)
        try:
            _prepare(self._database)
        except BaseException:
            self._database.close()
            raise

    def close(self) -> None:
        """Close all connections."""
        self._database.close()

    def cursor(self, source: str) -> float | None:
        """Give the time up to which a source was read; None if never."""
        query = select(cursors.c.high_water).where(cursors.c.source == source)
        with self._database.reading() as connection:
            return connection.scalars(query).first()

    def judged(self, keys: Collection[str]) -> frozenset[str]:
        """Those of the item keys that have a decision."""
        with self._database.reading() as connection:
            return recording.known(connection, keys)

    def past(self, item: Item, *, now: float) -> Past:
        """Say what was decided here in 24 hours, and what moderators did."""
        with self._database.reading() as connection:
            return moderators.past(connection, item, now=now)

    def record(
        self,
        decisions: Iterable[Decision],
        *,
        account: str,
        now: float,
        source: str = "",
        cursor: float | None = None,
        gap: Gap | None = None,
    ) -> Recorded:
        """Write decisions, their actions, the cursor and a gap, all or nothing."""
        with self._database.writing() as connection:
            added = recording.add_decisions(connection, decisions, now)
            planned = recording.plan_actions(connection, added, account, now)
            replies.keep(connection, replies.summons(added), now)
            if source and cursor is not None:
                recording.advance(connection, source, cursor, now)
            if gap is not None:
                recording.add_gap(connection, gap, now)
        return Recorded(decisions=recording.cases(added), entries=planned)

    def due(self, *, now: float, limit: int = 100) -> Sequence[Entry]:
        """Waiting entries whose time has come, oldest first; none of a closed place."""
        with self._database.reading() as connection:
            return sending.due(connection, now=now, limit=limit)

    def open_entries(self, due_by: float = math.inf) -> int:
        """Count the entries that will still move by themselves, due by a time."""
        with self._database.reading() as connection:
            return sending.count_open(connection, until=due_by)

    def entry(self, key: str) -> Entry | None:
        """One ledger entry."""
        with self._database.reading() as connection:
            return sending.find(connection, key)

    def claim(
        self, key: str, *, attempts: int, worker: str, now: float
    ) -> Entry | None:
        """Take a waiting entry for sending; None if someone else was faster."""
        with self._database.writing() as connection:
            return sending.claim(
                connection, key, attempts=attempts, worker=worker, now=now
            )

    def move(
        self,
        key: str,
        step: Step,
        *,
        external_id: str = "",
        attempts: int | None = None,
    ) -> None:
        """Record where an entry went; what is done stays done.

        With `attempts`, as claimed, a worker that was given up cannot move an
        entry that another has claimed since.
        """
        with self._database.writing() as connection:
            sending.move(
                connection, key, step, external_id=external_id, attempts=attempts
            )

    def mark_sent(self, key: str, *, now: float, attempts: int | None = None) -> None:
        """Note that the call goes out now.

        Raises:
            Refused: the entry is no longer in sending, or with `attempts`, was
                claimed again: it was released because its worker seemed dead.
        """
        with self._database.writing() as connection:
            sending.mark_sent(connection, key, now=now, attempts=attempts)

    def release(self, worker: str, *, now: float, settle: float) -> int:
        """Free what this worker, or a dead one, left in sending; how many entries."""
        with self._database.writing() as connection:
            return sending.release(connection, worker, now=now, settle=settle)

    def beat(self, worker: str, *, now: float) -> None:
        """Say that a worker is alive."""
        with self._database.writing() as connection:
            sending.beat(connection, worker, now=now)

    def living(self, *, now: float, within: float) -> frozenset[str]:
        """Name the workers that said in the last `within` seconds that they live."""
        with self._database.reading() as connection:
            return sending.living(connection, since=now - within)

    def judge_by_moderators(
        self, actions: Iterable[ModAction], *, account: str, now: float
    ) -> Sequence[tuple[str, Agreement]]:
        """Join moderators' log entries to decisions; (case, agreement) of the new."""
        with self._database.writing() as connection:
            return moderators.judge(connection, actions, account=account, now=now)

    def close_subreddit(self, subreddit: str, *, why: str, now: float) -> None:
        """Stop working in a subreddit."""
        with self._database.writing() as connection:
            statement = insert_into(connection, subreddits).values(
                name=subreddit.lower(), closed_why=why, closed_at=now
            )
            connection.execute(
                statement.on_conflict_do_update(
                    index_elements=["name"], set_={"closed_why": why, "closed_at": now}
                )
            )

    def open_subreddit(self, subreddit: str) -> None:
        """Work in a subreddit again."""
        with self._database.writing() as connection:
            connection.execute(
                delete(subreddits).where(subreddits.c.name == subreddit.lower())
            )

    def closed_subreddits(self) -> Mapping[str, str]:
        """Subreddits we stopped working in, lower case, and why."""
        query = select(subreddits.c.name, subreddits.c.closed_why)
        with self._database.reading() as connection:
            return {row.name: row.closed_why for row in connection.execute(query)}

    def decisions(self, query: Query) -> tuple[Judged, ...]:
        """List decisions, newest first."""
        with self._database.reading() as connection:
            return search.listed(connection, query)

    def explanation(self, name: str) -> Case | None:
        """Give all that is known of what a text names; None if nothing is.

        Args:
            name: a case id or at least four letters of its beginning, a full
                name, a permalink, or the address of an item or of our reply.

        Raises:
            BadInput: a share link, which does not say what it leads to.
            Refused: several cases begin with these letters.
        """
        with self._database.reading() as connection:
            return search.explained(connection, name)

    def counts(self, since: float) -> Counts:
        """Count what happened since a time."""
        with self._database.reading() as connection:
            return search.counted(connection, since)

    def keeping(self) -> tuple[str, ...]:
        """Name the things whose words are kept here."""
        with self._database.reading() as connection:
            return forgetting.keeping(connection)

    def forget(self, fullnames: Collection[str]) -> int:
        """Delete what the authors of these things wrote; how many decisions."""
        with self._database.writing() as connection:
            return forgetting.forget(connection, fullnames)

    def prune(self, now: float, keep_days: float) -> int:
        """Delete old decisions to let things be; how many."""
        with self._database.writing() as connection:
            return forgetting.prune(connection, now=now, keep_days=keep_days)


def _prepare(database: Database) -> None:
    """Bring the tables up to date, or refuse."""
    with database.reading() as connection:
        if is_up_to_date(connection):
            return
    # Alembic takes long to load, and is seldom needed.
    from civilbot.store.migrate import current, upgrade  # noqa: PLC0415

    if database.is_file:
        upgrade(database)
    else:
        current(database)
