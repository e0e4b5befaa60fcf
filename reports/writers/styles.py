"""Fonts, colours, widths and number formats: the only place that knows them.

The web draws its charts in the same colours. They stay apart for the colour-blind and in grey
print: petrol is dark, amber has stripes, grey is light and has a border.
"""

from datetime import date, datetime, time
from functools import cache
from textwrap import wrap
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format

from reports.report import Column, Kind

PETROL, PETROL_DARK = "#0F5E6B", "#0B4650"
PETROL_SCALE = ("#0B4650", "#1F7683", "#4E9AA6", "#8DC0C8")
AMBER, AMBER_DARK, AMBER_LIGHT = "#C77700", "#8F5500", "#E8B964"
INK, GREY, GREY_LINE, GREY_LIGHT = "#2B363C", "#5C6B73", "#7A868C", "#D5DBDE"
HEAD, BAND, SHADE, PAPER = "#E1ECEE", "#F4F8F9", "#A9D2D8", "#FFFFFF"

COLOURS = {
    "individual": PETROL,
    "events_only": AMBER,
    "none": GREY_LIGHT,
    "individual_contacts": PETROL,
    "event_contacts": AMBER,
    "visit": PETROL_SCALE[0],
    "consultation": PETROL_SCALE[1],
    "call": PETROL_SCALE[2],
    "consulting_day": PETROL_SCALE[3],
    "forum": AMBER_DARK,
    "round_table": AMBER,
    "fair": AMBER_LIGHT,
    "0-90": PETROL_SCALE[0],
    "91-180": PETROL_SCALE[1],
    "181-365": PETROL_SCALE[2],
    "366-730": PETROL_SCALE[3],
    "over_730": AMBER_LIGHT,
    "never": GREY_LIGHT,
    "in_time": PETROL,
    "late": AMBER,
    "spoken_to": PETROL,
    "never_events": AMBER,
    "never_nothing": GREY_LIGHT,
    "met": PETROL,
    "on_course": PETROL_SCALE[3],
    "behind": AMBER,
}

PATTERNS = {
    "never_events": ("wide_upward_diagonal", AMBER_LIGHT),
    "behind": ("wide_upward_diagonal", AMBER_LIGHT),
    "late": ("wide_upward_diagonal", AMBER_LIGHT),
    "events_only": ("wide_upward_diagonal", AMBER_LIGHT),
    "forum": ("wide_upward_diagonal", AMBER_LIGHT),
    "round_table": ("dark_vertical", PAPER),
    "fair": ("wide_downward_diagonal", PAPER),
    "over_730": ("wide_upward_diagonal", PAPER),
}
"""What lies on a paper of which colour in stripes or a grid, since its grey is that of another."""

SERIES = ((PETROL, ()), (AMBER, ("wide_upward_diagonal", AMBER_LIGHT)))
"""Colours and stripes of a chart's series that have none of their own, in their order."""

MAP_SCALE = ("#E8F1F2", "#C4DFE3", "#93C2CA", "#5B9FA9", "#2A7C88", "#0B4A55")
"""From the lowest share to the highest; on screen coverage.css has the same."""

FONT = "Calibri"
ORDINARY = 11
NOTHING = "–"
"""Printed where there is nothing to divide by."""

YES_NO = {"de": ("ja", "nein"), "en": ("yes", "no")}
NO_DATE = datetime.combine(date(2000, 1, 1), time())
"""For lists' properties, so that the same list is the same file."""

NUMBER_FORMATS = {
    Kind.COUNT: "#,##0",
    Kind.DECIMAL: "#,##0.0",
    Kind.SHARE: "0.0 %",
    Kind.AMOUNT: '#,##0.00\\ "EUR"',
    Kind.INDEX: "0.00",
}
DATES = {
    "de": {
        Kind.DATE: "dd.mm.yyyy",
        Kind.MOMENT: "dd.mm.yyyy hh:mm",
        Kind.MONTH: "[$-407]mmmm yyyy",
    },
    "en": {
        Kind.DATE: "d mmm yyyy",
        Kind.MOMENT: "d mmm yyyy hh:mm",
        Kind.MONTH: "[$-409]mmmm yyyy",
    },
}
WIDTHS = {
    Kind.CODE: 7.0,
    Kind.LABEL: 30.0,
    Kind.TITLE: 50.0,
    Kind.MONTH: 17.0,
    Kind.MOMENT: 16.0,
    Kind.AMOUNT: 18.0,
}
NUMBER_WIDTH = 13.0
PORTRAIT_WIDTH, LONG_PORTRAIT_WIDTH, LONG = 100, 130, 20
"""Widths up to this many characters are printed upright; of long tables up to that many."""
FILTER_FROM = 12
"""Tables with more rows than this get buttons to filter and sort."""
SHADES = {
    "type": "2_color_scale",
    "min_type": "num",
    "min_value": 0,
    "min_color": PAPER,
    "max_type": "max",
    "max_color": SHADE,
}
"""From white for none to petrol for the highest share of the column."""


