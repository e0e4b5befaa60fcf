"""A booking goes into another slot in one act: the old one is free, the new one is theirs alone."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from crm.enums import InteractionKind, InteractionStatus, ParticipationStatus
from crm.errors import DomainError
from crm.models import Booking, Company, Interaction, Participation, Slot, Team
from crm.models.base import utc_now
from crm.services import move_booking
from crm.services.bookings import book, cancel
from crm.services.move_booking import move, move_by_link

GUEST = {"name": "Rosa Kern", "phone": "0391 7"}


@pytest.fixture
def slots(session: Session) -> list[Slot]:
    """Of a day two of one team and one of the other; of a later day one."""
    teams = [Team(code="akquise", name="Akquise"), Team(code="bestand", name="Bestand")]
    days = [
        Interaction(
            kind=InteractionKind.CONSULTING_DAY, title="Sprechtag", happened_on=day,
            status=InteractionStatus.PLANNED,
        )
        for day in (date(2026, 12, 3), date(2027, 2, 4))
    ]  # fmt: skip
    places = ((0, 0, 9), (0, 0, 10), (0, 1, 9), (1, 0, 9))
    made = [
        Slot(interaction=days[day], team=teams[team], starts_at=time(hour), ends_at=time(hour, 30))
        for day, team, hour in places
    ]
    session.add_all(made)
    session.flush()
    return made


def on_list(session: Session, slot: Slot) -> list[Participation]:
    query = select(Participation).where(Participation.interaction_id == slot.interaction_id)
    return list(session.scalars(query))


def test_within_the_team_without_a_word_to_the_other_with_one(session, slots) -> None:
    booking = book(session, slots[0], GUEST)
    assert move(session, booking, slots[1], utc_now(), None, None)
    assert booking.slot is slots[1]
    assert not move(session, booking, slots[1], utc_now(), None, None)
    with pytest.raises(DomainError, match="other team"):
        move(session, booking, slots[2], utc_now(), None, None)
    other = book(session, slots[0], GUEST)
    with pytest.raises(DomainError, match="just booked"):
        move(session, other, slots[1], utc_now(), None, None)


def test_to_another_day_with_its_place_on_the_list(session, slots) -> None:
    booking = book(session, slots[0], GUEST)
    part = booking.participation_id
    move(session, booking, slots[3], utc_now(), None, None)
    assert on_list(session, slots[0]) == []
    (row,) = on_list(session, slots[3])
    assert (row.id, row.status) == (part, ParticipationStatus.REGISTERED)
    book(session, slots[0], {**GUEST, "name": "Nächste"})
    cancel(session, booking, utc_now())
    assert on_list(session, slots[3]) == []


def test_a_firm_that_was_invited_to_both_days_stays_so(session, slots) -> None:
    firm = Company(name="Bäckerei")
    for slot in (slots[0], slots[3]):
        session.add(
            Participation(
                interaction_id=slot.interaction_id, company=firm,
                status=ParticipationStatus.INVITED, created_at=utc_now() - timedelta(3),
            )
        )  # fmt: skip
    session.flush()
    booking = book(session, slots[0], {**GUEST, "company_id": firm.id})
    move(session, booking, slots[3], utc_now(), None, None)
    assert [row.status.value for row in on_list(session, slots[0])] == ["invited"]
    assert [row.status.value for row in on_list(session, slots[3])] == ["registered"]
    cancel(session, booking, utc_now())
    assert [row.status.value for row in on_list(session, slots[3])] == ["invited"]


def test_of_two_bookings_of_a_firm_one_moves(session, slots) -> None:
    firm = Company(name="Bäckerei")
    session.add(firm)
    session.flush()
    values = {**GUEST, "company_id": firm.id}
    first, second = (book(session, slot, values) for slot in slots[:2])
    move(session, first, slots[3], utc_now(), None, None)
    assert len(on_list(session, slots[0])) == len(on_list(session, slots[3])) == 1
    assert second.participation_id != first.participation_id


def test_two_who_move_into_one_slot_are_refused_by_the_database(session, slots, monkeypatch):
    """As it happens when both looked before either had written."""
    first, second = (book(session, slot, GUEST) for slot in slots[:2])
    move(session, first, slots[3], utc_now(), None, None)
    session.commit()
    monkeypatch.setattr(move_booking, "needs_free", lambda *_: None)
    with pytest.raises(IntegrityError):
        move(session, second, slots[3], utc_now(), None, None)
    session.rollback()
    assert session.get_one(Booking, second.id).slot_id == slots[1].id
    assert len(on_list(session, slots[0])) == 1


def test_what_is_over_called_off_or_not_for_everybody_stays(session, slots) -> None:
    booking = book(session, slots[0], GUEST)
    slots[1].is_public = False
    with pytest.raises(DomainError, match="Choose a time"):
        move_by_link(session, booking, slots[1], utc_now())
    assert move_by_link(session, booking, slots[2], utc_now())
    booking.participation.status = ParticipationStatus.ATTENDED
    with pytest.raises(DomainError, match="keeps the day"):
        move(session, booking, slots[3], utc_now(), "Wunsch", None)
    booking.participation.status = ParticipationStatus.REGISTERED
    slots[3].interaction.status = InteractionStatus.CANCELLED
    with pytest.raises(DomainError, match="no longer be booked"):
        move(session, booking, slots[3], utc_now(), "Wunsch", None)
    cancel(session, booking, utc_now())
    with pytest.raises(DomainError, match="called off"):
        move(session, booking, slots[0], utc_now(), "Wunsch", None)
