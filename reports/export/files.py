"""The files of an export: CSV and Parquet, written as the rows come."""

import csv
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from datetime import date, datetime, time
from decimal import Decimal
from enum import Enum
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet

from reports.export.table import Column

Rows = Sequence[Sequence[Any]]
Write = Callable[[Rows], None]

ARROW = {
    bool: pa.bool_(),
    int: pa.int64(),
    float: pa.float64(),
    Decimal: pa.decimal128(14, 2),
    date: pa.date32(),
    datetime: pa.timestamp("us", tz="UTC"),
    time: pa.time32("s"),
    str: pa.string(),
}


@contextmanager
def csv_file(path: Path, columns: Sequence[Column]) -> Iterator[Write]:
    """UTF-8, comma, header, ISO dates, true and false; an empty field is null."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(column.name for column in columns)
        yield lambda rows: writer.writerows([_text(value) for value in row] for row in rows)


@contextmanager
def parquet_file(path: Path, columns: Sequence[Column]) -> Iterator[Write]:
    schema = pa.schema([(column.name, ARROW[column.type]) for column in columns])

    def write(rows: Rows) -> None:
        values = zip(*([_plain(value) for value in row] for row in rows), strict=True)
        arrays = [pa.array(v, field.type) for v, field in zip(values, schema, strict=True)]
        writer.write_table(pa.Table.from_arrays(arrays, schema=schema))

    with pyarrow.parquet.ParquetWriter(path, schema) as writer:
        yield write


FORMATS: dict[str, Callable[[Path, Sequence[Column]], AbstractContextManager[Write]]] = {
    "csv": csv_file,
    "parquet": parquet_file,
}


def _plain(value: Any) -> Any:
    return value.value if isinstance(value, Enum) else value


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date | time):
        return value.isoformat()
    return str(_plain(value))
