"""Lists as CSV: for German Excel, which wants semicolons and a byte order mark, or plain."""

import csv
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from io import TextIOWrapper
from pathlib import Path
from typing import Any, BinaryIO

from reports.report import Column
from reports.writers import cells
from reports.writers.refusal import too_long
from reports.writers.styles import YES_NO


class Dialect(StrEnum):
    EXCEL_DE = "excel-de"
    """Semicolon, decimal comma, 23.11.2026, ja/nein, UTF-8 with byte order mark."""
    PLAIN = "plain"
    """Comma, decimal point, 2026-11-23, true/false, UTF-8."""


def write_csv(
    columns: Sequence[Column],
    rows: Iterable[Sequence[Any]],
    target: Path | BinaryIO,
    dialect: Dialect = Dialect.EXCEL_DE,
) -> None:
    """Both dialects put an apostrophe before text that would be taken for a formula.

    ValueError (TextTooLong) names row and column of a text that an Excel cell cannot hold;
    plain files have no such limit.
    """
    if isinstance(target, Path):
        with target.open("wb") as file:
            return write_csv(columns, rows, file, dialect)
    german = dialect is Dialect.EXCEL_DE
    text = TextIOWrapper(target, "utf-8-sig" if german else "utf-8", newline="")
    writer = csv.writer(text, delimiter=";" if german else ",", lineterminator="\r\n")
    writer.writerow([_text(column.label) for column in columns])
    writer.writerows(_lines(columns, rows, GERMAN if german else PLAIN))
    text.detach()
    return None


Say = Callable[[Any], Any]


def _lines(
    columns: Sequence[Column], rows: Iterable[Sequence[Any]], say: dict[type, Say]
) -> Iterator[list[Any]]:
    for number, row in enumerate(rows, 2):
        try:
            yield [say.get(type(value), _other)(value) for value in row]
        except cells.CellFull as found:
            raise too_long(columns, row, number, found) from None


def _text(value: str) -> str:
    return cells.harmless(cells.clean(value))


def _other(value: object) -> object:
    """Enums are text; numbers of other makes stay numbers."""
    return value if hasattr(value, "__float__") else _text(str(value))


def _same(value: Any) -> Any:
    return value


@lru_cache(maxsize=50_000)
def _german_day(day: date) -> str:
    return f"{day.day:02}.{day.month:02}.{day.year:04}"


def _comma(number: float | Decimal) -> str:
    return str(number).replace(".", ",")


AS_IT_IS: dict[type, Say] = {type(None): _same, int: _same}
GERMAN = AS_IT_IS | {
    str: lambda text: _text(cells.fitting(text)),
    float: _comma,
    Decimal: _comma,
    bool: lambda flag: YES_NO["de"][not flag],
    date: _german_day,
    datetime: lambda moment: f"{_german_day(moment.date())} {moment:%H:%M}",
}
PLAIN = AS_IT_IS | {
    str: _text,
    float: _same,
    Decimal: _same,
    bool: lambda flag: "true" if flag else "false",
    date: date.isoformat,
    datetime: datetime.isoformat,
}
