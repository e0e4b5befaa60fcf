"""Reports: what there is, and each as a workbook."""

from __future__ import annotations

from collections.abc import Callable

from flask import Response, abort, current_app
from flask_appbuilder import expose
from flask_appbuilder.security.decorators import has_access, permission_name
from flask_babel import gettext
from flask_babel import lazy_gettext as _

from crm.clock import today
from crm.web.changed_lines import changed_lines
from crm.web.controls import allowed
from crm.web.file_names import file_name
from crm.web.languages import current_language
from crm.web.page import Page
from crm.web.period_choice import PRESET_LABELS, PeriodChoice
from crm.web.security import current_viewer
from crm.web.workbooks import meta, sent_tables, sent_workbook
from reports.build import build
from reports.catalogue import reports_for
from reports.report import Report
from reports.source.cache import SnapshotCache
from reports.writers.book import Book

SCREENS = {
    "coverage": "CoverageView.index",
    "response": "ResponseView.index",
    "gatherings": "TurnoutView.index",
    "consulting": "ConsultingView.index",
    "yield": "YieldView.index",
    "funding": "FundingFiguresView.index",
    "promises": "PromisesView.index",
    "completeness": "CompletenessView.index",
}
"""Where the figures of a report have a dashboard, too."""


class ReportView(Page):
    route_base = "/reports"
    class_permission_name = "Report"
    default_view_permission = "show"

    @expose("/")
    @has_access
    @permission_name("show")
    def index(self) -> Response:
        return self._page(PeriodChoice.read(today()))

    @staticmethod
    def _seen() -> tuple[Report, ...]:
        return reports_for(team_leads=allowed("can_show", "Workload"))

    def _page(self, choice: PeriodChoice) -> Response:
        """Where what somebody typed is no period, the usual one stands in and it is said."""
        page = self.render_template(
            "reports.html",
            title=_("Reports"),
            reports=self._seen(),
            presets=PRESET_LABELS,
            choice=choice,
            changed=changed_lines(self.session, choice.period.last),
        )
        return Response(page, 400 if choice.problems else 200)

    @expose("/<name>.xlsx")
    @has_access
    @permission_name("export")
    def workbook(self, name: str) -> Response:
        """Of the period in the address; what advisors did is in it for team leads alone.

        The page again, with what was typed, where that is no period.
        """
        return self._sent(name, sent_workbook, "xlsx")

    @expose("/<name>.zip")
    @has_access
    @permission_name("export")
    def tables(self, name: str) -> Response:
        """The same as CSV."""
        return self._sent(name, sent_tables, "zip")

    def _sent(self, name: str, sent: Callable[[Book, str], Response], suffix: str) -> Response:
        if name not in {report.name for report in self._seen()}:
            abort(404)
        choice = PeriodChoice.read(today())
        if choice.problems:
            return self._page(choice)
        cache: SnapshotCache = current_app.extensions["crm_figures"]
        book = build(
            name,
            cache.current(current_app.extensions["crm_engine"]),
            choice.period,
            meta=meta(),
            translate=gettext,
            language=current_language(),
            include_advisors=allowed("can_show", "Workload"),
            advisors=current_viewer.seen_at_work,
        )
        days = (choice.period.first, choice.period.last)
        return sent(book, file_name(book.title, *days, suffix=suffix))
