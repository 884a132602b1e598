"""The half of the store that knows of the moderators' wiki pages.

Every revision of a rules page is kept with what became of it, and which one rules
since when. So the last good rules are in force at once after a restart, and older
ones can be put in force again.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy import Connection, Row, Select, and_, func, or_, select, update

from civilbot.errors import Refused
from civilbot.ledger import Entry, State
from civilbot.store import recording
from civilbot.store.connect import Database
from civilbot.store.schema import (
    actions,
    insert_into,
    rule_revisions,
    rules_in_force,
    wiki_pages,
)
from civilbot.wiki import (
    SWITCH_PAGE,
    InForce,
    Position,
    Revision,
    Verdict,
    Watched,
)

#: A look that is so much later than now, in seconds, was made by a clock that has been
#: set back since.
SET_BACK = 600.0


class RevisionStore:
    """The port `civilbot.ports.Revisions`; each call one transaction."""

    _database: Database

    def watched(self) -> tuple[Watched, ...]:
        """Give what is known of all pages that were looked at."""
        with self._database.reading() as connection:
            return tuple(map(_watched, connection.execute(select(wiki_pages))))

    def switch(self, subreddit: str) -> Watched | None:
        """Give what is known of a subreddit's switch; None if nobody looked."""
        query = select(wiki_pages).where(
            wiki_pages.c.subreddit == subreddit.lower(),
            wiki_pages.c.page == SWITCH_PAGE,
        )
        with self._database.reading() as connection:
            row = connection.execute(query).first()
        return _watched(row) if row else None

    def watch(
        self,
        page: Watched,
        *,
        revision: Revision | None = None,
        force: InForce | None = None,
        entries: Sequence[Entry] = (),
    ) -> tuple[str, ...]:
        """Keep what a look at a page found and what follows from it, all or nothing.

        An older look than the one that is kept changes nothing, and a revision that
        is known is not put in force again.

        Args:
            page: what is known of it now.
            revision: of the rules page, where it is new.
            force: where that revision rules from now on.
            entries: mail to plan.

        Returns:
            The keys of entries that are new.
        """
        with self._database.writing() as connection:
            if not _keep_page(connection, page):
                return ()
            if revision is not None and not _keep_revision(connection, revision):
                return ()
            if force is not None:
                _put_in_force(connection, force)
            return recording.plan_entries(connection, entries)

    def confirm(self, subreddits: Collection[str], *, now: float) -> None:
        """Note that nobody changed the switches of these subreddits until now.

        One that could not be read when last tried is not confirmed by that.
        """
        with self._database.writing() as connection:
            for names in recording.chunks(
                sorted({name.lower() for name in subreddits})
            ):
                connection.execute(
                    update(wiki_pages)
                    .where(
                        wiki_pages.c.subreddit.in_(names),
                        wiki_pages.c.page == SWITCH_PAGE,
                        wiki_pages.c.failed_at == 0.0,
                        wiki_pages.c.fresh_at < now,
                    )
                    .values(fresh_at=now)
                )

    def in_force(self) -> Mapping[str, InForce]:
        """Say which revision rules each subreddit that has one, by lower-case name."""
        newest = select(func.max(rules_in_force.c.number)).group_by(
            rules_in_force.c.subreddit
        )
        query = select(rules_in_force).where(rules_in_force.c.number.in_(newest))
        with self._database.reading() as connection:
            found = map(_in_force, connection.execute(query))
            return {one.subreddit: one for one in found}

    def ruled(self, subreddit: str) -> tuple[InForce, ...]:
        """Say which revisions ruled a subreddit, the newest first."""
        query = (
            select(rules_in_force)
            .where(rules_in_force.c.subreddit == subreddit.lower())
            .order_by(rules_in_force.c.number.desc())
        )
        with self._database.reading() as connection:
            return tuple(map(_in_force, connection.execute(query)))

    def put_in_force(self, force: InForce) -> None:
        """Let an older revision rule again.

        Raises:
            Refused: there is no such revision, or it never was good.
        """
        with self._database.writing() as connection:
            query = select(rule_revisions.c.verdict).where(
                rule_revisions.c.subreddit == force.subreddit,
                rule_revisions.c.id == force.revision,
            )
            if connection.scalars(query).first() != Verdict.GOOD:
                raise Refused(f"revision {force.revision[:8]} never was good")
            _put_in_force(connection, force)

    def revisions(self, subreddit: str, *, limit: int = 50) -> tuple[Revision, ...]:
        """Give the revisions of a rules page that were seen, the newest first."""
        query = _newest(subreddit).limit(limit)
        with self._database.reading() as connection:
            return tuple(map(_revision, connection.execute(query)))

    def revision(self, subreddit: str, id_: str) -> Revision | None:
        """Find a revision by its id or by letters that it begins with.

        Raises:
            Refused: several begin with these letters.
        """
        begins = rule_revisions.c.id.startswith(id_.lower(), autoescape=True)
        query = _newest(subreddit).where(begins).limit(2)
        with self._database.reading() as connection:
            found = tuple(map(_revision, connection.execute(query)))
        if len(found) > 1:
            raise Refused(f"several revisions begin with '{id_}': write more of it")
        return found[0] if found else None

    def put_off(self, key: str, *, attempts: int, until: float, note: str) -> bool:
        """Let a planned entry wait, without a try; False if it was taken meanwhile."""
        statement = (
            update(actions)
            .where(
                actions.c.key == key,
                actions.c.state == State.PLANNED,
                actions.c.attempts == attempts,
            )
            .values(not_before=until, note=note)
        )
        with self._database.writing() as connection:
            return connection.execute(statement).rowcount == 1


