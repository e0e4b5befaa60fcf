"""Search by fragments of words: FTS5 trigrams on SQLite, pg_trgm on PostgreSQL.

A PostgreSQL without pg_trgm searches without an index; crm.services.find_company says so.
"""

from alembic import op
from sqlalchemy import text

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

SEARCHED = {
    "company_search": ("company_overview", "search_text"),
    "search_word_search": ("search_word", "word"),
}


def upgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for index, (table, column) in SEARCHED.items():
            _add_fts5(index, table, column)
    elif _trigrams_to_be_had():
        op.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
        for index, (table, column) in SEARCHED.items():
            op.execute(f"CREATE INDEX ix_{index} ON {table} USING gin ({column} gin_trgm_ops)")


def downgrade() -> None:
    for index, (_table, _column) in SEARCHED.items():
        if op.get_bind().dialect.name == "sqlite":
            for event in ("insert", "update", "delete"):
                op.execute(f"DROP TRIGGER IF EXISTS {index}_{event}")
            op.execute(f"DROP TABLE IF EXISTS {index}")
        else:
            op.execute(f"DROP INDEX IF EXISTS ix_{index}")


def _trigrams_to_be_had() -> bool:
    available = "SELECT count(*) FROM pg_available_extensions WHERE name = 'pg_trgm'"
    return bool(op.get_bind().scalar(text(available)))


def _add_fts5(index: str, table: str, column: str) -> None:
    op.execute(
        f"CREATE VIRTUAL TABLE {index} USING fts5("
        f"{column}, content='{table}', content_rowid='id', tokenize='trigram')"
    )
    forget = (
        f"INSERT INTO {index}({index}, rowid, {column}) VALUES ('delete', old.id, old.{column});"
    )
    learn = f"INSERT INTO {index}(rowid, {column}) VALUES (new.id, new.{column});"
    op.execute(f"CREATE TRIGGER {index}_insert AFTER INSERT ON {table} BEGIN {learn} END")
    op.execute(f"CREATE TRIGGER {index}_delete AFTER DELETE ON {table} BEGIN {forget} END")
    op.execute(
        f"CREATE TRIGGER {index}_update AFTER UPDATE OF {column} ON {table}"
        f" WHEN old.{column} IS NOT new.{column} BEGIN {forget} {learn} END"
    )
    op.execute(f"INSERT INTO {index}({index}) VALUES ('rebuild')")
