"""How any table begins, of whatever source: for people who say what its columns are."""

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from statistics import median_low

from crm.enums import N_
from crm.errors import DomainError
from crm.register.reading.book import is_workbook, unseen_in, visible_sheets
from crm.register.reading.book import numbered as numbered_in
from crm.register.reading.book import opened as opened_book
from crm.register.reading.csv_rows import Lines, delimiter_of, numbered, opened
from crm.register.reading.header import HEADER_WITHIN, refuse_doubles
from crm.register.reading.notes import notes_of, unread
from crm.register.reading.text_file import text_file
from crm.register.reading.typed import CONTROL
from crm.rules import Problem

NO_TEXT = re.compile(r"[\d\s.,:;/+-]*|TRUE|FALSE")
NO_HEADER = N_("None of the first rows names two columns. Give the columns names first.")
Numbered = tuple[int, list[str]]


@dataclass(frozen=True, slots=True)
class Preview:
    header_row: int
    """The line that a spreadsheet would show."""
    header: list[str]
    """Empty where a column has no name."""
    rows: list[Numbered]
    notes: list[Problem]
    delimiter: str = ""
    encoding: str = ""
    sheet: str = ""
    """Of a workbook; then it has neither delimiter nor encoding."""


def preview(path: Path, rows: int = 20) -> Preview:
    """DomainError when it is no table."""
    with _readable():
        return _of_workbook(path, rows) if is_workbook(path) else _of_text(path, rows)


@contextmanager
def _readable() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        message = N_("The file cannot be read: %(reason)s")
        raise DomainError(message, reason=error.strerror or error) from None


def _of_text(path: Path, most: int) -> Preview:
    file = text_file(path)
    delimiter = delimiter_of(file, _usual_width)
    with opened(file) as text:
        found = list(islice(numbered(Lines(text), delimiter), HEADER_WITHIN + most))
    begun = _begun([(number, cells) for number, cells, _problem in found], most)
    if begun is None:
        raise DomainError(NO_HEADER)
    return Preview(*begun, list(file.notes()), delimiter, file.encoding)


def _usual_width(lines: list[list[str]]) -> int:
    """A sentence may have more commas than the table has columns, but not in every line."""
    return median_low(map(len, lines)) if lines else 0


def _of_workbook(path: Path, most: int) -> Preview:
    book = opened_book(path)
    for sheet in visible_sheets(book):
        found = islice(numbered_in(sheet), HEADER_WITHIN + most)
        begun = _begun(
            ((number, [CONTROL.sub("", c) for c in cells]) for number, cells in found), most
        )
        if begun:
            unseen = unseen_in(path, sheet.name)
            told = [*notes_of(book, sheet, unseen, begun[1]), *unread(list(unseen.places()))]
            return Preview(*begun, told, sheet=sheet.name)
    raise DomainError(NO_HEADER)


def _begun(found: Iterable[Numbered], most: int) -> tuple[int, list[str], list[Numbered]] | None:
    """The header and the rows below it."""
    filled = [(number, cells) for number, cells in found if any(cell.strip() for cell in cells)]
    for place, (number, cells) in enumerate(filled):
        if number <= HEADER_WITHIN and sum(not NO_TEXT.fullmatch(cell) for cell in cells) > 1:
            header = _trimmed([cell.strip() for cell in cells])
            refuse_doubles(header)
            return number, header, filled[place + 1 : place + 1 + most]
    return None


def _trimmed(cells: list[str]) -> list[str]:
    return cells[: max(place for place, cell in enumerate(cells, start=1) if cell)]
