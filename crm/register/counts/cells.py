"""Reading single cells of official tables."""

import re
from collections.abc import Iterator, Mapping

from crm.enums import N_, CountedArea, OfficiallyCounted
from crm.register.counts.count import Cells, Count, Key, Place, Unreadable
from crm.rules import Problem
from crm.rules.period import FIRST_FIGURES

CONFIDENTIAL = "."
LARGEST = 10_000_000


def year(cells: Cells, column: str) -> int:
    words = _words(cells, column)
    if not re.fullmatch(r"\d{4}", words) or int(words) < FIRST_FIGURES:
        raise _unreadable(cells, column, N_("Expected is a year, like 2023."))
    return int(words)


def number(cells: Cells, column: str) -> int | None:
    """None for a dot; a cell that is empty says nothing, so it is no count."""
    words = _words(cells, column)
    if words == CONFIDENTIAL:
        return None
    if not re.fullmatch(r"\d{1,8}", words) or int(words) > LARGEST:
        message = N_("Expected is a whole number, or a dot for a confidential one.")
        raise _unreadable(cells, column, message)
    return int(words)


def place(cells: Cells, column: str, others: Mapping[str, Place]) -> Place:
    """``others``: what stands in place of a district's number, as for the whole city."""
    words = _words(cells, column)
    if not words:
        raise _unreadable(cells, column, N_("Expected is the number of a district."))
    return others.get(words, Place(CountedArea.DISTRICT, words))


def counts(
    cells: Cells,
    counted: OfficiallyCounted,
    when_and_where: tuple[int, Place],
    parts: Mapping[str, str | None],
) -> Iterator[Count]:
    """One for each column of ``parts``; groups that do not make up their total are no table."""
    found = {column: number(cells, column) for column in parts}
    _check_sum(cells, parts, found)
    for column, part in parts.items():
        yield Count(Key(counted, *when_and_where, part), found[column], column)


def _check_sum(
    cells: Cells, parts: Mapping[str, str | None], found: Mapping[str, int | None]
) -> None:
    groups = [found[column] for column, part in parts.items() if part is not None]
    column, total = next((c, found[c]) for c, part in parts.items() if part is None)
    known = sum(value or 0 for value in groups)
    if total is None or not groups:
        return
    if known > total or (known < total and None not in groups):
        message = N_("The groups of this row add up to %(sum)s.")
        raise Unreadable(Problem(column, message, {"sum": known}), cells.get(column, ""))


def _words(cells: Cells, column: str) -> str:
    return cells.get(column, "").strip()


def _unreadable(cells: Cells, column: str, message: str) -> Unreadable:
    return Unreadable(Problem(column, message), cells.get(column, ""))
