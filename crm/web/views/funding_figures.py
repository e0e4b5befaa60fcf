"""Funding consultations in figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from flask_appbuilder import expose
from flask_appbuilder.security.decorators import has_access, permission_name
from flask_babel import lazy_gettext as _

from crm.clock import today
from crm.enums import SizeClass
from crm.web.choices import all_programmes
from crm.web.controls import allowed
from crm.web.coverage_lookup import snapshot
from crm.web.formats import label
from crm.web.page import Page
from crm.web.period_choice import PRESET_LABELS, PeriodChoice
from reports.definitions.method import FUNDING
from reports.measures.funding import funding
from reports.period import Period
from reports.source.source import Source

Row = dict[str, Any]


@dataclass
class FundingFigures:
    """Each is computed when the template asks for it, from the same snapshot."""

    source: Source
    period: Period

    @cached_property
    def total(self) -> Row:
        return self._rows(None)[0]

    @cached_property
    def by_programme(self) -> list[Row]:
        return self._named("programme", {each.id: each.name for each in all_programmes()})

    @cached_property
    def by_size_class(self) -> list[Row]:
        return self._named("size_class", {each.value: label(each) for each in SizeClass})

    @cached_property
    def by_month(self) -> list[Row]:
        return self._rows("month")

    def _named(self, by: str, names: Mapping[Any, str]) -> list[Row]:
        return [{**row, "name": names.get(row[by], row[by])} for row in self._rows(by)]

    def _rows(self, by: str | None) -> list[Row]:
        rows = funding(self.source, self.period, by).to_dict("records")
        return [{str(name): value for name, value in row.items()} for row in rows]


class FundingFiguresView(Page):
    route_base = "/funding/figures"
    class_permission_name = "Coverage"
    default_view_permission = "show"

    @expose("/")
    @has_access
    @permission_name("show")
    def index(self) -> tuple[str, int]:
        choice = PeriodChoice.read(today())
        page = self.render_template(
            "funding_figures.html",
            title=_("Funding consultations in figures"),
            lead=_("What was discussed, applied for and granted."),
            choice=choice,
            presets=PRESET_LABELS,
            definition=FUNDING,
            remark=choice.period.remark(today()),
            reference_day=choice.period.reference_day(today()),
            figures=FundingFigures(snapshot(), choice.period),
            sees_cases=allowed("can_list", "Funding"),
        )
        return str(page), 400 if choice.problems else 200
