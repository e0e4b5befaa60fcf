"""Writing many rows that may be there already, on both databases."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from crm.models import Base

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
        session.connection().execute(statement, rows)


def insert_missing(session: Session, model: type[Base], rows: Rows, unique: str) -> None:
    """Rows that no row has ``unique`` in common with; the others are left as they are."""
    if rows:
        insert = _insert(session, model).on_conflict_do_nothing(index_elements=[unique])
        session.connection().execute(insert, rows)
