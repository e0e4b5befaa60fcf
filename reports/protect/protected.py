"""A book whose confidential counts are withheld, and with them all from which they would follow."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from pandas import DataFrame

from reports.known import Known
from reports.protect.book_tables import Cell, counts
from reports.protect.choose import Progress, nobody_watches, withheld
from reports.protect.earlier import Earlier, together
from reports.protect.links import publication
from reports.protect.number import Number
from reports.protect.publication import CONFIDENTIAL, Publication
from reports.protect.tables import TOTAL, Table
from reports.report import SHARES, WITHHELD, Row
from reports.writers.book import Book, Page

Found = tuple[Page, Table, tuple[Cell, ...]]


class Protected(NamedTuple):
    book: Book
    publication: Publication
    withheld: frozenset[Number]


def protected(
    book: Book,
    known: Known,
    progress: Progress = nobody_watches,
    earlier: Sequence[Earlier] = (),
) -> Protected:
    """Of all its pages together, and with what was published before. Unprotectable where hardly
    anything is in them.
    """
    found = _found(book)
    whole = together(_whole(found, known), earlier)
    hidden = withheld(whole, progress=progress)
    pages = _without_them(book, found, hidden)
    here = {number for _page, table, _cells in found for number, _count in table.numbers}
    names = frozenset(str(number) for number in hidden & here)
    return Protected(replace(book, pages=pages, withheld=names), whole, hidden)


def withheld_again(book: Book, names: Collection[str]) -> Book:
    """The book as it was published, from all its counts and the ``names`` of those withheld."""
    found = _found(book)
    hidden = {
        table.number(cell.key)
        for _page, table, cells in found
        for cell in cells
        if str(table.number(cell.key)) in names
    }
    return replace(book, pages=_without_them(book, found, hidden), withheld=frozenset(names))


def _without_them(
    book: Book, found: Sequence[Found], hidden: Collection[Number]
) -> tuple[Page, ...]:
    gone: dict[str, list[Cell]] = {page.sheet.key: [] for page in book.pages}
    for page, table, cells in found:
        gone[page.sheet.key] += [cell for cell in cells if table.number(cell.key) in hidden]
    return tuple(_masked(page, gone[page.sheet.key]) for page in book.pages)


def published_before(book: Book, known: Known, names: Collection[str]) -> Earlier:
    """A book with all its counts, of which those of these ``names`` were withheld."""
    whole = _whole(_found(book), known)
    hidden = frozenset(number for number in whole.counts if str(number) in names)
    return Earlier(whole, hidden)


def _found(book: Book) -> list[Found]:
    return [(page, table, cells) for page in book.pages for table, cells in counts(page)]


def _whole(found: Sequence[Found], known: Known) -> Publication:
    sensitive = (
        table.number(cell.key)
        for _page, table, cells in found
        for cell in cells
        if cell.behind in CONFIDENTIAL
    )
    return publication([table for _page, table, _cells in found], known, sensitive)


def _masked(page: Page, gone: list[Cell]) -> Page:
    """With nothing in its rows that has no column."""
    keys: dict[int | str, set[str]] = {}
    for cell in gone:
        keys.setdefault(cell.row, set()).add(cell.column.key)
    _add_shares(page, keys)
    rows = [_without(page, row, keys.get(at, set())) for at, row in enumerate(page.rows())]
    columns = [column.key for column in page.columns if column.key in page.frame]
    frame = DataFrame(rows, columns=columns, dtype="object")
    total = _without(page, page.total, keys.get(TOTAL, set())) if page.total else None
    plain = tuple(replace(column, behind=(), stands_on=()) for column in page.columns)
    sheet = replace(page.sheet, columns=plain, unseen=())
    return replace(page, sheet=sheet, frame=frame, total=total)


def _add_shares(page: Page, keys: dict[int | str, set[str]]) -> None:
    """Where rows count different things, a share goes with its row and with those it is of."""
    places = {line.key: at for at, line in enumerate(page.sheet.lines)}
    for at, line in enumerate(page.sheet.lines):
        for period, share in SHARES.items():
            rows = [at, *(places[one] for one in line.under)] if line.under else []
            if any(period in keys.get(one, ()) for one in rows):
                keys.setdefault(at, set()).add(share)


def _without(page: Page, row: Row, keys: set[str]) -> dict[str, Any]:
    """Also without what stands on them."""
    standing = {column.key for column in page.columns if keys.intersection(column.stands_on)}
    shown = {column.key for column in page.columns}
    hidden = keys | standing
    return {key: WITHHELD if key in hidden else row[key] for key in row if key in shown}
