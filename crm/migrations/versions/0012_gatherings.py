"""Gatherings, prepared: plan, partners, documents, series, invitations; lists know who waits."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


WORDS_BEFORE = ("invited", "registered", "attended", "no_show")
WORDS_NOW = (*WORDS_BEFORE, "declined", "waiting")
TABLES = ("invitation", "gathering_plan", "gathering_partner", "gathering_document",
          "gathering_series")  # fmt: skip


def upgrade() -> None:
    _let_lists_say(*WORDS_NOW)
    op.create_table(
        "gathering_series",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "visit",
                "consultation",
                "call",
                "forum",
                "round_table",
                "consulting_day",
                "fair",
                name="interactionkind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("rule", sa.String(length=200), nullable=False),
        sa.Column("first_on", sa.Date(), nullable=False),
        sa.Column("planned_until", sa.Date(), nullable=True),
        sa.Column("starts_at", sa.Time(), nullable=True),
        sa.Column("duration_minutes", sa.Integer(), nullable=True),
        sa.Column("place", sa.String(length=200), nullable=True),
        sa.Column("capacity", sa.Integer(), nullable=True),
        sa.Column("lead_id", sa.Integer(), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("changed_by_id", sa.Integer(), nullable=True),
        sa.Column("client_key", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("title <> ''", name=op.f("ck_gathering_series_title_not_empty")),
        sa.CheckConstraint(
            "capacity BETWEEN 1 AND 100000", name=op.f("ck_gathering_series_capacity_of_a_room")
        ),
        sa.CheckConstraint(
            "duration_minutes BETWEEN 1 AND 10080",
            name=op.f("ck_gathering_series_duration_within_a_week"),
        ),
        sa.ForeignKeyConstraint(
            ["changed_by_id"],
            ["ab_user.id"],
            name=op.f("fk_gathering_series_changed_by_id"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["created_by_id"],
            ["ab_user.id"],
            name=op.f("fk_gathering_series_created_by_id"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["lead_id"],
            ["advisor.id"],
            name=op.f("fk_gathering_series_lead_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gathering_series")),
        sa.UniqueConstraint("client_key", name=op.f("uq_gathering_series_client_key")),
    )
    with op.batch_alter_table("gathering_series") as batch:
        batch.create_index(batch.f("ix_gathering_series_changed_at"), ["changed_at"], unique=False)

    op.create_table(
        "gathering_document",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("interaction_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("media_type", sa.String(length=200), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("changed_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("name <> ''", name=op.f("ck_gathering_document_name_not_empty")),
        sa.CheckConstraint("size > 0", name=op.f("ck_gathering_document_not_empty")),
        sa.ForeignKeyConstraint(
            ["changed_by_id"],
            ["ab_user.id"],
            name=op.f("fk_gathering_document_changed_by_id"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["created_by_id"],
            ["ab_user.id"],
            name=op.f("fk_gathering_document_created_by_id"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["interaction_id"],
            ["interaction.id"],
            name=op.f("fk_gathering_document_interaction_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gathering_document")),
    )
    with op.batch_alter_table("gathering_document") as batch:
        batch.create_index(
            batch.f("ix_gathering_document_changed_at"), ["changed_at"], unique=False
        )
        batch.create_index(
            batch.f("ix_gathering_document_interaction_id"), ["interaction_id"], unique=False
        )

    op.create_table(
        "gathering_partner",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("interaction_id", sa.Integer(), nullable=False),
        sa.Column("partner_id", sa.Integer(), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "host",
                "co_host",
                name="hostrole",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["interaction_id"],
            ["interaction.id"],
            name=op.f("fk_gathering_partner_interaction_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["partner_id"],
            ["partner.id"],
            name=op.f("fk_gathering_partner_partner_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gathering_partner")),
    )
    with op.batch_alter_table("gathering_partner") as batch:
        batch.create_index(batch.f("ix_gathering_partner_partner_id"), ["partner_id"], unique=False)
        batch.create_index(
            "uq_gathering_partner_interaction_id_partner_id",
            ["interaction_id", "partner_id"],
            unique=True,
        )

    op.create_table(
        "gathering_plan",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("interaction_id", sa.Integer(), nullable=False),
        sa.Column("series_id", sa.Integer(), nullable=True),
        sa.Column("capacity", sa.Integer(), nullable=True),
        sa.Column("programme", sa.Text(), nullable=True),
        sa.Column("registration_until", sa.Date(), nullable=True),
        sa.Column("remind_days", sa.Integer(), nullable=True),
        sa.Column("budget_line", sa.String(length=200), nullable=True),
        sa.Column("budget_planned", sa.Integer(), nullable=True),
        sa.Column("budget_spent", sa.Integer(), nullable=True),
        sa.Column("letter_subject", sa.String(length=200), nullable=True),
        sa.Column("letter_text", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "budget_planned >= 0", name=op.f("ck_gathering_plan_budget_planned_not_negative")
        ),
        sa.CheckConstraint(
            "budget_spent >= 0", name=op.f("ck_gathering_plan_budget_spent_not_negative")
        ),
        sa.CheckConstraint(
            "capacity BETWEEN 1 AND 100000", name=op.f("ck_gathering_plan_capacity_of_a_room")
        ),
        sa.CheckConstraint(
            "remind_days BETWEEN 1 AND 60", name=op.f("ck_gathering_plan_reminds_in_time")
        ),
        sa.ForeignKeyConstraint(
            ["interaction_id"],
            ["interaction.id"],
            name=op.f("fk_gathering_plan_interaction_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["series_id"],
            ["gathering_series.id"],
            name=op.f("fk_gathering_plan_series_id"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gathering_plan")),
        sa.UniqueConstraint("interaction_id", name=op.f("uq_gathering_plan_interaction_id")),
    )
    with op.batch_alter_table("gathering_plan") as batch:
        batch.create_index(batch.f("ix_gathering_plan_series_id"), ["series_id"], unique=False)

    op.create_table(
        "invitation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("participation_id", sa.Integer(), nullable=False),
        sa.Column(
            "way",
            sa.Enum(
                "mail",
                "letter",
                name="invitationway",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("address", sa.String(length=200), nullable=True),
        sa.Column("language", sa.String(length=40), nullable=True),
        sa.Column("token_hash", sa.String(length=64), nullable=True),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("remark", sa.Text(), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("waiting_since", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reminded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("thanked_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(sent_at IS NULL) = (way IS NULL)", name=op.f("ck_invitation_sent_by_a_way")
        ),
        sa.CheckConstraint(
            "people BETWEEN 1 AND 1000", name=op.f("ck_invitation_people_of_one_firm")
        ),
        sa.ForeignKeyConstraint(
            ["participation_id"],
            ["participation.id"],
            name=op.f("fk_invitation_participation_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitation")),
        sa.UniqueConstraint("participation_id", name=op.f("uq_invitation_participation_id")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_invitation_token_hash")),
    )


def downgrade() -> None:
    """Who waits or declined is on the list as invited again."""
    for table in TABLES:
        op.drop_table(table)
    op.execute(
        "UPDATE participation SET status = 'invited' WHERE status IN ('declined', 'waiting')"
    )
    _let_lists_say(*WORDS_BEFORE)


def _let_lists_say(*words: str) -> None:
    with op.batch_alter_table("participation") as batch:
        batch.drop_constraint(op.f("ck_participation_participationstatus"), type_="check")
        batch.create_check_constraint(
            op.f("ck_participation_participationstatus"),
            "status IN (" + ", ".join(f"'{word}'" for word in words) + ")",
        )
