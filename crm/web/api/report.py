"""Whole reports as JSON: the numbers of their sheets, with small counts withheld if asked for."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from flask import Response
from flask_babel import gettext

from crm.web.api.access import endpoint
from crm.web.api.answers import Refusal, answer
from crm.web.api.arguments import OneOf, expect_arguments
from crm.web.api.figures import PeriodArguments, period_of, read_arguments
from crm.web.api.json_api import JsonApi
from crm.web.controls import allowed
from crm.web.coverage_lookup import snapshot
from crm.web.languages import current_language
from crm.web.security import current_viewer
from crm.web.workbooks import author, meta_of
from reports.build import Variant, build
from reports.catalogue import reports_for
from reports.frozen.before import released_before
from reports.report import Report
from reports.writers.tables_json import tables

STRING = {"type": "string"}
TABLES: dict[str, Any] = {
    "type": "array",
    "items": {
        "type": "object",
        "properties": {
            "sheet": STRING,
            "name": STRING,
            "measure": STRING,
            "by": {"type": "array", "items": STRING},
            "cells": {
                "type": "array",
                "items": {
                    "type": "object",
                    "properties": {
                        "key": {"type": "array", "items": STRING},
                        "value": {"nullable": True, "description": "null: it is withheld."},
                    },
                },
            },
        },
    },
}
"""OpenAPI of what reports.writers.tables_json makes."""


class ReportArguments(PeriodArguments):
    public = OneOf(
        "0", "1", load_default="0",
        metadata={"description": "1: for publication, with small counts withheld. May take long."},
    )  # fmt: skip


class ReportApi(JsonApi):
    """Reports for team leads are not there for others."""

    resource_name = "report"
    class_permission_name = "Report"
    openapi_spec_tag = "Reports"
    things = "reports"
    extra_schemas = (ReportArguments,)

    @endpoint("/", "GET", "show")
    def get_list(self) -> Response:
        """Reports
        ---
        get:
          summary: The reports there are
          responses:
            200:
              description: Names, titles, and whether there is a variant for publication
              content: {application/json: {schema: {type: object}}}
          x-refuses: [400]
        """
        expect_arguments()
        return answer(200, result=[_told(report) for report in _seen()])

    @endpoint("/<name>", "GET", "export")
    def get(self, name: str) -> Response:
        """Report
        ---
        get:
          summary: The tables of a report
          description: A key has a category for each dimension; total is the margin.
          parameters:
          - {in: path, name: name, required: true, schema: {type: string}}
          - in: query
            schema: ReportArguments
          responses:
            200:
              description: Each table with its measure, its dimensions and its cells
              content: {application/json: {schema: {$ref: '#/components/schemas/ReportApi.answer'}}}
          x-refuses: [400, 404]
        """
        report = next((each for each in _seen() if each.name == name), None)
        if report is None:
            raise Refusal(404)
        given = read_arguments(ReportArguments())
        is_public = given["public"] == "1"
        if is_public and report.known is None:
            raise Refusal(400, gettext("There is no variant of this report for publication."))
        period = period_of(given["first"], given["last"])
        book = build(
            name,
            snapshot(),
            period,
            meta=replace(meta_of(), author=author()),
            translate=gettext,
            language=current_language(),
            variant=Variant.PUBLIC if is_public else Variant.INTERNAL,
            include_advisors=allowed("can_show", "Workload"),
            advisors=current_viewer.seen_at_work,
            earlier=released_before(self.session, name, period) if is_public else (),
        )
        days = [period.first.isoformat(), period.last.isoformat()]
        return answer(200, **_told(report), period=days, public=is_public, **tables(book))

    def add_apispec_components(self, api_spec: Any) -> None:
        super().add_apispec_components(api_spec)
        said = {"period": {"type": "array", "items": {"type": "string", "format": "date"}},
                "public": {"type": "boolean"}, "tables": TABLES}  # fmt: skip
        component = {"type": "object", "properties": said}
        api_spec.components.schema("ReportApi.answer", component=component)


def _seen() -> tuple[Report, ...]:
    return reports_for(team_leads=allowed("can_show", "Workload"))


def _told(report: Report) -> dict[str, Any]:
    return {
        "name": report.name,
        "title": gettext(report.title),
        "question": gettext(report.question),
        "can_be_published": report.known is not None,
    }
