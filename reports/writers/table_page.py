"""A page with one table: title, head, rows, total, notes, chart; made to be read and printed."""

from collections.abc import Callable, Sequence
from typing import Any

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from reports.report import TOTAL, WITHHELD, Column, Kind
from reports.writers import charts, map_picture, print_setup, styles
from reports.writers.book import Book, Page
from reports.writers.grid import BACK, FIRST, HEAD, LEAD, TITLE, Grid
from reports.writers.styles import Styles


def write(book: Book, page: Page, sheet: Worksheet, style: Styles) -> None:
    grid = Grid(page)
    _set_up(page, sheet, grid)
    _top(book, page, sheet, style)
    _head(page, sheet, style)
    _rows(page, sheet, style, grid)
    _marks(sheet, style, grid)
    _banding(sheet, style, grid)
    below = _notes(page, sheet, style, grid)
    bottom = charts.insert_below(page, sheet, style, below)
    bottom = map_picture.insert_below(book, page, sheet, style, bottom)
    print_setup.table(book, page, sheet, below, bottom, charts.pixels_across(page))


def _set_up(page: Page, sheet: Worksheet, grid: Grid) -> None:
    for number, column in enumerate(page.columns):
        sheet.set_column(number, number, styles.width(column))
    sheet.hide_gridlines(2)
    sheet.freeze_panes(FIRST, grid.frozen)


def _top(book: Book, page: Page, sheet: Worksheet, style: Styles) -> None:
    _title(page, sheet, style)
    _lead(page, sheet, style)
    contents = f"internal:'{book.words.contents}'!A1"
    sheet.write_url(BACK, 0, contents, style.link, f"‹ {book.words.back}")


def _title(page: Page, sheet: Worksheet, style: Styles) -> None:
    across = sum(map(styles.width, page.columns))
    needed = styles.lines_large(page.sheet.title, across, styles.TITLE)
    sheet.set_row(TITLE, 30 * needed)
    if needed == 1:
        sheet.write_string(TITLE, 0, page.sheet.title, style.title)
    else:
        wrapped = style.get(**styles.TITLE_LOOK, text_wrap=True)
        sheet.merge_range(TITLE, 0, TITLE, Grid(page).right, page.sheet.title, wrapped)


def _lead(page: Page, sheet: Worksheet, style: Styles) -> None:
    """Beyond a narrow table's edge nothing is printed: there it takes several lines."""
    needed = styles.lines_across(page.sheet.lead, sum(map(styles.width, page.columns)))
    if needed == 1:
        sheet.write_string(LEAD, 0, page.sheet.lead, style.lead)
        return
    sheet.set_row(LEAD, 15.0 * needed + 2)
    wrapped = style.get(font_color=styles.GREY, text_wrap=True, valign="top")
    sheet.merge_range(LEAD, 0, LEAD, Grid(page).right, page.sheet.lead, wrapped)


def _head(page: Page, sheet: Worksheet, style: Styles) -> None:
    """The head is a real table's, so that readers and screen readers know it for one."""
    grid = Grid(page)
    sheet.set_row(HEAD, 15.0 * max(styles.lines(column) for column in page.columns) + 6)
    heads = [{"header": c.label, "header_format": style.head(c)} for c in page.columns]
    options = {
        "name": f"{page.sheet.key}_table",
        "style": None,
        "columns": heads,
        "autofilter": len(page.names) > styles.FILTER_FROM,
    }
    sheet.add_table(HEAD, 0, grid.last, grid.right, options)


def _rows(page: Page, sheet: Worksheet, style: Styles, grid: Grid) -> None:
    for number, row in enumerate(page.rows(), FIRST):
        formats = _formats(page, number - FIRST, style.cell)
        height = 15.0 * max(styles.lines(c, row[c.key]) for c in page.columns if c.key in row)
        sheet.set_row(number, height + 3)
        _row(page.columns, sheet, grid, number, row, formats)
    if page.total:
        sheet.set_row(grid.total, 19)
        totals = _formats(page, TOTAL, style.total)
        _row(page.columns, sheet, grid, grid.total, page.total, totals)


