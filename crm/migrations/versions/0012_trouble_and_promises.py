"""Trouble early, promises kept: red flags, follow-ups with a history, firms in care."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "red_flag",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "leaving",
                "staff_cuts",
                "lack_of_staff",
                "supplier_loss",
                "falling_turnover",
                "authority",
                "succession",
                "liquidity",
                name="redflagkind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "severity",
            sa.Enum(
                "low",
                "middle",
                "high",
                name="severity",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("company_id", sa.Integer(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("raised_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("interaction_id", sa.Integer(), nullable=True),
        sa.Column("notes", sa.Text(), nullable=True),
        sa.Column("jobs_claimed", sa.Integer(), nullable=True),
        sa.Column("jobs_confirmed", sa.Integer(), nullable=True),
        sa.Column("is_confidential", sa.Boolean(), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column(
            "outcome",
            sa.Enum(
                "averted",
                "eased",
                "happened",
                "withdrawn",
                name="redflagoutcome",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("outcome_words", sa.Text(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("changed_by_id", sa.Integer(), nullable=True),
        sa.Column("client_key", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(closed_on IS NULL) = (outcome IS NULL)",
            name=op.f("ck_red_flag_closed_has_an_outcome"),
        ),
        sa.CheckConstraint(
            "closed_on >= raised_on", name=op.f("ck_red_flag_closed_after_it_was_raised")
        ),
        sa.CheckConstraint("due_on >= raised_on", name=op.f("ck_red_flag_due_after_it_was_raised")),
        sa.CheckConstraint("jobs_claimed >= 0", name=op.f("ck_red_flag_jobs_claimed_not_negative")),
        sa.CheckConstraint(
            "jobs_confirmed >= 0", name=op.f("ck_red_flag_jobs_confirmed_not_negative")
        ),
        sa.ForeignKeyConstraint(
            ["changed_by_id"],
            ["ab_user.id"],
            name=op.f("fk_red_flag_changed_by_id"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["company_id"], ["company.id"], name=op.f("fk_red_flag_company_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["created_by_id"],
            ["ab_user.id"],
            name=op.f("fk_red_flag_created_by_id"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["interaction_id"],
            ["interaction.id"],
            name=op.f("fk_red_flag_interaction_id"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["advisor.id"], name=op.f("fk_red_flag_owner_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_red_flag")),
        sa.UniqueConstraint("client_key", name=op.f("uq_red_flag_client_key")),
    )
    with op.batch_alter_table("red_flag") as batch:
        batch.create_index(batch.f("ix_red_flag_changed_at"), ["changed_at"])
        batch.create_index("ix_red_flag_closed_on_due_on", ["closed_on", "due_on"])
        batch.create_index("ix_red_flag_company_id_closed_on", ["company_id", "closed_on"])
        batch.create_index(batch.f("ix_red_flag_interaction_id"), ["interaction_id"])
        batch.create_index(
            "ix_red_flag_owner_id_closed_on_due_on", ["owner_id", "closed_on", "due_on"]
        )
        batch.create_index("ix_red_flag_raised_on", ["raised_on"])

    op.create_table(
        "red_flag_reader",
        sa.Column("red_flag_id", sa.Integer(), nullable=False),
        sa.Column("advisor_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["advisor_id"],
            ["advisor.id"],
            name=op.f("fk_red_flag_reader_advisor_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["red_flag_id"],
            ["red_flag.id"],
            name=op.f("fk_red_flag_reader_red_flag_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("red_flag_id", "advisor_id", name=op.f("pk_red_flag_reader")),
    )
    with op.batch_alter_table("red_flag_reader") as batch:
        batch.create_index(batch.f("ix_red_flag_reader_advisor_id"), ["advisor_id"])


def downgrade() -> None:
    op.drop_table("red_flag_reader")
    op.drop_table("red_flag")
