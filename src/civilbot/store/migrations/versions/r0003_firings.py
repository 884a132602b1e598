"""Which rules held for an item; whose earlier things were flagged."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the table of firings, and find decisions by their author."""
    op.create_table(
        "firings",
        *(
            sa.Column(name, sa.Text, nullable=False)
            for name in ("item_key", "rule", "mode", "subreddit")
        ),
        sa.Column("at", sa.Double, nullable=False),
        sa.PrimaryKeyConstraint("item_key", "rule", name="pk_firings"),
        sa.ForeignKeyConstraint(
            ["item_key"], ["decisions.item_key"], name="fk_firings_item_key"
        ),
    )
    op.create_index(
        "ix_firings_subreddit_rule_at", "firings", ["subreddit", "rule", "at"]
    )
    op.create_index("ix_decisions_author", "decisions", ["author"])