def _formats(page: Page, row: int | str, made: Callable[..., Format]) -> list[Format]:
    """The same ones for rows that look alike."""
    looks = ({} if (row, c.key) not in page.marked else styles.MARKED_LOOK for c in page.columns)
    return [made(column, **look) for column, look in zip(page.columns, looks, strict=True)]


def _row(
    columns: Sequence[Column], sheet: Worksheet, grid: Grid, number: int, row: Any, formats: Any
) -> None:
    values = grid.page.worked_out(row)
    is_sum = grid.page.sheet.adds_up and row is grid.page.total
    sums = {column.key for column in columns if is_sum and _adds_up(grid.page, column)}
    for column, style in zip(columns, formats, strict=True):
        at, value = (number, grid.columns[column.key]), values.get(column.key)
        if value == WITHHELD:
            sheet.write_string(*at, WITHHELD, style)
        elif column.ratio:
            cached = styles.NOTHING if value is None else value
            sheet.write_formula(*at, grid.formula(column, number), style, cached)
        elif column.key in sums and column.kind in (Kind.COUNT, Kind.AMOUNT):
            sheet.write_formula(*at, f"=SUM({grid.down(column.key)})", style, value)
        else:
            write_value(sheet, *at, value, style)


def _adds_up(page: Page, column: Column) -> bool:
    """Not where a firm may be in several rows, or one of them withholds its number."""
    apart = set(column.apart) & set(page.sheet.dimensions)
    return not column.alone and not apart and page.is_whole(column.key)


def write_value(sheet: Worksheet, row: int, column: int, value: Any, style: Any) -> None:
    """Text stays text, whatever it begins with."""
    if value is None or value != value:
        sheet.write_string(row, column, styles.NOTHING, style)
    elif isinstance(value, str):
        sheet.write_string(row, column, value, style)
    elif hasattr(value, "year"):
        sheet.write_datetime(row, column, value, style)
    else:
        sheet.write_number(row, column, value, style)


def _marks(sheet: Worksheet, style: Styles, grid: Grid) -> None:
    """Once more by a rule, which goes before those that colour rows and shares."""
    at = [(grid.total if row == TOTAL else FIRST + int(row), column)
          for row, column in grid.page.marked]  # fmt: skip
    cells = [grid.cell(row, column) for row, column in sorted(at)]
    if cells:
        look = style.workbook.add_format(styles.MARKED_LOOK)
        rule = {"type": "formula", "criteria": "=TRUE", "format": look, "stop_if_true": True}
        sheet.conditional_format(cells[0], rule | {"multi_range": " ".join(cells)})


def _banding(sheet: Worksheet, style: Styles, grid: Grid) -> None:
    """Every other visible row, also when the table is filtered or sorted."""
    rule = f"=MOD(SUBTOTAL(103,$A${FIRST + 1}:$A{FIRST + 1}),2)=0"
    band = style.workbook.add_format({"bg_color": styles.BAND})
    options = {"type": "formula", "criteria": rule, "format": band}
    for number, column in enumerate(grid.page.columns):
        column_of_table = (FIRST, number, grid.last, number)
        sheet.conditional_format(*column_of_table, options)
        if column.shaded:
            sheet.conditional_format(*column_of_table, styles.SHADES)


def _notes(page: Page, sheet: Worksheet, style: Styles, grid: Grid) -> int:
    """What the columns mean and what to mind; returns the row below."""
    notes = [f"{c.label}: {c.note}" for c in page.columns if c.note]
    row = first = grid.end + 2
    across = sum(styles.width(column) for column in page.columns)
    for row, note in enumerate([*page.sheet.notes, *notes], first):
        sheet.set_row(row, 14.0 * styles.lines_across(note, across) + 2)
        sheet.merge_range(row, 0, row, grid.right, note, style.note)
    return row + 2
