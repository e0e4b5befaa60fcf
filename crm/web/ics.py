"""Calendars that other programs read (RFC 5545): the one place that writes them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime

from flask import Response
from icalendar import Calendar, Event

from crm import __version__

TYPE = "text/calendar; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Entry:
    """``uid`` names it for good: read again, it is changed and not doubled. Days last to the end
    of ``ends``; instants are written in UTC, so that no calendar has to know our time zone.
    """

    uid: str
    begins: datetime | date
    ends: datetime | date
    title: str
    changed_at: datetime
    place: str | None = None
    words: str | None = None
    link: str | None = None
    is_off: bool = False
    is_free: bool = False
    """Whether one has time for something else meanwhile."""


def calendar(entries: Iterable[Entry], name: str = "") -> bytes:
    """With a name it is one to subscribe to."""
    made = Calendar()
    made.add("prodid", f"-//Ansprechpartner {__version__}//DE")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    if name:
        made.add("x-wr-calname", name)
        made.add("refresh-interval;value=duration", "PT1H")
    for entry in entries:
        made.add_component(_event(entry))
    return bytes(made.to_ical())


def download(entries: Iterable[Entry], name: str) -> Response:
    answer = Response(calendar(entries), content_type=TYPE)
    answer.headers.set("Content-Disposition", "attachment", filename=f"{name}.ics")
    return answer


def _event(entry: Entry) -> Event:
    event = Event()
    event.add("uid", f"{entry.uid}@ansprechpartner")
    event.add("dtstamp", entry.changed_at)
    event.add("last-modified", entry.changed_at)
    event.add("dtstart", _moment(entry.begins))
    event.add("dtend", _moment(entry.ends))
    event.add("summary", entry.title)
    event.add("status", "CANCELLED" if entry.is_off else "CONFIRMED")
    event.add("transp", "TRANSPARENT" if entry.is_free else "OPAQUE")
    named = (("location", entry.place), ("description", entry.words), ("url", entry.link))
    for name, text in named:
        if text:
            event.add(name, text)
    return event


def _moment(value: datetime | date) -> datetime | date:
    return value.astimezone(UTC) if isinstance(value, datetime) else value
