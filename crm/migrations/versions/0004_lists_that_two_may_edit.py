"""Topics, teams and districts get what everything has that people edit: who and when, a key
that makes a form sent twice harmless, a version that tells the second of two editors.
"""

import uuid

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

TABLES = ("topic", "team", "district")
INSTANTS = ("created_at", "changed_at")
PEOPLE = ("created_by_id", "changed_by_id")


def upgrade() -> None:
    for table in TABLES:
        for column in (*INSTANTS, *PEOPLE, "client_key", "version"):
            op.add_column(table, sa.Column(column, _type(column), nullable=True))
        _fill(table)
        with op.batch_alter_table(table) as batch:
            for column in (*INSTANTS, "client_key", "version"):
                batch.alter_column(column, existing_type=_type(column), nullable=False)
            batch.create_unique_constraint(f"uq_{table}_client_key", ["client_key"])
            for column in PEOPLE:
                name = f"fk_{table}_{column}"
                batch.create_foreign_key(name, "ab_user", [column], ["id"], ondelete="SET NULL")
            batch.create_index(f"ix_{table}_changed_at", ["changed_at"])


def downgrade() -> None:
    for table in reversed(TABLES):
        with op.batch_alter_table(table) as batch:
            batch.drop_index(f"ix_{table}_changed_at")
            for column in PEOPLE:
                batch.drop_constraint(f"fk_{table}_{column}", type_="foreignkey")
            batch.drop_constraint(f"uq_{table}_client_key", type_="unique")
            for column in (*INSTANTS, *PEOPLE, "client_key", "version"):
                batch.drop_column(column)


def _type(column: str) -> sa.types.TypeEngine[object]:
    if column in INSTANTS:
        return sa.DateTime(timezone=True)
    return sa.String(36) if column == "client_key" else sa.Integer()


def _fill(name: str) -> None:
    table = sa.table(name, *(sa.column(c) for c in ("id", *INSTANTS, "client_key", "version")))
    connection, now = op.get_bind(), sa.func.current_timestamp()
    connection.execute(sa.update(table).values(version=1, created_at=now, changed_at=now))
    for (pk,) in connection.execute(sa.select(table.c.id)).all():
        key = str(uuid.uuid4())
        connection.execute(sa.update(table).where(table.c.id == pk).values(client_key=key))
