"""Notes on days, drawn into dashboards; who wishes the letter of the week."""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "annotation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=True),
        sa.Column("text", sa.String(200), nullable=False),
        sa.Column("team_id", sa.Integer(), nullable=True),
        *_tracked(),
        sa.Column("client_key", sa.String(36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "last_day >= first_day", name=op.f("ck_annotation_ends_after_it_starts")
        ),
        sa.ForeignKeyConstraint(
            ["team_id"], ["team.id"], name=op.f("fk_annotation_team_id"), ondelete="CASCADE"
        ),
        *_by("annotation"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_annotation")),
        sa.UniqueConstraint("client_key", name=op.f("uq_annotation_client_key")),
    )
    for column in ("changed_at", "first_day", "team_id"):
        op.create_index(op.f(f"ix_annotation_{column}"), "annotation", [column])
    op.create_table(
        "weekly_digest",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(40), nullable=False),
        *_tracked(),
        sa.ForeignKeyConstraint(
            ["user_id"], ["ab_user.id"], name=op.f("fk_weekly_digest_user_id"), ondelete="CASCADE"
        ),
        *_by("weekly_digest"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_weekly_digest")),
        sa.UniqueConstraint("user_id", name=op.f("uq_weekly_digest_user_id")),
    )
    op.create_index(op.f("ix_weekly_digest_changed_at"), "weekly_digest", ["changed_at"])


def downgrade() -> None:
    op.drop_table("weekly_digest")
    op.drop_table("annotation")


def _tracked() -> list[sa.Column[object]]:
    return [
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("changed_by_id", sa.Integer(), nullable=True),
    ]


def _by(table: str) -> list[sa.ForeignKeyConstraint]:
    return [
        sa.ForeignKeyConstraint(
            [column], ["ab_user.id"], name=op.f(f"fk_{table}_{column}"), ondelete="SET NULL"
        )
        for column in ("created_by_id", "changed_by_id")
    ]
