"""A row as it came, whatever kind of file it stood in."""

from typing import NamedTuple

from crm.enums import N_
from crm.register.formulas import as_it_was
from crm.register.reading.layout import Layout
from crm.register.source import Cells
from crm.rules import Problem


class RawRow(NamedTuple):
    number: int
    """The line that a spreadsheet would show; blank lines count, the header is line 1."""
    cells: Cells
    problem: Problem | None = None


def row_of(number: int, cells: list[str], layout: Layout) -> RawRow:
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
