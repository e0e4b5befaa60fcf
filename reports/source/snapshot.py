"""A copy of the tables in DuckDB, in this process: the same expressions, in milliseconds."""

import threading
from typing import Any

import duckdb
from sqlalchemy import Connection, Engine

from reports.schema import COLUMNS
from reports.source.bulk import arrow_table
from reports.source.derived import NAMES, definition
from reports.source.live import reading
from reports.source.merges import has_merges
from reports.source.source import Source
from reports.source.token import change_token

OFFLINE = {"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"}


class DuckRunner:
    dialect = "duckdb"

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self.connection = connection
        self._threads = threading.local()

    def rows(self, sql: str) -> tuple[list[str], list[tuple[Any, ...]]]:
        """A cursor per thread, since DuckDB's connections are not to be shared."""
        if not hasattr(self._threads, "cursor"):
            self._threads.cursor = self.connection.cursor()
        result = self._threads.cursor.execute(sql)
        return [column[0] for column in result.description], result.fetchall()

    def close(self) -> None:
        self.connection.close()


def snapshot(bind: Engine | Connection) -> Source:
    """All that figures read, as of one moment, which ``token`` names."""
    if isinstance(bind, Connection):
        return _copied(bind)
    with reading(bind) as connection:
        return _copied(connection)


def _copied(connection: Connection) -> Source:
    token = change_token(connection)
    duck = duckdb.connect(":memory:", config=OFFLINE)
    for name in COLUMNS:
        _insert(duck, name, arrow_table(connection, name))
    merges = has_merges(connection)
    for name in NAMES:
        duck.execute(f"CREATE TABLE {name} AS {definition(name, DuckRunner.dialect, merges)}")
    return Source(DuckRunner(duck), merges, token)


def _insert(duck: duckdb.DuckDBPyConnection, name: str, rows: Any) -> None:
    duck.register("arriving", rows)
    duck.execute(f"CREATE TABLE {name} AS SELECT * FROM arriving")
    duck.unregister("arriving")
