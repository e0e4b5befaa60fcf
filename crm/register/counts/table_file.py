"""A table of a statistics office as rows of text: CSV, or the first visible sheet of a workbook.

The portal's own workbooks name a drawing that is not in them; openpyxl refuses them, calamine
reads them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from crm.enums import N_
from crm.errors import DomainError
from crm.register.counts.count import Cells
from crm.register.reading.book import (
    is_workbook,
    numbered,
    opened,
    unseen_in,
    visible_sheets,
)
from crm.register.reading.csv_rows import Lines
from crm.register.reading.csv_rows import numbered as numbered_lines
from crm.register.reading.text_file import sha256_of, text_file
from crm.register.reading.typed import CONTROL
from crm.register.reading.unseen import NO_RESULT, cell_name

LARGEST = 20 << 20
"""Bytes of the file."""
MOST_ROWS, MOST_COLUMNS = 50_000, 200


@dataclass(frozen=True)
class Table:
    header: list[str]
    rows: Sequence[tuple[int, Cells]]
    """With the line that a spreadsheet would show."""
    sha256: str


def table_of(path: Path) -> Table:
    """DomainError when it is no table."""
    _refuse_beyond(path.stat().st_size, LARGEST)
    found = _of_workbook(path) if is_workbook(path) else _of_text(path)
    lines = list(_within_bounds(found))
    header = next((cells for _number, cells in lines), [])
    names = [name for name in header if name]
    if len(set(names)) < len(names):
        raise DomainError(
            N_("The header names a column twice: %(columns)s."), columns=_double(names)
        )
    rows = [(number, dict(zip(header, cells, strict=False))) for number, cells in lines[1:]]
    return Table(header, rows, sha256_of(path))


def _of_text(path: Path) -> Iterator[tuple[int, list[str]]]:
    encoding = text_file(path).encoding
    with path.open(encoding=encoding, newline=None) as text:
        first = next((line for line in text if line.strip()), "")
    delimiter = max(";,\t", key=first.count)
    with path.open(encoding=encoding, newline=None) as text:
        for number, cells, problem in numbered_lines(Lines(text), delimiter):
            if problem:
                message = N_("Row %(row)s: its quotation marks are out of order.")
                raise DomainError(message, row=number)
            yield number, [cell.strip() for cell in cells]


def _of_workbook(path: Path) -> Iterator[tuple[int, list[str]]]:
    sheet = next(visible_sheets(opened(path)), None)
    if sheet is None:
        raise DomainError(N_("The table has no rows."))
    _refuse_large(sheet.total_height, sheet.total_width)
    missing = next(unseen_in(path, sheet.name).places(), None)
    if missing:
        raise DomainError(NO_RESULT, cell=cell_name(*missing))
    for number, cells in numbered(sheet):
        yield number, [CONTROL.sub("", cell).strip() for cell in cells]


def _within_bounds(lines: Iterator[tuple[int, list[str]]]) -> Iterator[tuple[int, list[str]]]:
    """Without the empty ones."""
    for number, cells in lines:
        _refuse_large(number, len(cells))
        if any(cells):
            yield number, cells


def _refuse_beyond(size: int, limit: int) -> None:
    if size > limit:
        message = N_("The file is larger than %(limit)s MB. That is no table of counts.")
        raise DomainError(message, limit=limit >> 20)


def _refuse_large(rows: int, columns: int) -> None:
    if rows > MOST_ROWS or columns > MOST_COLUMNS:
        message = N_("The table has more than %(rows)s rows or %(columns)s columns.")
        raise DomainError(message, rows=MOST_ROWS, columns=MOST_COLUMNS)


def _double(names: list[str]) -> str:
    return ", ".join(sorted({name for name in names if names.count(name) > 1}))
