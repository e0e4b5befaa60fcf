"""Names in the order of a phone book on every database: keys with ä as ae, compared sign by sign.

Plain SQL where a batch would copy SQLite's table and lose the triggers of migration 0002.
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from crm.rules.fold import fold, sort_key

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

CHUNK = 10_000
KEYS = {
    "company_overview": ("label_key", ("label",)),
    "person": ("name_key", ("last_name", "first_name")),
}
FORMER = {
    "ix_company_overview_active_label": ("company_overview", ["is_active", "label"]),
    "ix_person_last_name_first_name": ("person", ["last_name", "first_name"]),
}
INDEXES = {
    "ix_company_overview_active_label_key": ("company_overview", ["is_active", "label_key"]),
    "ix_person_name_key": ("person", ["name_key"]),
}


def upgrade() -> None:
    collation = ' COLLATE "C"' if op.get_bind().dialect.name == "postgresql" else ""
    for table, (key, names) in KEYS.items():
        kind = f"VARCHAR(200){collation} DEFAULT '' NOT NULL"
        op.execute(f"ALTER TABLE {table} ADD COLUMN {key} {kind}")
        _fill(table, key, names)
    _fold_anew()
    _replace(FORMER, INDEXES)


def downgrade() -> None:
    _replace(INDEXES, FORMER)
    for table, (key, _names) in KEYS.items():
        op.execute(f"ALTER TABLE {table} DROP COLUMN {key}")


def _fill(table: str, key: str, names: Sequence[str]) -> None:
    bind = op.get_bind()
    rows = sa.table(table, sa.column("id"), sa.column(key), *map(sa.column, names))
    columns = [rows.c[name] for name in names]
    change = (
        sa.update(rows).where(rows.c.id == sa.bindparam("pk")).values({key: sa.bindparam("key")})
    )
    last = 0
    while True:
        query = sa.select(rows.c.id, *columns).where(rows.c.id > last).order_by(rows.c.id)
        found = bind.execute(query.limit(CHUNK)).all()
        if not found:
            return
        bind.execute(change, [{"pk": pk, "key": sort_key(*words)} for pk, *words in found])
        last = found[-1][0]


def _fold_anew() -> None:
    """Letters such as ł are folded too, now; what was folded before stays as it is."""
    bind = op.get_bind()
    rows = sa.table("company_overview", sa.column("id"), sa.column("search_text"))
    change = sa.update(rows).where(rows.c.id == sa.bindparam("pk"))
    texts = bind.execute(sa.select(rows.c.id, rows.c.search_text)).all()
    for pk, text in [(pk, text) for pk, text in texts if not text.isascii()]:
        bind.execute(change.values(search_text=fold(text)), {"pk": pk})


def _replace(old: dict[str, tuple[str, list[str]]], new: dict[str, tuple[str, list[str]]]) -> None:
    for name, (table, _columns) in old.items():
        op.drop_index(name, table)
    for name, (table, columns) in new.items():
        op.create_index(name, table, columns)
