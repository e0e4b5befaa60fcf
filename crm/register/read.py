"""Rows of a CSV file as they came, one after the other, in constant memory."""

import csv
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from crm.enums import N_
from crm.errors import DomainError
from crm.register.formulas import as_it_was
from crm.register.layout import Layout
from crm.register.source import Cells, Source
from crm.register.text_file import TextFile
from crm.rules import Problem

DELIMITERS = ";,\t"
NEVER_CLOSED = ("unexpected end of data", "field larger than field limit")


class RawRow(NamedTuple):
    number: int
    """The line that a spreadsheet would show; blank lines count, the header is line 1."""
    cells: Cells
    problem: Problem | None = None


def layout_of(file: TextFile, source: Source) -> Layout:
    """DomainError when the header lacks columns or names one twice."""
    with file.path.open(encoding=file.encoding, newline=None) as text:
        first = next((line for line in text if line.strip()), "")
    delimiter = _delimiter(first, source)
    with file.path.open(encoding=file.encoding, newline=None) as text:
        numbered = _numbered(text, delimiter)
        _number, cells, _problem = next((row for row in numbered if row[1]), (1, [], None))
    return Layout(delimiter, file.encoding, _header(cells, source))


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
                yield _row(number, cells, layout)


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


def _header(cells: list[str], source: Source) -> list[str]:
    names = [cell.strip() for cell in cells]
    names = [name or _name_by_place(names, place, source) for place, name in enumerate(names)]
    _refuse_doubles(names)
    missing = [column for column in source.columns if column in source.needed - set(names)]
    if missing:
        message = N_("This is not a file of %(source)s: the header lacks %(columns)s.")
        raise DomainError(message, source=source.title, columns=", ".join(missing))
    return names


def _name_by_place(names: list[str], place: int, source: Source) -> str:
    """The publisher's name for the column, when its neighbour on the left stands as usual."""
    neighbours = list(pairwise(source.columns))
    left = names[place - 1] if place else ""
    name = next((second for first, second in neighbours if first == left), "")
    return "" if name in names else name


def _refuse_doubles(names: list[str]) -> None:
    double = [name for name, count in Counter(names).items() if name and count > 1]
    if double:
        message = N_("The header names a column twice: %(columns)s.")
        raise DomainError(message, columns=", ".join(double))


def _row(number: int, cells: list[str], layout: Layout) -> RawRow:
    header = layout.header
    if layout.is_of_refused_rows:
        cells = [as_it_was(cell) for cell in cells]
    raw = dict(zip(header, cells, strict=False))
    surplus = cells[len(header) :]
    if len(cells) >= len(header) and not any(surplus):
        return RawRow(number, raw)
    message = N_("The row has %(found)s cells, the header %(expected)s.")
    counts = {"found": len(cells), "expected": len(header)}
    kept = raw | {f"+{place}": cell for place, cell in enumerate(surplus, start=1)}
    return RawRow(number, kept, Problem("", message, counts))
