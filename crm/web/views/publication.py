"""A report for publication: asked for, made, and then downloaded."""

from __future__ import annotations

from flask import Response, abort, flash, g, redirect, url_for
from flask_appbuilder import expose
from flask_appbuilder.security.decorators import has_access, permission_name
from flask_babel import gettext as _
from werkzeug.wrappers import Response as AnyResponse

from crm.clock import today
from crm.web.languages import current_language
from crm.web.page import Page
from crm.web.period_choice import PeriodChoice
from crm.web.publishing import PUBLICATION, Publishing, begin_publication, download
from crm.web.views.job import own_job
from crm.web.workbooks import author
from reports.catalogue import REPORTS, report_named


class PublicationView(Page):
    route_base = "/reports/publication"
    class_permission_name = "Report"
    default_view_permission = "show"

    @expose("/<name>", methods=["POST"])
    @has_access
    @permission_name("export")
    def begin(self, name: str) -> AnyResponse:
        """Of the period in the address, as the workbooks beside it."""
        published(name)
        choice = PeriodChoice.read(today())
        if choice.problems:
            flash(_("Please choose the period again."), "warning")
            return redirect(url_for("ReportView.index"))
        first, last = (day.isoformat() for day in (choice.period.first, choice.period.last))
        publishing = Publishing(name, first, last, current_language(), author())
        return redirect(
            url_for("PublicationView.progress", key=begin_publication(publishing, g.user.id))
        )

    @expose("/running/<key>")
    @has_access
    @permission_name("export")
    def progress(self, key: str) -> str:
        state = own_job(key, PUBLICATION)
        publishing = Publishing(**state.about)
        return str(
            self.render_template(
                "publication_running.html",
                title=_("For publication"),
                report=report_named(publishing.report),
                period=publishing.period,
                state=state,
                key=key,
            )
        )

    @expose("/running/<key>/workbook.xlsx")
    @has_access
    @permission_name("export")
    def workbook(self, key: str) -> Response:
        state = own_job(key, PUBLICATION)
        return download(key, state)

    @expose("/running/<key>/tables.zip")
    @has_access
    @permission_name("export")
    def tables(self, key: str) -> Response:
        """The same as CSV."""
        state = own_job(key, PUBLICATION)
        return download(key, state, ".zip")


def published(name: str) -> None:
    """404 for a report that has no variant for publication."""
    if name not in {report.name for report in REPORTS if report.known}:
        abort(404)
