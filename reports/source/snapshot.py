"""A copy of the live tables, as of one moment."""

from sqlalchemy import Connection, Engine

from reports.schema import COLUMNS
from reports.source.bulk import arrow_table
from reports.source.columnar import columnar
from reports.source.live import reading
from reports.source.merges import has_merges
from reports.source.source import Source
from reports.source.token import change_token


def snapshot(bind: Engine | Connection) -> Source:
    """All that figures read, as of one moment, which ``token`` names."""
    if isinstance(bind, Connection):
        return _copied(bind)
    with reading(bind) as connection:
        return _copied(connection)


def _copied(connection: Connection) -> Source:
    token = change_token(connection)
    tables = ((name, arrow_table(connection, name)) for name in COLUMNS)
    return columnar(tables, has_merges(connection), token)
