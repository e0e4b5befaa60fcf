"""What people should know of how a workbook was read."""

from collections.abc import Iterator, Sequence

from python_calamine import CalamineSheet, CalamineWorkbook, SheetVisibleEnum

from crm.enums import N_
from crm.rules import Problem

MOST_RANGES = 10


def notes_of(book: CalamineWorkbook, sheet: CalamineSheet) -> Iterator[Problem]:
    visible = [m for m in book.sheets_metadata if m.visible == SheetVisibleEnum.Visible]
    hidden = [m.name for m in book.sheets_metadata if m not in visible]
    yield Problem("", N_("Read was the sheet “%(name)s”."), {"name": sheet.name})
    if hidden:
        message = N_("Not read were hidden sheets: %(names)s.")
        yield Problem("", message, {"names": ", ".join(hidden)})
    if sheet.merged_cell_ranges:
        message = N_("Merged cells say what they say in their first cell only: %(ranges)s.")
        yield Problem("", message, {"ranges": _told(sheet.merged_cell_ranges)})


Place = tuple[int, int]


def _told(ranges: Sequence[tuple[Place, Place]]) -> str:
    named = [f"{cell_name(*first)}:{cell_name(*last)}" for first, last in ranges[:MOST_RANGES]]
    return ", ".join([*named, "…"] if len(ranges) > MOST_RANGES else named)


def cell_name(row: int, column: int) -> str:
    """(0, 27) is AB1."""
    letters, rest = "", column + 1
    while rest:
        rest, letter = divmod(rest - 1, 26)
        letters = chr(65 + letter) + letters
    return f"{letters}{row + 1}"
