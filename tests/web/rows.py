"""What a test leaves behind goes in one statement; what each begins with comes back as it was."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Engine, Table, select

from crm.db import writing
from crm.models import Base

KEPT = ("ab_",)
UNTIE = "UPDATE company SET merged_into_id = NULL"
Rows = Sequence[tuple[Table, Sequence[Mapping[str, Any]]]]


def _tables() -> list[Table]:
    return [t for t in Base.metadata.sorted_tables if not t.name.startswith(KEPT)]


def empty(engine: Engine) -> None:
    """All tables but logins and roles."""
    deletions = [f"DELETE FROM {table.name}" for table in reversed(_tables())]
    with writing(engine).begin() as connection:
        if connection.dialect.name == "sqlite":
            for statement in (UNTIE, *deletions):
                connection.exec_driver_sql(statement)
        else:
            connection.exec_driver_sql(";".join((UNTIE, *deletions)))


def read(connection: Connection) -> Rows:
    """In the order in which they can be put back."""
    found = ((table, connection.execute(select(table)).mappings().all()) for table in _tables())
    return [(table, rows) for table, rows in found if rows]


def put_back(connection: Connection, rows: Rows) -> None:
    for table, of_table in rows:
        connection.execute(table.insert(), [dict(row) for row in of_table])
