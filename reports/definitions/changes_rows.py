"""Where the rows of the sheet on changes since the last release come from."""

from functools import partial
from typing import Any

from babel.numbers import format_decimal, format_percent
from pandas import DataFrame

from reports.frozen.cells import Cells, Place
from reports.frozen.in_words import Titles
from reports.report import WITHHELD, Kind
from reports.writers.styles import NOTHING

FORMATS = {
    Kind.COUNT: "#,##0", Kind.DECIMAL: "#,##0.0", Kind.INDEX: "0.00", Kind.AMOUNT: "#,##0.00",
}  # fmt: skip


def changed(then: Cells, now: Cells, titles: Titles, language: str) -> DataFrame:
    """In the order of the sheets; what is only in one of the two has no value in the other."""
    places = [place for place in {**then, **now} if then.get(place) != now.get(place)]
    said = partial(_said, titles=titles, language=language)
    rows = [
        (*titles.parts(place), said(then.get(place), place), said(now.get(place), place))
        for place in places
    ]
    return DataFrame(rows, columns=["sheet", "row", "figure", "then", "now"], dtype="object")


def _said(value: Any, place: Place, titles: Titles, language: str) -> str:
    if value is None:
        return NOTHING
    if value == WITHHELD:
        return WITHHELD
    kind = titles.kind(place)
    if kind is Kind.SHARE:
        return str(format_percent(value, "#,##0.0 %", locale=language))
    return str(format_decimal(value, FORMATS[kind], locale=language))
