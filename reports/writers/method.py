"""The last page: what every figure means, in words."""

from xlsxwriter.worksheet import Worksheet

from reports.writers import print_setup, styles
from reports.writers.book import Book
from reports.writers.grid import BACK, FIRST, HEAD, LEAD, TITLE
from reports.writers.styles import Styles

TERM, TEXT = 28, 74


def write(book: Book, sheet: Worksheet, style: Styles) -> None:
    words = book.words
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, TERM)
    sheet.set_column(1, 1, TEXT)
    sheet.set_row(TITLE, 30)
    sheet.write_string(TITLE, 0, words.method, style.title)
    sheet.write_string(LEAD, 0, words.method_lead, style.lead)
    sheet.write_url(BACK, 0, f"internal:'{words.contents}'!A1", style.link, f"‹ {words.back}")
    _definitions(book, sheet, style)
    sheet.freeze_panes(FIRST, 0)
    print_setup.common(book, sheet)
    sheet.repeat_rows(HEAD)


def _definitions(book: Book, sheet: Worksheet, style: Styles) -> None:
    head = style.get(
        bold=True, font_color=styles.PETROL_DARK, bg_color=styles.HEAD, bottom=2,
        bottom_color=styles.PETROL,
    )  # fmt: skip
    line = {"bottom": 1, "bottom_color": styles.GREY_LIGHT, "text_wrap": True, "valign": "vcenter"}
    term, text = style.get(bold=True, **line), style.get(**line)
    columns = [
        {"header": header, "header_format": head}
        for header in (book.words.term, book.words.definition)
    ]
    sheet.set_row(HEAD, 21)
    last = HEAD + len(book.definitions)
    options = {"name": "method_table", "style": None, "autofilter": False, "columns": columns}
    sheet.add_table(HEAD, 0, last, 1, options)
    for row, definition in enumerate(book.definitions, FIRST):
        sheet.set_row(row, 14.6 * styles.lines_across(definition.text, TEXT) + 10)
        sheet.write_string(row, 0, definition.term, term)
        sheet.write_string(row, 1, definition.text, text)
