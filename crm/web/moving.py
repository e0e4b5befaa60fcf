"""A booking is moved, and whoever booked reads so: by one of us, by the API or by their link."""

from __future__ import annotations

from sqlalchemy.orm import Session

from crm.models import Booking, Slot
from crm.models.base import utc_now
from crm.services.mail import write
from crm.services.move_booking import move, move_by_link
from crm.web.booking_letters import moved
from crm.web.security import current_viewer


def move_and_tell(session: Session, booking: Booking, slot: Slot, reason: str | None) -> None:
    if move(session, booking, slot, utc_now(), reason, current_viewer.user_id):
        _tell(session, booking)


def move_by_link_and_tell(session: Session, booking: Booking, slot: Slot) -> None:
    if move_by_link(session, booking, slot, utc_now()):
        _tell(session, booking)


def _tell(session: Session, booking: Booking) -> None:
    if booking.email:
        write(session, moved(booking))
