"""Released reports: which there are, the file of each, and whether one at hand is such a file."""

from __future__ import annotations

from io import BytesIO

from flask import Response, request, send_file
from flask_appbuilder import expose
from flask_appbuilder.security.decorators import has_access, permission_name
from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from crm.errors import DomainError
from crm.models import ReportSnapshot
from crm.web.citable import citable_of, rows_of
from crm.web.file_names import file_name
from crm.web.page import Page
from crm.web.workbooks import XLSX
from reports.frozen.handed_in import HandedIn, handed_in


class ReleaseView(Page):
    route_base = "/reports/releases"
    class_permission_name = "Release"
    default_view_permission = "list"

    @expose("/")
    @has_access
    @permission_name("list")
    def index(self) -> str:
        return self._page()

    @expose("/check", methods=["POST"])
    @has_access
    @permission_name("show")
    def check(self) -> tuple[str, int]:
        """Nothing is kept of the file that somebody hands in."""
        file = request.files.get("file")
        if file is None or not file.filename:
            return self._page(problem=_("Please choose a file.")), 400
        try:
            found = handed_in(self.session, file.read())
        except DomainError as error:
            return self._page(problem=error.said(_), name=file.filename), 400
        return self._page(found=found, name=file.filename), 200

    @expose("/<int:pk>")
    @has_access
    @permission_name("show")
    def show(self, pk: int) -> str:
        snapshot = self.find(ReportSnapshot, pk)
        return str(
            self.render_template(
                "release.html", title=snapshot.title, lead=_("Released report"), snapshot=snapshot
            )
        )

    @expose("/<int:pk>/workbook.xlsx")
    @has_access
    @permission_name("export")
    def workbook(self, pk: int) -> Response:
        """To the byte as it was released."""
        found = self.find(ReportSnapshot, pk)
        days = (found.first_day.isoformat(), found.last_day.isoformat())
        name = file_name(found.title, _("released"), *days)
        return send_file(BytesIO(found.file), mimetype=XLSX, as_attachment=True, download_name=name)

    @expose("/<int:pk>/figures")
    @has_access
    @permission_name("show")
    def figures(self, pk: int) -> str:
        """One sheet, with the names under which papers cite its figures."""
        snapshot: ReportSnapshot = self.find(ReportSnapshot, pk)
        report = citable_of(snapshot)
        first = next(iter(report.sheets.values()))
        sheet = report.sheets.get(request.args.get("sheet", ""), first)
        return str(
            self.render_template(
                "release_figures.html",
                title=snapshot.title,
                snapshot=snapshot,
                sheet=sheet,
                sheet_title=_(sheet.title),
                tabs=[(each.key, _(each.tab)) for each in report.printed_sheets()],
                columns=[(c.key, _(c.label)) for c in sheet.columns if not c.kind.is_text],
                rows=list(rows_of(snapshot, report, sheet)),
            )
        )

    def _page(self, found: HandedIn | None = None, problem: str = "", name: str = "") -> str:
        newest = select(ReportSnapshot).order_by(ReportSnapshot.id.desc()).limit(MOST)
        newest = newest.options(joinedload(ReportSnapshot.released_by))
        return str(
            self.render_template(
                "releases.html",
                title=_("Released reports"),
                lead=_("What was published is kept as it was, with what it was counted from."),
                releases=self.session.scalars(newest).all(),
                found=found,
                problem=problem,
                name=name,
            )
        )


MOST = 200
"""So many fit on a page; the older ones are found by handing in their file."""
