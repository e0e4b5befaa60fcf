"""What came of brochures as JSON: the numbers of the page and the workbook."""

from __future__ import annotations

from pandas import DataFrame

from crm.web.api.arguments import OneOf
from crm.web.api.figures import Asked, FiguresApi, PeriodArguments
from reports.definitions.method import YIELD
from reports.measures.campaign_yield import BY, FIGURES, campaign_yield
from reports.source.source import Source


class YieldArguments(PeriodArguments):
    by = OneOf(*BY)


class YieldApi(FiguresApi):
    resource_name = "yield"
    things = "what came of brochures"
    arguments, figures, definition = YieldArguments, FIGURES, YIELD

    def table(self, source: Source, asked: Asked) -> DataFrame:
        return campaign_yield(source, asked.period, asked.by)
