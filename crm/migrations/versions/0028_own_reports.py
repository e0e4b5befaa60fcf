"""Own reports under a name, who has them by mail, and files that go along with letters."""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "saved_report",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("choice", sa.Text(), nullable=False),
        sa.Column("is_shared", sa.Boolean(), nullable=False),
        *tracked("saved_report"),
        sa.Column("client_key", sa.String(36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("trim(name) <> ''", name=op.f("ck_saved_report_name_not_empty")),
        of_login("saved_report", "owner_id", "CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_report")),
        sa.UniqueConstraint("client_key", name=op.f("uq_saved_report_client_key")),
        sa.UniqueConstraint("owner_id", "name", name=op.f("uq_saved_report_owner_id_name")),
    )
    op.create_table(
        "report_reader",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(40), nullable=False),
        sa.Column("sent_for", sa.String(40), nullable=False),
        *tracked("report_reader"),
        sa.ForeignKeyConstraint(
            ["report_id"],
            ["saved_report.id"],
            name=op.f("fk_report_reader_report_id"),
            ondelete="CASCADE",
        ),
        of_login("report_reader", "user_id", "CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_reader")),
        sa.UniqueConstraint(
            "report_id", "user_id", name=op.f("uq_report_reader_report_id_user_id")
        ),
    )
    op.create_table(
        "mail_file",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("mail_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("media_type", sa.String(200), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["mail_id"], ["mail.id"], name=op.f("fk_mail_file_mail_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mail_file")),
    )
    for table, column in (
        ("saved_report", "changed_at"), ("report_reader", "changed_at"),
        ("report_reader", "user_id"), ("mail_file", "mail_id"),
    ):  # fmt: skip
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column])


def tracked(table: str) -> tuple[sa.schema.SchemaItem, ...]:
    return (
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("changed_by_id", sa.Integer(), nullable=True),
        of_login(table, "created_by_id", "SET NULL"),
        of_login(table, "changed_by_id", "SET NULL"),
    )


def of_login(table: str, column: str, ondelete: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], ["ab_user.id"], name=op.f(f"fk_{table}_{column}"), ondelete=ondelete
    )


def downgrade() -> None:
    for table in ("mail_file", "report_reader", "saved_report"):
        op.drop_table(table)
