"""A sheet of a report as the cells of a table on screen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from crm.web import formats
from crm.web.report_links import Address
from reports.report import TOTAL, WITHHELD, Column, Kind, Row, Shape
from reports.writers.book import Page

MOST_ROWS = 100
MOST_CELLS, MOST_LINKS = 700, 220
"""A page stays below 100 KB."""
CHARTS = {Shape.STACKED_SHARES: "shares", Shape.COLUMNS_AND_LINE: "columns"}


@dataclass(frozen=True)
class Cell:
    """``value`` is what a chart draws; None where there is nothing to draw."""

    text: str
    is_number: bool
    value: Any = None
    address: str | None = None


@dataclass(frozen=True)
class Line:
    """A row; ``label`` is what stands beside a chart's bar."""

    label: str
    cells: list[Cell]


@dataclass
class Table:
    page: Page
    address: Address
    """Who may not see firms is handed one that knows no way."""

    @property
    def heads(self) -> list[tuple[str, bool, bool]]:
        """(label, is it a number's, is it drawn)"""
        drawn = self.page.sheet.chart.series if self.page.sheet.chart else ()
        found = [(c.label, is_number(c), c.key in drawn) for c in self._columns]
        return found[self._is_coded :]

    @property
    def rows(self) -> list[Line]:
        linked = self._may_be_linked
        places = zip(self.page.names, self.page.places, self.page.rows(), strict=True)
        return [self._line(*each, linked) for each in list(places)[: self.shown]]

    @property
    def total(self) -> list[Cell]:
        if not self.page.total:
            return []
        return self._line(TOTAL, (), self.page.total, True).cells

    @property
    def count(self) -> int:
        return len(self.page.names)

    @property
    def shown(self) -> int:
        return min(self.count, MOST_ROWS, MOST_CELLS // len(self._columns))

    @property
    def _is_coded(self) -> bool:
        """Whether the first column is the number of what the second names: then they are one."""
        first, second = self._columns[:2]
        return first.kind is Kind.CODE and second.kind.is_text and second.kind is not Kind.CODE

    @property
    def chart(self) -> str | None:
        """None where there is nothing to draw: of a single row, or of none."""
        chart = self.page.sheet.chart
        return CHARTS[chart.shape] if chart and self.count > 1 else None

    @property
    def notes(self) -> list[str]:
        said = [f"{c.label}: {c.note}" for c in self._columns if c.note]
        return [*self.page.sheet.notes, *said]

    @property
    def _columns(self) -> tuple[Column, ...]:
        return self.page.columns

    @property
    def _may_be_linked(self) -> bool:
        counted = sum(bool(c.counts) for c in self._columns) or len(self.page.sheet.lines) // 20
        return self.shown * counted <= MOST_LINKS

    def _line(self, name: str, place: tuple[str, ...], row: Row, linked: bool) -> Line:
        values = self.page.worked_out(row)
        cells = list(self._cells(name, place, values, linked))
        if not self._is_coded:
            return Line(cells[0].text, cells)
        code, said = (cell.text for cell in cells[:2])
        return Line(said, [Cell(f"{code} {said}".strip(), False), *cells[2:]])

    def _cells(
        self, name: str, place: tuple[str, ...], values: dict[str, Any], linked: bool
    ) -> Iterator[Cell]:
        for column in self._columns:
            value = values.get(column.key)
            known = is_number(column) and not isinstance(value, str) and value is not None
            way = self.address(column, name, place) if linked and known and value else None
            yield Cell(text(column, value), is_number(column), value if known else None, way)


def is_number(column: Column) -> bool:
    return not column.kind.is_text and column.kind not in (Kind.MONTH, Kind.DATE)


def text(column: Column, value: Any) -> str:
    """As people write it here."""
    if value is None or value != value:
        return "–"
    if value == WITHHELD or column.kind.is_text:
        return str(value)
    return WRITTEN[column.kind](value)


def _month(value: Any) -> str:
    """Of a total it is words."""
    return formats.month(f"{value:%Y-%m}") if isinstance(value, date) else str(value)


WRITTEN: dict[Kind, Any] = {
    Kind.COUNT: lambda value: formats.number(int(value)),
    Kind.DECIMAL: lambda value: formats.number(float(value), 1),
    Kind.SHARE: lambda value: formats.percent(float(value)),
    Kind.AMOUNT: formats.euros,
    Kind.INDEX: lambda value: formats.number(float(value), 2),
    Kind.DATE: formats.day,
    Kind.MONTH: _month,
    Kind.MOMENT: formats.instant,
}
