"""A book as an Excel workbook. XlsxWriter, since openpyxl keeps no values beside formulas and
gives charts no alternative text: docs/decisions/xlsxwriter-for-workbooks.md."""

from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from xlsxwriter import Workbook

from reports.writers import front, key_figures, method, table_page
from reports.writers.book import Book
from reports.writers.styles import FONT, Styles


def write(book: Book, target: Path | BinaryIO) -> None:
    """The same book gives the same file, byte for byte. OSError where a path cannot be written."""
    if isinstance(target, Path):
        stream = BytesIO()
        write(book, stream)
        target.write_bytes(stream.getvalue())
        return
    fonts = {"font_name": FONT, "font_size": 11}
    workbook = Workbook(target, {"default_format_properties": fonts, "in_memory": True})
    with workbook:
        _properties(book, workbook)
        _pages(book, workbook, Styles(workbook, book.words.language))


def _pages(book: Book, workbook: Workbook, style: Styles) -> None:
    words = book.words
    front.write_cover(book, workbook.add_worksheet(words.cover), style)
    front.write_contents(book, workbook.add_worksheet(words.contents), style)
    key_figures.write(book, workbook, workbook.add_worksheet(words.key_figures), style)
    for page in book.pages:
        table_page.write(book, page, workbook.add_worksheet(page.sheet.tab), style)
    method.write(book, workbook.add_worksheet(words.method), style)


def _properties(book: Book, workbook: Workbook) -> None:
    workbook.set_properties(
        {
            "title": f"{book.title}, {book.subtitle}",
            "subject": book.title,
            "author": book.author,
            "company": f"{book.city}, {book.office}",
            "comments": book.status,
            "created": book.created_at,
        }
    )
    midnight = datetime.min.time()
    for name, value in (
        ("first_day", datetime.combine(book.first_day, midnight)),
        ("last_day", datetime.combine(book.last_day, midnight)),
        ("version", book.version),
        ("status", book.status),
    ):
        workbook.set_custom_property(name, value)
    if book.release:
        workbook.set_custom_property("release", book.release.mark)
        workbook.set_custom_property("sha256_of_figures", book.release.digest)
