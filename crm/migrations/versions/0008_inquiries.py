"""Inquiries and the partners who forward them; contacts and promises know which they came of."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

CAME_OF_IT = ("follow_up", "interaction")


def upgrade() -> None:
    op.create_table(
        "partner",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "citizens_office",
                "trade_office",
                "office",
                "chamber",
                "association",
                "bank",
                name="partnerkind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("phone", sa.String(length=200), nullable=True),
        sa.Column("email", sa.String(length=200), nullable=True),
        sa.Column("address", sa.String(length=200), nullable=True),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("changed_by_id", sa.Integer(), nullable=True),
        sa.Column("client_key", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["changed_by_id"],
            ["ab_user.id"],
            name=op.f("fk_partner_changed_by_id"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["created_by_id"],
            ["ab_user.id"],
            name=op.f("fk_partner_created_by_id"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_partner")),
        sa.UniqueConstraint("client_key", name=op.f("uq_partner_client_key")),
        sa.UniqueConstraint("name", name=op.f("uq_partner_name")),
    )
    with op.batch_alter_table("partner", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_partner_changed_at"), ["changed_at"], unique=False)

    op.create_table(
        "partner_contact",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("partner_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("function", sa.String(length=200), nullable=True),
        sa.Column("phone", sa.String(length=200), nullable=True),
        sa.Column("email", sa.String(length=200), nullable=True),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("changed_by_id", sa.Integer(), nullable=True),
        sa.Column("client_key", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("name <> ''", name=op.f("ck_partner_contact_name_not_empty")),
        sa.ForeignKeyConstraint(
            ["partner_id"],
            ["partner.id"],
            name=op.f("fk_partner_contact_partner_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["changed_by_id"],
            ["ab_user.id"],
            name=op.f("fk_partner_contact_changed_by_id"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["created_by_id"],
            ["ab_user.id"],
            name=op.f("fk_partner_contact_created_by_id"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_partner_contact")),
        sa.UniqueConstraint("client_key", name=op.f("uq_partner_contact_client_key")),
    )
    with op.batch_alter_table("partner_contact") as batch:
        batch.create_index(op.f("ix_partner_contact_changed_at"), ["changed_at"])
        batch.create_index(op.f("ix_partner_contact_partner_id"), ["partner_id"])

    op.create_table(
        "inquiry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(length=200), nullable=False),
        sa.Column("wording", sa.Text(), nullable=True),
        sa.Column(
            "channel",
            sa.Enum(
                "citizens_office",
                "trade_office",
                "chamber",
                "internet",
                "telephone",
                "email",
                "fair",
                "brochure",
                name="inquirychannel",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("partner_id", sa.Integer(), nullable=True),
        sa.Column("topic_id", sa.Integer(), nullable=True),
        sa.Column("company_id", sa.Integer(), nullable=True),
        sa.Column("guest_name", sa.String(length=200), nullable=True),
        sa.Column("phone", sa.String(length=200), nullable=True),
        sa.Column("email", sa.String(length=200), nullable=True),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("forwarded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("acknowledged_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("first_reply_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("feedback_due_on", sa.Date(), nullable=True),
        sa.Column("feedback_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("feedback", sa.Text(), nullable=True),
        sa.Column("target_days", sa.Integer(), nullable=False),
        sa.Column("reply_days", sa.Integer(), nullable=True),
        sa.Column("acknowledged_days", sa.Integer(), nullable=True),
        sa.Column("forwarded_days", sa.Integer(), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column(
            "outcome",
            sa.Enum(
                "answered",
                "referred_on",
                "funding_consultation",
                "not_responsible",
                "withdrawn",
                name="inquiryoutcome",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("changed_by_id", sa.Integer(), nullable=True),
        sa.Column("client_key", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("subject <> ''", name=op.f("ck_inquiry_subject_not_empty")),
        sa.CheckConstraint(
            "(closed_at IS NULL) = (outcome IS NULL)", name=op.f("ck_inquiry_closed_has_an_outcome")
        ),
        sa.CheckConstraint(
            "acknowledged_at >= received_at", name=op.f("ck_inquiry_acknowledged_after_received")
        ),
        sa.CheckConstraint(
            "closed_at >= received_at", name=op.f("ck_inquiry_closed_after_received")
        ),
        sa.CheckConstraint(
            "company_id IS NOT NULL OR guest_name IS NOT NULL",
            name=op.f("ck_inquiry_names_somebody"),
        ),
        sa.CheckConstraint(
            "first_reply_at >= received_at", name=op.f("ck_inquiry_replied_after_received")
        ),
        sa.CheckConstraint(
            "feedback_at >= received_at", name=op.f("ck_inquiry_told_after_received")
        ),
        sa.CheckConstraint(
            "forwarded_at >= received_at", name=op.f("ck_inquiry_forwarded_after_received")
        ),
        sa.ForeignKeyConstraint(
            ["changed_by_id"],
            ["ab_user.id"],
            name=op.f("fk_inquiry_changed_by_id"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["company_id"], ["company.id"], name=op.f("fk_inquiry_company_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["created_by_id"],
            ["ab_user.id"],
            name=op.f("fk_inquiry_created_by_id"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["advisor.id"], name=op.f("fk_inquiry_owner_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["partner_id"], ["partner.id"], name=op.f("fk_inquiry_partner_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["topic_id"], ["topic.id"], name=op.f("fk_inquiry_topic_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inquiry")),
        sa.UniqueConstraint("client_key", name=op.f("uq_inquiry_client_key")),
    )
    with op.batch_alter_table("inquiry", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_inquiry_changed_at"), ["changed_at"], unique=False)
        batch_op.create_index("ix_inquiry_closed_at_due_on", ["closed_at", "due_on"], unique=False)
        batch_op.create_index(
            "ix_inquiry_company_id_received_at", ["company_id", "received_at"], unique=False
        )
        batch_op.create_index(
            "ix_inquiry_owner_id_closed_at", ["owner_id", "closed_at"], unique=False
        )
        batch_op.create_index(
            "ix_inquiry_partner_id_received_at", ["partner_id", "received_at"], unique=False
        )
        batch_op.create_index(
            "ix_inquiry_feedback_at_feedback_due_on",
            ["feedback_at", "feedback_due_on"],
            unique=False,
        )
        batch_op.create_index("ix_inquiry_received_on", ["received_on"], unique=False)

    op.create_table(
        "inquiry_handover",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("inquiry_id", sa.Integer(), nullable=False),
        sa.Column("from_id", sa.Integer(), nullable=True),
        sa.Column("to_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=True),
        sa.Column("happened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["by_id"], ["ab_user.id"], name=op.f("fk_inquiry_handover_by_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["from_id"],
            ["advisor.id"],
            name=op.f("fk_inquiry_handover_from_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["inquiry_id"],
            ["inquiry.id"],
            name=op.f("fk_inquiry_handover_inquiry_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["to_id"], ["advisor.id"], name=op.f("fk_inquiry_handover_to_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inquiry_handover")),
    )
    with op.batch_alter_table("inquiry_handover", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_inquiry_handover_inquiry_id"), ["inquiry_id"], unique=False
        )

    op.create_table(
        "inquiry_pause",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("inquiry_id", sa.Integer(), nullable=False),
        sa.Column("began_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_inquiry_pause_reason_not_empty")),
        sa.CheckConstraint(
            "ended_at >= began_at", name=op.f("ck_inquiry_pause_ends_after_it_starts")
        ),
        sa.ForeignKeyConstraint(
            ["inquiry_id"],
            ["inquiry.id"],
            name=op.f("fk_inquiry_pause_inquiry_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inquiry_pause")),
    )
    with op.batch_alter_table("inquiry_pause", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_inquiry_pause_inquiry_id"), ["inquiry_id"], unique=False
        )
        batch_op.create_index(
            "uq_inquiry_pause_open",
            ["inquiry_id"],
            unique=True,
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        )

    for table in CAME_OF_IT:
        with op.batch_alter_table(table) as batch:
            batch.add_column(sa.Column("inquiry_id", sa.Integer(), nullable=True))
            batch.create_index(f"ix_{table}_inquiry_id", ["inquiry_id"])
            name, columns = f"fk_{table}_inquiry_id", ["inquiry_id"]
            batch.create_foreign_key(name, "inquiry", columns, ["id"], ondelete="SET NULL")

    op.create_table(
        "joint_evaluation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("partner_id", sa.Integer(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column(
            "side",
            sa.Enum(
                "office",
                "partner",
                name="side",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("words", sa.Text(), nullable=True),
        sa.Column("held_on", sa.Date(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("changed_by_id", sa.Integer(), nullable=True),
        sa.Column("client_key", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "held_on >= first_day", name=op.f("ck_joint_evaluation_held_after_it_began")
        ),
        sa.CheckConstraint(
            "held_on IS NULL OR side = 'office'",
            name=op.f("ck_joint_evaluation_the_office_says_when"),
        ),
        sa.ForeignKeyConstraint(
            ["changed_by_id"],
            ["ab_user.id"],
            name=op.f("fk_joint_evaluation_changed_by_id"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["created_by_id"],
            ["ab_user.id"],
            name=op.f("fk_joint_evaluation_created_by_id"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["partner_id"],
            ["partner.id"],
            name=op.f("fk_joint_evaluation_partner_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_joint_evaluation")),
        sa.UniqueConstraint("client_key", name=op.f("uq_joint_evaluation_client_key")),
        sa.UniqueConstraint(
            "partner_id",
            "first_day",
            "side",
            name=op.f("uq_joint_evaluation_partner_id_first_day_side"),
        ),
    )
    with op.batch_alter_table("joint_evaluation") as batch:
        batch.create_index(op.f("ix_joint_evaluation_changed_at"), ["changed_at"])

    op.create_table(
        "partner_login",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("partner_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["ab_user.id"], name=op.f("fk_partner_login_user_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["partner_id"],
            ["partner.id"],
            name=op.f("fk_partner_login_partner_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("user_id", name=op.f("pk_partner_login")),
    )
    with op.batch_alter_table("partner_login") as batch:
        batch.create_index(op.f("ix_partner_login_partner_id"), ["partner_id"])


def downgrade() -> None:
    for table in CAME_OF_IT:
        with op.batch_alter_table(table) as batch:
            batch.drop_constraint(f"fk_{table}_inquiry_id", type_="foreignkey")
            batch.drop_index(f"ix_{table}_inquiry_id")
            batch.drop_column("inquiry_id")
    for table in (
        "partner_login",
        "joint_evaluation",
        "inquiry_pause",
        "inquiry_handover",
        "inquiry",
        "partner_contact",
        "partner",
    ):
        op.drop_table(table)
