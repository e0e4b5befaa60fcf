"""What came of brochures as JSON: the numbers of the page and the workbook."""

from __future__ import annotations

from flask import Response, request
from marshmallow import Schema, ValidationError, fields

from crm.web.api.access import endpoint
from crm.web.api.answers import Refusal, answer, field_errors
from crm.web.api.arguments import ALSO_ALLOWED, OneOf
from crm.web.api.coverage_arguments import period_of
from crm.web.api.fields import Body, Day
from crm.web.api.json_api import JsonApi
from crm.web.coverage_lookup import snapshot
from reports.measures.campaign_yield import BY, FIGURES, campaign_yield


class YieldArguments(Body):
    first = Day(required=True, data_key="from", metadata={"example": "2025-01-01"})
    last = Day(required=True, data_key="to", metadata={"example": "2025-12-31"})
    by = OneOf(*BY)


class YieldSchema(Schema):
    period = fields.List(fields.Date())
    by = fields.String(allow_none=True)
    rows = fields.List(
        fields.Dict(), metadata={"description": f"What was asked for, and {', '.join(FIGURES)}."}
    )
    total = fields.Dict()


class YieldApi(JsonApi):
    resource_name = "yield"
    class_permission_name = "Coverage"
    things = "what came of brochures"
    openapi_spec_tag = "Coverage"
    extra_schemas = (YieldSchema,)

    @endpoint("/", "GET", "show")
    def get(self) -> Response:
        """What came of brochures
        ---
        get:
          summary: Inquiries and funding consultations per 100 brochures handed out
          parameters:
          - in: query
            schema: YieldArguments
          responses:
            200:
              description: The figures of the period
              content: {application/json: {schema: {$ref: '#/components/schemas/Yield'}}}
          x-refuses: [400]
        """
        given = {k: v for k, v in request.args.items() if k not in ALSO_ALLOWED}
        try:
            asked = YieldArguments().load(given)
        except ValidationError as error:
            raise Refusal(400, errors=field_errors(error.messages)) from error
        period, source = period_of(asked["first"], asked["last"]), snapshot()
        by = asked.get("by")
        rows = campaign_yield(source, period, by).to_dict("records") if by else []
        total = campaign_yield(source, period).to_dict("records")[0]
        days = [period.first.isoformat(), period.last.isoformat()]
        return answer(200, period=days, by=by, rows=rows, total=total)
