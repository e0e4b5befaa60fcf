"""Consulting days and founders in figures."""

from __future__ import annotations

from flask_appbuilder import expose
from flask_appbuilder.security.decorators import has_access, permission_name
from flask_babel import lazy_gettext as _

from crm.clock import today
from crm.web.consulting_figures import ConsultingFigures
from crm.web.controls import allowed
from crm.web.coverage_lookup import snapshot
from crm.web.page import Page
from crm.web.period_choice import PRESET_LABELS, PeriodChoice
from reports.definitions.method import FOUNDERS, SLOTS


class ConsultingView(Page):
    route_base = "/founders/figures"
    class_permission_name = "Coverage"
    default_view_permission = "show"

    @expose("/")
    @has_access
    @permission_name("show")
    def index(self) -> tuple[str, int]:
        choice = PeriodChoice.read(today())
        page = self.render_template(
            "consulting.html",
            title=_("Consulting days and founders"),
            lead=_("How consulting days were used, and what became of the founders who came."),
            choice=choice,
            presets=PRESET_LABELS,
            slots_definition=SLOTS,
            founders_definition=FOUNDERS,
            remark=choice.period.remark(today()),
            reference_day=choice.period.reference_day(today()),
            figures=ConsultingFigures(snapshot(), self.session, choice.period, today()),
            sees_founders=allowed("can_list", "Venture"),
        )
        return str(page), 400 if choice.problems else 200
