"""Every number that a book prints beside the recounted one."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from reports.report import Column, Kind
from reports.writers.book import Book, Page
from tests.reports.recount.asked import TOTAL, Key, Recount, section
from tests.reports.recount.sheets import RECOUNTED

SAYS = (Kind.MONTH, Kind.DATE)


def compared(book: Book, report: str, asked: Recount) -> int:
    """How many numbers are the same; AssertionError where one is not, or nobody recounts it."""
    sheets = RECOUNTED[report]
    numbers = 0
    for page in book.pages:
        if page.sheet.key not in sheets:
            continue
        expected = sheets[page.sheet.key](asked)
        found = dict(_rows(page))
        assert set(found) == set(expected), (report, page.sheet.key)
        for key, row in found.items():
            for column in numbers_of(page):
                said, ours = row[column.key], expected[key][column.key]
                where = report, page.sheet.key, key, column.key
                assert _same(said, ours), (where, said, ours)
                numbers += 1
    return numbers


def numbers_of(page: Page) -> list[Column]:
    return [c for c in page.columns if not c.kind.is_text and c.kind not in SAYS]


def _rows(page: Page) -> Iterator[tuple[Key, dict[str, Any]]]:
    dimensions = page.sheet.dimensions
    for place, row in zip(page.places, page.rows(), strict=True):
        key = tuple(_key(name, value) for name, value in zip(dimensions, place, strict=True))
        yield key, page.worked_out(row)
    if page.total:
        yield TOTAL, page.worked_out(page.total)


def _key(name: str, value: str) -> str:
    """A joint section by its first letter, a month without its day."""
    if name == "section" and value != "unknown":
        return section(value[:6] if value.startswith("2025-") else value[0])
    return value[:7] if name == "month" else value


def _same(said: Any, ours: Any) -> bool:
    if said is None or ours is None or isinstance(ours, date):
        return bool(said == ours)
    return abs(float(said) - float(ours)) < 1e-12
