"""When advisors can be reached, in which languages, how they look; who stands in while they are
away; the words by which people ask for a topic.
"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("advisor") as batch:
        batch.add_column(sa.Column("hours", sa.String(length=200), nullable=True))
        batch.add_column(sa.Column("languages", sa.String(length=200), nullable=True))
    with op.batch_alter_table("topic") as batch:
        batch.add_column(sa.Column("keywords", sa.Text(), nullable=True))
    op.create_table(
        "advisor_photo",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("advisor_id", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("changed_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["advisor_id"],
            ["advisor.id"],
            name=op.f("fk_advisor_photo_advisor_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["changed_by_id"],
            ["ab_user.id"],
            name=op.f("fk_advisor_photo_changed_by_id"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["created_by_id"],
            ["ab_user.id"],
            name=op.f("fk_advisor_photo_created_by_id"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_advisor_photo")),
        sa.UniqueConstraint("advisor_id", name=op.f("uq_advisor_photo_advisor_id")),
    )
    with op.batch_alter_table("advisor_photo") as batch:
        batch.create_index(op.f("ix_advisor_photo_changed_at"), ["changed_at"])
    op.create_table(
        "absence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("advisor_id", sa.Integer(), nullable=False),
        sa.Column("deputy_id", sa.Integer(), nullable=True),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("changed_by_id", sa.Integer(), nullable=True),
        sa.Column("client_key", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("last_day >= first_day", name=op.f("ck_absence_ends_after_it_starts")),
        sa.CheckConstraint(
            "deputy_id <> advisor_id", name=op.f("ck_absence_deputy_is_somebody_else")
        ),
        sa.ForeignKeyConstraint(
            ["advisor_id"], ["advisor.id"], name=op.f("fk_absence_advisor_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["deputy_id"], ["advisor.id"], name=op.f("fk_absence_deputy_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["changed_by_id"],
            ["ab_user.id"],
            name=op.f("fk_absence_changed_by_id"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["created_by_id"],
            ["ab_user.id"],
            name=op.f("fk_absence_created_by_id"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_absence")),
        sa.UniqueConstraint("client_key", name=op.f("uq_absence_client_key")),
    )
    with op.batch_alter_table("absence") as batch:
        batch.create_index(op.f("ix_absence_changed_at"), ["changed_at"])
        batch.create_index("ix_absence_advisor_id_first_day", ["advisor_id", "first_day"])


def downgrade() -> None:
    op.drop_table("absence")
    op.drop_table("advisor_photo")
    with op.batch_alter_table("topic") as batch:
        batch.drop_column("keywords")
    with op.batch_alter_table("advisor") as batch:
        batch.drop_column("languages")
        batch.drop_column("hours")
