"""A booking goes into another free slot, of the same day or of another one, in one act.

The old slot is free in the same instant in which the new one is taken; of two who want the same
one, the database lets the first in, and the second keeps what they have.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm.enums import N_, InteractionStatus
from crm.errors import DomainError
from crm.models import Booking, BookingMove, Participation, Slot
from crm.services.attendance import OPEN
from crm.services.bookings import has_another, leave, needs_free, takes_part, was_there_before
from crm.services.family import kin

STAYS = N_("Who was there or stayed away keeps the day. Book another one anew.")


def move(
    session: Session, booking: Booking, to: Slot, at: datetime, reason: str | None, by: int | None
) -> bool:
    """Whether it stands elsewhere now. Into the other team's slot with a word why."""
    if to.id != booking.slot_id and to.team_id != booking.slot.team_id and not reason:
        raise DomainError(N_("Say why the other team takes over."))
    return _moved(session, booking, to, BookingMove(reason=reason, happened_at=at, by_id=by))


def move_by_link(session: Session, booking: Booking, to: Slot, at: datetime) -> bool:
    """By whoever booked: they need give no reason, and choose among what anybody may book."""
    if not to.is_public:
        raise DomainError(N_("Choose a time."))
    if booking.stands and booking.status not in OPEN:
        raise DomainError(STAYS)
    return _moved(session, booking, to, BookingMove(happened_at=at))


def _moved(session: Session, booking: Booking, to: Slot, step: BookingMove) -> bool:
    left = booking.slot
    if to.id == left.id:
        return False
    _refuse(booking, to)
    needs_free(session, to.id)
    step.from_id, step.to_id = left.id, to.id
    if to.interaction_id != left.interaction_id:
        _change_day(session, booking, to.interaction_id, step.happened_at)
    booking.moves.append(step)
    booking.slot = to
    session.flush()
    return True


def _refuse(booking: Booking, to: Slot) -> None:
    if not booking.stands:
        raise DomainError(N_("This booking was called off."))
    if to.interaction_id == booking.slot.interaction_id:
        return
    if booking.status not in OPEN:
        raise DomainError(STAYS)
    if to.interaction.status is not InteractionStatus.PLANNED:
        raise DomainError(N_("This consulting day can no longer be booked."))


def _change_day(session: Session, booking: Booking, day_id: int, at: datetime) -> None:
    """Their part in the day goes along, with all that hangs on it, unless it is more than this
    booking's: then they leave the one list and stand on the other.
    """
    row = booking.participation
    if row is not None and _goes_along(session, row, booking, day_id):
        row.interaction_id, row.created_at = day_id, at
        session.flush()
        session.expire(row, ["interaction"])
        return
    who = {"company_id": booking.company_id, "name": booking.name}
    booking.participation = takes_part(session, day_id, who)
    session.flush()
    if row is not None and not has_another(session, row):
        leave(session, row, booking)


def _goes_along(session: Session, row: Participation, booking: Booking, day_id: int) -> bool:
    others = select(Booking.id).where(Booking.participation_id == row.id, Booking.id != booking.id)
    return (
        session.scalar(others) is None
        and not was_there_before(row, booking)
        and not _is_on_list(session, day_id, row.company_id)
    )


def _is_on_list(session: Session, day_id: int, company_id: int | None) -> bool:
    there = select(Participation.id).where(
        Participation.interaction_id == day_id, Participation.company_id.in_(kin(company_id))
    )
    return company_id is not None and session.scalar(there) is not None
