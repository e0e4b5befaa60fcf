"""A gathering that was to come is cancelled: whom to tell, and whom one can only call."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from crm.enums import InteractionStatus, ParticipationStatus
from crm.models import Booking, Company, Interaction, Participation, Slot
from crm.services.invitations import mail_address

EXPECT_TO_COME = (ParticipationStatus.REGISTERED, ParticipationStatus.WAITING)


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody who is expected: with a booked slot, or with their place on the list."""

    row: Participation
    booking: Booking | None = None

    @property
    def name(self) -> str:
        if self.booking:
            return self.booking.name
        return str(self.row.company.overview or self.row) if self.row.company else str(self.row)

    @property
    def mail(self) -> str | None:
        if self.booking and self.booking.email:
            return self.booking.email
        return (self.row.invitation and self.row.invitation.address) or mail_address(self.row)

    @property
    def phone(self) -> str | None:
        own = self.booking.phone if self.booking else None
        return own or (self.row.company.phone if self.row.company else None)


@dataclass(frozen=True, slots=True)
class Guests:
    by_mail: list[Guest] = field(default_factory=list)
    to_call: list[Guest] = field(default_factory=list)
    """Without an address: by telephone, or where there is no number either, by a letter."""


def is_to_come(gathering: Interaction, today: date) -> bool:
    return (gathering.ends_on or gathering.happened_on) >= today


def guests_of(session: Session, gathering: Interaction) -> Guests:
    found = Guests()
    for guest in _expected(session, gathering.id):
        (found.by_mail if guest.mail else found.to_call).append(guest)
    return found


def is_called_off(gathering: Interaction, today: date) -> bool:
    """So that somebody is still to hear of it."""
    cancelled = gathering.status is InteractionStatus.CANCELLED
    return gathering.kind.is_gathering and cancelled and is_to_come(gathering, today)


def _expected(session: Session, gathering_id: int) -> list[Guest]:
    """Each booking, and those on the list who have none."""
    bookings = _standing(session, gathering_id)
    booked = {each.participation_id for each in bookings}
    rows = {row.id: row for row in _rows(session, gathering_id)}
    with_slot = [
        Guest(rows[each.participation_id or 0], each)
        for each in bookings
        if each.participation_id in rows
    ]
    return [*with_slot, *(Guest(row) for pk, row in rows.items() if pk not in booked)]


def _standing(session: Session, gathering_id: int) -> Sequence[Booking]:
    slot = joinedload(Booking.slot)
    query = (
        select(Booking)
        .join(Booking.slot)
        .where(Slot.interaction_id == gathering_id, Booking.cancelled_at.is_(None))
        .options(slot.joinedload(Slot.team), slot.joinedload(Slot.interaction))
        .order_by(Slot.starts_at, Booking.id)
    )
    return session.scalars(query).all()


def _rows(session: Session, gathering_id: int) -> Sequence[Participation]:
    query = (
        select(Participation)
        .where(
            Participation.interaction_id == gathering_id,
            Participation.status.in_(EXPECT_TO_COME),
        )
        .options(
            joinedload(Participation.invitation),
            joinedload(Participation.company).joinedload(Company.overview),
        )
        .order_by(Participation.id)
    )
    return session.scalars(query).all()
