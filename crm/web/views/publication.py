"""A report for publication: asked for, made, and then downloaded."""

from __future__ import annotations

from flask import Response, g, redirect, url_for
from flask_appbuilder import expose
from flask_appbuilder.security.decorators import has_access, permission_name
from flask_babel import gettext as _
from werkzeug.wrappers import Response as AnyResponse

from crm.web.page import Page
from crm.web.publishing import PUBLICATION, Publishing, asked_for, begin_publication, download
from crm.web.views.job import own_job
from reports.catalogue import report_named


class PublicationView(Page):
    route_base = "/reports/publication"
    class_permission_name = "Report"
    default_view_permission = "show"

    @expose("/<name>", methods=["POST"])
    @has_access
    @permission_name("export")
    def begin(self, name: str) -> AnyResponse:
        """Of the period in the address, as the workbooks beside it."""
        publishing = asked_for(name)
        if publishing is None:
            return redirect(url_for("ReportView.index"))
        key = begin_publication(publishing, g.user.id)
        return redirect(url_for("PublicationView.progress", key=key))

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

    @expose("/running/<key>/report.pdf")
    @has_access
    @permission_name("export")
    def printed(self, key: str) -> Response:
        state = own_job(key, PUBLICATION)
        return download(key, state, ".pdf")
