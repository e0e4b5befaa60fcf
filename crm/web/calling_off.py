"""Who was to come to a gathering reads once that it does not take place, in their language.

The letters wait a little, so that a slip of the finger is undone before anybody has read it.
"""

from __future__ import annotations

from datetime import timedelta

from flask import flash
from flask_babel import ngettext
from sqlalchemy.orm import Session

from crm.clock import today
from crm.enums import InteractionStatus
from crm.models import Interaction
from crm.services.calling_off import Guest, Guests, guests_of, is_called_off
from crm.services.mail import gone_out, take_back, write
from crm.web.booking_letters import day_cancelled, key_of
from crm.web.gathering_letters import GatheringLetters

WAITS = timedelta(minutes=15)


def tell_of_change(session: Session, gathering: Interaction, before: InteractionStatus) -> int:
    """In the transaction that changed its status. Of one that takes place after all: how many have
    been told otherwise already.
    """
    if not gathering.kind.is_gathering or gathering.status is before:
        return 0
    if is_called_off(gathering, today()):
        _tell(session, gathering)
    elif before is InteractionStatus.CANCELLED:
        keys = [_key(guest) for guest in guests_of(session, gathering).by_mail]
        take_back(session, keys)
        return gone_out(session, keys)
    return 0


def say_who_was_told(number: int) -> None:
    if number:
        said = ngettext(
            "%(num)s has been told already that it does not take place. Please tell them anew.",
            "%(num)s have been told already that it does not take place. Please tell them anew.",
            number,
        )
        flash(said, "warning")


def to_hear_of_it(session: Session, gathering: Interaction) -> Guests | None:
    """For the page of one that was called off and was still to come; else None."""
    return guests_of(session, gathering) if is_called_off(gathering, today()) else None


def _tell(session: Session, gathering: Interaction) -> None:
    letters = GatheringLetters(session, gathering)
    for guest in guests_of(session, gathering).by_mail:
        if guest.booking and guest.booking.email:
            write(session, day_cancelled(guest.booking, WAITS))
        else:
            letters.cancel(guest.row, WAITS)


def _key(guest: Guest) -> str:
    if guest.booking and guest.booking.email:
        return key_of(guest.booking, "day-cancelled")
    return f"cancelled {guest.row.client_key}"
