"""A book as tables for other programs: a CSV for each sheet and for the method, in one archive."""

from collections.abc import Iterable, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from reports.report import Column, Kind, Row
from reports.writers.book import Book, Page
from reports.writers.csv import Dialect, write_csv


def write(book: Book, target: Path | BinaryIO) -> None:
    """The same book gives the same file, byte for byte. OSError where a path cannot be written."""
    content = BytesIO()
    with ZipFile(content, "w", ZIP_DEFLATED) as archive:
        for number, (name, columns, rows) in enumerate(_tables(book), 1):
            archive.writestr(_entry(f"{number:02} {name}.csv"), _csv(book, columns, rows))
    if isinstance(target, Path):
        target.write_bytes(content.getvalue())
    else:
        target.write(content.getvalue())


Table = tuple[str, Sequence[Column], Iterable[Sequence[Any]]]


def _tables(book: Book) -> Iterable[Table]:
    words = book.words
    texts = [Column(each, each, Kind.TITLE) for each in (words.term, words.definition)]
    yield words.cover, texts, [(book.title, book.subtitle), (book.status, ""), *book.facts]
    for page in book.pages:
        yield page.sheet.tab, page.columns, _rows(page)
    yield words.method, texts, ((one.term, one.text) for one in book.definitions)


def _rows(page: Page) -> Iterable[Sequence[Any]]:
    rows: list[Row] = [*page.rows(), *([page.total] if page.total else [])]
    return ([_plain(page.worked_out(row).get(each.key)) for each in page.columns] for row in rows)


def _plain(value: Any) -> Any:
    """No numpy, and nothing where there is nothing to say."""
    value = value.item() if hasattr(value, "item") else value
    return None if value != value else value


def _csv(book: Book, columns: Sequence[Column], rows: Iterable[Sequence[Any]]) -> bytes:
    dialect = Dialect.EXCEL_DE if book.words.language == "de" else Dialect.PLAIN
    target = BytesIO()
    write_csv(columns, rows, target, dialect)
    return target.getvalue()


def _entry(name: str) -> ZipInfo:
    entry = ZipInfo(name.replace("/", "-"))
    entry.compress_type = ZIP_DEFLATED
    return entry
