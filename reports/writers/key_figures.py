"""The page that most people read: the figures that matter, large, and one chart.

Every figure is a formula that points at its cell on another sheet, under a name of its own.
"""

from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.utility import quote_sheetname, xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from reports.report import Column, KeyFigure, Kind
from reports.writers import charts, print_setup, styles
from reports.writers.book import Book
from reports.writers.grid import BACK, HEAD, LEAD, TITLE, Grid
from reports.writers.styles import Styles

ACROSS = 3
TILE, GAP = 30, 2
CHART_HEIGHT = 420
ROWS = 4
"""Rows a tile takes: label, figure, note, space."""


def write(book: Book, workbook: Workbook, sheet: Worksheet, style: Styles) -> None:
    words = book.words
    sheet.hide_gridlines(2)
    for number in range(ACROSS * 2 - 1):
        sheet.set_column(number, number, GAP if number % 2 else TILE)
    sheet.set_row(TITLE, 30)
    sheet.write_string(TITLE, 0, words.key_figures, style.title)
    sheet.write_string(LEAD, 0, words.key_figures_lead, style.lead)
    sheet.write_url(BACK, 0, f"internal:'{words.contents}'!A1", style.link, f"‹ {words.back}")
    for number, figure in enumerate(book.key_figures):
        row, column = HEAD + number // ACROSS * ROWS, number % ACROSS * 2
        _tile(book, workbook, sheet, style, figure, row, column)
    _chart(book, sheet, style, HEAD + -(-len(book.key_figures) // ACROSS) * ROWS)
    print_setup.common(book, sheet)


def _tile(
    book: Book, workbook: Workbook, sheet: Worksheet, style: Styles, figure: KeyFigure,
    row: int, column: int,
) -> None:  # fmt: skip
    page = book.page(figure.sheet)
    shown = next(c for c in page.columns if c.key == figure.column)
    value = page.value(figure.row, figure.column)
    for at, height in enumerate((26, 38, 42, 14)):
        sheet.set_row(row + at, height)
    side = {"bg_color": styles.BAND, "indent": 1, "align": "left"}
    sheet.write_string(row, column, figure.label, _label(style, side))
    formula = f"={Grid(page).address(figure.row, figure.column)}"
    cached = styles.NOTHING if value is None else value
    sheet.write_formula(row + 1, column, formula, _large(style, shown, side), cached)
    note = style.get(**side, font_size=9, font_color=styles.GREY, text_wrap=True, valign="top")
    sheet.write_string(row + 2, column, figure.note, note)
    at_cell = xl_rowcol_to_cell(row + 1, column, True, True)
    workbook.define_name(figure.name, f"={quote_sheetname(book.words.key_figures)}!{at_cell}")


def _label(style: Styles, side: dict[str, Any]) -> Format:
    return style.get(
        **side, font_size=10, bold=True, font_color=styles.GREY, valign="bottom",
        top=5, top_color=styles.PETROL,
    )  # fmt: skip


def _large(style: Styles, column: Column, side: dict[str, Any]) -> Format:
    return style.get(
        **side, font_size=26, bold=True, font_color=styles.PETROL_DARK, shrink=True,
        num_format=_large_format(column, style),
    )  # fmt: skip


def _large_format(column: Column, style: Styles) -> str:
    """Millions with their cents would not fit."""
    if column.kind is Kind.AMOUNT:
        return styles.WHOLE_AMOUNT
    return styles.number_format(column.kind, style.language)


def _chart(book: Book, sheet: Worksheet, style: Styles, row: int) -> None:
    if not book.key_chart:
        sheet.print_area(0, 0, row, ACROSS * 2 - 2)
        return
    page = book.page(book.key_chart)
    pixels = (ACROSS * TILE + (ACROSS - 1) * GAP) * charts.CHARACTER_PIXELS + ACROSS * 10
    if page.sheet.chart:
        charts.insert(page, page.sheet.chart, sheet, style, (row, 0), (pixels, CHART_HEIGHT))
    sheet.print_area(0, 0, row + CHART_HEIGHT // charts.ROW_PIXELS + 1, ACROSS * 2 - 2)
