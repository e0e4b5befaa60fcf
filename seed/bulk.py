"""Rows into tables by the thousand: executemany on SQLite, COPY on PostgreSQL.

Days and instants come as ISO text, which both databases read; booleans as 0 and 1.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Column, Connection, Index, Table, func, select, text

Columns = Mapping[str, Sequence[Any]]


class Loader:
    """Adds rows with ids, client keys and versions that depend on the seed alone."""

    def __init__(self, connection: Connection, seed: int) -> None:
        self.connection = connection
        self.seed = seed
        self.counts: dict[str, int] = {}
        self._last_ids: dict[str, int] = {}
        self._is_postgresql = connection.dialect.name == "postgresql"
        if self._is_postgresql:
            connection.execute(text("SET LOCAL TIME ZONE 'UTC'"))

    def next_id(self, table: Table) -> int:
        """The id that the next row of this table will get."""
        if table.name not in self._last_ids:
            largest = self.connection.scalar(select(func.max(table.c.id)))
            self._last_ids[table.name] = largest or 0
        return self._last_ids[table.name] + 1

    def add(self, table: Table, columns: Columns) -> range:
        """The new rows' ids; columns that are left out get their default, else NULL."""
        size = len(next(iter(columns.values())))
        ids = range(0)
        complete = dict(columns)
        if "id" in table.c:
            first = self.next_id(table)
            ids = range(first, first + size)
            complete = {"id": ids, **columns, **self._identity(table, ids)}
            self._last_ids[table.name] = first + size - 1
        complete |= _defaults(table, complete, size)
        if size:
            self._write(table.name, complete)
        self.counts[table.name] = self.counts.get(table.name, 0) + size
        return ids

    def _identity(self, table: Table, ids: range) -> dict[str, Sequence[Any]]:
        """Keys that look like UUIDs (version 8: made up by the application), in order of ids."""
        if "client_key" not in table.c:
            return {}
        number = [t.name for t in table.metadata.sorted_tables].index(table.name)
        start = f"{self.seed & 0xFFFFFFFF:08x}-{number:04x}-8000-8000-"
        return {"client_key": [f"{start}{i:012x}" for i in ids], "version": [1] * len(ids)}

    def _write(self, table: str, columns: Columns) -> None:
        names = ", ".join(f'"{name}"' for name in columns)
        rows = zip(*columns.values(), strict=True)
        cursor = self.connection.connection.cursor()
        if self._is_postgresql:
            _copy(cursor, f'COPY "{table}" ({names}) FROM STDIN', rows)
        else:
            marks = ", ".join("?" * len(columns))
            statement = f'INSERT INTO "{table}" ({names}) VALUES ({marks})'
            cursor.executemany(statement, rows)  # type: ignore[arg-type]
        cursor.close()

    @contextmanager
    def without_indexes(self, *tables: Table) -> Iterator[None]:
        """Millions of rows go in faster when their indexes are made afterwards, at once."""
        indexes = [index for table in tables for index in sorted(table.indexes, key=_name)]
        for index in indexes:
            index.drop(self.connection)
        yield
        for index in indexes:
            index.create(self.connection)

    def finish(self) -> None:
        """Tells PostgreSQL which ids are taken, and both how the tables are filled."""
        if self._is_postgresql:
            for table, last in self._last_ids.items():
                sequence = f"pg_get_serial_sequence('{table}', 'id')"
                self.connection.execute(text(f"SELECT setval({sequence}, {max(last, 1)})"))
        self.connection.execute(text("ANALYZE"))


def _name(index: Index) -> str:
    return str(index.name)


def _defaults(table: Table, given: Columns, size: int) -> dict[str, Sequence[Any]]:
    """What the ORM would fill in for columns that may not be empty."""
    missing = [c for c in table.c if c.name not in given and not c.nullable]
    return {column.name: [_default(column)] * size for column in missing}


def _default(column: Column[Any]) -> Any:
    if column.default is None or not column.default.is_scalar:
        raise TypeError(f"{column.table.name}.{column.name} has no default")
    value = column.default.arg  # type: ignore[attr-defined]
    return int(value) if isinstance(value, bool) else value


def _copy(cursor: Any, statement: str, rows: Iterator[tuple[Any, ...]]) -> None:
    with cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row(row)
