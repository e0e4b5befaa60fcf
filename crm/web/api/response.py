"""Response times as JSON: the numbers of the page and the workbook."""

from __future__ import annotations

from typing import Any

from flask import Response, request
from flask_babel import lazy_gettext as _
from marshmallow import Schema, ValidationError, fields

from crm.clock import today
from crm.models.base import LARGEST_NUMBER
from crm.web.api.access import endpoint
from crm.web.api.answers import Refusal, answer, field_errors
from crm.web.api.arguments import ALSO_ALLOWED, OneOf
from crm.web.api.coverage_arguments import period_of
from crm.web.api.fields import Body, Day
from crm.web.api.json_api import JsonApi
from crm.web.coverage_lookup import snapshot
from crm.web.security import current_viewer
from reports.measures.response import BY, FIGURES, response


class ResponseArguments(Body):
    first = Day(required=True, data_key="from", metadata={"example": "2025-01-01"})
    last = Day(required=True, data_key="to", metadata={"example": "2025-12-31"})
    by = OneOf(*BY)
    partner = fields.Integer(
        validate=lambda pk: 0 < pk <= LARGEST_NUMBER,
        metadata={"description": "Only what this office forwarded: its id."},
    )


class ResponseSchema(Schema):
    period = fields.List(fields.Date())
    by = fields.String(allow_none=True)
    rows = fields.List(
        fields.Dict(), metadata={"description": f"What was asked for, and {', '.join(FIGURES)}."}
    )
    total = fields.Dict()


class ResponseApi(JsonApi):
    resource_name = "response"
    class_permission_name = "Coverage"
    things = "response times"
    openapi_spec_tag = "Coverage"
    extra_schemas = (ResponseSchema,)

    @endpoint("/", "GET", "show")
    def get(self) -> Response:
        """Response times
        ---
        get:
          summary: How long firms waited for an answer
          description: >-
            By owner only for those who may see the figures on advisors, and then of their own
            team; total is of all. Days are working days.
          parameters:
          - in: query
            schema: ResponseArguments
          responses:
            200:
              description: The figures of the inquiries received in the period
              content: {application/json: {schema: {$ref: '#/components/schemas/Response'}}}
          x-refuses: [400]
        """
        asked = _asked()
        period = period_of(asked["first"], asked["last"])
        by, partner = asked.get("by"), asked.get("partner")
        if by == "owner" and not self.appbuilder.sm.has_access("can_show", "Workload"):
            raise Refusal(403, _("Figures on single advisors are for those who lead."))
        source, day = snapshot(), period.reference_day(today())
        rows = response(source, period, by, day, partner) if by else None
        whose = current_viewer.seen_at_work
        if rows is not None and by == "owner" and whose is not None:
            rows = rows[rows["owner"].isin(whose)]
        total = response(source, period, None, day, partner).to_dict("records")[0]
        days = [period.first.isoformat(), period.last.isoformat()]
        found = [] if rows is None else rows.to_dict("records")
        return answer(200, period=days, by=by, rows=found, total=total)


def _asked() -> dict[str, Any]:
    given = {k: v for k, v in request.args.items() if k not in ALSO_ALLOWED}
    try:
        read: dict[str, Any] = ResponseArguments().load(given)
    except ValidationError as error:
        raise Refusal(400, errors=field_errors(error.messages)) from error
    return read
