"""The database itself keeps two from standing in one slot, whatever the program does."""

from datetime import date, time

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from crm.enums import BookedBy, InteractionKind, InteractionStatus, ParticipationStatus
from crm.errors import DomainError, sentence
from crm.models import Booking, Interaction, Participation, Slot, Team
from crm.models.base import utc_now
from crm.services import bookings
from crm.services.bookings import book, cancel

GUEST = {"name": "Rosa Kern", "phone": "0391 7"}


@pytest.fixture
def slots(session: Session) -> list[Slot]:
    """Two of one team and one of the other."""
    teams = [Team(code="akquise", name="Akquise"), Team(code="bestand", name="Bestand")]
    day = Interaction(
        kind=InteractionKind.CONSULTING_DAY, title="Sprechtag", happened_on=date(2026, 12, 3),
        status=InteractionStatus.PLANNED,
    )  # fmt: skip
    made = [
        Slot(interaction=day, team=team, starts_at=time(hour), ends_at=time(hour, 30))
        for team, hour in ((teams[0], 9), (teams[0], 10), (teams[1], 9))
    ]
    session.add_all(made)
    session.flush()
    return made


def test_two_in_one_slot_are_refused_by_the_database(session, slots, monkeypatch) -> None:
    """As it happens when both looked before either had written."""
    book(session, slots[0], GUEST)
    monkeypatch.setattr(bookings, "needs_free", lambda *_: None)
    with pytest.raises(IntegrityError) as refused, session.begin_nested():
        book(session, slots[0], GUEST)
    assert sentence(refused.value) == bookings.TAKEN


def test_called_off_bookings_may_be_many(session, slots) -> None:
    for _turn in range(3):
        cancel(session, book(session, slots[0], GUEST), utc_now())
    book(session, slots[0], GUEST)
    assert len(session.scalars(select(Booking)).all()) == 4
    assert len(session.scalars(select(Participation)).all()) == 1


def test_a_held_day_is_not_booked_by_link(session, slots) -> None:
    slots[0].interaction.status = InteractionStatus.HELD
    with pytest.raises(DomainError, match="no longer be booked"):
        book(session, slots[0], {**GUEST, "booked_by": BookedBy.LINK})
    assert book(session, slots[0], GUEST).status is ParticipationStatus.REGISTERED


def test_the_secret_of_a_link_is_not_on_file(session, slots) -> None:
    booking = book(session, slots[0], {**GUEST, "token": "geheim"})
    assert "geheim" not in str(booking.token_hash)
    assert bookings.by_token(session, "geheim") is booking
    assert bookings.by_token(session, "erraten") is None
