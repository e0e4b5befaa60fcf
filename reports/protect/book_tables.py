"""The numbers of a page as tables: of what they are, and of which place."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from reports.protect.tables import TOTAL, Key, Table
from reports.report import LINE_BEHIND, PERIODS, Column, Row, Sheet
from reports.writers.book import Page

APART = frozenset({"district"})
"""A firm has sites in several."""


class Cell(NamedTuple):
    """Where a value stands: in a row's column; the last row is TOTAL."""

    row: int | str
    column: Column
    key: Key
    value: Any
    behind: int | None
    """How many firms; None where nobody says."""


class Printed(NamedTuple):
    """The cells of columns that say the same of different places."""

    measure: str
    by: tuple[str, ...]
    cells: tuple[Cell, ...]


def counts(page: Page) -> Iterator[tuple[Table, tuple[Cell, ...]]]:
    """A table for each measure of firms, also of those that no column shows, and its cells."""
    if page.sheet.lines:
        yield from _lines(page)
        return
    for columns in _alike(c for c in (*page.columns, *page.sheet.unseen) if c.counts):
        read = printed(page, columns)
        yield _table(page, columns[0], read), read.cells


def _lines(page: Page) -> Iterator[tuple[Table, tuple[Cell, ...]]]:
    """Each row counts something of its own, in this period and in the one before."""
    columns = {column.key: column for column in page.columns}
    for at, (line, row) in enumerate(zip(page.sheet.lines, page.rows(), strict=True)):
        key = tuple(category for _dimension, category in line.at)
        for name, then in PERIODS.items():
            by, value = tuple(dimension for dimension, _ in line.at), row[name]
            table = Table(line.counts + then, by, {key: value}, some=frozenset(by), parts=True)
            yield table, (Cell(at, columns[name], key, value, row.get(LINE_BEHIND[name])),)


def all_printed(page: Page) -> Iterator[Printed]:
    """Everything that is a number, in columns that are shown."""
    for columns in _alike(
        c for c in page.columns if not c.kind.is_text and c.key not in page.sheet.dimensions
    ):
        yield printed(page, columns)


def _alike(columns: Iterable[Column]) -> Iterator[list[Column]]:
    """In the order in which the first of them stands."""
    found: dict[tuple[str, tuple[str, ...]], list[Column]] = {}
    for column in columns:
        found.setdefault((column.counts or column.key, column.apart), []).append(column)
    return iter(found.values())


def printed(page: Page, columns: Sequence[Column]) -> Printed:
    rows = page.sheet.dimensions
    sides = dict.fromkeys(name for column in columns for name, _ in column.at)
    beside = tuple(name for name in sides if name not in rows)
    cells = (
        _cell(page, at, key, row, column, beside)
        for at, key, row in _placed(page)
        for column in columns
    )
    measure = columns[0].counts or columns[0].key
    return Printed(measure, (*rows, *beside), tuple(cell for cell in cells if cell))


def _placed(page: Page) -> Iterator[tuple[int | str, Key, Row]]:
    for number, (key, row) in enumerate(zip(page.places, page.rows(), strict=True)):
        yield number, key, page.worked_out(row)
    if page.total:
        yield TOTAL, _of_total(page.sheet, page.total), page.worked_out(page.total)


def _of_total(sheet: Sheet, total: Row) -> Key:
    return tuple(str(total[one]) if one in sheet.same else TOTAL for one in sheet.dimensions)


def _cell(
    page: Page, at: int | str, key: Key, row: Row, column: Column, beside: tuple[str, ...]
) -> Cell | None:
    """None where nothing is said. What names a category of the rows' own dimension says the same
    in all rows, and nothing in the last.
    """
    value = row.get(column.key)
    own, rows = dict(column.at), page.sheet.dimensions
    if not own.keys().isdisjoint(rows):
        if at == TOTAL:
            return None
        key = tuple(own.get(name, TOTAL) for name in rows)
    if value is None or value != value:
        return None
    behind = sum(row[name] for name in column.behind) if column.behind else None
    return Cell(at, column, (*key, *(own.get(name, TOTAL) for name in beside)), value, behind)


def _table(page: Page, column: Column, read: Printed) -> Table:
    return Table(
        measure=read.measure,
        by=read.by,
        cells={cell.key: int(cell.value) for cell in read.cells},
        apart=APART | set(column.apart),
        some=_some(page, read),
        within=frozenset(page.sheet.within),
        alone=column.alone,
    )


def _some(page: Page, read: Printed) -> frozenset[str]:
    """A single column of a measure beside its total is one of its categories, not all."""
    rows = page.sheet.dimensions
    seen = {
        name: {cell.key[at] for cell in read.cells} - {TOTAL}
        for at, name in enumerate(read.by)
        if name not in rows
    }
    alone = {name for name, categories in seen.items() if len(categories) == 1}
    return frozenset(alone | (set(rows) if page.sheet.some else set()))
