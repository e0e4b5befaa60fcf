"""Each report on screen, one of its sheets at a time."""

from __future__ import annotations

from flask import abort, request
from flask_appbuilder import expose
from flask_appbuilder.security.decorators import has_access, permission_name
from flask_babel import gettext as _

from crm.clock import today
from crm.web.controls import allowed
from crm.web.coverage_lookup import recent_copy
from crm.web.page import Page
from crm.web.period_choice import PRESET_LABELS, PeriodChoice
from crm.web.report_figures import ReportFigures
from crm.web.security import current_viewer
from crm.web.views.report import SCREENS
from reports.asked import Asked
from reports.catalogue import reports_for
from reports.source import cache


class ReportPageView(Page):
    route_base = "/reports"
    class_permission_name = "Report"
    default_view_permission = "show"

    @expose("/<name>/")
    @has_access
    @permission_name("show")
    def show(self, name: str) -> tuple[str, int]:
        """Reports for team leads are not there for others; 400 where the period is none."""
        leads = allowed("can_show", "Workload")
        report = next((each for each in reports_for(leads) if each.name == name), None)
        if report is None:
            abort(404)
        choice, copy = PeriodChoice.read(today()), recent_copy()
        figures = ReportFigures(
            report,
            copy.source,
            Asked(choice.period, today(), advisors=current_viewer.seen_at_work),
            wanted=request.args.get("sheet", ""),
            team_leads=leads,
            sees_firms=allowed("can_list", "Company"),
        )
        page = self.render_template(
            "report_page.html",
            title=_(report.title),
            lead=_(report.question),
            report=report,
            figures=figures,
            choice=choice,
            presets=PRESET_LABELS,
            remark=choice.period.remark(today()),
            screen=SCREENS.get(name) if allowed("can_show", "Coverage") else None,
            as_of=copy.as_of if copy.took > cache.PATIENCE else None,
        )
        return str(page), 400 if choice.problems else 200
