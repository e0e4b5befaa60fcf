"""A file that tells too much is not released, whoever made it so."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime
from io import BytesIO
from random import Random

import pytest

from crm.db import open_engine, writing
from crm.errors import DomainError
from reports.asked import Asked
from reports.build import Variant, build, write
from reports.definitions.coverage_known import coverage_known
from reports.meta import Meta
from reports.period import Period
from reports.protect.audit import Audit, audited
from reports.protect.book_tables import counts
from reports.protect.earlier import Earlier
from reports.protect.number import Number
from reports.protect.protected import published_before
from reports.protect.tables import TOTAL
from reports.source import snapshot
from reports.writers.book import Book
from tests.factories.world import put, small_world

META = Meta("Magdeburg", "Wirtschaftsförderung", datetime(2026, 11, 23, 14, 5), "1.2.3")
YEAR = Period.year(2025)
KNOWN = coverage_known(Asked(YEAR, META.created_at.date()))
Books = tuple[Book, Book]


@pytest.fixture(scope="module")
def books(migrated_database) -> Books:
    """For publication, and with all counts."""
    engine = open_engine(migrated_database("sqlite", "audited"))
    with writing(engine).begin() as connection:
        put(connection, [small_world(Random(number), number) for number in range(1, 4)])
        with snapshot(connection) as source:
            made = [
                build("coverage", source, YEAR, meta=META, translate=str, variant=variant)
                for variant in (Variant.PUBLIC, Variant.INTERNAL)
            ]
    engine.dispose()
    return made[0], made[1]


@pytest.fixture(scope="module")
def ours(books: Books) -> Earlier:
    return published_before(books[1], KNOWN, books[0].withheld)


def audit(content: bytes, books: Books) -> Audit:
    return audited(content, *books, KNOWN)


def file_of(book: Book) -> bytes:
    file = BytesIO()
    write(book, file)
    return file.getvalue()


def with_printed(books: Books, wanted: Collection[Number]) -> bytes:
    """Somebody prints on all sheets what was withheld there."""
    public, inside = books
    pages = []
    for page, true in zip(public.pages, inside.pages, strict=True):
        frame, total = page.frame.copy(), dict(page.total or {})
        for table, cells in counts(true):
            for cell in cells:
                if table.number(cell.key) in wanted and cell.column.key in frame:
                    if cell.row == TOTAL:
                        total[cell.column.key] = cell.value
                    else:
                        frame.loc[cell.row, cell.column.key] = cell.value
        pages.append(replace(page, frame=frame, total=total or None))
    return file_of(replace(public, pages=tuple(pages)))


def test_the_file_as_it_was_made_passes(books: Books) -> None:
    found = audit(file_of(books[0]), books)
    assert found.narrowest is not None
    assert found.narrowest >= 2
    assert 0 < found.besides < found.numbers
    assert found.confidential > 0


def test_a_confidential_number_stops_it(books: Books, ours: Earlier) -> None:
    secret = next(
        each for each in sorted(ours.withheld, key=str) if each in ours.publication.secret
    )
    with pytest.raises(DomainError, match="stands in it that should not"):
        audit(with_printed(books, {secret}), books)


def test_so_do_those_by_which_others_are_worked_out(books: Books, ours: Earlier) -> None:
    """What was withheld besides is needed: printed, it tells of what is confidential."""
    besides = ours.withheld - ours.publication.secret
    with pytest.raises(DomainError, match="could be worked out"):
        audit(with_printed(books, besides), books)
