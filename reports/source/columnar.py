"""Tables held in DuckDB, in this process: the same expressions, in milliseconds."""

import threading
from collections.abc import Iterable
from typing import Any

import duckdb
import pyarrow as pa

from reports.source.derived import NAMES, definition
from reports.source.source import Source

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


def columnar(tables: Iterable[tuple[str, pa.Table]], merges: bool, token: str) -> Source:
    """``tables``: all of reports.schema.COLUMNS, each of which is let go once it is taken over."""
    duck = duckdb.connect(":memory:", config=OFFLINE)
    for name, rows in tables:
        _insert(duck, name, rows)
    for name in NAMES:
        duck.execute(f"CREATE TABLE {name} AS {definition(name, DuckRunner.dialect, merges)}")
    return Source(DuckRunner(duck), merges, token)


def _insert(duck: duckdb.DuckDBPyConnection, name: str, rows: pa.Table) -> None:
    duck.register("arriving", rows)
    duck.execute(f"CREATE TABLE {name} AS SELECT * FROM arriving")
    duck.unregister("arriving")
