"""A release beside the last one of the same report and period."""

from dataclasses import dataclass, replace

from reports.catalogue import report_named
from reports.definitions.changes import CHANGES, NONE, SINCE
from reports.frozen.cells import Cells, cells
from reports.frozen.in_words import Titles
from reports.translate import Translate, translated
from reports.writers.book import Book, Page


@dataclass(frozen=True)
class Last:
    """``day`` in words."""

    report: str
    mark: str
    day: str
    cells: Cells


def with_changes(book: Book, before: Last | None, translate: Translate) -> Book:
    """With a page on what is other, where there was a release before."""
    if before is None:
        return book
    titles = Titles(report_named(before.report).sheets, translate)
    rows = CHANGES.rows(before.cells, cells(book), titles, book.words.language)
    sheet = translated(CHANGES, translate)
    since = translate(SINCE) % {"day": before.day, "mark": before.mark}
    notes = (since, *([translate(NONE)] if rows.empty else []))
    names = tuple(map(str, range(len(rows))))
    page = Page(replace(sheet, notes=notes), rows, names)
    return replace(book, pages=(*book.pages, page))
