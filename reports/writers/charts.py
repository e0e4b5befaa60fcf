"""Charts that stay charts in Excel, in the colours of styles.py, each with alternative text."""

from typing import Any

from xlsxwriter.chart import Chart as XlsxChart
from xlsxwriter.worksheet import Worksheet

from reports.report import TOTAL, WITHHELD, Chart, Shape
from reports.writers import styles
from reports.writers.book import Page
from reports.writers.grid import Grid
from reports.writers.styles import Styles

ROW_PIXELS = 20
CHARACTER_PIXELS = 7
HEIGHT = 330


def insert_below(page: Page, sheet: Worksheet, style: Styles, row: int) -> int:
    """The sheet's chart, as wide as its table; returns the row below it."""
    if not page.sheet.chart or not _drawn(page, page.sheet.chart):
        return row
    insert(page, page.sheet.chart, sheet, style, (row, 0), (pixels_across(page), HEIGHT))
    return row + HEIGHT // ROW_PIXELS + 1


def pixels_across(page: Page) -> int:
    return sum(int(styles.width(c) * CHARACTER_PIXELS + 5) for c in page.columns)


def insert(
    page: Page,
    chart: Chart,
    sheet: Worksheet,
    style: Styles,
    at: tuple[int, int],
    size: tuple[int, int],
) -> None:
    """Rows of which a number is withheld are left out: a chart would draw them as none."""
    if not _drawn(page, chart):
        return
    drawn = SHAPES[chart.shape](page, chart, style)
    drawn.set_size({"width": size[0], "height": size[1]})
    options = {"description": chart.description, "object_position": 1, "x_offset": 2}
    sheet.insert_chart(*at, drawn, options)


def _stacked_shares(page: Page, chart: Chart, style: Styles) -> XlsxChart:
    """Bars of equal length, divided as the row's firms are; read from the top."""
    drawn = style.workbook.add_chart({"type": "bar", "subtype": "percent_stacked"})
    for number, key in enumerate(chart.series):
        drawn.add_series(_series(page, chart, key, number) | {"gap": 45})
    drawn.set_y_axis(_axis(reverse=True, line=True))
    drawn.set_x_axis(_axis(num_format="0 %", grid=True, side="high"))
    _frame(drawn, chart)
    return drawn


def _columns_and_line(page: Page, chart: Chart, style: Styles) -> XlsxChart:
    drawn = style.workbook.add_chart({"type": "column", "subtype": "stacked"})
    for number, key in enumerate(chart.series):
        drawn.add_series(_series(page, chart, key, number) | {"gap": 60})
    if chart.line:
        drawn.combine(_line_chart(page, chart, style))
    months = styles.MONTH_SHORT[style.language]
    drawn.set_x_axis(_axis(line=True) | {"num_format": months, "text_axis": True})
    drawn.set_y_axis(_axis(num_format="#,##0", grid=True))
    _frame(drawn, chart)
    return drawn


def _line_chart(page: Page, chart: Chart, style: Styles) -> XlsxChart:
    line = style.workbook.add_chart({"type": "line"})
    line.add_series(_line(page, chart) | {"y2_axis": chart.line_apart})
    if chart.line_apart:
        title = {"name": Grid(page).head(chart.line), "name_font": _font(10)}
        line.set_y2_axis(_axis(num_format="#,##0") | title)
    return line


SHAPES = {
    Shape.STACKED_SHARES: _stacked_shares,
    Shape.COLUMNS_AND_LINE: _columns_and_line,
}


def _series(page: Page, chart: Chart, key: str, number: int) -> dict[str, Any]:
    colour, stripes = _look(key, number)
    edged = stripes or colour == styles.GREY_LIGHT
    return (
        _data(page, chart, key)
        | _filled(colour, stripes)
        | {
            "border": {"color": styles.GREY_LINE if edged else styles.PAPER, "width": 0.75},
        }
    )


def _look(key: str, number: int) -> tuple[str, tuple[str, ...]]:
    """Colour and stripes: its own, else those of its place among the series."""
    if key in styles.COLOURS:
        return styles.COLOURS[key], styles.PATTERNS.get(key, ())
    return styles.SERIES[number % len(styles.SERIES)]


def _filled(colour: str, stripes: tuple[str, ...]) -> dict[str, Any]:
    if not stripes:
        return {"fill": {"color": colour}}
    pattern, paper = stripes
    return {"pattern": {"pattern": pattern, "fg_color": colour, "bg_color": paper}}


def _line(page: Page, chart: Chart) -> dict[str, Any]:
    return _data(page, chart, chart.line) | {
        "line": {"color": styles.INK, "width": 2},
        "marker": {
            "type": "circle",
            "size": 6,
            "fill": {"color": styles.PAPER},
            "border": {"color": styles.INK},
        },
    }


def _data(page: Page, chart: Chart, key: str) -> dict[str, Any]:
    grid, rows = Grid(page), _drawn(page, chart)
    first = page.columns[0].key
    return {
        "name": grid.head(key),
        "categories": grid.ranges(first, rows),
        "values": grid.ranges(key, rows),
    }


def _drawn(page: Page, chart: Chart) -> list[str]:
    """The rows' names, the total's at the end."""
    keys = [*chart.series, *([chart.line] if chart.line else [])]
    names = [*page.names, *([TOTAL] if chart.with_total and page.total else [])]
    return [name for name in names if not any(page.value(name, key) == WITHHELD for key in keys)]


def _axis(
    num_format: str = "", reverse: bool = False, grid: bool = False, line: bool = False,
    side: str = "",
) -> dict[str, Any]:  # fmt: skip
    axis: dict[str, Any] = {
        "num_font": _font(10),
        "reverse": reverse,
        "major_tick_mark": "none",
        "minor_tick_mark": "none",
        "line": {"color": styles.GREY_LINE} if line else {"none": True},
        "major_gridlines": {"visible": grid, "line": {"color": styles.GREY_LIGHT, "width": 0.75}},
    }
    if num_format:
        axis["num_format"] = num_format
    if side:
        axis["label_position"] = side
    return axis


def _font(size: int) -> dict[str, Any]:
    return {"name": styles.FONT, "size": size, "color": styles.INK}


def _frame(drawn: XlsxChart, chart: Chart) -> None:
    font = {"name": styles.FONT, "size": 13, "bold": True, "color": styles.PETROL_DARK}
    drawn.set_title({"name": chart.title, "name_font": font, "overlay": False})
    drawn.set_legend({"position": "bottom", "font": _font(10)})
    drawn.set_chartarea({"border": {"none": True}, "fill": {"color": styles.PAPER}})
    drawn.set_plotarea({"fill": {"color": styles.PAPER}})
