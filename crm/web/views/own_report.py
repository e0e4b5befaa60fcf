"""Own reports: put together on one page, read there, taken along as a workbook or as CSV."""

from __future__ import annotations

from collections.abc import Callable

from flask import Response, current_app, g, url_for
from flask_appbuilder import expose
from flask_appbuilder.security.decorators import has_access, permission_name
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from crm.clock import today
from crm.errors import DomainError
from crm.models import SavedReport
from crm.permissions import may
from crm.services.scope import visible_saved_reports
from crm.web import own_choice
from crm.web.city_map import city_map
from crm.web.coverage_lookup import recent_copy
from crm.web.file_names import file_name
from crm.web.languages import current_language
from crm.web.own_choice import OwnChoice
from crm.web.own_table import OwnTable, offered
from crm.web.page import Page
from crm.web.saved_choice import Kept, kept, may_read
from crm.web.security import current_viewer
from crm.web.workbooks import meta, sent_tables, sent_workbook
from reports.builder.book import own_book
from reports.builder.periods import RELATIVE
from reports.source import cache
from reports.source.cache import SnapshotCache
from reports.writers.book import Book


class OwnReportView(Page):
    """For the office alone: small counts are not protected here."""

    route_base = "/reports/own"
    class_permission_name = "OwnReport"
    default_view_permission = "show"

    @expose("/")
    @has_access
    @permission_name("show")
    def index(self) -> tuple[str, int]:
        """400 with the whole page where a choice in the address is none."""
        copy = recent_copy()
        choice = self._choice()
        table = OwnTable.of(copy.source, choice, current_viewer.seen_at_work, self._sees_firms())
        page = self.render_template(
            "own_report.html",
            title=_("Own reports"),
            actions=[(url_for("SavedReports.index"), gettext("Saved reports"), "bookmark")],
            lead=_("Any combination that you ask for often: put together here, without a program."),
            choice=choice,
            table=table,
            periods=RELATIVE,
            offered=offered(copy.source, choice.wanted.about, self._sees_workload()),
            saved=self._saved(choice),
            has_outlines=city_map(self.session) is not None,
            as_of=copy.as_of if copy.took > cache.PATIENCE else None,
        )
        return str(page), 400 if choice.problems or table.refusal else 200

    @expose("/table.xlsx")
    @has_access
    @permission_name("export")
    def workbook(self) -> Response | tuple[str, int]:
        return self._sent(sent_workbook, "xlsx")

    @expose("/table.zip")
    @has_access
    @permission_name("export")
    def tables(self) -> Response | tuple[str, int]:
        return self._sent(sent_tables, "zip")

    def _sent(
        self, sent: Callable[[Book, str], Response], suffix: str
    ) -> Response | tuple[str, int]:
        """The page, with its sentences, where the address asks for what cannot be."""
        choice = self._choice()
        if choice.problems:
            return self.index()
        try:
            book = self._book(choice)
        except DomainError:
            return self.index()
        days = (choice.period.first, choice.period.last)
        return sent(book, file_name(book.title, *days, suffix=suffix))

    def _book(self, choice: OwnChoice) -> Book:
        cached: SnapshotCache = current_app.extensions["crm_figures"]
        return own_book(
            cached.current(current_app.extensions["crm_engine"]),
            choice.wanted,
            meta=meta(),
            translate=gettext,
            language=current_language(),
            name=self._called(choice),
            advisors=current_viewer.seen_at_work,
        )

    def _called(self, choice: OwnChoice) -> str:
        """What it was saved as, unless something else is asked for by now."""
        saved = self._saved(choice)
        return saved.row.name if saved and saved.wanted == choice.wanted else ""

    def _saved(self, choice: OwnChoice) -> Kept | None:
        """That which the address says that it began as, where the reader may see it."""
        if choice.saved is None:
            return None
        scope = visible_saved_reports(current_viewer, today())
        query = select(SavedReport).where(SavedReport.id == choice.saved, scope)
        row = self.session.scalar(query.options(joinedload(SavedReport.owner)))
        return kept(row) if row and may_read(row) else None

    def _choice(self) -> OwnChoice:
        return own_choice.read(today(), recent_copy().source, self._sees_workload())

    def _sees_workload(self) -> bool:
        return bool(self.appbuilder.sm.has_access("can_show", "Workload"))

    def _sees_firms(self) -> bool:
        roles = self.appbuilder.sm.role_names(g.user)
        return any(may(role, "can_list", "Company") for role in roles)
