"""A book as CSV says what its workbook says."""

import csv
import zipfile
from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest

from crm.errors import DomainError
from reports.build import write
from reports.report import TOTAL
from reports.writers.book import Book


def read(book: Book) -> dict[str, list[list[str]]]:
    target = BytesIO()
    write(book, target, ".zip")
    with zipfile.ZipFile(target) as archive:
        return {
            name.removesuffix(".csv")[3:]: list(
                csv.reader(TextIOWrapper(archive.open(name), "utf-8-sig"), delimiter=";")
            )
            for name in archive.namelist()
        }


def test_each_sheet_is_a_table_with_heads_and_total(book: Book) -> None:
    found = read(book)
    assert list(found) == [
        book.words.cover, *(page.sheet.tab.replace("/", "-") for page in book.pages),
        book.words.method,
    ]  # fmt: skip
    for page in book.pages:
        heads, *lines = found[page.sheet.tab.replace("/", "-")]
        assert heads == [column.label for column in page.columns]
        assert len(lines) == len(page.names) + bool(page.total)


def test_numbers_are_those_of_the_workbook(book: Book) -> None:
    page = book.page("size")
    place = [column.key for column in page.columns].index("companies")
    *_lines, last = read(book)[page.sheet.tab]
    assert last[place] == str(page.value(TOTAL, "companies"))


def test_the_same_book_is_the_same_file(book: Book) -> None:
    one, other = BytesIO(), BytesIO()
    write(book, one, ".zip")
    write(book, other, ".zip")
    assert one.getvalue() == other.getvalue()


def test_other_names_are_refused(book: Book) -> None:
    with pytest.raises(DomainError, match=r"not report\.odt"):
        write(book, Path("report.odt"))
