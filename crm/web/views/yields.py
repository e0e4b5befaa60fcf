"""What came of brochures, on screen."""

from __future__ import annotations

from flask_appbuilder import expose
from flask_appbuilder.security.decorators import has_access, permission_name
from flask_babel import lazy_gettext as _

from crm.clock import today
from crm.web.controls import allowed
from crm.web.coverage_lookup import snapshot
from crm.web.page import Page
from crm.web.period_choice import PRESET_LABELS, PeriodChoice
from crm.web.yield_figures import YieldFigures
from reports.definitions.method import YIELD


class YieldView(Page):
    route_base = "/materials/yield"
    class_permission_name = "Coverage"
    default_view_permission = "show"

    @expose("/")
    @has_access
    @permission_name("show")
    def index(self) -> tuple[str, int]:
        choice = PeriodChoice.read(today())
        page = self.render_template(
            "yields.html",
            title=_("Campaigns and brochures"),
            lead=_(
                "Whom campaigns reached, and how many turned to the city because of a brochure."
            ),
            choice=choice,
            presets=PRESET_LABELS,
            definition=YIELD,
            remark=choice.period.remark(today()),
            reference_day=choice.period.reference_day(today()),
            figures=YieldFigures(snapshot(), choice.period),
            sees_materials=allowed("can_show", "Material"),
            sees_inquiries=allowed("can_list", "Inquiry"),
        )
        return str(page), 400 if choice.problems else 200
