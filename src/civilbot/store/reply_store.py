"""The half of the store that knows of proposals, replies and what was said to them."""

from collections.abc import Mapping, Sequence

from civilbot.briefings import Lesson, Standing
from civilbot.consent import Answer
from civilbot.ledger import Entry
from civilbot.ports import Posted, Proposal
from civilbot.store import lessons, moderators, recording, replies
from civilbot.store.connect import Database


class ReplyStore:
    """The port `civilbot.ports.Replies`; each call one transaction."""

    _database: Database
    #: The lessons as they were last read, and their mark.
    _learnt: tuple[tuple[float, ...], tuple[Lesson, ...]] = ((), ())

    def plan(self, entries: Sequence[Entry]) -> tuple[str, ...]:
        """Plan further actions for known cases, as an undo does; the new keys."""
        with self._database.writing() as connection:
            return recording.plan_entries(connection, entries)

    def proposals(self, *, since: float) -> tuple[Proposal, ...]:
        """Proposals that were sent since a time, oldest first."""
        with self._database.reading() as connection:
            return replies.proposals(connection, since=since)

    def hear(
        self, answers: Sequence[Answer], entries: Sequence[Entry], *, now: float
    ) -> tuple[str, ...]:
        """Keep answers and plan what follows from them, all or nothing; new keys."""
        with self._database.writing() as connection:
            replies.keep(connection, answers, now)
            return recording.plan_entries(connection, entries)

    def refused(self, thread: str) -> str:
        """Say why a thread may get no briefing any more; "" if nobody is against."""
        with self._database.reading() as connection:
            return moderators.refused(connection, thread)

    def posted(
        self, *, account: str, briefing: str = "", since: float = 0.0
    ) -> tuple[Posted, ...]:
        """Give replies with a briefing that are on Reddit, newest threads first."""
        with self._database.reading() as connection:
            return replies.posted(
                connection, account=account, briefing=briefing, since=since
            )

    def lessons(self, briefing: str = "") -> tuple[Lesson, ...]:
        """Give what moderators taught about titles, oldest first.

        Where nothing is new since the last call, little is read.

        Args:
            briefing: only about the one with this id.
        """
        with self._database.reading() as connection:
            mark = lessons.mark(connection)
            if mark != self._learnt[0]:
                self._learnt = mark, lessons.taught(connection)
        return tuple(one for one in self._learnt[1] if briefing in ("", one.briefing))

    def standings(self, *, subreddit: str = "") -> Mapping[str, Standing]:
        """Count by briefing in how many threads moderators wanted it.

        Args:
            subreddit: only there.
        """
        with self._database.reading() as connection:
            return lessons.standings(connection, subreddit)

    def edits(self, subreddit: str, *, since: float) -> int:
        """Count corrections of replies planned in a subreddit since a time."""
        with self._database.reading() as connection:
            return replies.edits(connection, subreddit, since=since)

    def give_up(self, briefing: str, *, revision: int, why: str) -> int:
        """Cancel replies with a briefing that were not sent yet; how many."""
        with self._database.writing() as connection:
            return replies.give_up(connection, briefing, revision=revision, why=why)

    def advance(self, source: str, cursor: float, *, now: float) -> None:
        """Note how far a source was read; never less far than before."""
        with self._database.writing() as connection:
            recording.advance(connection, source, cursor, now)
