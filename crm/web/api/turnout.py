"""Whom gatherings reach as JSON: the numbers of the page and the workbook."""

from __future__ import annotations

from pandas import DataFrame

from crm.web.api.arguments import OneOf
from crm.web.api.figures import Asked, FiguresApi, PeriodArguments
from reports.definitions.method import TURNOUT
from reports.measures.turnout import BY, FIGURES, turnout
from reports.source.source import Source


class TurnoutArguments(PeriodArguments):
    by = OneOf(*BY)


class TurnoutApi(FiguresApi):
    resource_name = "turnout"
    things = "gatherings and who comes"
    arguments, figures, definition = TurnoutArguments, FIGURES, TURNOUT

    def table(self, source: Source, asked: Asked) -> DataFrame:
        return turnout(source, asked.period, asked.by)
