"""Where an advisor's day begins: who is met, what is due, what was begun, who was forgotten."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from flask import g
from flask_appbuilder import expose
from flask_appbuilder.security.decorators import has_access, permission_name
from flask_babel import lazy_gettext as _
from sqlalchemy import Row, select

from crm.clock import today
from crm.models import Draft
from crm.services.day_plan import appointments, due, latest, with_participants
from crm.services.flagged import of_owner
from crm.services.funding import due_cases
from crm.services.inquiry_board import of_advisor
from crm.services.unspoken import care_of, longest_unspoken
from crm.web.formats import weekday
from crm.web.page import Page
from crm.web.security import current_viewer

DRAFTS = 10
INQUIRIES = 30
RED_FLAGS = 30
FLAGS_WITHIN = timedelta(7)


class MyDayView(Page):
    route_base = "/day"
    class_permission_name = "MyDay"
    default_view_permission = "show"

    @expose("/")
    @has_access
    @permission_name("show")
    def index(self) -> str:
        day = today()
        mine = self._mine(current_viewer.advisor_id, day) if current_viewer.advisor_id else {}
        return str(
            self.render_template(
                "my_day.html",
                title=_("My day"),
                lead=weekday(day),
                drafts=self._drafts(),
                advises=current_viewer.advisor_id is not None,
                **mine,
            )
        )

    def _mine(self, advisor_id: int, day: date) -> dict[str, Any]:
        planned, done = with_participants(
            self.session,
            appointments(self.session, advisor_id, day),
            latest(self.session, advisor_id, day),
        )
        care = care_of(self.session, advisor_id, day)
        return {
            "attended": [each.contact for each in planned if each.is_unsaid(day)],
            "waiting": [each for each in planned if each.day < day and not each.is_unsaid(day)],
            "of_today": [each for each in planned if each.day == day],
            "coming": [each for each in planned if each.day > day],
            "done": done,
            "due": due(self.session, advisor_id, day),
            "red_flags": of_owner(self.session, advisor_id, day + FLAGS_WITHIN, RED_FLAGS),
            "inquiries": of_advisor(self.session, advisor_id, day, INQUIRIES),
            "funding": due_cases(self.session, advisor_id, day, INQUIRIES),
            "has_care": bool(care),
            "unspoken": longest_unspoken(self.session, care),
        }

    def _drafts(self) -> list[Row[Any]]:
        columns = (Draft.client_key, Draft.title, Draft.changed_at)
        query = select(*columns).where(Draft.user_id == g.user.id)
        return list(self.session.execute(query.order_by(Draft.changed_at.desc()).limit(DRAFTS)))
