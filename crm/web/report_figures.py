"""A report on screen: the figures that matter most, and one of its sheets."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from flask_babel import gettext

from crm.web.languages import current_language
from crm.web.report_cells import Table, text
from crm.web.report_links import Address, addresses
from reports.asked import Asked
from reports.build import sheet_page
from reports.period import Period
from reports.report import KeyFigure, Report, Sheet
from reports.source.source import Source
from reports.translate import translated
from reports.writers.book import Page

Tile = tuple[str, str, str, str]
"""Label, figure, note, and the same of the period before, or nothing."""
BEFORE = "before"


def nowhere(*_which: object) -> str | None:
    """The way of those who may not see firms."""
    return None


@dataclass
class ReportFigures:
    """``wanted``: the key of the sheet, as the address says; else the first one."""

    report: Report
    source: Source
    asked: Asked
    wanted: str
    team_leads: bool
    sees_firms: bool

    @cached_property
    def words(self) -> Report:
        return translated(self.report, gettext)

    @cached_property
    def sheets(self) -> list[Sheet]:
        return [each for each in self.words.sheets if self.team_leads or not each.for_team_leads]

    @cached_property
    def sheet(self) -> Sheet:
        return next((each for each in self.sheets if each.key == self.wanted), self.sheets[0])

    @cached_property
    def table(self) -> Table:
        way: Address = nowhere
        if self.sees_firms:
            way = addresses(self.sheet, self.asked.period)
        return Table(self._page(self.sheet.key, self.asked), way)

    @property
    def definitions(self) -> list[tuple[str, str]]:
        return [
            (each.term, each.text)
            for each in self.words.definitions
            if self.team_leads or not each.for_team_leads
        ]

    @property
    def tiles(self) -> Iterator[Tile]:
        for figure in self.words.key_figures:
            said = self._said(figure, self.asked)
            yield figure.label, said, figure.note, self._before(figure)

    def _before(self, figure: KeyFigure) -> str:
        """Nothing beside what is of the period before itself."""
        if BEFORE in figure.column or self.sheet_of(figure).lines:
            return ""
        return self._said(figure, self._asked_before)

    def _said(self, figure: KeyFigure, asked: Asked) -> str:
        page = self._page(figure.sheet, asked)
        column = next(each for each in page.columns if each.key == figure.column)
        return text(column, page.value(figure.row, figure.column))

    def sheet_of(self, figure: KeyFigure) -> Sheet:
        return next(each for each in self.sheets if each.key == figure.sheet)

    @cached_property
    def _asked_before(self) -> Asked:
        return replace(self.asked, period=self.asked.period.previous())

    def _page(self, key: str, asked: Asked) -> Page:
        """Each is made once."""
        known = key, asked.period
        if known not in self._pages:
            sheet = next(each for each in self.sheets if each.key == key)
            self._pages[known] = sheet_page(sheet, self.source, asked, current_language(), gettext)
        return self._pages[known]

    @cached_property
    def _pages(self) -> dict[tuple[str, Period], Page]:
        return {}

    @property
    def reference_day(self) -> date:
        return self.asked.reference_day
