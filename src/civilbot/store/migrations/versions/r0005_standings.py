"""Where each rule stands: in shadow, on trial, live, or back in shadow."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Make the table of standings."""
    key = ("subreddit", "rule", "number")
    op.create_table(
        "standings",
        *(sa.Column(name, sa.Text, nullable=False) for name in key[:2]),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("rank", sa.Text, nullable=False),
        sa.Column("since", sa.Double, nullable=False),
        sa.Column("why", sa.Text, nullable=False),
        sa.Column("confirmed", sa.Integer, nullable=False),
        sa.Column("overturned", sa.Integer, nullable=False),
        sa.Column("counts_from", sa.Double, nullable=False),
        sa.Column("override", sa.Text, nullable=False),
        sa.Column("conditions", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint(*key, name="pk_standings"),
    )
