"""A report is released, or held against today's data: begun, watched, and then shown."""

from __future__ import annotations

from flask import g, redirect, url_for
from flask_appbuilder import expose
from flask_appbuilder.security.decorators import has_access, permission_name
from flask_babel import gettext as _
from sqlalchemy import select
from werkzeug.wrappers import Response as AnyResponse

from crm.models import Company, ReportSnapshot
from crm.web.controls import allowed
from crm.web.jobs import Status
from crm.web.languages import current_language
from crm.web.page import Page
from crm.web.publishing import Publishing, asked_for
from crm.web.releasing import COMPARE, RELEASE, Comparing, begin_comparing, begin_release
from crm.web.views.job import own_job
from reports.catalogue import report_named
from reports.frozen.causes import Cause


class ReleasingView(Page):
    route_base = "/reports/releasing"
    class_permission_name = "Release"
    default_view_permission = "show"

    @expose("/<name>", methods=["POST"])
    @has_access
    @permission_name("add")
    def begin(self, name: str) -> AnyResponse:
        """Of the period in the address, from the data as they are then."""
        publishing = asked_for(name)
        if publishing is None:
            return redirect(url_for("ReportView.index"))
        key = begin_release(publishing, g.user.id)
        return redirect(url_for("ReleasingView.progress", key=key))

    @expose("/running/<key>")
    @has_access
    @permission_name("add")
    def progress(self, key: str) -> AnyResponse | str:
        state = own_job(key, RELEASE)
        if state.status is Status.DONE:
            return redirect(url_for("ReleaseView.show", pk=state.result["id"]))
        publishing = Publishing(**state.about)
        return str(
            self.render_template(
                "release_running.html",
                title=_("Release"),
                report=report_named(publishing.report),
                period=publishing.period,
                state=state,
                key=key,
            )
        )

    @expose("/<int:pk>/compare", methods=["POST"])
    @has_access
    @permission_name("show")
    def compare(self, pk: int) -> AnyResponse:
        comparing = Comparing(self.find(ReportSnapshot, pk).id)
        key = begin_comparing(comparing, g.user.id, current_language())
        return redirect(url_for("ReleasingView.compared", key=key))

    @expose("/comparing/<key>")
    @has_access
    @permission_name("show")
    def compared(self, key: str) -> str:
        state = own_job(key, COMPARE)
        snapshot = self.find(ReportSnapshot, Comparing(**state.about).snapshot_id)
        return str(
            self.render_template(
                "release_compared.html",
                title=snapshot.title,
                lead=_("As it was released, and as it would be today"),
                snapshot=snapshot,
                state=state,
                key=key,
                causes={cause.value: cause.label for cause in Cause},
                names=self._names(state.result["causes"]) if state.result else {},
            )
        )

    def _names(self, causes: list[dict[str, list[int]]]) -> dict[int, str]:
        """Only for those who may see firms. Of one that is gone there is none."""
        if not allowed("can_show", "Company"):
            return {}
        ids = {firm for cause in causes for firm in cause["named"]}
        rows = self.session.execute(
            select(Company.id, Company.name, Company.description).where(Company.id.in_(ids))
        )
        return {pk: name or description or f"#{pk}" for pk, name, description in rows}
