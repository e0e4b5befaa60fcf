"""Who merged which firms and why, what people said of pairs, and what an old id leads to.

Plain SQL for company_overview, where a batch would lose the triggers of migration 0002.
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

GIVEN = sa.text("survivor_id IS NOT NULL")
OPEN = sa.text("undone_at IS NULL")
END_REASONS = ("closed", "insolvency", "moved_away", "merged", "left_register", "unknown")
COPIED = (
    "label", "label_key", "address", "size_band", "size_class", "wz_code", "wz_edition",
    "wz_section", "district_id", "latitude", "longitude", "last_contact_on",
    "last_individual_on", "last_visit_on",
)  # fmt: skip
OVERVIEW = sa.table(
    "company_overview", sa.column("id"), sa.column("survivor_id"), sa.column("search_text"),
    *map(sa.column, COPIED),
)  # fmt: skip
PAIRS = sa.text("SELECT id, merged_into_id FROM company WHERE merged_into_id IS NOT NULL")


def upgrade() -> None:
    _company_merge()
    _match_decision()
    op.execute("ALTER TABLE company_overview ADD COLUMN survivor_id INTEGER")
    op.create_index(
        "ix_company_overview_survivor_id", "company_overview", ["survivor_id"],
        sqlite_where=GIVEN, postgresql_where=GIVEN,
    )  # fmt: skip
    merged_into = dict(map(tuple, op.get_bind().execute(PAIRS)))
    for company_id in merged_into:
        _stand_in(company_id, _survivor(company_id, merged_into))


def downgrade() -> None:
    op.drop_index("ix_company_overview_survivor_id", "company_overview")
    op.execute("ALTER TABLE company_overview DROP COLUMN survivor_id")
    op.drop_table("match_decision")
    op.drop_table("company_merge")


def _company_merge() -> None:
    op.create_table(
        "company_merge",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("company_id", sa.Integer(), nullable=False),
        sa.Column("into_id", sa.Integer(), nullable=False),
        sa.Column("merged_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("merged_by_id", sa.Integer(), nullable=True),
        sa.Column("reasons", sa.Text(), nullable=True),
        sa.Column("ended_on_before", sa.Date(), nullable=True),
        sa.Column(
            "end_reason_before",
            sa.Enum(*END_REASONS, name="endreason", native_enum=False,
                    create_constraint=True, length=40),
            nullable=True,
        ),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("left_over", sa.Text(), nullable=True),
        sa.Column("undone_by_id", sa.Integer(), nullable=True),
        *_editable("company_merge"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_company_merge")),
        sa.CheckConstraint("company_id <> into_id", name="not_merged_into_itself"),
        _to("company_merge", "company_id", "company", "CASCADE"),
        _to("company_merge", "into_id", "company", "CASCADE"),
        _to("company_merge", "merged_by_id", "ab_user", "SET NULL"),
        _to("company_merge", "undone_by_id", "ab_user", "SET NULL"),
    )  # fmt: skip
    op.create_index(
        "uq_company_merge_one_open", "company_merge", ["company_id"], unique=True,
        sqlite_where=OPEN, postgresql_where=OPEN,
    )  # fmt: skip
    op.create_index("ix_company_merge_into_id", "company_merge", ["into_id"])
    op.create_index("ix_company_merge_changed_at", "company_merge", ["changed_at"])


def _match_decision() -> None:
    op.create_table(
        "match_decision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("company_id", sa.Integer(), nullable=False),
        sa.Column("other_id", sa.Integer(), nullable=True),
        sa.Column("record_id", sa.Integer(), nullable=True),
        sa.Column("score", sa.Integer(), nullable=False),
        sa.Column("reasons", sa.Text(), nullable=False),
        sa.Column(
            "verdict",
            sa.Enum("same", "different", "later", name="matchverdict", native_enum=False,
                    create_constraint=True, length=40),
            nullable=True,
        ),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("merge_id", sa.Integer(), nullable=True),
        *_editable("match_decision"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_match_decision")),
        sa.CheckConstraint("company_id < other_id", name="smaller_id_first"),
        sa.CheckConstraint("(other_id IS NULL) <> (record_id IS NULL)", name="names_two_things"),
        sa.CheckConstraint("(verdict IS NULL) = (decided_at IS NULL)", name="decided_has_its_day"),
        sa.CheckConstraint("score BETWEEN 0 AND 100", name="score_in_percent"),
        sa.UniqueConstraint("company_id", "other_id",
                            name=op.f("uq_match_decision_company_id_other_id")),
        sa.UniqueConstraint("company_id", "record_id",
                            name=op.f("uq_match_decision_company_id_record_id")),
        _to("match_decision", "company_id", "company", "CASCADE"),
        _to("match_decision", "other_id", "company", "CASCADE"),
        _to("match_decision", "record_id", "source_record", "CASCADE"),
        _to("match_decision", "decided_by_id", "ab_user", "SET NULL"),
        _to("match_decision", "merge_id", "company_merge", "SET NULL"),
    )  # fmt: skip
    for columns in (["changed_at"], ["other_id"], ["record_id"], ["merge_id"], ["verdict", "score"],
                    ["decided_by_id", "decided_at"]):  # fmt: skip
        op.create_index(f"ix_match_decision_{'_'.join(columns)}", "match_decision", columns)


def _editable(table: str) -> list[sa.Column[Any] | sa.Constraint]:
    """What every row has that people edit."""
    return [
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("changed_by_id", sa.Integer(), nullable=True),
        sa.Column("client_key", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.UniqueConstraint("client_key", name=op.f(f"uq_{table}_client_key")),
        _to(table, "created_by_id", "ab_user", "SET NULL"),
        _to(table, "changed_by_id", "ab_user", "SET NULL"),
    ]


def _to(table: str, column: str, other: str, when_gone: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}")
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=name, ondelete=when_gone)


def _survivor(company_id: int, merged_into: dict[int, int]) -> int:
    seen = set()
    while company_id in merged_into and company_id not in seen:
        seen.add(company_id)
        company_id = merged_into[company_id]
    return company_id


def _stand_in(company_id: int, survivor_id: int) -> None:
    """The merged firm's row says what the survivor's says; its words become that one's."""
    bind, row = op.get_bind(), OVERVIEW.c
    said = bind.execute(sa.select(OVERVIEW).where(row.id == survivor_id)).mappings().first()
    words = bind.scalar(sa.select(row.search_text).where(row.id == company_id))
    if said is None or survivor_id == company_id:
        return
    same = {name: said[name] for name in COPIED}
    change = sa.update(OVERVIEW).where(row.id == company_id)
    bind.execute(change.values(survivor_id=survivor_id, search_text="", **same))
    if words:
        both = f"{said['search_text']} {words}"
        bind.execute(sa.update(OVERVIEW).where(row.id == survivor_id).values(search_text=both))
