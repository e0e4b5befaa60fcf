"""What a dashboard is, as data: a report whose sheets are drawn, with tiles that know a trend.

Its workbook is written from the very book that its page shows.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from reports.asked import Asked
from reports.report import Definition, KeyFigure, Report, Sheet


class Whose(StrEnum):
    """Whose figures it shows, and so what else is chosen beside the days."""

    OFFICE = "office"
    TEAM = "team"
    ME = "me"
    DISTRICT = "district"


class Look(StrEnum):
    """How a sheet is drawn; the script has a way for each."""

    MONTHS = "months"
    PERIODS = "periods"
    HEAT = "heat"
    CALENDAR = "calendar"
    YEARS_ON_MAP = "years_on_map"
    FUNNEL = "funnel"
    SHARES = "shares"
    AGES = "ages"
    RATES_ON_MAP = "rates_on_map"


class Better(StrEnum):
    MORE = "more"
    LESS = "less"
    NEITHER = "neither"


@dataclass(frozen=True)
class Tile:
    """One cell of one of the sheets, and the column of a sheet of months that tells its trend."""

    figure: KeyFigure
    trend: Sheet | None = None
    trend_column: str = ""
    better: Better = Better.MORE


@dataclass(frozen=True)
class Picture:
    """``series`` are the columns that are drawn, ``shown`` those of the table on the page; of the
    workbook's sheet all. ``marks``: whether notes on days are drawn into it.
    """

    sheet: Sheet
    look: Look
    series: tuple[str, ...]
    shown: tuple[str, ...] = ()
    marks: bool = False
    wide: bool = False


@dataclass(frozen=True)
class Board:
    """``pictures(asked)``: some name their columns by the years that are asked for. ``besides``
    are sheets of the workbook that no picture shows.
    """

    name: str
    title: str
    question: str
    whose: Whose
    tiles: tuple[Tile, ...]
    pictures: Callable[[Asked], tuple[Picture, ...]]
    besides: Callable[[Asked], tuple[Sheet, ...]]
    definitions: tuple[Definition, ...]
    key_chart: str = "month"

    def report(self, asked: Asked) -> Report:
        return Report(
            name=self.name,
            title=self.title,
            question=self.question,
            key_figures=tuple(tile.figure for tile in self.tiles),
            key_chart=self.key_chart,
            sheets=(*(each.sheet for each in self.pictures(asked)), *self.besides(asked)),
            definitions=self.definitions,
        )
