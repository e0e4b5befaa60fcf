"""Writing many rows that may be there already, on both databases.

RETURNING makes SQLAlchemy write many rows per statement. Row by row, SQLite's full-text
index would start a new segment for every row: 300,000 rows took longer than ten minutes.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from crm.models import Base

PAGE = 2_000
Rows = Sequence[dict[str, Any]]


def _insert(session: Session, model: type[Base]) -> Any:
    """Both dialects' insert has the same ON CONFLICT clauses; there is no common type."""
    dialect = session.connection().dialect.name
    insert: Any = postgresql.insert if dialect == "postgresql" else sqlite.insert
    return insert(model.__table__)


def upsert(session: Session, model: type[Base], rows: Rows) -> None:
    """Rows by primary key ``id``: written anew, or all their columns replaced."""
    if rows:
        insert = _insert(session, model)
        replaced = {name: insert.excluded[name] for name in rows[0] if name != "id"}
        statement = insert.on_conflict_do_update(index_elements=["id"], set_=replaced)
        _execute(session, statement, model, rows)


def insert_missing(session: Session, model: type[Base], rows: Rows, unique: str) -> None:
    """Rows that no row has ``unique`` in common with; the others are left as they are."""
    if rows:
        insert = _insert(session, model).on_conflict_do_nothing(index_elements=[unique])
        _execute(session, insert, model, rows)


def _execute(session: Session, statement: Any, model: type[Base], rows: Rows) -> None:
    options = {"insertmanyvalues_page_size": PAGE}
    written = statement.returning(model.__table__.c.id)
    session.connection().execute(written, rows, execution_options=options).close()
