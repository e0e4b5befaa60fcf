"""Rows of a source are read again: its claims give way to others. Who set the order of trust."""

import sqlalchemy as sa
from alembic import op

from crm.models.base import UtcDateTime

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

INSTANT = UtcDateTime(timezone=True)
GIVEN = (
    ("fact_claim", "superseded_by_id"), ("fact_claim", "replay_id"),
    ("company", "ended_on"), ("site", "valid_from"),
)  # fmt: skip
"""Columns that most rows leave empty; by the last two a month's movements are found."""
BY_A_REPLAY = {"superseded_by_id": "SET NULL", "replay_id": "CASCADE"}


def upgrade() -> None:
    replay = sa.Column("is_replay", sa.Boolean(), nullable=False, server_default=sa.false())
    op.add_column("import_batch", replay)
    with op.batch_alter_table("fact_claim") as batch:
        for name, gone in BY_A_REPLAY.items():
            batch.add_column(sa.Column(name, sa.Integer(), nullable=True))
            batch.create_foreign_key(
                batch.f(f"fk_fact_claim_{name}"), "import_batch", [name], ["id"], ondelete=gone
            )
    for table, name in GIVEN:
        given = sa.text(f"{name} IS NOT NULL")
        op.create_index(
            f"ix_{table}_{name}", table, [name], sqlite_where=given, postgresql_where=given
        )
    op.create_table(
        "trust_change",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("after", sa.Text(), nullable=False),
        sa.Column("firms", sa.Integer(), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("changed_at", INSTANT, nullable=False, index=True),
        *(_user(name) for name in ("created_by_id", "changed_by_id")),
    )


def _user(column: str) -> sa.Column[int]:
    key = sa.ForeignKey("ab_user.id", ondelete="SET NULL", name=f"fk_trust_change_{column}")
    return sa.Column(column, sa.Integer(), key, nullable=True)


def downgrade() -> None:
    op.drop_table("trust_change")
    for table, name in GIVEN:
        op.drop_index(f"ix_{table}_{name}", table)
    with op.batch_alter_table("fact_claim") as batch:
        for name in BY_A_REPLAY:
            batch.drop_constraint(batch.f(f"fk_fact_claim_{name}"), type_="foreignkey")
            batch.drop_column(name)
    with op.batch_alter_table("import_batch") as batch:
        batch.drop_column("is_replay")
