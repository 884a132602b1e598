"""Revisions of the rules pages, which of them rule, and what the wiki said last."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def _texts(*names: str) -> tuple[sa.Column[str], ...]:
    return tuple(sa.Column(name, sa.Text, nullable=False) for name in names)


def _times(*names: str) -> tuple[sa.Column[float], ...]:
    return tuple(sa.Column(name, sa.Double, nullable=False) for name in names)


def upgrade() -> None:
    """Make the three tables."""
    op.create_table(
        "wiki_pages",
        *_texts("subreddit", "page", "revision", "author"),
        *_times("saved_at"),
        *_texts("edit", "position"),
        *_times("changed_at", "looked_at", "read_at", "fresh_at", "failed_at"),
        *_texts("failure"),
        sa.Column("refused", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("subreddit", "page", name="pk_wiki_pages"),
    )
    op.create_table(
        "rule_revisions",
        *_texts("subreddit", "id", "author"),
        *_times("saved_at"),
        *_texts("text", "digest", "verdict", "why"),
        *_times("seen_at"),
        sa.PrimaryKeyConstraint("subreddit", "id", name="pk_rule_revisions"),
    )
    op.create_table(
        "rules_in_force",
        sa.Column("number", sa.Integer, nullable=False),
        *_texts("subreddit", "revision"),
        *_times("since"),
        *_texts("by"),
        sa.Column("rollback", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_rules_in_force"),
    )
    op.create_index("ix_rules_in_force_subreddit", "rules_in_force", ["subreddit"])
