"""Figures in a text, cited by name: what was released stands there, and nothing else."""

import re
from collections.abc import Callable, Iterable, Mapping

from babel.numbers import format_decimal, format_percent

from crm.enums import N_
from crm.errors import DomainError
from reports.report import TOTAL, WITHHELD, Column, Kind
from reports.writers.book import Book, Page

CITED = re.compile(r"\{\{\s*([^{}]*?)\s*\}\}")
Say = Callable[[str], str]


class Figures:
    """Of released reports: ``coverage.contact_coverage`` is a figure of the first page,
    ``coverage.reach.small_firms.none`` the cell of a sheet's row and column; ``total`` is the last
    row. ``coverage.period`` are its days.
    """

    def __init__(self, books: Mapping[str, Book]) -> None:
        """Name of the report -> the book for publication."""
        self._books = books

    def filled(self, text: str) -> str:
        """The text with all figures. DomainError, with the name, for one that cannot be cited."""
        return CITED.sub(lambda found: self.said(found[1]), text)

    def said(self, name: str) -> str:
        """As Germans, or English readers, write it."""
        report, *parts = name.split(".")
        book = self._books.get(report)
        if book is None:
            message = N_("%(name)s is no figure of a release that belongs to the paper: %(known)s.")
            raise DomainError(message, name=name, known=", ".join(self._books) or "–")
        if parts == ["period"]:
            return book.subtitle
        page, row, column = self._cell(book, name, parts)
        value = page.value(row, column.key)
        if value == WITHHELD:
            message = N_("%(name)s is withheld in the release, and so cannot be cited.")
            raise DomainError(message, name=name)
        if value is None or value != value:
            raise DomainError(N_("Of %(name)s the release says nothing."), name=name)
        return _written(value, column, book.words.language)

    def _cell(self, book: Book, name: str, parts: list[str]) -> tuple[Page, str, Column]:
        found = next((one for one in book.key_figures if [one.name] == parts), None)
        sheet, row, key = (found.sheet, found.row, found.column) if found else _three(parts)
        page = next((one for one in book.pages if one.sheet.key == sheet), None)
        column = next((one for one in page.columns if one.key == key), None) if page else None
        if page is None or column is None or row not in (*page.names, TOTAL):
            message = N_("There is no figure %(name)s. Such as: %(known)s.")
            raise DomainError(message, name=name, known=", ".join(self._names(book)))
        return page, row, column

    def _names(self, book: Book) -> Iterable[str]:
        report = next(name for name, one in self._books.items() if one is book)
        return (f"{report}.{one.name}" for one in book.key_figures)


def _three(parts: list[str]) -> tuple[str, str, str]:
    return (parts[0], parts[1], parts[2]) if len(parts) == 3 else ("", "", "")


def _written(value: float, column: Column, language: str) -> str:
    if column.kind is Kind.SHARE:
        pattern = "#,##0.0%" if language == "en" else "#,##0.0\N{NO-BREAK SPACE}%"
        return str(format_percent(value, pattern, locale=language))
    digits = "#,##0" if column.kind is Kind.COUNT else "#,##0.00"
    return str(format_decimal(value, digits, locale=language))
