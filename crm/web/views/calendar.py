"""The calendar feed: read by programs, with a secret in the address instead of a login."""

from __future__ import annotations

from datetime import timedelta

from flask import Response, abort, request
from flask_appbuilder import expose
from flask_babel import gettext as _
from sqlalchemy import select

from crm.clock import today
from crm.models import CalendarFeed
from crm.services.agenda import agenda, readers_advisors
from crm.web.feed_calendar import entries, key_in
from crm.web.ics import TYPE, calendar
from crm.web.page import Page

BACK, AHEAD = timedelta(31), timedelta(366)


class CalendarView(Page):
    """Whose address is revoked, who has left or signed nothing: all of it is not there."""

    route_base = "/calendar"
    default_view = "feed"
    is_public = True

    @expose("/feed.ics")
    def feed(self) -> Response:
        feed = self._feed(request.args.get("key", ""))
        whose = readers_advisors(self.session, feed, today()) or abort(404)
        of_team = feed.team_id is not None
        days = agenda(self.session, whose, today() - BACK, today() + AHEAD, of_others=of_team)
        name = str(feed.team) if feed.team else _("My appointments")
        return Response(calendar(entries(days, with_owner=of_team), name), content_type=TYPE)

    def _feed(self, signed: str) -> CalendarFeed:
        query = select(CalendarFeed).where(CalendarFeed.key == (key_in(signed) or ""))
        return self.session.scalars(query).first() or abort(404)
