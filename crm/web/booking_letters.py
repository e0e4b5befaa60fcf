"""What whoever booked a slot is sent: the appointment, and the link with which to call it off."""

from __future__ import annotations

import hmac
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

from flask import current_app, render_template
from flask_babel import force_locale
from flask_babel import gettext as _

from crm.models import Booking
from crm.services.mail import Letter
from crm.web.booking_calendar import of_booking
from crm.web.ics import calendar, cancellation
from crm.web.public_address import public_address


def token_of(client_key: str) -> str:
    """The secret of a personal link. The same form sent twice has the same one, so that a double
    click leads to the one booking it made; nobody can work it out without the server's key.
    """
    key = str(current_app.config["SECRET_KEY"]).encode()
    return hmac.digest(key, f"booking {client_key}".encode(), "sha256").hex()[:40]


def confirmation(booking: Booking) -> Letter:
    return _letter(booking, "mail/booked.txt", "booked", _subject_booked)


def moved(booking: Booking) -> Letter:
    """Each time: back into the first slot is a letter of its own."""
    what = f"moved-{len(booking.moves)}"
    return _letter(booking, "mail/moved.txt", what, _subject_moved, left=booking.moves[-1].left)


def called_off(booking: Booking) -> Letter:
    return _letter(booking, "mail/called_off.txt", "called-off", _subject_off)


def day_cancelled(booking: Booking, waits: timedelta) -> Letter:
    letter = _letter(booking, "mail/day_cancelled.txt", "day-cancelled", _subject_cancelled)
    return replace(letter, waits=waits)


def key_of(booking: Booking, what: str) -> str:
    return f"{what} {booking.client_key} {booking.slot_id}"


def _letter(
    booking: Booking, template: str, what: str, subject: Callable[[Booking], str], **more: Any
) -> Letter:
    link = public_address("PublicBooking.appointment", token=token_of(booking.client_key))
    with force_locale(booking.language):
        entry = of_booking(booking)
        return Letter(
            key=key_of(booking, what),
            to=booking.email or "",
            subject=subject(booking),
            text=render_template(
                template, booking=booking, slot=booking.slot, day=booking.slot.interaction,
                link=link, name=current_app.config["OFFICE"], city=current_app.config["CITY"],
                **more,
            ),
            language=booking.language,
            until=booking.slot.interaction.happened_on,
            calendar=(cancellation(entry) if entry.is_off else calendar([entry])).decode(),
        )  # fmt: skip


def _subject_booked(booking: Booking) -> str:
    return _("Your appointment: %(day)s", day=booking.slot.interaction)


def _subject_moved(booking: Booking) -> str:
    return _("Your appointment was moved: %(day)s", day=booking.slot.interaction)


def _subject_cancelled(booking: Booking) -> str:
    return _("Does not take place: %(day)s", day=booking.slot.interaction)


def _subject_off(booking: Booking) -> str:
    return _("Your appointment is called off: %(day)s", day=booking.slot.interaction)
