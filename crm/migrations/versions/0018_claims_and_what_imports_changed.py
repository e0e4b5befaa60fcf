"""What sources said is kept apart from what counts; imports note what they changed."""

import sqlalchemy as sa
from alembic import op

from crm.models.base import UtcDateTime

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

BANDS = (
    "0", "1-3", "4-6", "7-9", "10-19", "20-49", "50-99", "100-199", "200-499", "500-999",
    "1000-2499", "2500-4999", "5000-9999", "10000+", "unknown",
)  # fmt: skip
INSTANT = UtcDateTime(timezone=True)
GIVEN = sa.text("claim_id IS NOT NULL")
KEEP_WHAT_WAS_SAID = """
INSERT INTO fact_claim (company_id, batch_id, source, said_by, valid_from, size_band, employees,
                        wz_code, wz_edition, wz_section, created_at, created_by_id)
SELECT company_fact.company_id, MIN(import_batch.id), MIN(import_batch.source), company_fact.source,
       company_fact.valid_from, NULLIF(company_fact.size_band, 'unknown'), company_fact.employees,
       company_fact.wz_code, company_fact.wz_edition, company_fact.wz_section,
       company_fact.created_at, company_fact.created_by_id
FROM company_fact
JOIN source_record ON source_record.company_id = company_fact.company_id
JOIN import_batch ON import_batch.id = source_record.batch_id
    AND import_batch.as_of = company_fact.valid_from
WHERE company_fact.source = 'IHK Berlin' AND import_batch.source = 'ihk-berlin'
    AND source_record.outcome IN ('created', 'updated')
GROUP BY company_fact.id
"""
NAME_IT = """
UPDATE company_fact SET claim_id = (
    SELECT fact_claim.id FROM fact_claim
    WHERE fact_claim.company_id = company_fact.company_id
        AND fact_claim.valid_from = company_fact.valid_from
        AND fact_claim.said_by = company_fact.source
)
"""


def upgrade() -> None:
    _what_was_said()
    _what_was_changed()
    op.create_table(
        "source_trust",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("source", sa.String(40), nullable=False, unique=True),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("changed_at", INSTANT, nullable=False, index=True),
        _user("source_trust", "created_by_id"),
        _user("source_trust", "changed_by_id"),
        sa.Column("client_key", sa.String(36), nullable=False, unique=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("rank BETWEEN 1 AND 9", name="rank_within_reason"),
    )
    with op.batch_alter_table("import_batch") as batch:
        batch.add_column(sa.Column("undone_at", INSTANT, nullable=True))
        batch.add_column(sa.Column("undone_by_id", sa.Integer(), nullable=True))
        batch.create_foreign_key(
            batch.f("fk_import_batch_undone_by_id"),
            "ab_user", ["undone_by_id"], ["id"], ondelete="SET NULL",
        )  # fmt: skip


def _what_was_said() -> None:
    op.create_table(
        "fact_claim",
        sa.Column("id", sa.Integer(), primary_key=True),
        _parent("fact_claim", "company_id", "company"),
        _parent("fact_claim", "batch_id", "import_batch", index=True),
        sa.Column("source", sa.String(40), nullable=False),
        sa.Column("said_by", sa.String(200), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("size_band", _enum("sizeband", *BANDS), nullable=True),
        sa.Column("employees", sa.Integer(), nullable=True),
        sa.Column("wz_code", sa.String(40), nullable=True),
        sa.Column("wz_edition", _enum("wzedition", "2008", "2025"), nullable=True),
        sa.Column("wz_section", sa.String(40), nullable=True),
        sa.Column("created_at", INSTANT, nullable=False),
        _user("fact_claim", "created_by_id"),
        sa.CheckConstraint("employees >= 0", name="employees_not_negative"),
        sa.CheckConstraint(
            "(wz_code IS NULL) = (wz_edition IS NULL)", name="wz_code_has_its_edition"
        ),
    )
    op.create_index(
        "ix_fact_claim_company_id_valid_from", "fact_claim", ["company_id", "valid_from"]
    )
    with op.batch_alter_table("company_fact") as batch:
        batch.add_column(sa.Column("claim_id", sa.Integer(), nullable=True))
        batch.create_foreign_key(
            batch.f("fk_company_fact_claim_id"),
            "fact_claim", ["claim_id"], ["id"], ondelete="SET NULL",
        )  # fmt: skip
    op.execute(KEEP_WHAT_WAS_SAID)
    op.execute(NAME_IT)
    op.create_index(
        "ix_company_fact_claim_id", "company_fact", ["claim_id"],
        sqlite_where=GIVEN, postgresql_where=GIVEN,
    )  # fmt: skip


def _what_was_changed() -> None:
    op.create_table(
        "import_change",
        sa.Column("id", sa.Integer(), primary_key=True),
        _parent("import_change", "batch_id", "import_batch", index=True),
        _parent("import_change", "company_id", "company", index=True, nullable=True),
        sa.Column("table_name", sa.String(40), nullable=False),
        sa.Column("row_id", sa.Integer(), nullable=False),
        sa.Column("before", sa.Text(), nullable=True),
        sa.Column("after", sa.Text(), nullable=False),
    )
    op.create_index("ix_import_change_place", "import_change", ["table_name", "row_id", "id"])


def _parent(
    table: str, column: str, parent: str, *, index: bool = False, nullable: bool = False
) -> sa.Column[int]:
    key = sa.ForeignKey(f"{parent}.id", ondelete="CASCADE", name=f"fk_{table}_{column}")
    return sa.Column(column, sa.Integer(), key, nullable=nullable, index=index)


def _user(table: str, column: str) -> sa.Column[int]:
    key = sa.ForeignKey("ab_user.id", ondelete="SET NULL", name=f"fk_{table}_{column}")
    return sa.Column(column, sa.Integer(), key, nullable=True)


def _enum(name: str, *codes: str) -> sa.Enum:
    return sa.Enum(*codes, name=name, native_enum=False, create_constraint=True, length=40)


def downgrade() -> None:
    with op.batch_alter_table("import_batch") as batch:
        batch.drop_constraint(batch.f("fk_import_batch_undone_by_id"), type_="foreignkey")
        batch.drop_column("undone_by_id")
        batch.drop_column("undone_at")
    op.drop_table("source_trust")
    op.drop_table("import_change")
    op.drop_index("ix_company_fact_claim_id", "company_fact")
    with op.batch_alter_table("company_fact") as batch:
        batch.drop_constraint(batch.f("fk_company_fact_claim_id"), type_="foreignkey")
        batch.drop_column("claim_id")
    op.drop_table("fact_claim")
