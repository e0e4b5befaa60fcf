"""What a list refuses to write, named by spreadsheet row and column."""

from collections.abc import Sequence
from typing import Any

from reports.report import Column
from reports.writers.cells import LONGEST, CellFull


class TextTooLong(ValueError):
    def __init__(self, row: int, column: str, length: int) -> None:
        super().__init__(
            f"Row {row}, column {column!r}: {length} characters, a cell holds {LONGEST}"
        )
        self.row = row
        self.column = column
        self.length = length


class TooManyRows(ValueError):
    """A sheet holds 1,048,576 rows, its head among them."""


def too_long(
    columns: Sequence[Column], row: Sequence[Any], number: int, found: CellFull
) -> TextTooLong:
    text = found.args[0]
    return TextTooLong(number, columns[list(row).index(text)].label, len(text))
