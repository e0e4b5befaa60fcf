"""All business tables as files, so that anyone can recompute every figure, or leave."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlalchemy import Connection

from crm.enums import N_
from crm.errors import DomainError
from reports.export.files import FORMATS
from reports.export.table import Table
from reports.export.tables import TABLES

ROWS_AT_ONCE = 10_000


@dataclass(frozen=True)
class Exported:
    table: str
    file: str
    rows: int


def export(
    connection: Connection, folder: Path, form: str, today: date, personal_data: bool = False
) -> Iterator[Exported]:
    """Writes table after table, each named when it is done. ``form`` is csv or parquet.

    Refused when the folder holds anything already. Run it in one transaction, so that all files
    are of one moment.
    """
    _make_empty(folder)
    for table in TABLES:
        if personal_data or not table.personal:
            path = folder / f"{table.name}.{form}"
            rows = _write(connection, table, path, form, today, personal_data)
            yield Exported(table.name, path.name, rows)


def _make_empty(folder: Path) -> None:
    if folder.exists() and not folder.is_dir():
        raise DomainError(N_("%(folder)s is a file. Name a folder."), folder=str(folder))
    if folder.exists() and any(folder.iterdir()):
        message = N_("The folder %(folder)s is not empty. Name a new or an empty one.")
        raise DomainError(message, folder=str(folder))
    folder.mkdir(parents=True, exist_ok=True)


def _write(
    connection: Connection, table: Table, path: Path, form: str, today: date, personal_data: bool
) -> int:
    columns, count = table.shown(personal_data), 0
    query = table.query(personal_data).execution_options(yield_per=ROWS_AT_ONCE)
    with FORMATS[form](path, columns) as write:
        result = connection.execute(query, {"today": today} if "today" in _needs(table) else {})
        for rows in result.partitions():
            write([tuple(row) for row in rows])
            count += len(rows)
    return count


def _needs(table: Table) -> set[str]:
    return set(table.query(personal_data=False).compile().params)
