"""A book's numbers, each with its place, so that two books can be held beside each other."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from reports.report import TOTAL, Row
from reports.writers.book import Book, Page


class Place(NamedTuple):
    sheet: str
    row: tuple[str, ...]
    """The categories of the row; (TOTAL,) is the last."""
    column: str


Cells = Mapping[Place, Any]


def cells(book: Book) -> Cells:
    return {place: value for page in book.pages for place, value in _of(page)}


def _of(page: Page) -> Iterator[tuple[Place, Any]]:
    rows: list[tuple[tuple[str, ...], Row]] = list(zip(page.places, page.rows(), strict=True))
    if page.total:
        rows.append(((TOTAL,), page.total))
    for names, row in rows:
        values = page.worked_out(row)
        for column in page.columns:
            if not column.kind.is_text and column.key not in page.sheet.dimensions:
                yield Place(page.sheet.key, names, column.key), _plain(values.get(column.key))


def _plain(value: Any) -> Any:
    """As the file has it: no numpy, and nothing where there is nothing to say."""
    value = value.item() if hasattr(value, "item") else value
    return None if value != value else value
