"""Slots of a consulting day as entries of a calendar: of whoever comes, and of us."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from flask import current_app
from flask_babel import gettext as _

from crm.clock import zone
from crm.enums import InteractionStatus
from crm.models import Booking, Interaction
from crm.web.ics import Entry


def of_booking(booking: Booking) -> Entry:
    """For the one who comes."""
    slot, day = booking.slot, booking.slot.interaction
    office = current_app.config["OFFICE"]
    cancelled = day.status is InteractionStatus.CANCELLED
    return Entry(
        uid=f"booking-{booking.id}",
        begins=slot.begins(zone()),
        ends=slot.ends(zone()),
        title=_("%(office)s: %(day)s", office=office, day=day.title or str(day)),
        changed_at=max(booking.changed_at, day.changed_at),
        place=day.place,
        words=str(slot.team),
        is_off=cancelled or not booking.stands,
        organiser=current_app.config["MAIL_FROM"] or None,
    )


def of_slots(day: Interaction, rows: Iterable[Any]) -> list[Entry]:
    """For the one of us who sits there; ``rows`` are those of services.slots."""
    return [
        Entry(
            uid=f"slot-{row.id}",
            begins=datetime.combine(day.happened_on, row.starts_at, zone()),
            ends=datetime.combine(day.happened_on, row.ends_at, zone()),
            title=row.firm or row.name or _("free"),
            changed_at=day.changed_at,
            place=day.place,
            words="\n".join(filter(None, (row.name, row.phone, row.email, row.wish))),
        )
        for row in rows
    ]
