"""Who comes into a slot: booked, called off, spoken with. (Moved: crm.services.move_booking.)

The database forbids two standing bookings of one slot; whoever comes second is told in a sentence,
also where both come in the same instant.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from crm.enums import N_, BookedBy, InteractionStatus, ParticipationStatus
from crm.errors import DomainError
from crm.models import Booking, FollowUp, Participation, Slot
from crm.models.base import new_client_key
from crm.rules import Values
from crm.services.attendance import OPEN, add_participants
from crm.services.family import kin

TAKEN = N_("Somebody else has just booked this slot. The ones that are left are still free.")
TOGETHER = timedelta(minutes=1)
"""What one booking stores is stored within this."""
WHERE_AND_WHEN = (
    joinedload(Booking.slot).options(joinedload(Slot.team), joinedload(Slot.interaction)),
    joinedload(Booking.participation),
)
GIVEN = ("name", "phone", "email", "wish", "company_id")


def hashed(token: str) -> str:
    return sha256(token.encode()).hexdigest()


def find_slot(session: Session, slot_id: int) -> Slot | None:
    day = joinedload(Slot.interaction)
    query = select(Slot).where(Slot.id == slot_id).options(day, joinedload(Slot.team))
    return session.scalar(query)


def book(session: Session, slot: Slot, values: Values) -> Booking:
    """``values`` names columns of Booking; ``token`` is the personal link's secret."""
    if slot.interaction.status is not InteractionStatus.PLANNED and (
        values.get("booked_by") is BookedBy.LINK
    ):
        raise DomainError(N_("This consulting day can no longer be booked."))
    needs_free(session, slot.id)
    row = takes_part(session, slot.interaction_id, values)
    token = values.get("token")
    booking = Booking(
        slot=slot,
        participation=row,
        booked_by=values.get("booked_by") or BookedBy.TELEPHONE,
        language=values.get("language") or "de",
        token_hash=hashed(token) if token else None,
        client_key=values.get("client_key") or new_client_key(),
        **{name: values.get(name) for name in GIVEN},
    )
    session.add(booking)
    session.flush()
    return booking


def needs_free(session: Session, slot_id: int) -> None:
    stands = select(Booking.id).where(Booking.slot_id == slot_id, Booking.cancelled_at.is_(None))
    if session.scalar(stands) is not None:
        raise DomainError(TAKEN)


def takes_part(session: Session, day_id: int, values: Values) -> Participation:
    """The firm's place on the day's list, which it has once however often it comes; or a new one
    for somebody without a firm.
    """
    company_id, name = values.get("company_id"), values["name"]
    if company_id is None:
        guest = Participation(
            interaction_id=day_id, guest_name=name, status=ParticipationStatus.REGISTERED
        )
        session.add(guest)
        session.flush()
        return guest
    add_participants(session, day_id, [{"company_id": company_id, "guest_name": name}])
    query = select(Participation).where(
        Participation.interaction_id == day_id, Participation.company_id.in_(kin(company_id))
    )
    row = session.scalars(query.order_by(Participation.id)).first()
    if row is None:
        raise DomainError(N_("This firm is not on the day's list any more. Try again."))
    if row.status is ParticipationStatus.INVITED:
        row.status = ParticipationStatus.REGISTERED
    return row


def cancel(session: Session, booking: Booking, at: datetime, reason: str | None = None) -> None:
    """Twice is as good as once. Who has come already has come."""
    if not booking.stands:
        return
    row = booking.participation
    if row is not None and row.status is ParticipationStatus.ATTENDED:
        raise DomainError(N_("Who was there cannot call off any more."))
    booking.cancelled_at, booking.cancel_reason, booking.participation = at, reason, None
    session.flush()
    if row is not None and not has_another(session, row):
        leave(session, row, booking)


def has_another(session: Session, row: Participation) -> bool:
    """Whether another booking is this part in the day as well."""
    return session.scalar(select(Booking.id).where(Booking.participation_id == row.id)) is not None


def leave(session: Session, row: Participation, booking: Booking) -> None:
    """Who was on the list before, invited for instance, stays there as invited."""
    if row.status not in OPEN:
        return
    if was_there_before(row, booking):
        row.status = ParticipationStatus.INVITED
    else:
        session.delete(row)
    session.flush()


def was_there_before(row: Participation, booking: Booking) -> bool:
    """On the list of the day into which the booking came last."""
    days = (
        step.happened_at
        for step in reversed(booking.moves)
        if step.left.interaction_id != step.entered.interaction_id
    )
    return next(days, booking.created_at) - row.created_at > TOGETHER


def note_talk(session: Session, booking: Booking, values: Values) -> Booking:
    """What was said in the slot. It is the firm's part in the day, so that it counts once.

    ``notes``; ``promise``, ``due_on`` and ``owner_id`` of a follow-up, if one was promised.
    """
    row = booking.participation
    if row is None:
        raise DomainError(N_("This booking was called off."))
    booking.notes = values.get("notes")
    row.status = ParticipationStatus.ATTENDED
    if values.get("promise"):
        _promise(session, booking, row, values)
    session.flush()
    return booking


def _promise(session: Session, booking: Booking, row: Participation, values: Values) -> None:
    """Once, however often the form is sent."""
    due_on, interaction_id = values["due_on"], row.interaction_id
    known = select(FollowUp.id).where(
        FollowUp.interaction_id == interaction_id,
        FollowUp.company_id == booking.company_id
        if booking.company_id
        else FollowUp.company_id.is_(None),
        FollowUp.promise == values["promise"],
        FollowUp.first_due_on == due_on,
    )
    if session.scalar(known) is None:
        given: dict[str, Any] = {"promise": values["promise"], "due_on": due_on}
        session.add(
            FollowUp(
                **given,
                first_due_on=due_on,
                owner_id=values["owner_id"],
                company_id=booking.company_id,
                interaction_id=interaction_id,
            )
        )


def by_token(session: Session, token: str) -> Booking | None:
    slot = joinedload(Booking.slot)
    query = select(Booking).where(Booking.token_hash == hashed(token))
    return session.scalar(
        query.options(slot.joinedload(Slot.team), slot.joinedload(Slot.interaction))
    )
