"""The first tables: decisions, the ledger of actions, moderators' answers."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables, each after those it refers to."""
    _make_listing_tables()
    _make_decisions()
    _make_actions()
    _make_moderator_tables()
    _make_working_tables()


def _words(name: str, *, null: bool = False) -> sa.Column[str]:
    """A column of text."""
    return sa.Column(name, sa.Text, nullable=null)


def _time(name: str) -> sa.Column[float]:
    """A column of seconds since 1970."""
    return sa.Column(name, sa.Double, nullable=False)


def _flag(name: str) -> sa.Column[bool]:
    """A column of yes or no."""
    return sa.Column(name, sa.Boolean, nullable=False)


def _number(name: str) -> sa.Column[int]:
    """A column of whole numbers."""
    return sa.Column(name, sa.Integer, nullable=False)


def _table(name: str, *columns: sa.Column[Any], to_decisions: bool = False) -> None:
    """Make a table whose first column is its key."""
    rules: list[sa.Constraint] = [
        sa.PrimaryKeyConstraint(columns[0].name, name=f"pk_{name}")
    ]
    if to_decisions:
        rules.append(
            sa.ForeignKeyConstraint(
                ["item_key"], ["decisions.item_key"], name=f"fk_{name}_item_key"
            )
        )
    op.create_table(name, *columns, *rules)


def _index(table: str, *columns: str) -> None:
    """Make an index."""
    op.create_index(f"ix_{table}_{'_'.join(columns)}", table, list(columns))


def _make_listing_tables() -> None:
    """How far the listings were read, and where something may be missing."""
    _table("cursors", _words("source"), _time("high_water"), _time("updated_at"))
    _table(
        "gaps",
        _number("id"),
        _words("source"),
        _time("from_utc"),
        _time("to_utc"),
        _words("why"),
        _time("recorded_at"),
    )


def _make_decisions() -> None:
    """What was judged, and how."""
    _table(
        "decisions",
        _words("item_key"),
        _words("case_id"),
        _words("fullname"),
        _words("kind"),
        _words("subreddit"),
        _words("subreddit_name"),
        _words("thread"),
        _words("permalink"),
        _words("title", null=True),
        _time("created_utc"),
        _time("edited_utc"),
        _time("judged_at"),
        _words("outcome"),
        _flag("flagged"),
        _words("reasons"),
        _words("reading", null=True),
        _words("match", null=True),
        _words("actions"),
        _words("rules"),
        _words("author", null=True),
        _words("text", null=True),
        _words("about", null=True),
        _flag("forgotten"),
    )
    _index("decisions", "case_id")
    _index("decisions", "fullname")
    _index("decisions", "judged_at")
    _index("decisions", "subreddit", "judged_at")


def _make_actions() -> None:
    """What was planned, and how far it came."""
    _table(
        "actions",
        _words("key"),
        _words("account"),
        _words("case_id"),
        _words("item_key"),
        _number("position"),
        _words("kind"),
        _words("subreddit"),
        _words("fullname"),
        _words("thread"),
        _words("briefing"),
        _words("action"),
        _words("state"),
        _number("attempts"),
        _time("not_before"),
        _time("sent_at"),
        _words("external_id"),
        _words("note"),
        _time("planned_at"),
        _words("claimed_by"),
        _time("claimed_at"),
        _flag("forgotten"),
        to_decisions=True,
    )
    _index("actions", "state", "not_before")
    _index("actions", "subreddit", "planned_at")
    for column in ("item_key", "fullname", "thread", "external_id"):
        _index("actions", column)


def _make_moderator_tables() -> None:
    """What moderators did, and what it says of decisions."""
    _table(
        "moderator_acts",
        _words("log_id"),
        _words("act"),
        _words("moderator"),
        _words("subreddit"),
        _words("fullname"),
        _time("created_utc"),
    )
    _index("moderator_acts", "fullname")
    _table(
        "agreements",
        _words("log_id"),
        _words("case_id"),
        _words("item_key"),
        _words("fullname"),
        _words("agreement"),
        _words("moderator"),
        _time("at"),
        _time("seen_at"),
        to_decisions=True,
    )
    _index("agreements", "item_key")


def _make_working_tables() -> None:
    """Where we do not work, and who is at work."""
    _table("subreddits", _words("name"), _words("closed_why"), _time("closed_at"))
    _table("workers", _words("id"), _time("beat_at"))
