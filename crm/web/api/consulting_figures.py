"""Slots used, and founders a year later, as JSON: the numbers of the page and the workbook."""

from __future__ import annotations

from typing import Any

from pandas import DataFrame

from crm.clock import today
from crm.web.api.arguments import OneOf
from crm.web.api.figures import NUMBER, Asked, FiguresApi, PeriodArguments
from reports.definitions.method import FOUNDERS, SLOTS
from reports.measures import consulting, founders
from reports.source.source import Source


class SlotFiguresArguments(PeriodArguments):
    by = OneOf(*consulting.BY)


class SlotFiguresApi(FiguresApi):
    resource_name = "slots/figures"
    things = "slots of consulting days"
    arguments, figures, definition = SlotFiguresArguments, consulting.FIGURES, SLOTS

    def table(self, source: Source, asked: Asked) -> DataFrame:
        return consulting.slots(source, asked.period, asked.by)


class FounderFiguresArguments(PeriodArguments):
    by = OneOf(*founders.BY)


class FounderFiguresApi(FiguresApi):
    """``talks`` are those with founders, which are no contacts of firms."""

    resource_name = "founders/figures"
    things = "founders and what became of them"
    arguments, figures, definition = FounderFiguresArguments, founders.FIGURES, FOUNDERS

    def table(self, source: Source, asked: Asked) -> DataFrame:
        return founders.founders(source, asked.period, asked.by, today())

    def told(self, source: Source, asked: Asked) -> dict[str, Any]:
        talks = founders.founder_talks(source, asked.period)
        return {**super().told(source, asked), "talks": talks}

    def answered(self) -> dict[str, Any]:
        return {**super().answered(), "talks": NUMBER}
