"""Contact coverage as JSON: the numbers of ``ansprechpartner report coverage --json``."""

from __future__ import annotations

from flask import Response
from marshmallow import Schema, fields

from crm.web.api.access import endpoint
from crm.web.api.answers import Refusal, answer
from crm.web.api.coverage_arguments import coverage_question
from crm.web.api.figures import LEADERS, own_team, records
from crm.web.api.json_api import JsonApi
from crm.web.coverage_lookup import snapshot
from crm.web.security import current_viewer
from reports.measures.coverage import coverage, total


class CoverageFiguresSchema(Schema):
    """individual + events_only + none = companies."""

    companies = fields.Integer()
    individual = fields.Integer()
    events_only = fields.Integer()
    none = fields.Integer()
    contacts = fields.Integer()
    visits = fields.Integer()


class CoverageSchema(Schema):
    period = fields.List(fields.Date())
    by = fields.List(fields.String())
    rows = fields.List(
        fields.Dict(), metadata={"description": "The dimensions asked for, and the figures."}
    )
    total = fields.Nested(CoverageFiguresSchema)


class CoverageApi(JsonApi):
    resource_name = "coverage"
    class_permission_name = "Coverage"
    things = "coverage"
    openapi_spec_tag = "Figures"
    extra_schemas = (CoverageSchema,)

    @endpoint("/", "GET", "show")
    def get(self) -> Response:
        """Coverage
        ---
        get:
          summary: Which firms were met in a period, and how
          description: >-
            Broken down by advisor only for those who may see the figures on advisors, and then
            of their own team; total is of all.
          parameters:
          - in: query
            schema: CoverageArguments
          responses:
            200:
              description: The figures; each firm counts once in total
              content: {application/json: {schema: {$ref: '#/components/schemas/Coverage'}}}
          x-refuses: [400]
        """
        asked = coverage_question()
        if asked.is_about_advisors and not self._may_see(asked.segment.advisor):
            raise Refusal(403, LEADERS)
        source = snapshot()
        rows = coverage(source, asked.period, asked.by, asked.segment)
        sums = total(source, asked.period, asked.segment)
        period = [asked.period.first.isoformat(), asked.period.last.isoformat()]
        found = records(rows) if asked.by else []
        if "advisor" in asked.by:
            found = own_team(found, "advisor")
        return answer(200, period=period, by=list(asked.by), rows=found, total=sums)

    def _may_see(self, advisor: str | int | None) -> bool:
        """Of one's own team each; ``advisor`` is None where all are asked for."""
        whose = current_viewer.seen_at_work
        may = bool(self.appbuilder.sm.has_access("can_show", "Workload"))
        return may and (advisor is None or whose is None or advisor in whose)
