"""A copy of the tables in DuckDB, in this process: the same expressions, in milliseconds."""

import threading
from typing import Any

import duckdb
import ibis
from sqlalchemy import Connection, Engine

from reports.measures import contact
from reports.source.bulk import arrow_table
from reports.source.live import merged_pairs, reading
from reports.source.merges import longest_chain
from reports.source.schema import COLUMNS
from reports.source.source import Source
from reports.source.token import change_token

READY = {
    "contacts": contact.contacts,
    "interaction_teams": contact.interaction_teams,
    "facts": contact.facts,
    "places": contact.places,
}
"""What every measure needs: worked out once when the copy is made, by its own definition."""


OFFLINE = {"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"}


class DuckRunner:
    dialect = "duckdb"

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self.connection = connection
        self._threads = threading.local()

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        """A cursor per thread, since DuckDB's connections are not to be shared."""
        if not hasattr(self._threads, "cursor"):
            self._threads.cursor = self.connection.cursor()
        found: list[tuple[Any, ...]] = self._threads.cursor.execute(sql).fetchall()
        return found

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
    runner, depth = DuckRunner(duck), longest_chain(merged_pairs(connection))
    raw = Source(runner, depth)
    return Source(runner, depth, token, {name: _kept(raw, name) for name in READY})


def _insert(duck: duckdb.DuckDBPyConnection, name: str, rows: Any) -> None:
    duck.register("arriving", rows)
    duck.execute(f"CREATE TABLE {name} AS SELECT * FROM arriving")
    duck.unregister("arriving")


def _kept(raw: Source, name: str) -> ibis.Table:
    """The expression's rows as a table of the same name and schema."""
    expression = READY[name](raw)
    sql = ibis.to_sql(expression, dialect="duckdb")
    raw.runner.rows(f"CREATE TABLE {name} AS {sql}")
    return ibis.table(expression.schema(), name=name)
