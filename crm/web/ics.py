"""Calendars that other programs read (RFC 5545): the one place that writes them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from email.utils import parseaddr

from flask import Response
from icalendar import Calendar, Event, vCalAddress

from crm import __version__

TYPE = "text/calendar; charset=utf-8"
COUNTED_FROM = datetime(2020, 1, 1, tzinfo=UTC)
"""An entry's number grows with every change of it: it is the seconds from then on to the latest."""


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
    organiser: str | None = None
    """The mail address, with or without a name, that an invitation comes from."""


def calendar(entries: Iterable[Entry], name: str = "") -> bytes:
    """With a name it is one to subscribe to."""
    return _written(entries, "PUBLISH", name)


def cancellation(entry: Entry) -> bytes:
    """Takes an appointment out of the calendar of whoever put it there (RFC 5546, 3.2.5)."""
    return _written([replace(entry, is_off=True)], "CANCEL")


def _written(entries: Iterable[Entry], method: str, name: str = "") -> bytes:
    made = Calendar()
    made.add("prodid", f"-//Ansprechpartner {__version__}//DE")
    made.add("version", "2.0")
    made.add("method", method)
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
    event.add("sequence", int((entry.changed_at - COUNTED_FROM).total_seconds()))
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
    if entry.organiser:
        event.add("organizer", _organiser(entry.organiser), encode=False)
    return event


def _organiser(address: str) -> vCalAddress:
    name, mailbox = parseaddr(address)
    made = vCalAddress(f"mailto:{mailbox}")
    if name:
        made.params["cn"] = name
    return made


def _moment(value: datetime | date) -> datetime | date:
    return value.astimezone(UTC) if isinstance(value, datetime) else value
