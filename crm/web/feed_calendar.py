"""Appointments and promises as entries of the calendar that advisors subscribe to."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from flask import current_app, url_for
from flask_babel import gettext as _
from itsdangerous import BadSignature, URLSafeSerializer

from crm.clock import zone
from crm.models import CalendarFeed
from crm.services.agenda import Agenda
from crm.services.day_plan import Appointment
from crm.web.addresses import contact_address
from crm.web.formats import label
from crm.web.ics import Entry
from crm.web.languages import current_language
from crm.web.public_address import address_for_reader

USUAL = timedelta(hours=1)
ONE_DAY = timedelta(1)


def address_of(feed: CalendarFeed) -> str:
    """In the query, which the server's log leaves out."""
    key = _signer().dumps(feed.key)
    language = current_language()
    return address_for_reader("CalendarView.feed", key=key, _l_=language)


def key_in(signed: str) -> str | None:
    """None for what this office has not signed."""
    try:
        return str(_signer().loads(signed))
    except BadSignature:
        return None


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.secret_key or "", salt="calendar")


def entries(days: Agenda, with_owner: bool) -> Iterator[Entry]:
    yield from (_appointment(each) for each in days.appointments)
    yield from (_promise(row, with_owner) for row in days.promises)


def _appointment(each: Appointment) -> Entry:
    contact, place, link = each.contact, None, None
    begins: datetime | None = None
    if contact.starts_at:
        begins = datetime.combine(contact.happened_on, contact.starts_at, zone())
    minutes = contact.duration_minutes
    lasts = timedelta(minutes=minutes) if minutes else USUAL
    if not contact.is_confidential:
        place = contact.place or next((p.address for p in each.participants if p.address), None)
        link = _outside(contact_address(contact.kind, contact.id))
    return Entry(
        uid=f"contact-{contact.id}",
        begins=begins or contact.happened_on,
        ends=begins + lasts if begins else (contact.ends_on or contact.happened_on) + ONE_DAY,
        title=_title(each),
        changed_at=contact.changed_at,
        place=place,
        link=link,
    )


def _title(each: Appointment) -> str:
    if each.contact.is_confidential:
        return str(_("Confidential appointment"))
    who = [row.label or row.guest_name for row in each.participants]
    words = [each.contact.title or label(each.contact.kind), ", ".join(filter(None, who))]
    return ": ".join(filter(None, words))


def _promise(row: Any, with_owner: bool) -> Entry:
    title, link = str(_("Confidential follow-up")), None
    if not row.is_secret:
        said = [row.promise, row.firm, row.owner if with_owner else None]
        title = f"{_('Follow-up')}: {' · '.join(filter(None, said))}"
        link = _outside(url_for("FollowUpView.edit", pk=row.id))
    return Entry(
        uid=f"follow-up-{row.id}",
        begins=row.due_on,
        ends=row.due_on + ONE_DAY,
        title=title,
        changed_at=row.changed_at,
        link=link,
        is_free=True,
    )


def _outside(path: str) -> str:
    return address_for_reader("HomeView.index").rstrip("/") + path
