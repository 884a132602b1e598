"""What moderators say to proposals; and mail to them that is about no item."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the table of answers, and let an action stand without a decision."""
    op.create_table(
        "answers",
        *(
            sa.Column(name, sa.Text, nullable=False)
            for name in (
                "id",
                "said",
                "case_id",
                "item_key",
                "subreddit",
                "thread",
                "briefing",
                "moderator",
                "note",
            )
        ),
        sa.Column("at", sa.Double, nullable=False),
        sa.Column("seen_at", sa.Double, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_answers"),
        sa.ForeignKeyConstraint(
            ["item_key"], ["decisions.item_key"], name="fk_answers_item_key"
        ),
    )
    for column in ("item_key", "thread"):
        op.create_index(f"ix_answers_{column}", "answers", [column])
    with op.batch_alter_table("actions") as actions:
        actions.alter_column("item_key", existing_type=sa.Text, nullable=True)
