"""What whoever booked a slot is sent: the appointment, and the link with which to call it off."""

from __future__ import annotations

import hmac

from flask import current_app, render_template
from flask_babel import force_locale
from flask_babel import gettext as _

from crm.models import Booking
from crm.services.mail import Letter
from crm.web.booking_calendar import of_booking
from crm.web.ics import calendar
from crm.web.public_address import public_address


def token_of(client_key: str) -> str:
    """The secret of a personal link. The same form sent twice has the same one, so that a double
    click leads to the one booking it made; nobody can work it out without the server's key.
    """
    key = str(current_app.config["SECRET_KEY"]).encode()
    return hmac.digest(key, f"booking {client_key}".encode(), "sha256").hex()[:40]


def confirmation(booking: Booking) -> Letter:
    return _letter(booking, "mail/booked.txt", "booked", _subject_booked)


def called_off(booking: Booking) -> Letter:
    return _letter(booking, "mail/called_off.txt", "called-off", _subject_off)


def _letter(booking: Booking, template: str, what: str, subject: object) -> Letter:
    link = public_address("PublicBooking.appointment", token=token_of(booking.client_key))
    with force_locale(booking.language):
        return Letter(
            key=f"{what} {booking.client_key} {booking.slot_id}",
            to=booking.email or "",
            subject=subject(booking),  # type: ignore[operator]
            text=render_template(
                template, booking=booking, slot=booking.slot, day=booking.slot.interaction,
                link=link, name=current_app.config["OFFICE"], city=current_app.config["CITY"],
            ),
            language=booking.language,
            calendar=calendar([of_booking(booking)]).decode(),
        )  # fmt: skip


def _subject_booked(booking: Booking) -> str:
    return _("Your appointment: %(day)s", day=booking.slot.interaction)


def _subject_off(booking: Booking) -> str:
    return _("Your appointment is called off: %(day)s", day=booking.slot.interaction)
