"""From a figure of the dashboard to the firms behind it, on screen and as a workbook."""

from __future__ import annotations

from flask import Response, abort, request
from flask_appbuilder import expose
from flask_appbuilder.security.decorators import has_access, permission_name
from flask_babel import gettext
from flask_babel import lazy_gettext as _

from crm.web.clock import today
from crm.web.coverage_choice import Choice
from crm.web.coverage_figures import Figures
from crm.web.coverage_lookup import names, overviews, snapshot
from crm.web.firms_workbook import firms_workbook
from crm.web.page import Page, whole_number
from reports.measures.behind import BEHIND, BY_CONTACT

PAGE_SIZE = 50
EXPORTED_AT_MOST = 1_000_000


class CoverageFirmsView(Page):
    """For those who may see firms; others see the figures alone."""

    route_base = "/coverage"
    class_permission_name = "Company"
    default_view = "firms"

    @expose("/firms")
    @has_access
    @permission_name("list")
    def firms(self) -> str:
        choice, which = Choice.read(today()), _which()
        figures = Figures(snapshot(), choice, today())
        ids = figures.firms_behind(which)
        page = whole_number("page", 1, 1, max(1, -(-len(ids) // PAGE_SIZE)))
        shown = ids[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]
        return str(
            self.render_template(
                "coverage_firms.html",
                title=gettext(BEHIND[which]),
                choice=choice,
                which=which,
                on_day=None if which in BY_CONTACT else figures.reference_day,
                rows=overviews(self.session, shown),
                count=len(ids),
                page=page,
                size=PAGE_SIZE,
                names=names(self.session),
            )
        )

    @expose("/never")
    @has_access
    @permission_name("list")
    def never(self) -> str:
        """Small firms that nobody has ever spoken to, the best next visits first."""
        choice = Choice.read(today())
        page = whole_number("page", 1, 1, 10_000)
        figures = Figures(snapshot(), choice, today())
        found = figures.never_reached(PAGE_SIZE + 1, (page - 1) * PAGE_SIZE)
        return str(
            self.render_template(
                "coverage_never.html",
                title=_("Never spoken to"),
                lead=_("Small firms without a single individual contact, best next visits first."),
                choice=choice,
                names=names(self.session),
                rows=overviews(self.session, list(found)[:PAGE_SIZE]),
                reasons=found,
                page=page,
                has_next=len(found) > PAGE_SIZE,
            )
        )

    @expose("/<any(firms, never):which>.xlsx")
    @has_access
    @permission_name("export")
    def export(self, which: str) -> Response:
        """The whole list as a workbook, in the order of the page."""
        choice = Choice.read(today())
        if which == "never":
            ids = list(Figures(snapshot(), choice, today()).never_reached(EXPORTED_AT_MOST))
        else:
            ids = Figures(snapshot(), choice, today()).firms_behind(_which())
        return firms_workbook(self.session, ids, gettext("Firms"))


def _which() -> str:
    which = request.args.get("contact", "all")
    return which if which in BEHIND else abort(400)
