"""The workbook around a list: everything but its rows."""

import re
from collections.abc import Sequence
from io import BytesIO

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from reports.report import Column
from reports.writers import print_setup, styles
from reports.writers.styles import Styles

LAST_ROW = 1_048_575


def make(columns: Sequence[Column], title: str, language: str) -> bytes:
    """An .xlsx with the head in row 1 and, in row 2, an empty cell per column in its format."""
    file = BytesIO()
    with Workbook(file, {"in_memory": True}) as workbook:
        workbook.set_properties({"title": title, "created": styles.NO_DATE})
        sheet = workbook.add_worksheet(_tab(title))
        _fill(sheet, columns, Styles(workbook, language))
        _print(sheet, columns)
    return file.getvalue()


def _tab(title: str) -> str:
    """Without what Excel forbids in the names of sheets."""
    return re.sub(r"[\[\]:*?/\\]|^'|'$", " ", title)[:31].strip("' ") or "-"


def _fill(sheet: Worksheet, columns: Sequence[Column], style: Styles) -> None:
    sheet.set_row(0, 15.0 * max(styles.lines(column) for column in columns) + 6)
    for number, column in enumerate(columns):
        sheet.set_column(number, number, styles.width(column))
        sheet.write_string(0, number, column.label, style.head(column))
        sheet.write_blank(1, number, None, style.cell(column, wrap=False))
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, LAST_ROW, len(columns) - 1)


def _print(sheet: Worksheet, columns: Sequence[Column]) -> None:
    across = sum(styles.width(column) for column in columns)
    print_setup.paper(sheet, landscape=across > styles.PORTRAIT_WIDTH)
    sheet.repeat_rows(0)
    sheet.set_footer("&R&9&P / &N")
