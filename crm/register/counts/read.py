"""What a table says, or all that is wrong with it: it is taken in whole or not at all."""

from collections.abc import Collection, Iterator
from pathlib import Path
from typing import NamedTuple

from crm.enums import N_, CountedArea
from crm.errors import DomainError, Refusals
from crm.register.counts.count import Count, Key, Layout, Place, Unreadable
from crm.register.counts.layouts import LAYOUTS, layout_of
from crm.register.counts.table_file import Table, table_of
from crm.rules import Problem
from crm.rules.in_words import Translate, in_words

MOST_NAMED = 20
ROW = N_("Row %(row)s, %(column)s “%(value)s”: %(reason)s")
MORE = N_("And %(count)s more.")


class Official(NamedTuple):
    layout: Layout
    counts: list[Count]
    sha256: str


class Fault(NamedTuple):
    row: int
    value: str
    problem: Problem
    """Its field is the column."""


class BadTable(Refusals):
    """All that is wrong with a table, the first faults by row, column and value."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__([fault.problem for fault in faults])
        self.faults = faults

    def lines(self, translate: Translate) -> list[str]:
        lines = [_told(fault, translate) for fault in self.faults[:MOST_NAMED]]
        if len(self.faults) > MOST_NAMED:
            lines.append(translate(MORE) % {"count": len(self.faults) - MOST_NAMED})
        return lines

    def said(self, translate: Translate) -> str:
        return "\n".join(self.lines(translate))


def _told(fault: Fault, translate: Translate) -> str:
    problem = fault.problem
    reason = in_words(problem.message, problem.values, translate)
    values = {"row": fault.row, "column": problem.field, "value": fault.value, "reason": reason}
    return str(translate(ROW) % values)


def official(path: Path, districts: Collection[str]) -> Official:
    """``districts``: the official numbers on file. BadTable names every wrong cell."""
    table = table_of(path)
    layout = layout_of(table.header)
    if layout is None:
        raise DomainError(
            N_("No table that is known has these columns. There is: %(known)s."),
            known="; ".join(" ".join(one.columns) for one in LAYOUTS.values()),
        )
    counts, faults = _read(table, layout, districts)
    if faults:
        raise BadTable(faults)
    if not counts:
        raise DomainError(N_("The table has no rows."))
    return Official(layout, counts, table.sha256)


def _read(
    table: Table, layout: Layout, districts: Collection[str]
) -> tuple[list[Count], list[Fault]]:
    counts: list[Count] = []
    faults: list[Fault] = []
    seen: dict[Key, int] = {}
    for row, cells in table.rows:
        try:
            found = list(layout.counts(cells))
        except Unreadable as wrong:
            faults.append(Fault(row, wrong.value, wrong.problem))
            continue
        counts += found
        first = seen.setdefault(found[0].key, row)
        faults += _out_of_place(row, first, found[0].key.place, layout, districts)
    return counts, faults


def _out_of_place(
    row: int, first: int, place: Place, layout: Layout, districts: Collection[str]
) -> Iterator[Fault]:
    """What is wrong with a row beside others, or in this city; shown at the second column, which
    says where or what size.
    """
    column, number = layout.columns[1], place.number or place.area.value
    if first != row:
        yield Fault(
            row, number, Problem(column, N_("Row %(first)s says this too."), {"first": first})
        )
    if place.area is CountedArea.DISTRICT and number not in districts:
        message = N_("No district on file has this number. Read the districts first.")
        yield Fault(row, number, Problem(column, message))
