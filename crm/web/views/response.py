"""Response times on screen."""

from __future__ import annotations

from flask_appbuilder import expose
from flask_appbuilder.security.decorators import has_access, permission_name
from flask_babel import lazy_gettext as _

from crm.clock import today
from crm.web.controls import allowed
from crm.web.coverage_lookup import snapshot
from crm.web.page import Page
from crm.web.period_choice import PRESET_LABELS, PeriodChoice
from crm.web.response_figures import ResponseFigures
from reports.definitions.method import RESPONSE


class ResponseView(Page):
    route_base = "/inquiries/response"
    class_permission_name = "Coverage"
    default_view_permission = "show"

    @expose("/")
    @has_access
    @permission_name("show")
    def index(self) -> tuple[str, int]:
        choice = PeriodChoice.read(today())
        day = choice.period.reference_day(today())
        page = self.render_template(
            "response.html",
            title=_("Response times"),
            lead=_("How long firms wait for the first answer of a person."),
            choice=choice,
            presets=PRESET_LABELS,
            definition=RESPONSE,
            remark=choice.period.remark(today()),
            reference_day=day,
            figures=ResponseFigures(snapshot(), self.session, choice.period, day),
            sees_inquiries=allowed("can_list", "Inquiry"),
        )
        return str(page), 400 if choice.problems else 200
