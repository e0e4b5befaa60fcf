"""Appointments as a file that every calendar reads (iCalendar, RFC 5545)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from flask import Response, current_app
from flask_babel import gettext as _
from icalendar import Calendar, Event

from crm import __version__
from crm.clock import zone
from crm.models import Booking, Interaction
from crm.models.base import utc_now

MIME = "text/calendar"


@dataclass(frozen=True, slots=True)
class Appointment:
    """``key`` names it for good: read again, it is changed and not doubled."""

    key: str
    begins: datetime
    ends: datetime
    title: str
    place: str | None = None
    words: str = ""
    is_off: bool = False


def calendar_text(appointments: Iterable[Appointment]) -> str:
    calendar = Calendar()
    calendar.add("prodid", f"-//Ansprechpartner {__version__}//DE")
    calendar.add("version", "2.0")
    for each in appointments:
        calendar.add_component(_event(each))
    return calendar.to_ical().decode()


def _event(each: Appointment) -> Event:
    """Instants are written in UTC, which needs no time zone's rules beside it."""
    event = Event()
    event.add("uid", f"{each.key}@ansprechpartner")
    event.add("dtstamp", utc_now())
    event.add("dtstart", each.begins.astimezone(UTC))
    event.add("dtend", each.ends.astimezone(UTC))
    event.add("summary", each.title)
    event.add("status", "CANCELLED" if each.is_off else "CONFIRMED")
    for name, text in (("location", each.place), ("description", each.words)):
        if text:
            event.add(name, text)
    return event


def calendar_answer(appointments: Iterable[Appointment], name: str) -> Response:
    answer = Response(calendar_text(appointments), mimetype=MIME)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}.ics"'
    return answer


def of_booking(booking: Booking) -> Appointment:
    """For the one who comes."""
    slot, day = booking.slot, booking.slot.interaction
    office = current_app.config["OFFICE"]
    return Appointment(
        key=f"booking-{booking.id}",
        begins=slot.begins(zone()),
        ends=slot.ends(zone()),
        title=_("%(office)s: %(day)s", office=office, day=day.title or str(day)),
        place=day.place,
        words=str(slot.team),
        is_off=not booking.stands,
    )


def of_slots(day: Interaction, rows: Iterable[Any]) -> list[Appointment]:
    """For the one of us who sits there; ``rows`` are those of services.slots."""
    return [
        Appointment(
            key=f"slot-{row.id}",
            begins=datetime.combine(day.happened_on, row.starts_at, zone()),
            ends=datetime.combine(day.happened_on, row.ends_at, zone()),
            title=row.firm or row.name or _("free"),
            place=day.place,
            words="\n".join(filter(None, (row.name, row.phone, row.email, row.wish))),
        )
        for row in rows
    ]
