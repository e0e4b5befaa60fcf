"""A register file opened, of whatever kind: its header, its rows, and what is to be told of it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

from crm.enums import N_
from crm.errors import DomainError
from crm.register.reading.book import is_workbook
from crm.register.reading.csv_rows import layout_of, rows
from crm.register.reading.layout import Layout
from crm.register.reading.row import RawRow
from crm.register.reading.text_file import text_file
from crm.register.reading.workbook import Workbook
from crm.register.source import Origin
from crm.rules import Problem


class Table(Protocol):
    layout: Layout
    lines: int
    """About as many as there are rows."""
    notes: list[Problem]
    """What people should know of how it was read; complete after the last row."""

    def rows(self) -> Iterator[RawRow]: ...


class TextTable:
    def __init__(self, path: Path, source: Origin) -> None:
        self._file = text_file(path)
        self._first, self.layout = layout_of(self._file, source)
        self.lines = self._file.lines
        self.notes = list(self._file.notes())

    def rows(self) -> Iterator[RawRow]:
        return rows(self._file, self.layout, self._first, self.notes)


def open_table(path: Path, source: Origin) -> Table:
    """DomainError when it is none that the source could have written."""
    try:
        return Workbook(path, source) if is_workbook(path) else TextTable(path, source)
    except OSError as error:
        message = N_("The file cannot be read: %(reason)s")
        raise DomainError(message, reason=error.strerror or error) from None
