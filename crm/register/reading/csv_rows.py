"""Rows of a CSV file as they came, one after the other, in constant memory."""

import csv
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import TextIO

from crm.enums import N_
from crm.errors import DomainError
from crm.register.reading.header import HEADER_WITHIN, header_of
from crm.register.reading.layout import Layout
from crm.register.reading.row import RawRow, row_of
from crm.register.reading.text_file import TextFile
from crm.register.reading.typed import CONTROL, left_out
from crm.register.source import Origin
from crm.rules import Problem

DELIMITERS = ";,\t"
NEVER_CLOSED = ("unexpected end of data", "field larger than field limit")


def layout_of(file: TextFile, source: Origin) -> tuple[int, Layout]:
    """With the row that the header stands in; DomainError when it lacks columns or names one
    twice.
    """

    def known(cells: Iterable[str]) -> int:
        return len(set(source.columns) & {cell.strip(' "\n') for cell in cells})

    delimiter = delimiter_of(file, lambda lines: max(map(known, lines), default=0))
    with opened(file) as text:
        found = list(islice(numbered(Lines(text), delimiter), HEADER_WITHIN))
    filled = [(number, cells) for number, cells, _problem in found if any(cells)] or [(1, [])]
    first = next((row for row in filled if known(row[1]) > 1), filled[0])
    return first[0], Layout(delimiter, file.encoding, header_of(first[1], source))


def rows(file: TextFile, layout: Layout, first: int, notes: list[Problem]) -> Iterator[RawRow]:
    """Those below the header; DomainError when a quotation mark swallows the rest."""
    with opened(file) as text:
        lines = Lines(text)
        for number, cells, problem in numbered(lines, layout.delimiter):
            if number <= first:
                continue
            if problem:
                yield RawRow(number, {"": lines.last}, problem)
            elif any(cells):
                yield row_of(number, cells, layout)
    notes.extend(left_out(lines.stripped))


def opened(file: TextFile) -> TextIO:
    return file.path.open(encoding=file.encoding, newline=None)


def delimiter_of(file: TextFile, worth: Callable[[list[list[str]]], int]) -> str:
    """The one that parts the first lines into the cells that are worth the most."""
    with opened(file) as text:
        lines = [line for line in islice(text, HEADER_WITHIN) if line.strip()]
    return max(DELIMITERS, key=lambda each: worth([line.split(each) for line in lines]))


class Lines:
    """Hands lines on without their control characters, and remembers the last, which a row out of
    order is kept as.
    """

    def __init__(self, lines: Iterable[str]) -> None:
        self._lines = lines
        self.last = ""
        self.stripped = 0

    def __iter__(self) -> Iterator[str]:
        for line in self._lines:
            clean, stripped = CONTROL.subn("", line)
            self.stripped += stripped
            self.last = clean.rstrip("\n")
            yield clean


def numbered(
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
