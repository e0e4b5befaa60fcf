"""Writing many rows that may be there already, on both databases, many rows per statement.

On SQLite RETURNING makes SQLAlchemy do so. Row by row, the full-text index would start a new
segment for every row: 300,000 rows took longer than ten minutes. PostgreSQL is handed one array
per column, since thousands of single parameters keep its driver busy.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Table, func, literal, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from crm.models import Base

PAGE = 2_000
Rows = Sequence[dict[str, Any]]


def upsert(session: Session, model: type[Base], rows: Rows) -> None:
    """Rows by primary key ``id``: written anew, or all their columns replaced."""
    if rows:
        insert = _insert(session, model, rows)
        replaced = {name: insert.excluded[name] for name in rows[0] if name != "id"}
        _execute(session, insert.on_conflict_do_update(index_elements=["id"], set_=replaced), rows)


def insert_missing(session: Session, model: type[Base], rows: Rows, *unique: str) -> None:
    """Rows that no row has ``unique`` in common with; the others are left as they are."""
    if rows:
        insert = _insert(session, model, rows)
        _execute(session, insert.on_conflict_do_nothing(index_elements=list(unique)), rows)


def _insert(session: Session, model: type[Base], rows: Rows) -> Any:
    """Both dialects' insert has the same ON CONFLICT clauses; there is no common type."""
    table = Base.metadata.tables[model.__tablename__]
    if session.connection().dialect.name == "sqlite":
        return sqlite.insert(table)
    return postgresql.insert(table).from_select(list(rows[0]), _unnested(table, rows))


def _unnested(table: Table, rows: Rows) -> Any:
    types = {name: postgresql.ARRAY(table.c[name].type) for name in rows[0]}
    arrays = (literal([row[name] for row in rows], type_) for name, type_ in types.items())
    values = func.unnest(*arrays).table_valued(*types).render_derived()
    return select(*(values.c[name] for name in types))


def _execute(session: Session, statement: Any, rows: Rows) -> None:
    connection = session.connection()
    if connection.dialect.name == "sqlite":
        options = {"insertmanyvalues_page_size": PAGE}
        written = statement.returning(statement.table.c.id)
        connection.execute(written, rows, execution_options=options).close()
    else:
        connection.execute(statement)
