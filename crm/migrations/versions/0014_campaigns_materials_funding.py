"""Campaigns with their targets, brochures and where they lie, what firms apply for."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "funding_programme",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("giver", sa.String(length=200), nullable=False),
        sa.Column("deadline_on", sa.Date(), nullable=True),
        sa.Column("link", sa.String(length=200), nullable=True),
        sa.Column("notes", sa.Text(), nullable=True),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("changed_by_id", sa.Integer(), nullable=True),
        sa.Column("client_key", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("name <> ''", name=op.f("ck_funding_programme_name_not_empty")),
        sa.ForeignKeyConstraint(
            ["changed_by_id"],
            ["ab_user.id"],
            name=op.f("fk_funding_programme_changed_by_id"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["created_by_id"],
            ["ab_user.id"],
            name=op.f("fk_funding_programme_created_by_id"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_funding_programme")),
        sa.UniqueConstraint("client_key", name=op.f("uq_funding_programme_client_key")),
        sa.UniqueConstraint("name", name=op.f("uq_funding_programme_name")),
    )
    with op.batch_alter_table("funding_programme") as batch_op:
        batch_op.create_index(
            batch_op.f("ix_funding_programme_changed_at"), ["changed_at"], unique=False
        )

    op.create_table(
        "material",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("edition", sa.String(length=200), nullable=False),
        sa.Column("language", sa.String(length=200), nullable=False),
        sa.Column("printed", sa.Integer(), nullable=False),
        sa.Column("notes", sa.Text(), nullable=True),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("changed_by_id", sa.Integer(), nullable=True),
        sa.Column("client_key", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("title <> ''", name=op.f("ck_material_title_not_empty")),
        sa.CheckConstraint("printed >= 0", name=op.f("ck_material_printed_not_negative")),
        sa.ForeignKeyConstraint(
            ["changed_by_id"],
            ["ab_user.id"],
            name=op.f("fk_material_changed_by_id"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["created_by_id"],
            ["ab_user.id"],
            name=op.f("fk_material_created_by_id"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_material")),
        sa.UniqueConstraint("client_key", name=op.f("uq_material_client_key")),
        sa.UniqueConstraint(
            "title", "edition", "language", name=op.f("uq_material_title_edition_language")
        ),
    )
    with op.batch_alter_table("material") as batch_op:
        batch_op.create_index(batch_op.f("ix_material_changed_at"), ["changed_at"], unique=False)

    op.create_table(
        "campaign",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("goal", sa.Text(), nullable=True),
        sa.Column("goal_firms", sa.Integer(), nullable=True),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("lead_id", sa.Integer(), nullable=True),
        sa.Column("size_classes", sa.String(length=200), nullable=True),
        sa.Column("sections", sa.String(length=200), nullable=True),
        sa.Column("districts", sa.Text(), nullable=True),
        sa.Column("craft_only", sa.Boolean(), nullable=False),
        sa.Column("never_reached_only", sa.Boolean(), nullable=False),
        sa.Column("frozen_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("changed_by_id", sa.Integer(), nullable=True),
        sa.Column("client_key", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("title <> ''", name=op.f("ck_campaign_title_not_empty")),
        sa.CheckConstraint("ends_on >= starts_on", name=op.f("ck_campaign_ends_after_it_starts")),
        sa.CheckConstraint("goal_firms > 0", name=op.f("ck_campaign_goal_at_least_one")),
        sa.ForeignKeyConstraint(
            ["changed_by_id"],
            ["ab_user.id"],
            name=op.f("fk_campaign_changed_by_id"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["created_by_id"],
            ["ab_user.id"],
            name=op.f("fk_campaign_created_by_id"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["lead_id"], ["advisor.id"], name=op.f("fk_campaign_lead_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_campaign")),
        sa.UniqueConstraint("client_key", name=op.f("uq_campaign_client_key")),
    )
    with op.batch_alter_table("campaign") as batch_op:
        batch_op.create_index(batch_op.f("ix_campaign_changed_at"), ["changed_at"], unique=False)
        batch_op.create_index("ix_campaign_lead_id", ["lead_id"], unique=False)
        batch_op.create_index("ix_campaign_starts_on", ["starts_on"], unique=False)

    op.create_table(
        "handout",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("material_id", sa.Integer(), nullable=False),
        sa.Column("partner_id", sa.Integer(), nullable=False),
        sa.Column("handed_on", sa.Date(), nullable=False),
        sa.Column("copies", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("changed_by_id", sa.Integer(), nullable=True),
        sa.Column("client_key", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("copies > 0", name=op.f("ck_handout_copies_at_least_one")),
        sa.ForeignKeyConstraint(
            ["changed_by_id"],
            ["ab_user.id"],
            name=op.f("fk_handout_changed_by_id"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["created_by_id"],
            ["ab_user.id"],
            name=op.f("fk_handout_created_by_id"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["material_id"],
            ["material.id"],
            name=op.f("fk_handout_material_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["partner_id"], ["partner.id"], name=op.f("fk_handout_partner_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_handout")),
        sa.UniqueConstraint("client_key", name=op.f("uq_handout_client_key")),
    )
    with op.batch_alter_table("handout") as batch_op:
        batch_op.create_index(batch_op.f("ix_handout_changed_at"), ["changed_at"], unique=False)
        batch_op.create_index("ix_handout_handed_on", ["handed_on"], unique=False)
        batch_op.create_index(
            "ix_handout_material_id_handed_on", ["material_id", "handed_on"], unique=False
        )
        batch_op.create_index("ix_handout_partner_id", ["partner_id"], unique=False)

    op.create_table(
        "material_code",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("material_id", sa.Integer(), nullable=False),
        sa.Column("partner_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("changed_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["changed_by_id"],
            ["ab_user.id"],
            name=op.f("fk_material_code_changed_by_id"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["created_by_id"],
            ["ab_user.id"],
            name=op.f("fk_material_code_created_by_id"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["material_id"],
            ["material.id"],
            name=op.f("fk_material_code_material_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["partner_id"],
            ["partner.id"],
            name=op.f("fk_material_code_partner_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_material_code")),
        sa.UniqueConstraint("code", name=op.f("uq_material_code_code")),
        sa.UniqueConstraint(
            "material_id", "partner_id", name=op.f("uq_material_code_material_id_partner_id")
        ),
    )
    with op.batch_alter_table("material_code") as batch_op:
        batch_op.create_index(
            batch_op.f("ix_material_code_changed_at"), ["changed_at"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_material_code_partner_id"), ["partner_id"], unique=False
        )

    op.create_table(
        "campaign_partner",
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("partner_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["campaign_id"],
            ["campaign.id"],
            name=op.f("fk_campaign_partner_campaign_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["partner_id"],
            ["partner.id"],
            name=op.f("fk_campaign_partner_partner_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("campaign_id", "partner_id", name=op.f("pk_campaign_partner")),
    )
    with op.batch_alter_table("campaign_partner") as batch_op:
        batch_op.create_index(
            batch_op.f("ix_campaign_partner_partner_id"), ["partner_id"], unique=False
        )

    op.create_table(
        "campaign_target",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("company_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["campaign_id"],
            ["campaign.id"],
            name=op.f("fk_campaign_target_campaign_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["company_id"],
            ["company.id"],
            name=op.f("fk_campaign_target_company_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_campaign_target")),
        sa.UniqueConstraint(
            "campaign_id", "company_id", name=op.f("uq_campaign_target_campaign_id_company_id")
        ),
    )
    with op.batch_alter_table("campaign_target") as batch_op:
        batch_op.create_index("ix_campaign_target_company_id", ["company_id"], unique=False)

    op.create_table(
        "funding_case",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("company_id", sa.Integer(), nullable=True),
        sa.Column("guest_name", sa.String(length=200), nullable=True),
        sa.Column("programme_id", sa.Integer(), nullable=True),
        sa.Column("interaction_id", sa.Integer(), nullable=True),
        sa.Column("inquiry_id", sa.Integer(), nullable=True),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.Column("purpose", sa.Text(), nullable=True),
        sa.Column(
            "stage",
            sa.Enum(
                "discussed",
                "applied",
                "granted",
                "refused",
                "withdrawn",
                name="fundingstage",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("discussed_on", sa.Date(), nullable=False),
        sa.Column("applied_on", sa.Date(), nullable=True),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("deadline_on", sa.Date(), nullable=True),
        sa.Column("amount_applied", sa.Numeric(precision=14, scale=2), nullable=True),
        sa.Column("amount_granted", sa.Numeric(precision=14, scale=2), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("changed_by_id", sa.Integer(), nullable=True),
        sa.Column("client_key", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(decided_on IS NOT NULL) = (stage IN ('granted', 'refused', 'withdrawn'))",
            name=op.f("ck_funding_case_decided_has_its_day"),
        ),
        sa.CheckConstraint(
            "amount_applied >= 0", name=op.f("ck_funding_case_applied_not_negative")
        ),
        sa.CheckConstraint(
            "amount_granted >= 0", name=op.f("ck_funding_case_granted_not_negative")
        ),
        sa.CheckConstraint(
            "applied_on >= discussed_on", name=op.f("ck_funding_case_applied_after_discussed")
        ),
        sa.CheckConstraint(
            "company_id IS NOT NULL OR guest_name IS NOT NULL",
            name=op.f("ck_funding_case_names_somebody"),
        ),
        sa.CheckConstraint(
            "decided_on >= discussed_on", name=op.f("ck_funding_case_decided_after_discussed")
        ),
        sa.ForeignKeyConstraint(
            ["changed_by_id"],
            ["ab_user.id"],
            name=op.f("fk_funding_case_changed_by_id"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["company_id"],
            ["company.id"],
            name=op.f("fk_funding_case_company_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["created_by_id"],
            ["ab_user.id"],
            name=op.f("fk_funding_case_created_by_id"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["inquiry_id"],
            ["inquiry.id"],
            name=op.f("fk_funding_case_inquiry_id"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["interaction_id"],
            ["interaction.id"],
            name=op.f("fk_funding_case_interaction_id"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["advisor.id"], name=op.f("fk_funding_case_owner_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["programme_id"],
            ["funding_programme.id"],
            name=op.f("fk_funding_case_programme_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_funding_case")),
        sa.UniqueConstraint("client_key", name=op.f("uq_funding_case_client_key")),
    )
    with op.batch_alter_table("funding_case") as batch_op:
        batch_op.create_index(
            batch_op.f("ix_funding_case_changed_at"), ["changed_at"], unique=False
        )
        batch_op.create_index(
            "ix_funding_case_company_id_discussed_on", ["company_id", "discussed_on"], unique=False
        )
        batch_op.create_index("ix_funding_case_deadline_on", ["deadline_on"], unique=False)
        batch_op.create_index("ix_funding_case_discussed_on", ["discussed_on"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_funding_case_inquiry_id"), ["inquiry_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_funding_case_interaction_id"), ["interaction_id"], unique=False
        )
        batch_op.create_index(
            "ix_funding_case_owner_id_stage_deadline_on",
            ["owner_id", "stage", "deadline_on"],
            unique=False,
        )
        batch_op.create_index("ix_funding_case_programme_id", ["programme_id"], unique=False)

    with op.batch_alter_table("inquiry") as batch_op:
        batch_op.add_column(sa.Column("material_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("handed_out_by_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("campaign_id", sa.Integer(), nullable=True))
        batch_op.create_index(batch_op.f("ix_inquiry_campaign_id"), ["campaign_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_inquiry_handed_out_by_id"), ["handed_out_by_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_inquiry_material_id"), ["material_id"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_inquiry_material_id"),
            "material",
            ["material_id"],
            ["id"],
            ondelete="RESTRICT",
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_inquiry_campaign_id"),
            "campaign",
            ["campaign_id"],
            ["id"],
            ondelete="SET NULL",
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_inquiry_handed_out_by_id"),
            "partner",
            ["handed_out_by_id"],
            ["id"],
            ondelete="RESTRICT",
        )

    with op.batch_alter_table("interaction") as batch_op:
        batch_op.add_column(sa.Column("material_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("campaign_id", sa.Integer(), nullable=True))
        batch_op.create_index(
            batch_op.f("ix_interaction_campaign_id"), ["campaign_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_interaction_material_id"), ["material_id"], unique=False
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_interaction_campaign_id"),
            "campaign",
            ["campaign_id"],
            ["id"],
            ondelete="SET NULL",
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_interaction_material_id"),
            "material",
            ["material_id"],
            ["id"],
            ondelete="RESTRICT",
        )


def downgrade() -> None:
    with op.batch_alter_table("interaction") as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_interaction_material_id"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("fk_interaction_campaign_id"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_interaction_material_id"))
        batch_op.drop_index(batch_op.f("ix_interaction_campaign_id"))
        batch_op.drop_column("campaign_id")
        batch_op.drop_column("material_id")

    with op.batch_alter_table("inquiry") as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_inquiry_handed_out_by_id"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("fk_inquiry_campaign_id"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("fk_inquiry_material_id"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_inquiry_material_id"))
        batch_op.drop_index(batch_op.f("ix_inquiry_handed_out_by_id"))
        batch_op.drop_index(batch_op.f("ix_inquiry_campaign_id"))
        batch_op.drop_column("campaign_id")
        batch_op.drop_column("handed_out_by_id")
        batch_op.drop_column("material_id")

    for table in (
        "funding_case",
        "campaign_target",
        "campaign_partner",
        "material_code",
        "handout",
        "campaign",
        "material",
        "funding_programme",
    ):
        op.drop_table(table)
