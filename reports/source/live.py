"""The live database: expressions compiled to its SQL and run over SQLAlchemy's connection."""

from typing import Any

from sqlalchemy import Connection, Engine

from reports.source.derived import with_definitions
from reports.source.merges import has_merges
from reports.source.source import Source

DIALECTS = {"sqlite": "sqlite", "postgresql": "postgres"}


class LiveRunner:
    """Runs inside one transaction, so that all figures of a source are of one moment."""

    def __init__(self, connection: Connection, merges: bool, owned: bool) -> None:
        self.dialect = DIALECTS[connection.dialect.name]
        self.connection = connection
        self._merges = merges
        self._owned = owned

    def rows(self, sql: str) -> tuple[list[str], list[tuple[Any, ...]]]:
        query = with_definitions(sql, self.dialect, self._merges)
        result = self.connection.exec_driver_sql(query)
        return list(result.keys()), [tuple(row) for row in result]

    def close(self) -> None:
        if self._owned:
            self.connection.close()


def live(bind: Engine | Connection) -> Source:
    """Reads an engine over a connection of its own, to be closed by ``with``.

    A connection that is handed over is read as it is, with what its transaction has written.
    """
    if isinstance(bind, Connection):
        return _source(bind, owned=False)
    connection = reading(bind)
    try:
        return _source(connection, owned=True)
    except BaseException:
        connection.close()
        raise


def reading(engine: Engine) -> Connection:
    """A connection that sees one moment and writes nothing."""
    connection = engine.connect()
    if engine.dialect.name == "postgresql":
        connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
    plan_for_figures(connection)
    return connection


def plan_for_figures(connection: Connection) -> None:
    """For this transaction: hash joins with room for them, whatever the statistics say.

    Freshly imported tables have none yet, and PostgreSQL then takes a nested loop over hundreds
    of thousands of firms for the best (measured: minutes instead of seconds).
    """
    if connection.dialect.name == "postgresql":
        for setting in ("enable_nestloop = off", "jit = off", "work_mem = '64MB'"):
            connection.exec_driver_sql(f"SET LOCAL {setting}")


def _source(connection: Connection, owned: bool) -> Source:
    merges = has_merges(connection)
    return Source(LiveRunner(connection, merges, owned), merges)
