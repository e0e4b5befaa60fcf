"""An own report as its page shows it: rows in groups, numbers as people write them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import groupby
from typing import Any

from flask import url_for
from flask_babel import gettext

from crm.errors import DomainError
from crm.web.coverage_choice import CHOICES
from crm.web.formats import euros, month, number, percent
from crm.web.own_choice import OwnChoice
from reports.asked import Asked
from reports.builder.book import definitions, described
from reports.builder.breakdowns import BREAKDOWNS
from reports.builder.catalogue import MEASURES
from reports.builder.measure import Measure
from reports.builder.table import table
from reports.builder.wanted import MOST
from reports.report import Column, Definition, Kind, Row, Shape
from reports.source.source import Source
from reports.writers.book import Page

SHOWN = 120
"""Rows of a page; all are in the workbook."""
MOST_LINKS = 200
"""So many numbers lead to the firms behind them: addresses are longer than numbers."""
LOOKS = 3
"""So many parts a chart tells apart by colours of their own."""


@dataclass(frozen=True)
class Line:
    words: tuple[str, ...]
    """What the row is about, without the group that it is in."""
    cells: tuple[tuple[str, Any, str], ...]
    """As it is written, as a chart reads it, and where a click leads."""
    key: str
    is_part: bool = False
    """Whether it is about a month that is not counted whole."""


@dataclass(frozen=True)
class OwnTable:
    choice: OwnChoice
    source: Source
    page: Page | None
    sees_firms: bool
    refusal: str = ""

    @classmethod
    def of(
        cls,
        source: Source,
        choice: OwnChoice,
        advisors: frozenset[int] | None,
        sees_firms: bool,
    ) -> OwnTable:
        asked = Asked(choice.period, choice.today, advisors=advisors)
        try:
            page = table(source, choice.wanted, asked, gettext)
        except DomainError as error:
            return cls(choice, source, None, sees_firms, gettext(error.message, **error.values))
        return cls(choice, source, page, sees_firms)

    @property
    def title(self) -> str:
        return described(self.source, self.choice.wanted, gettext)

    @property
    def definitions(self) -> tuple[Definition, ...]:
        return definitions(self.choice.wanted)

    @property
    def dimensions(self) -> tuple[Column, ...]:
        """Those that have a column; the first of three makes groups."""
        assert self.page
        return self.page.columns[: self._named][self._grouped :]

    @property
    def figures(self) -> tuple[Column, ...]:
        assert self.page
        return self.page.columns[self._named :]

    @property
    def count(self) -> int:
        assert self.page
        return len(self.page.names)

    @property
    def hidden(self) -> int:
        return max(0, self.count - SHOWN)

    @cached_property
    def groups(self) -> list[tuple[str, list[Line]]]:
        """(heading, rows): one without a heading where there are fewer than three dimensions."""
        pairs = list(self._lines())[:SHOWN]
        found = groupby(pairs, key=lambda pair: pair[0])
        return [(heading, [line for _heading, line in some]) for heading, some in found]

    @property
    def total(self) -> Line | None:
        assert self.page
        row = self.page.total
        return None if row is None else Line((), self._cells(row, ()), "")

    @property
    def reference_day(self) -> date:
        return self.choice.period.reference_day(self.choice.today)

    @property
    def series(self) -> tuple[str, ...]:
        """The figures that a chart draws."""
        assert self.page
        return self.page.sheet.chart.series if self.page.sheet.chart else ()

    @property
    def picture(self) -> str:
        """The kind of chart that js/charts.js draws of it."""
        assert self.page
        chart = self.page.sheet.chart
        if chart is None:
            return ""
        if self.choice.wanted.by == ("district",) and self._rates:
            return "map"
        if chart.shape is Shape.COLUMNS_AND_LINE:
            return "columns"
        return "steps" if len(chart.series) > LOOKS else "shares"

    def drawn_as(self, column: Column) -> str:
        """The name of the series that a chart knows the column by; empty where it draws none."""
        if self.picture == "map":
            return {self._rates: "rate", "companies": "firms"}.get(column.key, "")
        return column.key if column.key in self.series else ""

    @property
    def _rates(self) -> str:
        """The share of the firms of a row that a map is coloured by."""
        about = self.choice.wanted.about
        shares = {one.key for one in about.figures if one.kind is Kind.SHARE}
        has_firms = any(one.key == "companies" for one in about.figures)
        return about.main if has_firms and about.main in shares else ""

    @property
    def _has_links(self) -> bool:
        return self.count * len(self.choice.wanted.about.behind) <= MOST_LINKS

    @property
    def _named(self) -> int:
        return max(1, len(self.choice.wanted.in_order))

    @property
    def _grouped(self) -> int:
        return 1 if len(self.choice.wanted.by) == MOST else 0

    def _lines(self) -> Iterator[tuple[str, Line]]:
        assert self.page
        parts = self.choice.period.part_months(self.choice.today)
        for row, place in zip(self.page.rows(), self.page.places, strict=True):
            words = [_said(column, row[column.key]) for column in self.page.columns[: self._named]]
            is_part = any(code in parts for code in place)
            line = Line(tuple(words[self._grouped :]), self._cells(row, place), place[0], is_part)
            yield words[0] if self._grouped else "", line

    def _cells(self, row: Row, place: tuple[str, ...]) -> tuple[tuple[str, Any, str], ...]:
        assert self.page
        values = self.page.worked_out(row)
        return tuple(
            (_said(each, values[each.key]), values[each.key], self._behind(each, values, place))
            for each in self.figures
        )

    def _behind(self, column: Column, values: dict[str, Any], place: tuple[str, ...]) -> str:
        """The address of the list of the firms that it counts; empty where there is none."""
        wanted = self.choice.wanted
        which = wanted.about.behind.get(column.key)
        if not (which and self.sees_firms and values[column.key] and self._has_links):
            return ""
        at: dict[str, Any] = dict(wanted.filters) | dict(zip(wanted.in_order, place, strict=False))
        if not set(at) <= set(CHOICES):
            return ""
        period = self.choice.period
        days: dict[str, Any] = {"from": period.first.isoformat(), "to": period.last.isoformat()}
        return url_for("CoverageFirmsView.firms", contact=which, **days, **at)


def _said(column: Column, value: Any) -> str:
    if column.kind is Kind.MONTH:
        return month(f"{value:%Y-%m}")
    if isinstance(value, str) or value is None or value != value:
        return "–" if not isinstance(value, str) else value
    writers: dict[Kind, Callable[[Any], str]] = {
        Kind.SHARE: percent,
        Kind.AMOUNT: euros,
        Kind.DECIMAL: lambda each: number(each, 1),
        Kind.INDEX: lambda each: number(each, 2),
    }
    return str(writers.get(column.kind, number)(value))


@dataclass(frozen=True)
class Offered:
    """What can be chosen for a measure: codes with what they are called."""

    measures: dict[str, str]
    dimensions: dict[str, str]
    filters: dict[str, tuple[str, dict[str, str]]]
    most: int


def offered(source: Source, about: Measure, sees_workload: bool) -> Offered:
    def may(is_for_team_leads: bool) -> bool:
        return sees_workload or not is_for_team_leads

    return Offered(
        {k: gettext(one.title) for k, one in MEASURES.items() if may(one.for_team_leads)},
        {k: gettext(BREAKDOWNS[k].title) for k in about.by if may(BREAKDOWNS[k].for_team_leads)},
        {
            k: (gettext(BREAKDOWNS[k].title), BREAKDOWNS[k].choices(source, gettext))
            for k in about.filters
            if may(BREAKDOWNS[k].for_team_leads)
        },
        about.most,
    )
