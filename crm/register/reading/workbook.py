"""The table of an XLSX, XLS or ODS workbook: the first visible sheet whose header fits."""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from python_calamine import CalamineSheet, CalamineWorkbook

from crm.enums import N_
from crm.errors import DomainError
from crm.register.reading.book import numbered, opened, unseen_in, visible_sheets
from crm.register.reading.header import HEADER_WITHIN, header_of
from crm.register.reading.layout import Layout
from crm.register.reading.notes import notes_of, unread
from crm.register.reading.row import RawRow, row_of
from crm.register.reading.typed import CONTROL, left_out
from crm.register.reading.unseen import NO_RESULT, Place, cell_name
from crm.register.source import Origin
from crm.rules import Problem


class Workbook:
    def __init__(self, path: Path, source: Origin) -> None:
        book = opened(path)
        self._sheet, self._first, header = _sheet_that_fits(book, source)
        self._unseen = unseen_in(path, self._sheet.name)
        self._used = {at: name for at, name in enumerate(header) if name in source.columns}
        self.layout = Layout(";", "utf-8-sig", header, workbook=True)
        self.lines = self._sheet.total_height
        self.notes = list(notes_of(book, self._sheet, self._unseen, header))

    def rows(self) -> Iterator[RawRow]:
        stripped = 0
        width = len(self.layout.header)
        for number, cells in self._numbered():
            problem = self._no_result(number)
            if number <= self._first or not (problem or any(cells)):
                continue
            clean = [CONTROL.sub("", cell) for cell in cells]
            stripped += sum(map(len, cells)) - sum(map(len, clean))
            row = row_of(number, clean + [""] * (width - len(clean)), self.layout)
            yield row if row.problem else row._replace(problem=problem)
        self.notes.extend(left_out(stripped))
        self.notes.extend(unread(list(self._needless())))

    def _numbered(self) -> Iterator[tuple[int, list[str]]]:
        """Rows of nothing but formulas without a result too."""
        number = 0
        for number, cells in numbered(self._sheet):
            yield number, cells
        yield from ((later, []) for later in sorted(self._unseen.formulas) if later > number)

    def _no_result(self, number: int) -> Problem | None:
        for column in self._unseen.formulas.get(number, ()):
            if column in self._used:
                cell = cell_name(number - 1, column)
                return Problem(self._used[column], NO_RESULT, {"cell": cell})
        return None

    def _needless(self) -> Iterator[Place]:
        """Formulas above the table, or in columns that nobody reads."""
        for row, column in self._unseen.places():
            if row < self._first or column not in self._used:
                yield row, column


def _sheet_that_fits(
    book: CalamineWorkbook, source: Origin
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