def _newest(subreddit: str) -> Select[Any]:
    return (
        select(rule_revisions)
        .where(rule_revisions.c.subreddit == subreddit.lower())
        .order_by(rule_revisions.c.saved_at.desc(), rule_revisions.c.seen_at.desc())
    )


def _keep_page(connection: Connection, page: Watched) -> bool:
    """Write what is known of a page, unless a later look was written already."""
    statement = insert_into(connection, wiki_pages).values(asdict(page))
    offered = statement.excluded
    in_order = or_(
        wiki_pages.c.looked_at <= offered.looked_at,
        wiki_pages.c.looked_at > offered.looked_at + SET_BACK,
    )
    written = connection.scalars(
        statement.on_conflict_do_update(
            index_elements=["subreddit", "page"],
            set_={name: offered[name] for name in asdict(page)},
            where=and_(wiki_pages.c.saved_at <= offered.saved_at, in_order),
        ).returning(wiki_pages.c.page)
    )
    return written.first() is not None


def _keep_revision(connection: Connection, revision: Revision) -> bool:
    """Write a revision; False if it is known."""
    values = {**asdict(revision), "digest": revision.digest}
    statement = insert_into(connection, rule_revisions).values(values)
    written = connection.scalars(
        statement.on_conflict_do_nothing(index_elements=["subreddit", "id"]).returning(
            rule_revisions.c.id
        )
    )
    return written.first() is not None


def _put_in_force(connection: Connection, force: InForce) -> None:
    connection.execute(rules_in_force.insert().values(asdict(force)))


def _watched(row: Row[Any]) -> Watched:
    return Watched(
        subreddit=row.subreddit,
        page=row.page,
        revision=row.revision,
        author=row.author,
        saved_at=row.saved_at,
        edit=row.edit,
        position=Position(row.position),
        changed_at=row.changed_at,
        looked_at=row.looked_at,
        read_at=row.read_at,
        fresh_at=row.fresh_at,
        failed_at=row.failed_at,
        failure=row.failure,
        refused=row.refused,
    )


def _revision(row: Row[Any]) -> Revision:
    return Revision(
        subreddit=row.subreddit,
        id=row.id,
        author=row.author,
        saved_at=row.saved_at,
        text=row.text,
        verdict=Verdict(row.verdict),
        why=row.why,
        seen_at=row.seen_at,
    )


def _in_force(row: Row[Any]) -> InForce:
    return InForce(
        subreddit=row.subreddit,
        revision=row.revision,
        since=row.since,
        by=row.by,
        rollback=row.rollback,
    )
