"""Rows of a CSV file as they came, one after the other, in constant memory."""

import csv
from collections.abc import Iterable, Iterator

from crm.enums import N_
from crm.errors import DomainError
from crm.register.reading.header import header_of
from crm.register.reading.layout import Layout
from crm.register.reading.row import RawRow, row_of
from crm.register.reading.text_file import TextFile
from crm.register.source import Source
from crm.rules import Problem

DELIMITERS = ";,\t"
NEVER_CLOSED = ("unexpected end of data", "field larger than field limit")


def layout_of(file: TextFile, source: Source) -> Layout:
    """DomainError when the header lacks columns or names one twice."""
    with file.path.open(encoding=file.encoding, newline=None) as text:
        first = next((line for line in text if line.strip()), "")
    delimiter = _delimiter(first, source)
    with file.path.open(encoding=file.encoding, newline=None) as text:
        numbered = _numbered(text, delimiter)
        _number, cells, _problem = next((row for row in numbered if row[1]), (1, [], None))
    return Layout(delimiter, file.encoding, header_of(cells, source))


def rows(file: TextFile, layout: Layout) -> Iterator[RawRow]:
    """DomainError when a quotation mark swallows the rest."""
    with file.path.open(encoding=file.encoding, newline=None) as text:
        lines = _Lines(text)
        numbered = _numbered(lines, layout.delimiter)
        next((row for row in numbered if row[1]), None)
        for number, cells, problem in numbered:
            if problem:
                yield RawRow(number, {"": lines.last}, problem)
            elif any(cells):
                yield row_of(number, cells, layout)


class _Lines:
    """Hands lines on and remembers the last, which a row out of order is kept as."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._lines = lines
        self.last = ""

    def __iter__(self) -> Iterator[str]:
        for line in self._lines:
            self.last = line.rstrip("\n")
            yield line


def _numbered(
    lines: Iterable[str], delimiter: str
) -> Iterator[tuple[int, list[str], Problem | None]]:
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    number = 0
    while True:
        number += 1
        try:
            yield number, next(reader), None
        except StopIteration:
            return
        except csv.Error as error:
            if str(error).startswith(NEVER_CLOSED):
                message = N_("The quotation mark that row %(row)s opens is never closed.")
                raise DomainError(message, row=number) from None
            message = N_("The quotation marks of this row are out of order.")
            yield number, [], Problem("", message)


def _delimiter(first: str, source: Source) -> str:
    """The one that parts the header into the most columns we know."""

    def known(delimiter: str) -> int:
        return len(set(source.columns) & {name.strip(' "\n') for name in first.split(delimiter)})

    return max(DELIMITERS, key=known)
