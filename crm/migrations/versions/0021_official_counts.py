"""Counts of the statistics office, and register files that name every firm there is."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

COUNTED = ("ihk", "craft", "craft_statistics")
AREAS = ("city", "district", "unassigned")


TRACKED = ("created_by_id", "changed_by_id")


def _columns_of_tracked() -> list[sa.Column[object]]:
    return [
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=True) for name in TRACKED),
    ]


def _keys_of_tracked(table: str) -> list[sa.ForeignKeyConstraint]:
    return [
        sa.ForeignKeyConstraint(
            [name], ["ab_user.id"], name=op.f(f"fk_{table}_{name}"), ondelete="SET NULL"
        )
        for name in TRACKED
    ]


def _words(name: str, words: tuple[str, ...]) -> sa.Enum:
    return sa.Enum(*words, name=name, native_enum=False, create_constraint=True, length=40)


def upgrade() -> None:
    op.create_table(
        "official_table",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("layout", sa.String(40), nullable=False),
        sa.Column("source", sa.String(200), nullable=False),
        sa.Column("file_name", sa.String(200), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        *(
            sa.Column(name, sa.Integer(), nullable=False)
            for name in ("first_year", "last_year", "new", "corrected", "unchanged")
        ),
        *_columns_of_tracked(),
        *_keys_of_tracked("official_table"),
    )
    op.create_index("ix_official_table_changed_at", "official_table", ["changed_at"])
    op.create_table(
        "official_count",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("table_id", sa.Integer(), nullable=False),
        sa.Column("counted", _words("officiallycounted", COUNTED), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("area", _words("countedarea", AREAS), nullable=False),
        sa.Column("district_id", sa.Integer()),
        sa.Column("part", sa.String(40)),
        sa.Column("value", sa.Integer()),
        sa.Column("is_confidential", sa.Boolean(), nullable=False),
        *_columns_of_tracked(),
        *_keys_of_tracked("official_count"),
        sa.ForeignKeyConstraint(
            ["table_id"],
            ["official_table.id"],
            name="fk_official_count_table_id",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["district_id"],
            ["district.id"],
            name="fk_official_count_district_id",
            ondelete="RESTRICT",
        ),
        sa.CheckConstraint(
            "(area = 'district') = (district_id IS NOT NULL)",
            name=op.f("ck_official_count_names_its_area"),
        ),
        sa.CheckConstraint(
            "(value IS NULL) = is_confidential",
            name=op.f("ck_official_count_confidential_has_no_value"),
        ),
        sa.CheckConstraint("value >= 0", name=op.f("ck_official_count_not_negative")),
    )
    for columns in (["table_id"], ["district_id"], ["changed_at"], ["counted", "year"]):
        op.create_index(f"ix_official_count_{'_'.join(columns)}", "official_count", columns)
    full = sa.Column("is_full_list", sa.Boolean(), nullable=False, server_default=sa.false())
    op.add_column("import_batch", full)


def downgrade() -> None:
    with op.batch_alter_table("import_batch") as batch:
        batch.drop_column("is_full_list")
    op.drop_table("official_count")
    op.drop_table("official_table")
