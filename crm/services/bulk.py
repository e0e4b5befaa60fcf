"""Many new rows at once, past the ORM: COPY on PostgreSQL, executemany on SQLite."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Table, func, insert, select, text
from sqlalchemy.orm import Session

from crm.models import Base

Rows = Sequence[dict[str, Any]]


def write(session: Session, model: type[Base] | Table, rows: Rows) -> None:
    """All rows name the same columns; no default of the model is filled in."""
    name = model.name if isinstance(model, Table) else model.__tablename__
    connection, table = session.connection(), Base.metadata.tables[name]
    if rows and _is_postgresql(session):
        _copy(connection, table, rows)
    elif rows:
        connection.execute(insert(table), rows)


def new_ids(session: Session, model: type[Base], number: int) -> Sequence[int]:
    """Ids that nobody else gets: PostgreSQL's sequence; SQLite lets only one write at a time."""
    if _is_postgresql(session):
        next_id = func.nextval(func.pg_get_serial_sequence(model.__tablename__, "id"))
        return session.scalars(select(next_id).select_from(func.generate_series(1, number))).all()
    first = (session.scalar(select(func.max(model.id))) or 0) + 1
    return range(first, first + number)


def analyze(session: Session, *models: type[Base]) -> None:
    """PostgreSQL plans as if a table were still empty that was filled in this transaction."""
    if _is_postgresql(session):
        tables = ", ".join(model.__tablename__ for model in models)
        session.execute(text(f"ANALYZE {tables}"))


def one_at_a_time(session: Session, what: str) -> None:
    """Waits until nobody else does the same, and keeps it until the transaction ends. SQLite has
    one writer at a time anyway.
    """
    if _is_postgresql(session):
        session.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(what, 0))))


@contextmanager
def unmapped(session: Session) -> Iterator[None]:
    """SQLite without its memory map, through which the whole file would count as our memory, and
    with few pages of its own: the system keeps the others as well.
    """
    if _is_postgresql(session):
        yield
        return
    driver: Any = session.connection().connection.driver_connection
    usual = {pragma: driver.execute(f"PRAGMA {pragma}").fetchone()[0] for pragma in SPARING}
    _set(driver, SPARING)
    try:
        yield
    finally:
        _set(driver, usual)


SPARING = {"mmap_size": 0, "cache_size": -16_384}


def _set(driver: Any, pragmas: Mapping[str, int]) -> None:
    for pragma, value in pragmas.items():
        driver.execute(f"PRAGMA {pragma} = {value}")


def _is_postgresql(session: Session) -> bool:
    return session.connection().dialect.name == "postgresql"


def _copy(connection: Connection, table: Table, rows: Rows) -> None:
    columns = ", ".join(map(connection.dialect.identifier_preparer.quote, rows[0]))
    cursor: Any = connection.connection.cursor()
    with cursor, cursor.copy(f"COPY {table.name} ({columns}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(tuple(row.values()))
