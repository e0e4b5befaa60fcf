"""What the values of an OpenDocument table do not show."""

from typing import IO, Any

from defusedxml.ElementTree import iterparse

from crm.register.reading.open_document import CELLS, OFFICE, TABLE
from crm.register.reading.unseen import Unseen

HIDDEN = ("collapse", "filter")


def unseen_in_table(content: IO[bytes], name: str) -> Unseen:
    unseen, rows, columns = Unseen(), 0, 0
    for _event, element in iterparse(content, forbid_dtd=True):
        if element.tag == f"{TABLE}table":
            if element.get(f"{TABLE}name") == name:
                break
            unseen, rows, columns = Unseen(), 0, 0
        if element.tag == f"{TABLE}table-column":
            first, columns = columns, columns + _times(element, "columns")
            if _is_hidden(element):
                unseen.hide_columns(range(first, columns))
        if element.tag == f"{TABLE}table-row":
            first, rows = rows, rows + _times(element, "rows")
            if _is_hidden(element):
                unseen.hide_rows(range(first + 1, rows + 1))
            _search(element, unseen, range(first + 1, rows + 1))
            element.clear()
    return unseen


def _is_hidden(element: Any) -> bool:
    return element.get(f"{TABLE}visibility") in HIDDEN


def _times(element: Any, what: str, how: str = "repeated") -> int:
    return int(element.get(f"{TABLE}number-{what}-{how}", "1"))


def _search(row: Any, unseen: Unseen, numbers: range) -> None:
    column = 0
    for cell in row:
        if cell.tag not in CELLS:
            continue
        first, column = column, column + _times(cell, "columns")
        _merge(cell, unseen, numbers.start - 1, first)
        if cell.get(f"{TABLE}formula") and cell.get(f"{OFFICE}value-type") is None:
            for number in numbers:
                for place in range(first, column):
                    unseen.miss(number, place)


def _merge(cell: Any, unseen: Unseen, row: int, column: int) -> None:
    rows, columns = (_times(cell, what, "spanned") for what in ("rows", "columns"))
    if rows > 1 or columns > 1:
        unseen.merged.append(((row, column), (row + rows - 1, column + columns - 1)))
