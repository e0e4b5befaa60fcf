"""The base of the resources that answer with figures: of a period, and broken down if asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, ClassVar

from flask import Response, request
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from marshmallow import Schema, ValidationError
from pandas import DataFrame

from crm.clock import today
from crm.rules.period import figures_problems
from crm.web.api.access import endpoint
from crm.web.api.answers import FieldError, Refusal, answer, field_errors
from crm.web.api.arguments import ALSO_ALLOWED
from crm.web.api.fields import Body, Day
from crm.web.api.json_api import JsonApi
from crm.web.coverage_lookup import snapshot
from crm.web.security import current_viewer
from reports.period import Period, ReferenceDay
from reports.report import Definition
from reports.source.source import Source

Row = dict[str, Any]
NUMBER = {"type": "number", "nullable": True}
LEADERS = _("Figures on single advisors are for those who lead.")


class PeriodArguments(Body):
    first = Day(required=True, data_key="from", metadata={"example": "2025-01-01"})
    last = Day(required=True, data_key="to", metadata={"example": "2025-12-31"})


@dataclass(frozen=True)
class Asked:
    period: Period
    day: ReferenceDay
    by: str | None
    more: dict[str, Any] = field(default_factory=dict)


class FiguresApi(JsonApi):
    class_permission_name = "Coverage"
    openapi_spec_tag = "Figures"
    arguments: ClassVar[type[PeriodArguments]]
    """``by``, where there is one, says what the figures can be broken down by."""
    figures: ClassVar[Sequence[str]]
    definition: ClassVar[Definition]
    always: ClassVar[Sequence[str]] = ()
    """What each row says besides its figures, without being asked."""
    has_total: ClassVar[bool] = True
    personal: ClassVar[str] = ""
    """The breakdown by single advisors, which is for those who lead, each of their own team."""

    def table(self, source: Source, asked: Asked) -> DataFrame:
        raise NotImplementedError

    @endpoint("/", "GET", "show")
    def get(self) -> Response:
        """Figures
        ---
        get:
          summary: Figures on {{things}}
          parameters:
          - in: query
            schema: {{arguments}}
          responses:
            200:
              description: Rows where a breakdown is asked for; total is of all
              content: {application/json: {schema: {$ref: '#/components/schemas/{{api}}.answer'}}}
          x-refuses: [400]
        """
        given = read_arguments(self.arguments())
        period = period_of(given.pop("first"), given.pop("last"))
        asked = Asked(period, period.reference_day(today()), given.pop("by", None), given)
        if asked.by and asked.by == self.personal and not self._leads():
            raise Refusal(403, LEADERS)
        days = [period.first.isoformat(), period.last.isoformat()]
        return answer(200, period=days, **self.told(snapshot(), asked))

    def told(self, source: Source, asked: Asked) -> dict[str, Any]:
        rows = records(self.table(source, asked)) if asked.by else []
        if asked.by and asked.by == self.personal:
            rows = own_team(rows, asked.by)
        (total,) = records(self.table(source, replace(asked, by=None)))
        return {"by": asked.by, "rows": rows, "total": total}

    def _leads(self) -> bool:
        return bool(self.appbuilder.sm.has_access("can_show", "Workload"))

    # -- description --------------------------------------------------------------------------
    def signs(self) -> dict[str, str]:
        return {**super().signs(), "{{arguments}}": self.arguments.__name__}

    def _described(self, docstring: str) -> dict[str, Any]:
        operations = super()._described(docstring)
        who = f" By {self.personal} for those who lead, of their own team." if self.personal else ""
        operations["get"]["description"] = self.definition.text + who
        return operations

    def add_apispec_components(self, api_spec: Any) -> None:
        super().add_apispec_components(api_spec)
        component = {"type": "object", "properties": self.answered()}
        api_spec.components.schema(f"{type(self).__name__}.answer", component=component)

    def answered(self) -> dict[str, Any]:
        """OpenAPI of the answer's fields."""
        by = getattr(self.arguments().fields.get("by"), "validate", None)
        names = (*self.always, *(by.choices if by else ()))
        numbers = dict.fromkeys(self.figures, NUMBER)
        row = {"type": "object", "properties": {**{name: {} for name in names}, **numbers}}
        said: dict[str, Any] = {
            "period": {"type": "array", "items": {"type": "string", "format": "date"}},
            "rows": {"type": "array", "items": row},
        }
        if by:
            said["by"] = {"type": "string", "nullable": True, "enum": [*by.choices, None]}
        if self.has_total:
            said["total"] = {"type": "object", "properties": numbers}
        return said


def read_arguments(schema: Schema) -> dict[str, Any]:
    """What stands in the address; 400 for what is not understood."""
    given = {name: text for name, text in request.args.items() if name not in ALSO_ALLOWED}
    try:
        return dict(schema.load(given))
    except ValidationError as error:
        raise Refusal(400, errors=field_errors(error.messages)) from error


def period_of(first: date, last: date) -> Period:
    """400 for one that the pages refuse too."""
    found = figures_problems({"from": first, "to": last, "today": today()})
    errors = [FieldError(problem.field, gettext(problem.message)) for problem in found]
    if errors:
        raise Refusal(400, errors=errors)
    return Period(first, last)


def own_team(rows: list[Row], name: str) -> list[Row]:
    """Of those whose own figures the caller may see."""
    whose = current_viewer.seen_at_work
    return [row for row in rows if whose is None or row[name] in whose]


def records(frame: DataFrame) -> list[Row]:
    return [{str(name): value for name, value in row.items()} for row in frame.to_dict("records")]
