"""Funding consultations and public money as JSON: the numbers of the page and the workbook."""

from __future__ import annotations

from pandas import DataFrame

from crm.web.api.arguments import OneOf
from crm.web.api.figures import Asked, FiguresApi, PeriodArguments
from reports.definitions.method import FUNDING
from reports.measures.funding import BY, FIGURES, funding
from reports.source.source import Source


class FundingFiguresArguments(PeriodArguments):
    by = OneOf(*BY)


class FundingFiguresApi(FiguresApi):
    resource_name = "funding/figures"
    things = "funding consultations"
    arguments, figures, definition = FundingFiguresArguments, FIGURES, FUNDING

    def table(self, source: Source, asked: Asked) -> DataFrame:
        return funding(source, asked.period, asked.by)
