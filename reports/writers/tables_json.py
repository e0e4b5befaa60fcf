"""A book's numbers as data, each of what and of which place, just as its sheets print them."""

from datetime import date
from typing import Any

from reports.protect.book_tables import Cell, all_printed
from reports.report import WITHHELD
from reports.writers.book import Book


def tables(book: Book) -> dict[str, Any]:
    """{"tables": [{"sheet", "name", "measure", "by": [dimension], "cells": [{"key", "value"}]}]}

    A key has a category for each dimension: ``total`` is the margin. Null is what is withheld; a
    cell of which there is nothing to say is none.
    """
    return {
        "tables": [
            {
                "sheet": page.sheet.key,
                "name": page.sheet.tab,
                "measure": table.measure,
                "by": list(table.by),
                "cells": [{"key": list(cell.key), "value": _value(cell)} for cell in table.cells],
            }
            for page in book.pages
            for table in all_printed(page)
        ]
    }


def _value(cell: Cell) -> Any:
    value = cell.value
    if value == WITHHELD:
        return None
    if isinstance(value, date):
        return value.isoformat()
    return int(value) if hasattr(value, "__index__") else float(value)
