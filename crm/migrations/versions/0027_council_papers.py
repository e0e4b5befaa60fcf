"""Council papers: their head, route, steps and locked file; passages to write them from."""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "council_paper",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(40), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "statement",
                "information",
                "answer",
                name="paperkind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "state",
            sa.Enum(
                "draft",
                "in_route",
                "released",
                "held",
                name="paperstate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("city", sa.String(200), nullable=False),
        sa.Column("office", sa.String(200), nullable=False),
        sa.Column("dated_on", sa.Date(), nullable=False),
        sa.Column("subject", sa.String(200), nullable=False),
        sa.Column("motion_number", sa.String(40), nullable=True),
        sa.Column("motion_by", sa.String(200), nullable=True),
        sa.Column("motion_title", sa.String(200), nullable=True),
        sa.Column("motion_on", sa.Date(), nullable=True),
        sa.Column("deputy", sa.String(200), nullable=True),
        sa.Column("contact", sa.String(200), nullable=True),
        sa.Column("signed_by", sa.String(200), nullable=True),
        sa.Column("approved_on", sa.Date(), nullable=True),
        sa.Column("approved_by", sa.String(200), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("changed_by_id", sa.Integer(), nullable=True),
        sa.Column("client_key", sa.String(36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("number <> ''", name=op.f("ck_council_paper_number_not_empty")),
        sa.CheckConstraint("subject <> ''", name=op.f("ck_council_paper_subject_not_empty")),
        sa.ForeignKeyConstraint(
            ["changed_by_id"],
            ["ab_user.id"],
            name=op.f("fk_council_paper_changed_by_id"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["created_by_id"],
            ["ab_user.id"],
            name=op.f("fk_council_paper_created_by_id"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_council_paper")),
        sa.UniqueConstraint("client_key", name=op.f("uq_council_paper_client_key")),
        sa.UniqueConstraint("number", name=op.f("uq_council_paper_number")),
    )
    op.create_index(op.f("ix_council_paper_changed_at"), "council_paper", ["changed_at"])
    op.create_index("ix_council_paper_dated_on", "council_paper", ["dated_on"])
    op.create_table(
        "text_block",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(200), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("changed_by_id", sa.Integer(), nullable=True),
        sa.Column("client_key", sa.String(36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("text <> ''", name=op.f("ck_text_block_text_not_empty")),
        sa.CheckConstraint("title <> ''", name=op.f("ck_text_block_title_not_empty")),
        sa.ForeignKeyConstraint(
            ["changed_by_id"],
            ["ab_user.id"],
            name=op.f("fk_text_block_changed_by_id"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["created_by_id"],
            ["ab_user.id"],
            name=op.f("fk_text_block_created_by_id"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_text_block")),
        sa.UniqueConstraint("client_key", name=op.f("uq_text_block_client_key")),
        sa.UniqueConstraint("title", name=op.f("uq_text_block_title")),
    )
    op.create_index(op.f("ix_text_block_changed_at"), "text_block", ["changed_at"])
    op.create_table(
        "council_paper_release",
        sa.Column("paper_id", sa.Integer(), nullable=False),
        sa.Column("snapshot_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["paper_id"],
            ["council_paper.id"],
            name=op.f("fk_council_paper_release_paper_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["snapshot_id"],
            ["report_snapshot.id"],
            name=op.f("fk_council_paper_release_snapshot_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("paper_id", "snapshot_id", name=op.f("pk_council_paper_release")),
    )
    op.create_index(
        op.f("ix_council_paper_release_snapshot_id"), "council_paper_release", ["snapshot_id"]
    )
    op.create_table(
        "paper_file",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("paper_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("document", sa.LargeBinary(), nullable=False),
        sa.Column("pdf_sha256", sa.String(), nullable=True),
        sa.Column("pdf", sa.LargeBinary(), nullable=True),
        sa.Column("locked_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["paper_id"],
            ["council_paper.id"],
            name=op.f("fk_paper_file_paper_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper_file")),
        sa.UniqueConstraint("paper_id", name=op.f("uq_paper_file_paper_id")),
    )
    op.create_index(op.f("ix_paper_file_pdf_sha256"), "paper_file", ["pdf_sha256"])
    op.create_index(op.f("ix_paper_file_sha256"), "paper_file", ["sha256"])
    op.create_table(
        "paper_meeting",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("paper_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("body", sa.String(200), nullable=False),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("starts_at", sa.Time(), nullable=True),
        sa.Column("is_held", sa.Boolean(), nullable=False),
        sa.CheckConstraint("body <> ''", name=op.f("ck_paper_meeting_body_not_empty")),
        sa.ForeignKeyConstraint(
            ["paper_id"],
            ["council_paper.id"],
            name=op.f("fk_paper_meeting_paper_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper_meeting")),
        sa.UniqueConstraint(
            "paper_id", "position", name=op.f("uq_paper_meeting_paper_id_position")
        ),
    )
    op.create_table(
        "paper_step",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("paper_id", sa.Integer(), nullable=False),
        sa.Column(
            "act",
            sa.Enum(
                "written",
                "changed",
                "taken_over",
                "sent",
                "taken_back",
                "released",
                "meeting_held",
                name="paperact",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("words", sa.String(200), nullable=True),
        sa.Column("happened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["by_id"], ["ab_user.id"], name=op.f("fk_paper_step_by_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["paper_id"],
            ["council_paper.id"],
            name=op.f("fk_paper_step_paper_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper_step")),
    )
    op.create_index(op.f("ix_paper_step_paper_id"), "paper_step", ["paper_id"])


def downgrade() -> None:
    children = ("paper_step", "paper_meeting", "paper_file", "council_paper_release")
    for table in (*children, "text_block", "council_paper"):
        op.drop_table(table)
