"""The coverage dashboard: which small firms are reached, and which never were."""

from __future__ import annotations

import json

from flask import Response, g
from flask_appbuilder import expose
from flask_appbuilder.security.decorators import has_access, permission_name
from flask_babel import lazy_gettext as _

from crm.clock import today
from crm.permissions import may
from crm.web.city_map import city_map
from crm.web.coverage_choice import Choice
from crm.web.coverage_figures import Figures
from crm.web.coverage_lookup import names, overviews, recent_copy
from crm.web.page import Page
from crm.web.period_choice import PRESET_LABELS
from crm.web.row_order import RowOrder
from crm.web.shapes import city_shapes
from reports.source import cache

NEVER_SHOWN = 10


class CoverageView(Page):
    route_base = "/coverage"
    class_permission_name = "Coverage"
    default_view_permission = "show"

    @expose("/")
    @has_access
    @permission_name("show")
    def index(self) -> tuple[str, int]:
        """400 with the whole page where a choice in the address is none."""
        known, copy = names(self.session), recent_copy()
        choice = Choice.read(today(), known)
        figures = Figures(copy.source, choice, today(), RowOrder.read())
        never = figures.never_reached(NEVER_SHOWN) if self._sees_firms() else {}
        page = self.render_template(
            "coverage.html",
            title=_("Coverage"),
            choice=choice,
            presets=PRESET_LABELS,
            figures=figures,
            as_of=copy.as_of if copy.took > cache.PATIENCE else None,
            names=known,
            has_outlines=city_map(self.session) is not None,
            sees_firms=self._sees_firms(),
            sees_workload=self.appbuilder.sm.has_access("can_show", "Workload"),
            never=overviews(self.session, list(never)),
            reasons=never,
        )
        return str(page), 400 if choice.problems else 200

    @expose("/shapes.json")
    @has_access
    @permission_name("show")
    def shapes(self) -> Response:
        """The districts' outlines for the map; the same for everybody, so it may be kept a day."""
        text = json.dumps(city_shapes(self.session), separators=(",", ":"))
        return Response(text, mimetype="application/json")

    def _sees_firms(self) -> bool:
        roles = self.appbuilder.sm.role_names(g.user)
        return any(may(role, "can_list", "Company") for role in roles)
