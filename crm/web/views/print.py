"""A report as PDF: asked for, printed, and then downloaded."""

from __future__ import annotations

from flask import Response, abort, flash, g, redirect, url_for
from flask_appbuilder import expose
from flask_appbuilder.security.decorators import has_access, permission_name
from flask_babel import gettext as _
from werkzeug.wrappers import Response as AnyResponse

from crm.clock import today
from crm.web.controls import allowed
from crm.web.languages import current_language
from crm.web.page import Page
from crm.web.period_choice import PeriodChoice
from crm.web.printing import PRINT, Printing, begin_printing, printed
from crm.web.security import current_viewer
from crm.web.views.job import own_job
from crm.web.workbooks import author
from reports.catalogue import report_named, reports_for


class PrintView(Page):
    route_base = "/reports/pdf"
    class_permission_name = "Report"
    default_view_permission = "show"

    @expose("/<name>", methods=["POST"])
    @has_access
    @permission_name("export")
    def begin(self, name: str) -> AnyResponse:
        """Of the period in the address, with what whoever asks may see."""
        leads = allowed("can_show", "Workload")
        if name not in {report.name for report in reports_for(leads)}:
            abort(404)
        choice = PeriodChoice.read(today())
        if choice.problems:
            flash(_("Please choose the period again."), "warning")
            return redirect(url_for("ReportView.index"))
        first, last = (day.isoformat() for day in (choice.period.first, choice.period.last))
        seen = current_viewer.seen_at_work
        whose = None if seen is None else sorted(seen)
        printing = Printing(name, first, last, current_language(), author(), leads, whose)
        return redirect(url_for("PrintView.progress", key=begin_printing(printing, g.user.id)))

    @expose("/running/<key>")
    @has_access
    @permission_name("export")
    def progress(self, key: str) -> str:
        state = own_job(key, PRINT)
        printing = Printing(**state.about)
        return str(
            self.render_template(
                "print_running.html",
                title=_("PDF"),
                report=report_named(printing.report),
                period=printing.period,
                state=state,
                key=key,
            )
        )

    @expose("/running/<key>/report.pdf")
    @has_access
    @permission_name("export")
    def file(self, key: str) -> Response:
        return printed(key, own_job(key, PRINT))