def width(column: Column) -> float:
    """Never less than the longest word of its head needs."""
    words = max(len(word) for word in column.label.split(" ")) * 1.02 + 3.5
    return max(WIDTHS.get(column.kind, NUMBER_WIDTH), words)


THE_HEAD = object()


def lines(column: Column, text: object = THE_HEAD) -> int:
    """How many lines the column's head needs, or a text in one of its cells."""
    if text is THE_HEAD:
        return _lines(column.label, width(column) - 2.5)
    return lines_across(str(text), width(column)) if column.kind is Kind.TITLE else 1


def lines_across(text: str, characters: float) -> int:
    """How many lines a text needs over so many characters of ordinary size."""
    return _lines(text, characters * 1.16)


def lines_large(text: str, characters: float, size: int) -> int:
    """The same for bold letters of a size."""
    return _lines(text, characters * 1.03 * ORDINARY / size)


def _lines(text: object, characters: float) -> int:
    parts = str(text).splitlines()
    return max(1, sum(max(1, len(wrap(part, int(characters)))) for part in parts))


MONTH_SHORT = {"de": "[$-407]mmm yy", "en": "[$-409]mmm yy"}


WHOLE_AMOUNT = '#,##0\\ "EUR"'
"""Where an amount is shown large."""


def number_format(kind: Kind, language: str) -> str:
    formats: dict[Kind, str] = NUMBER_FORMATS | DATES[language]
    return formats.get(kind, "General")


TITLE = 20
TITLE_LOOK = {"font_size": TITLE, "bold": True, "font_color": PETROL_DARK}
MARKED_LOOK = {"bg_color": AMBER_LIGHT}
CHART_TITLE_LOOK = {"font_size": 13, "bold": True, "font_color": PETROL_DARK}


class Styles:
    """The formats of one workbook, each made once."""

    def __init__(self, workbook: Workbook, language: str) -> None:
        self.workbook = workbook
        self.language = language
        self.get = cache(self._make)

    def _make(self, **properties: Any) -> Format:
        basic = {"font_name": FONT, "font_size": ORDINARY, "font_color": INK, "valign": "vcenter"}
        return self.workbook.add_format(basic | properties)

    @property
    def title(self) -> Format:
        return self.get(**TITLE_LOOK)

    @property
    def lead(self) -> Format:
        return self.get(font_color=GREY)

    @property
    def note(self) -> Format:
        return self.get(font_size=10, font_color=GREY, text_wrap=True, valign="top")

    @property
    def link(self) -> Format:
        return self.get(font_color=PETROL, underline=1)

    def head(self, column: Column) -> Format:
        return self.get(
            bold=True, font_size=10, font_color=PETROL_DARK, bg_color=HEAD, text_wrap=True,
            bottom=2, bottom_color=PETROL, align=self._side(column), indent=self._indent(column),
        )  # fmt: skip

    def cell(self, column: Column, wrap: bool = True, **more: Any) -> Format:
        wrapped = {"text_wrap": wrap and column.kind is Kind.TITLE}
        return self.get(**self._cell(column) | wrapped | more)

    def total(self, column: Column, **more: Any) -> Format:
        edges = {"bold": True, "top": 1, "top_color": PETROL, "bottom": 1, "bottom_color": PETROL}
        return self.get(**self._cell(column) | edges | more)

    def _cell(self, column: Column) -> dict[str, Any]:
        return {
            "num_format": number_format(column.kind, self.language),
            "align": self._side(column),
            "indent": self._indent(column),
        }

    @staticmethod
    def _side(column: Column) -> str:
        return "left" if column.kind.is_text or column.kind is Kind.MONTH else "right"

    @staticmethod
    def _indent(column: Column) -> int:
        """None on the right, where LibreOffice 7.4 loses it from the second format on."""
        return int(column.kind is not Kind.CODE and Styles._side(column) == "left")
