"""Gatherings and who comes, on screen."""

from __future__ import annotations

from flask_appbuilder import expose
from flask_appbuilder.security.decorators import has_access, permission_name
from flask_babel import lazy_gettext as _

from crm.clock import today
from crm.web.controls import allowed
from crm.web.coverage_lookup import snapshot
from crm.web.page import Page
from crm.web.period_choice import PRESET_LABELS, PeriodChoice
from crm.web.turnout_figures import TurnoutFigures
from reports.definitions.method import SPLIT, TURNOUT


class TurnoutView(Page):
    route_base = "/gatherings/turnout"
    class_permission_name = "Coverage"
    default_view_permission = "show"

    @expose("/")
    @has_access
    @permission_name("show")
    def index(self) -> tuple[str, int]:
        choice = PeriodChoice.read(today())
        page = self.render_template(
            "turnout.html",
            title=_("Turnout"),
            lead=_("Whom gatherings reach, who registers, and who comes."),
            choice=choice,
            presets=PRESET_LABELS,
            definition=TURNOUT,
            split=SPLIT,
            remark=choice.period.remark(today()),
            reference_day=choice.period.reference_day(today()),
            figures=TurnoutFigures(snapshot(), choice.period),
            sees_gatherings=allowed("can_list", "Interaction"),
        )
        return str(page), 400 if choice.problems else 200
