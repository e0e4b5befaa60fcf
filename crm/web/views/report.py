"""Reports: what there is, and each as a workbook."""

from __future__ import annotations

import io
from datetime import UTC, datetime

from flask import Response, abort, current_app, g, send_file
from flask_appbuilder import expose
from flask_appbuilder.security.decorators import has_access, permission_name
from flask_babel import gettext
from flask_babel import lazy_gettext as _

from crm import __version__
from crm.clock import today, zone
from crm.permissions import may
from crm.web.file_names import file_name
from crm.web.languages import current_language
from crm.web.page import Page
from crm.web.period_choice import PRESET_LABELS, PeriodChoice, presets
from crm.web.security import current_viewer
from reports.build import build, write
from reports.catalogue import REPORTS
from reports.meta import Meta
from reports.source.cache import SnapshotCache

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class ReportView(Page):
    route_base = "/reports"
    class_permission_name = "Report"
    default_view_permission = "show"

    @expose("/")
    @has_access
    @permission_name("show")
    def index(self) -> str:
        return self._page(None)

    def _page(self, refused: PeriodChoice | None) -> str:
        """``refused`` is a period that somebody typed and that is none."""
        return str(
            self.render_template(
                "reports.html",
                title=_("Reports"),
                reports=REPORTS,
                presets=PRESET_LABELS,
                periods=presets(today()),
                days=refused or PeriodChoice.of(presets(today())["last_year"]),
            )
        )

    @expose("/<name>.xlsx")
    @has_access
    @permission_name("export")
    def workbook(self, name: str) -> Response:
        """Of the period in the address; what advisors did is in it for team leads alone.

        The page again, with what was typed, where that is no period.
        """
        if name not in {report.name for report in REPORTS}:
            abort(404)
        choice = PeriodChoice.read(today())
        if choice.problems:
            return Response(self._page(choice), 400)
        cache: SnapshotCache = current_app.extensions["crm_figures"]
        roles = self.appbuilder.sm.role_names(g.user)
        book = build(
            name,
            cache.current(current_app.extensions["crm_engine"]),
            choice.period,
            meta=self._meta(),
            translate=gettext,
            language=current_language(),
            include_advisors=any(may(role, "can_show", "Workload") for role in roles),
            advisors=current_viewer.seen_at_work,
        )
        stream = io.BytesIO()
        write(book, stream)
        stream.seek(0)
        called = file_name(book.title, choice.period.first, choice.period.last)
        return send_file(stream, mimetype=XLSX, as_attachment=True, download_name=called)

    def _meta(self) -> Meta:
        return Meta(
            city=current_app.config["CITY"],
            office=current_app.config["OFFICE"],
            author=f"{g.user.first_name} {g.user.last_name}",
            created_at=datetime.now(UTC).astimezone(zone()).replace(tzinfo=None),
            version=__version__,
        )
