"""Response times as JSON: the numbers of the page and the workbook."""

from __future__ import annotations

from marshmallow import fields
from pandas import DataFrame

from crm.models.base import LARGEST_NUMBER
from crm.web.api.arguments import OneOf
from crm.web.api.figures import Asked, FiguresApi, PeriodArguments
from reports.definitions.method import RESPONSE
from reports.measures.response import BY, FIGURES, response
from reports.source.source import Source


class ResponseArguments(PeriodArguments):
    by = OneOf(*BY)
    partner = fields.Integer(
        validate=lambda pk: 0 < pk <= LARGEST_NUMBER,
        metadata={"description": "Only what this office forwarded: its id."},
    )


class ResponseApi(FiguresApi):
    resource_name = "response"
    things = "response times"
    arguments, figures, definition = ResponseArguments, FIGURES, RESPONSE
    personal = "owner"

    def table(self, source: Source, asked: Asked) -> DataFrame:
        return response(source, asked.period, asked.by, asked.day, asked.more.get("partner"))
