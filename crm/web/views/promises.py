"""The follow-up rate on screen; for those who lead with advisors and red flags."""

from __future__ import annotations

from flask_appbuilder import expose
from flask_appbuilder.security.decorators import has_access, permission_name
from flask_babel import lazy_gettext as _

from crm.clock import today
from crm.web.controls import allowed
from crm.web.coverage_lookup import snapshot
from crm.web.page import Page
from crm.web.period_choice import PRESET_LABELS, PeriodChoice
from crm.web.promise_figures import PromiseFigures
from crm.web.security import current_viewer
from reports.definitions.method import FOLLOW_UP_RATE, RED_FLAGS


class PromisesView(Page):
    route_base = "/follow-ups/rate"
    class_permission_name = "Coverage"
    default_view_permission = "show"

    @expose("/")
    @has_access
    @permission_name("show")
    def index(self) -> tuple[str, int]:
        choice = PeriodChoice.read(today())
        day = choice.period.reference_day(today())
        page = self.render_template(
            "promises.html",
            title=_("Promised and kept"),
            lead=_("What was promised to firms, and whether it was done by then."),
            choice=choice,
            presets=PRESET_LABELS,
            definition=FOLLOW_UP_RATE,
            of_flags=RED_FLAGS,
            remark=choice.period.remark(today()),
            reference_day=day,
            figures=PromiseFigures(snapshot(), choice.period, day, current_viewer.seen_at_work),
            leads=allowed("can_show", "Workload"),
        )
        return str(page), 400 if choice.problems else 200
