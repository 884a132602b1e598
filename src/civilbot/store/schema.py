"""The tables: what was judged, what was planned and done, what moderators said.

Times are seconds since 1970 (UTC). Subreddits are lower case wherever they are
compared. Values with an inner shape are JSON text written by `store.codec`.
"""

import re
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    Dialect,
    Double,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    TypeDecorator,
    column,
    inspect,
    select,
    table,
)
from sqlalchemy.dialects import postgresql, sqlite

#: PostgreSQL refuses NUL in a text, and neither database takes half a surrogate
#: pair; Reddit can send both.
_UNFIT = re.compile("[\x00\ud800-\udfff]")


class Words(TypeDecorator[str]):
    """A text of any content; what no database can hold becomes U+FFFD.

    One code point for one, so that spans still point at the same words.
    """

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Make a text fit; an enumeration's member becomes its value."""
        del dialect
        return None if value is None else _UNFIT.sub("\ufffd", str(value))


#: The table that says which revision a database has; named so that another
#: program in the same PostgreSQL database keeps its own.
VERSION_TABLE = "civilbot_version"

#: The revision that these tables are; the newest of the migrations.
REVISION = "0005"

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _words(name: str, *args: Any, **options: Any) -> Column[str]:
    """A column of text that has a value, unless `nullable` is given."""
    return Column(name, Words, *args, **{"nullable": False, **options})


def _time(name: str) -> Column[float]:
    """A column of seconds since 1970; 0.0 for never."""
    return Column(name, Double, nullable=False)


_VERSION = table(VERSION_TABLE)

cursors = Table(
    "cursors",
    metadata,
    _words("source", primary_key=True),
    _time("high_water"),
    _time("updated_at"),
)

gaps = Table(
    "gaps",
    metadata,
    Column("id", Integer, primary_key=True),
    _words("source"),
    _time("from_utc"),
    _time("to_utc"),
    _words("why"),
    _time("recorded_at"),
)

decisions = Table(
    "decisions",
    metadata,
    # Uniqueness rests on the item at its revision; short case ids may collide.
    _words("item_key", primary_key=True),
    _words("case_id"),
    _words("fullname"),
    _words("kind"),
    _words("subreddit"),
    # As Reddit writes it.
    _words("subreddit_name"),
    _words("thread"),
    _words("permalink"),
    _words("title", nullable=True),
    _time("created_utc"),
    _time("edited_utc"),
    _time("judged_at"),
    _words("outcome"),
    # Whether it speaks against the item: what moderators can agree with or not.
    Column("flagged", Boolean, nullable=False),
    _words("reasons"),
    _words("reading", nullable=True),
    _words("match", nullable=True),
    # What was planned, or would have been.
    _words("actions"),
    _words("rules"),
    # The next three only where the bot acts or would act.
    _words("author", nullable=True),
    _words("text", nullable=True),
    _words("about", nullable=True),
    Column("forgotten", Boolean, nullable=False),
    Index(None, "case_id"),
    Index(None, "fullname"),
    Index(None, "judged_at"),
    Index(None, "subreddit", "judged_at"),
    Index(None, "author"),
)

#: Which rules held for an item, so that each can be measured by itself.
firings = Table(
    "firings",
    metadata,
    _words("item_key", ForeignKey("decisions.item_key"), primary_key=True),
    # A rule of the subreddit's own by its name, or "flags.threat", "briefings.id".
    _words("rule", primary_key=True),
    # How far it went: "shadow", "live".
    _words("mode"),
    _words("subreddit"),
    _time("at"),
    Index(None, "subreddit", "rule", "at"),
)

actions = Table(
    "actions",
    metadata,
    _words("key", primary_key=True),
    _words("account"),
    _words("case_id"),
    # None where it follows from no decision: a notice to moderators.
    _words("item_key", ForeignKey("decisions.item_key"), nullable=True),
    # The order within its decision.
    Column("position", Integer, nullable=False),
    _words("kind"),
    _words("subreddit"),
    _words("fullname"),
    _words("thread"),
    # The briefing that is posted or proposed, with its revision; "" for a flag.
    _words("briefing"),
    _words("action"),
    _words("state"),
    Column("attempts", Integer, nullable=False),
    _time("not_before"),
    _time("sent_at"),
    _words("external_id"),
    _words("note"),
    _time("planned_at"),
    _words("claimed_by"),
    _time("claimed_at"),
    Column("forgotten", Boolean, nullable=False),
    Index(None, "state", "not_before"),
    Index(None, "subreddit", "planned_at"),
    Index(None, "item_key"),
    Index(None, "fullname"),
    Index(None, "thread"),
    Index(None, "external_id"),
)

