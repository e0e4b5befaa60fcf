"""A gathering as an entry of a calendar (RFC 5545)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from icalendar import Calendar, Event

from crm.clock import zone
from crm.enums import InteractionStatus
from crm.models import Interaction

PRODUCT = "-//Ansprechpartner//EN"
WITHOUT_END = timedelta(hours=2)
"""How long an entry lasts of which nobody wrote down how long."""


def calendar_file(gathering: Interaction, domain: str, link: str) -> bytes:
    """The same entry each time, so that a calendar that has it takes over what has changed."""
    event = Event()
    event.add("uid", f"{gathering.client_key}@{domain}")
    event.add("dtstamp", gathering.changed_at)
    event.add("sequence", gathering.version)
    event.add("summary", str(gathering))
    _add_days(event, gathering)
    if gathering.place:
        event.add("location", gathering.place)
    if gathering.plan and gathering.plan.programme:
        event.add("description", gathering.plan.programme)
    event.add("url", link)
    if gathering.status is InteractionStatus.CANCELLED:
        event.add("status", "CANCELLED")
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add_component(event)
    return bytes(calendar.to_ical())


def _add_days(event: Event, gathering: Interaction) -> None:
    """In UTC, so that no calendar has to know our time zone; of several days whole days."""
    last = gathering.ends_on or gathering.happened_on
    if gathering.starts_at is None or last > gathering.happened_on:
        event.add("dtstart", gathering.happened_on)
        event.add("dtend", last + timedelta(1))
        return
    begins = datetime.combine(gathering.happened_on, gathering.starts_at, zone())
    minutes = gathering.duration_minutes
    lasts = timedelta(minutes=minutes) if minutes else WITHOUT_END
    event.add("dtstart", begins.astimezone(UTC))
    event.add("dtend", begins.astimezone(UTC) + lasts)
