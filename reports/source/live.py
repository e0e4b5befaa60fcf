"""The live database: expressions compiled to its SQL and run over SQLAlchemy's connection."""

from typing import Any

from sqlalchemy import Connection, Engine, text

from reports.source.merges import longest_chain
from reports.source.source import Source

DIALECTS = {"sqlite": "sqlite", "postgresql": "postgres"}


class LiveRunner:
    """Runs inside one transaction, so that all figures of a source are of one moment."""

    def __init__(self, connection: Connection, owned: bool) -> None:
        self.dialect = DIALECTS[connection.dialect.name]
        self.connection = connection
        self._owned = owned

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        return [tuple(row) for row in self.connection.exec_driver_sql(sql)]

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
    return connection


def _source(connection: Connection, owned: bool) -> Source:
    return Source(LiveRunner(connection, owned), longest_chain(merged_pairs(connection)))


def merged_pairs(connection: Connection) -> dict[int, int]:
    pairs = "SELECT id, merged_into_id FROM company WHERE merged_into_id IS NOT NULL"
    return {row[0]: row[1] for row in connection.execute(text(pairs))}