#: Approvals and removals by people, of anything: they bind the bot later, too.
moderator_acts = Table(
    "moderator_acts",
    metadata,
    _words("log_id", primary_key=True),
    _words("act"),
    _words("moderator"),
    _words("subreddit"),
    _words("fullname"),
    _time("created_utc"),
    Index(None, "fullname"),
)

agreements = Table(
    "agreements",
    metadata,
    _words("log_id", primary_key=True),
    _words("case_id"),
    _words("item_key", ForeignKey("decisions.item_key")),
    # What the moderator acted on: the item itself, or our reply.
    _words("fullname"),
    _words("agreement"),
    _words("moderator"),
    _time("at"),
    _time("seen_at"),
    Index(None, "item_key"),
)

#: What people let the bot know about a briefing in a thread.
answers = Table(
    "answers",
    metadata,
    # The message or comment in which it was said.
    _words("id", primary_key=True),
    _words("said"),
    _words("case_id"),
    _words("item_key", ForeignKey("decisions.item_key")),
    _words("subreddit"),
    _words("thread"),
    _words("briefing"),
    # "" for readers.
    _words("moderator"),
    # Why nothing was posted, where something was asked for.
    _words("note"),
    _time("at"),
    _time("seen_at"),
    Index(None, "item_key"),
    Index(None, "thread"),
)

#: Only the subreddits that we stopped working in.
subreddits = Table(
    "subreddits",
    metadata,
    _words("name", primary_key=True),
    _words("closed_why"),
    _time("closed_at"),
)

#: What is known of the wiki pages by which moderators steer the bot.
wiki_pages = Table(
    "wiki_pages",
    metadata,
    _words("subreddit", primary_key=True),
    _words("page", primary_key=True),
    # "" where there never was a page.
    _words("revision"),
    _words("author"),
    _time("saved_at"),
    # The id of an entry of the moderation log.
    _words("edit"),
    _words("position"),
    _time("changed_at"),
    _time("looked_at"),
    _time("read_at"),
    _time("fresh_at"),
    _time("failed_at"),
    _words("failure"),
    Column("refused", Boolean, nullable=False),
)

#: Every revision of a rules page that was seen, and what became of it.
rule_revisions = Table(
    "rule_revisions",
    metadata,
    _words("subreddit", primary_key=True),
    _words("id", primary_key=True),
    _words("author"),
    _time("saved_at"),
    _words("text"),
    _words("digest"),
    _words("verdict"),
    _words("why"),
    _time("seen_at"),
)

#: Which revision ruled since when; the last of each subreddit rules now.
rules_in_force = Table(
    "rules_in_force",
    metadata,
    Column("number", Integer, primary_key=True),
    _words("subreddit"),
    _words("revision"),
    _time("since"),
    _words("by"),
    Column("rollback", Boolean, nullable=False),
    Index(None, "subreddit"),
)

#: Where each rule stands, and stood: the highest number is what counts.
standings = Table(
    "standings",
    metadata,
    _words("subreddit", primary_key=True),
    _words("rule", primary_key=True),
    Column("number", Integer, primary_key=True),
    _words("rank"),
    _time("since"),
    _words("why"),
    # What moderators said of its decisions meanwhile.
    Column("confirmed", Integer, nullable=False),
    Column("overturned", Integer, nullable=False),
    _time("counts_from"),
    _words("override"),
    # A hash of what the rule holds for.
    _words("conditions"),
)

workers = Table(
    "workers",
    metadata,
    _words("id", primary_key=True),
    _time("beat_at"),
)


def insert_into(
    connection: Connection, table: Table
) -> postgresql.Insert | sqlite.Insert:
    """Begin an INSERT that can say what to do on a conflict, in either dialect."""
    if connection.dialect.name == "postgresql":
        return postgresql.insert(table)
    return sqlite.insert(table)


def is_up_to_date(connection: Connection) -> bool:
    """Whether a database has exactly these tables, told without Alembic."""
    if not inspect(connection).has_table(VERSION_TABLE):
        return False
    query = select(column("version_num", Text)).select_from(_VERSION)
    return list(connection.scalars(query)) == [REVISION]
