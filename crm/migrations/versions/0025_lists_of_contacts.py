"""Lists of contacts: what the rows of a table are, and which contact a row became."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

ROWS_ARE = ("firms", "contacts")
KINDS = ("visit", "consultation", "call", "forum", "round_table", "consulting_day", "fair")
RECORD_CONTACT = "fk_source_record_interaction_id"
INDEX = "ix_source_record_interaction_id"


def _one_of(codes: tuple[str, ...], name: str) -> sa.Enum:
    return sa.Enum(*codes, name=name, native_enum=False, create_constraint=True, length=40)


def upgrade() -> None:
    for table in ("import_batch", "import_mapping"):
        with op.batch_alter_table(table) as batch:
            rows_are = _one_of(ROWS_ARE, "rowsare")
            batch.add_column(
                sa.Column("rows_are", rows_are, nullable=False, server_default="firms")
            )
    with op.batch_alter_table("import_mapping") as batch:
        batch.add_column(sa.Column("kind", _one_of(KINDS, "interactionkind"), nullable=True))
    with op.batch_alter_table("source_record") as batch:
        batch.add_column(sa.Column("interaction_id", sa.Integer(), nullable=True))
        batch.create_foreign_key(
            op.f(RECORD_CONTACT), "interaction", ["interaction_id"], ["id"], ondelete="SET NULL"
        )
    given = sa.text("interaction_id IS NOT NULL")
    op.create_index(
        INDEX, "source_record", ["interaction_id"], sqlite_where=given, postgresql_where=given
    )


def downgrade() -> None:
    op.drop_index(INDEX, "source_record")
    with op.batch_alter_table("source_record") as batch:
        batch.drop_constraint(op.f(RECORD_CONTACT), type_="foreignkey")
        batch.drop_column("interaction_id")
    with op.batch_alter_table("import_mapping") as batch:
        batch.drop_constraint(op.f("ck_import_mapping_interactionkind"), type_="check")
        batch.drop_column("kind")
    for table in ("import_mapping", "import_batch"):
        with op.batch_alter_table(table) as batch:
            batch.drop_constraint(op.f(f"ck_{table}_rowsare"), type_="check")
            batch.drop_column("rows_are")
