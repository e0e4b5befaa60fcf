"""Released reports as JSON: which there are, and the figures of each as they were released."""

from __future__ import annotations

import json
from typing import Any

from flask import Response
from sqlalchemy import select

from crm.models import ReportSnapshot
from crm.web.api.access import endpoint
from crm.web.api.answers import Refusal, answer
from crm.web.api.arguments import expect_arguments
from crm.web.api.body import ROW
from crm.web.api.json_api import JsonApi
from crm.web.api.report import TABLES

MOST = 200
WORDS = ("mark", "report", "title", "language", "author", "software", "sha256")
NUMBERS = ("id", "numbers", "withheld", "counts", "confidential", "besides")
DAYS = ("first_day", "last_day", "as_of")


class ReleaseApi(JsonApi):
    resource_name = "release"
    class_permission_name = "Release"
    openapi_spec_tag = "Reports"
    things = "released reports"

    @endpoint("/", "GET", "list")
    def get_list(self) -> Response:
        """Releases
        ---
        get:
          summary: The newest released reports, at most 200
          responses:
            200:
              description: Each with its period and the SHA-256 of its file
              content: {application/json: {schema: {type: object, properties: {result: {type: array,
                items: {$ref: '#/components/schemas/ReleaseApi.row'}}}}}}
          x-refuses: [400]
        """
        expect_arguments()
        columns = [getattr(ReportSnapshot, name) for name in (*WORDS, *NUMBERS, *DAYS)]
        newest = select(ReportSnapshot.released_at, *columns).order_by(ReportSnapshot.id.desc())
        return answer(200, result=[_told(row) for row in self.session.execute(newest.limit(MOST))])

    @endpoint(ROW, "GET", "show")
    def get(self, pk: int) -> Response:
        """Release
        ---
        get:
          summary: A released report with its tables
          responses:
            200:
              description: As it was released, whatever the data are today
              content: {application/json: {schema: {$ref: '#/components/schemas/ReleaseApi.card'}}}
          x-refuses: [400, 404]
        """
        expect_arguments()
        found = self.session.get(ReportSnapshot, pk)
        if found is None:
            raise Refusal(404)
        return answer(200, **_told(found), **json.loads(found.figures))

    def add_apispec_components(self, api_spec: Any) -> None:
        super().add_apispec_components(api_spec)
        row = {
            **{name: {"type": "string"} for name in WORDS},
            **{name: {"type": "integer"} for name in NUMBERS},
            **{name: {"type": "string", "format": "date"} for name in DAYS},
            "released_at": {"type": "string", "format": "date-time"},
        }
        for name, said in (("row", row), ("card", {**row, "tables": TABLES})):
            component = {"type": "object", "properties": said}
            api_spec.components.schema(f"ReleaseApi.{name}", component=component)


def _told(found: Any) -> dict[str, Any]:
    return {
        **{name: getattr(found, name) for name in (*WORDS, *NUMBERS)},
        **{name: getattr(found, name).isoformat() for name in DAYS},
        "released_at": found.released_at.isoformat(),
    }
