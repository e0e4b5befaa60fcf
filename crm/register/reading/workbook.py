"""The table of an XLSX, XLS or ODS workbook: the first visible sheet whose header fits."""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from python_calamine import CalamineSheet, CalamineWorkbook

from crm.enums import N_
from crm.errors import DomainError
from crm.register.reading.book import numbered, opened, visible_sheets
from crm.register.reading.header import HEADER_WITHIN, header_of
from crm.register.reading.layout import Layout
from crm.register.reading.notes import notes_of
from crm.register.reading.row import RawRow, row_of
from crm.register.reading.typed import CONTROL, left_out
from crm.register.source import Source


class Workbook:
    def __init__(self, path: Path, source: Source) -> None:
        book = opened(path)
        sheet, self._first, header = _sheet_that_fits(book, source)
        self._sheet = sheet
        self.layout = Layout(";", "utf-8-sig", header, workbook=True)
        self.lines = sheet.total_height
        self.notes = list(notes_of(book, sheet))

    def rows(self) -> Iterator[RawRow]:
        stripped = 0
        width = len(self.layout.header)
        for number, cells in numbered(self._sheet):
            if number <= self._first or not any(cells):
                continue
            clean = [CONTROL.sub("", cell) for cell in cells]
            stripped += sum(map(len, cells)) - sum(map(len, clean))
            yield row_of(number, clean + [""] * (width - len(clean)), self.layout)
        self.notes.extend(left_out(stripped))


def _sheet_that_fits(
    book: CalamineWorkbook, source: Source
) -> tuple[CalamineSheet, int, list[str]]:
    """DomainError says what the first visible sheet lacks when none fits."""
    problem = None
    for sheet in visible_sheets(book):
        for number, cells in islice(numbered(sheet), HEADER_WITHIN):
            if len(source.needed & {cell.strip() for cell in cells}) < 2:
                continue
            try:
                return sheet, number, header_of(_trimmed(cells), source)
            except DomainError as error:
                problem = problem or error
    message = N_("No visible sheet of the workbook has a header of %(source)s.")
    raise problem or DomainError(message, source=source.title)


def _trimmed(cells: list[str]) -> list[str]:
    """Without the empty cells at the end, but for one column that a publisher left nameless."""
    last = max(place for place, cell in enumerate(cells) if cell.strip())
    return cells[: last + 2]
