"""The coverage dashboard: which small firms are reached, and which never were."""

from __future__ import annotations

import json

from flask import Response, abort, current_app, g, request
from flask_appbuilder import expose
from flask_appbuilder.security.decorators import has_access, permission_name
from flask_babel import lazy_gettext as _
from sqlalchemy import select

from crm.models import CompanyOverview, District, Team
from crm.permissions import may
from crm.web.clock import today
from crm.web.coverage_choice import PRESET_LABELS, Choice
from crm.web.coverage_figures import Figures
from crm.web.firms_workbook import firms_workbook
from crm.web.page import Page, whole_number
from crm.web.shapes import city_shapes
from reports.measures.behind import BEHIND, firms_behind
from reports.source.cache import SnapshotCache
from reports.source.source import Source

PAGE_SIZE = 50
NEVER_SHOWN = 10
EXPORTED_AT_MOST = 1_000_000


class CoverageView(Page):
    route_base = "/coverage"
    class_permission_name = "Coverage"
    default_view_permission = "show"

    @expose("/")
    @has_access
    @permission_name("show")
    def index(self) -> str:
        choice = Choice.read(today())
        figures = Figures(self.source(), choice, today())
        never = figures.never_reached(NEVER_SHOWN) if self._sees_firms() else {}
        return str(
            self.render_template(
                "coverage.html",
                title=_("Coverage"),
                choice=choice,
                presets=PRESET_LABELS,
                figures=figures,
                names=self._names(),
                sees_firms=self._sees_firms(),
                never=self._rows(list(never)),
                reasons=never,
            )
        )

    @expose("/firms")
    @has_access
    @permission_name("show")
    def firms(self) -> str:
        """The firms behind one figure, for those who may see firms."""
        if not self._sees_firms():
            abort(403)
        choice, which = Choice.read(today()), request.args.get("contact", "all")
        if which not in BEHIND:
            abort(400)
        ids = firms_behind(self.source(), choice.period, choice.segment, which)
        page = whole_number("page", 1, 1, max(1, -(-len(ids) // PAGE_SIZE)))
        shown = ids[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]
        return str(
            self.render_template(
                "coverage_firms.html",
                title=BEHIND[which],
                choice=choice,
                which=which,
                rows=self._rows(shown),
                count=len(ids),
                page=page,
                size=PAGE_SIZE,
                names=self._names(),
            )
        )

    @expose("/never")
    @has_access
    @permission_name("show")
    def never(self) -> str:
        """Small firms that nobody has ever spoken to, the best next visits first."""
        if not self._sees_firms():
            abort(403)
        choice = Choice.read(today())
        page = whole_number("page", 1, 1, 10_000)
        figures = Figures(self.source(), choice, today())
        found = figures.never_reached(PAGE_SIZE + 1, (page - 1) * PAGE_SIZE)
        shown = list(found)[:PAGE_SIZE]
        return str(
            self.render_template(
                "coverage_never.html",
                title=_("Never spoken to"),
                lead=_("Small firms without a single individual contact, best next visits first."),
                choice=choice,
                names=self._names(),
                rows=self._rows(shown),
                reasons=found,
                page=page,
                has_next=len(found) > PAGE_SIZE,
            )
        )

    @expose("/<any(firms, never):which>.xlsx")
    @has_access
    @permission_name("show")
    def export(self, which: str) -> Response:
        """The whole list of firms as a workbook, in the order of the page."""
        if not self._sees_firms():
            abort(403)
        choice = Choice.read(today())
        if which == "never":
            ids = list(Figures(self.source(), choice, today()).never_reached(EXPORTED_AT_MOST))
        else:
            contact = request.args.get("contact", "all")
            if contact not in BEHIND:
                abort(400)
            ids = firms_behind(self.source(), choice.period, choice.segment, contact)
        return firms_workbook(self.session, ids, str(_("Firms")))

    @expose("/shapes.json")
    @has_access
    @permission_name("show")
    def shapes(self) -> Response:
        """The districts' outlines for the map; the same for everybody, so it may be kept a day."""
        text = json.dumps(city_shapes(self.session), separators=(",", ":"))
        return Response(text, mimetype="application/json")

    def source(self) -> Source:
        cache: SnapshotCache = current_app.extensions["crm_figures"]
        return cache.current(current_app.extensions["crm_engine"])

    def _sees_firms(self) -> bool:
        roles = self.appbuilder.sm.role_names(g.user)
        return any(may(role, "can_list", "Company") for role in roles)

    def _rows(self, ids: list[int]) -> list[CompanyOverview]:
        """In the order of the ids."""
        query = select(CompanyOverview).where(CompanyOverview.id.in_(ids))
        found = {row.id: row for row in self.session.scalars(query)}
        return [found[i] for i in ids if i in found]

    def _names(self) -> dict[str, dict[str, str]]:
        """What the codes in the address and in the tables are called: two queries."""
        return {
            "district": dict(
                self.session.execute(
                    select(District.number, District.name).order_by(District.number)
                ).all()  # type: ignore[arg-type]
            ),
            "team": dict(
                self.session.execute(select(Team.code, Team.name).order_by(Team.name)).all()  # type: ignore[arg-type]
            ),
        }
