"""A dashboard as its page shows it: drawn from the very book that its workbook is written from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

from flask_babel import gettext

from crm.web.languages import current_language
from crm.web.trend_line import TrendLine
from crm.web.workbooks import meta
from reports.asked import Asked
from reports.boards.board import Better, Board, Picture, Tile
from reports.build import book_of, page
from reports.period import Period, months_before
from reports.report import Column, Kind, Row
from reports.source.source import Source
from reports.writers.book import Book, Page

TREND_MONTHS = 12


@dataclass(frozen=True)
class ShownTile:
    label: str
    note: str
    kind: Kind
    value: float | None
    before: float | None
    better: Better
    trend: TrendLine | None

    @property
    def change(self) -> float | None:
        """Shares change by points."""
        if self.value is None or self.before is None:
            return None
        change = self.value - self.before
        return change * 100 if self.kind is Kind.SHARE else change

    @property
    def tone(self) -> str:
        if not self.change or self.better is Better.NEITHER:
            return "neutral"
        return "good" if (self.change > 0) == (self.better is Better.MORE) else "warn"


@dataclass(frozen=True)
class Line:
    key: str
    label: str
    values: dict[str, Any]


@dataclass(frozen=True)
class Panel:
    """``columns`` are those of the table; which of them are drawn says ``picture.series``."""

    picture: Picture
    page: Page
    columns: tuple[Column, ...]

    @property
    def key(self) -> str:
        return self.page.sheet.key

    @property
    def head(self) -> str:
        return self.page.columns[0].label if self._labels == 1 else self.page.columns[1].label

    @property
    def heads(self) -> tuple[Column, ...]:
        return self.page.columns[: self._labels]

    @property
    def lines(self) -> Iterator[Line]:
        for name, row in zip(self.page.names, self.page.rows(), strict=True):
            yield Line(name, self._label(row), self.page.worked_out(row))

    @property
    def total(self) -> Row | None:
        return self.page.worked_out(self.page.total) if self.page.total else None

    @property
    def _labels(self) -> int:
        """How many of the first columns say what a row is."""
        second = self.page.columns[1].kind
        return 2 if second in (Kind.LABEL, Kind.TITLE) else 1

    def _label(self, row: Row) -> Any:
        values = [row[column.key] for column in self.heads]
        return values[0] if len(values) == 1 else " ".join(map(str, values)).removeprefix("– ")


@dataclass
class BoardFigures:
    board: Board
    source: Source
    asked: Asked

    @cached_property
    def book(self) -> Book:
        return book_of(
            self.board.report(self.asked), self.source, self.asked,
            meta=meta(), translate=gettext, language=current_language(),
        )  # fmt: skip

    @property
    def tiles(self) -> list[ShownTile]:
        return [self._tile(tile) for tile in self.board.tiles]

    def _tile(self, tile: Tile) -> ShownTile:
        figure = tile.figure
        here = self.book.page(figure.sheet)
        column = next(one for one in here.columns if one.key == figure.column)
        return ShownTile(
            gettext(figure.label), gettext(figure.note), column.kind,
            here.value(figure.row, figure.column),
            self._page_before(figure.sheet).value(figure.row, figure.column),
            tile.better, self._trend(tile),
        )  # fmt: skip

    @cached_property
    def _before(self) -> dict[str, Page]:
        return {}

    def _page_before(self, key: str) -> Page:
        """The same sheet of the days compared with."""
        if key not in self._before:
            asked = replace(self.asked, period=self.asked.compared_with, against=None)
            sheets = {sheet.key: sheet for sheet in self.board.report(asked).sheets}
            self._before[key] = page(sheets[key], self.source, asked)
        return self._before[key]

    def _trend(self, tile: Tile) -> TrendLine | None:
        if tile.trend is None:
            return None
        asked = replace(self.asked, period=last_months(self.asked.reference_day))
        rows = tile.trend.rows(self.source, asked)
        parts = asked.period.part_months(asked.today)
        return TrendLine(
            [int(value) for value in rows[tile.trend_column]],
            is_part=asked.period.months()[-1] in parts,
        )

    @property
    def panels(self) -> list[Panel]:
        pictures = self.board.pictures(self.asked)
        return [self._panel(picture) for picture in pictures]

    def _panel(self, picture: Picture) -> Panel:
        """Columns of years of which there is nothing yet are left out."""
        found = self.book.page(picture.sheet.key)
        known = {column.key: column for column in found.columns}
        rows = [found.worked_out(row) for row in found.rows()]
        shown = picture.shown or picture.series
        columns = [known[key] for key in shown if any(row[key] is not None for row in rows)]
        return Panel(picture, found, tuple(columns))


def last_months(day: date) -> Period:
    """The last twelve months of the calendar up to the day, the running one among them."""
    return Period(months_before(day.replace(day=1), TREND_MONTHS - 1), day)
