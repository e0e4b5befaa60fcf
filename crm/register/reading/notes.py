"""What people should know of how a workbook was read."""

from collections.abc import Iterator, Sequence

from python_calamine import CalamineSheet, CalamineWorkbook, SheetVisibleEnum

from crm.enums import N_
from crm.register.reading.unseen import Place, Unseen, cell_name, column_name, named, within
from crm.rules import Problem

MOST_NAMED = 10


def notes_of(
    book: CalamineWorkbook, sheet: CalamineSheet, unseen: Unseen, header: Sequence[str]
) -> Iterator[Problem]:
    visible = [m for m in book.sheets_metadata if m.visible == SheetVisibleEnum.Visible]
    hidden = [m.name for m in book.sheets_metadata if m not in visible]
    yield Problem("", N_("Read was the sheet “%(name)s”."), {"name": sheet.name})
    if hidden:
        message = N_("Not read were hidden sheets: %(names)s.")
        yield Problem("", message, {"names": ", ".join(hidden)})
    merged = sheet.merged_cell_ranges or unseen.merged
    if merged:
        message = N_("Merged cells say what they say in their first cell only: %(ranges)s.")
        ranges = [f"{cell_name(*a)}:{cell_name(*b)}" for a, b in merged]
        yield Problem("", message, {"ranges": _first(ranges)})
    yield from _hidden(unseen, sheet.end[0] + 1 if sheet.end else 0, header)


def _hidden(unseen: Unseen, rows: int, header: Sequence[str]) -> Iterator[Problem]:
    hidden = within(unseen.rows, rows + 1)
    if hidden:
        message = N_("Hidden rows were read like the others: %(count)s (%(rows)s).")
        told = {"count": sum(map(len, hidden)), "rows": _first(named(hidden, str))}
        yield Problem("", message, told)
    columns = [n for one in within(unseen.columns, len(header)) for n in one]
    if columns:
        message = N_("Hidden columns were read like the others: %(count)s (%(columns)s).")
        names = [f"{column_name(n)} {header[n]}".strip() for n in columns]
        yield Problem("", message, {"count": len(columns), "columns": _first(names)})


def unread(places: Sequence[Place]) -> Iterator[Problem]:
    """Formulas without a result, where nobody needs it."""
    if places:
        message = N_(
            "Not read were formulas without a stored result: %(count)s, the first in %(cell)s."
        )
        yield Problem("", message, {"count": len(places), "cell": cell_name(*places[0])})


def _first(names: Sequence[str]) -> str:
    return ", ".join([*names[:MOST_NAMED], "…"] if len(names) > MOST_NAMED else names)
