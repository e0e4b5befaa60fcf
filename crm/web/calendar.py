"""Appointments and promises as a calendar that other programs read (RFC 5545)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from flask import current_app, url_for
from flask_babel import gettext as _
from icalendar import Calendar, Event
from itsdangerous import BadSignature, URLSafeSerializer

from crm.clock import zone
from crm.models import CalendarFeed
from crm.services.agenda import Agenda
from crm.services.day_plan import Appointment
from crm.web.addresses import contact_address
from crm.web.formats import label
from crm.web.languages import current_language

USUAL = timedelta(hours=1)
ONE_DAY = timedelta(1)
TYPE = "text/calendar; charset=utf-8"


def address_of(feed: CalendarFeed) -> str:
    """In the query, which the server's log leaves out."""
    key = _signer().dumps(feed.key)
    language = current_language()
    return url_for("CalendarView.feed", key=key, _l_=language, _external=True)


def key_in(signed: str) -> str | None:
    """None for what this office has not signed."""
    try:
        return str(_signer().loads(signed))
    except BadSignature:
        return None


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.secret_key or "", salt="calendar")


def ics(name: str, days: Agenda, with_owner: bool) -> bytes:
    calendar = Calendar()
    calendar.add("prodid", "-//Ansprechpartner//DE")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval;value=duration", "PT1H")
    for each in days.appointments:
        calendar.add_component(_appointment(each))
    for row in days.promises:
        calendar.add_component(_promise(row, with_owner))
    return bytes(calendar.to_ical())


def _appointment(each: Appointment) -> Event:
    contact = each.contact
    event = _event(f"contact-{contact.id}", contact.changed_at)
    event.add("summary", _title(each))
    if contact.starts_at:
        begins = datetime.combine(contact.happened_on, contact.starts_at, zone())
        minutes = contact.duration_minutes
        event.add("dtstart", begins)
        event.add("dtend", begins + (timedelta(minutes=minutes) if minutes else USUAL))
    else:
        event.add("dtstart", contact.happened_on)
        event.add("dtend", (contact.ends_on or contact.happened_on) + ONE_DAY)
    if not contact.is_confidential:
        place = contact.place or next((p.address for p in each.participants if p.address), None)
        if place:
            event.add("location", place)
        event.add("url", _outside(contact_address(contact.kind, contact.id)))
    return event


def _title(each: Appointment) -> str:
    if each.contact.is_confidential:
        return str(_("Confidential appointment"))
    who = [row.label or row.guest_name for row in each.participants]
    words = [each.contact.title or label(each.contact.kind), ", ".join(filter(None, who))]
    return ": ".join(filter(None, words))


def _promise(row: Any, with_owner: bool) -> Event:
    event = _event(f"follow-up-{row.id}", row.changed_at)
    if row.is_secret:
        event.add("summary", _("Confidential follow-up"))
    else:
        said = [row.promise, row.firm, row.owner if with_owner else None]
        event.add("summary", f"{_('Follow-up')}: {' · '.join(filter(None, said))}")
        event.add("url", _outside(url_for("FollowUpView.edit", pk=row.id)))
    event.add("dtstart", row.due_on)
    event.add("dtend", row.due_on + ONE_DAY)
    event.add("transp", "TRANSPARENT")
    return event


def _event(name: str, changed_at: datetime) -> Event:
    event = Event()
    event.add("uid", f"{name}@ansprechpartner")
    event.add("dtstamp", changed_at)
    event.add("last-modified", changed_at)
    return event


def _outside(path: str) -> str:
    return url_for("HomeView.index", _external=True).rstrip("/") + path
