"""Lists of participants grow without doubles and are ticked off at once."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from crm.enums import ParticipationStatus
from crm.errors import DomainError
from crm.models import Company, Interaction, Participation, Site
from crm.services.attendance import add_participants, set_attendance, take_off

INVITED, ATTENDED = ParticipationStatus.INVITED, ParticipationStatus.ATTENDED


@pytest.fixture
def forum(session: Session) -> int:
    forum = Interaction(kind="forum", title="Herbstforum", happened_on=date(2026, 11, 20))
    session.add(forum)
    session.flush()
    return forum.id


@pytest.fixture
def bakery(session: Session) -> int:
    bakery = Company(name="Bäckerei", sites=[Site(street="Weg")])
    session.add(bakery)
    session.flush()
    return bakery.id


def statuses(session: Session) -> list[ParticipationStatus]:
    session.expire_all()
    return list(session.scalars(select(Participation.status).order_by(Participation.id)))


def test_firms_and_founders_are_added(session, forum, bakery) -> None:
    entries = [{"company_id": bakery, "status": INVITED}, {"guest_name": "Frau Kühn"}]
    assert add_participants(session, forum, entries) == 2
    assert statuses(session) == [INVITED, ParticipationStatus.REGISTERED]
    firm = session.scalars(select(Participation).filter_by(company_id=bakery)).one()
    assert firm.site.street == "Weg"


def test_a_firm_stands_on_the_list_once(session, forum, bakery) -> None:
    twice = [{"company_id": bakery}, {"company_id": bakery}]
    assert add_participants(session, forum, twice) == 1
    assert add_participants(session, forum, twice) == 0


def test_all_whom_a_firm_sends_are_named_beside_each_other(session, forum, bakery) -> None:
    sent = [{"company_id": bakery, "guest_name": name} for name in ("Frau A", "Herr B", "Frau A")]
    assert add_participants(session, forum, sent) == 2
    assert add_participants(session, forum, sent) == 0
    more = [{"company_id": bakery, "guest_name": "Herr B, Frau C"}]
    assert add_participants(session, forum, more) == 1
    (firm,) = session.scalars(select(Participation))
    assert firm.guest_name == "Frau A, Herr B, Frau C"


def test_names_that_do_not_fit_are_refused_not_cut_off(session, forum, bakery) -> None:
    sent = [{"company_id": bakery, "guest_name": letter * 150} for letter in "AB"]
    with pytest.raises(DomainError, match="do not fit"):
        add_participants(session, forum, sent)


def test_guests_of_one_name_are_two_but_one_that_is_sent_twice(session, forum) -> None:
    guests = [{"guest_name": "Jan Kühn", "client_key": key} for key in ("k-1", "k-2")]
    assert add_participants(session, forum, guests) == 2
    assert add_participants(session, forum, guests) == 0


def test_some_or_all_are_ticked_off(session, forum) -> None:
    add_participants(session, forum, [{"guest_name": f"Gast {n}"} for n in range(3)])
    first = session.scalar(select(func.min(Participation.id)))
    assert set_attendance(session, forum, [first], ATTENDED) == 1
    assert set_attendance(session, forum, [first], ATTENDED) == 0
    assert set_attendance(session, forum, None, ATTENDED) == 2
    assert statuses(session) == [ATTENDED] * 3


def test_other_gatherings_are_left_alone(session, forum) -> None:
    add_participants(session, forum, [{"guest_name": "Gast"}])
    guest = session.scalar(select(Participation.id))
    assert set_attendance(session, forum + 1, [guest], ATTENDED) == 0
    assert take_off(session, forum + 1, [guest]) == 0
    assert take_off(session, forum, [guest]) == 1
    assert statuses(session) == []


def test_a_firm_on_the_list_that_came_after_all(session, forum, bakery) -> None:
    add_participants(session, forum, [{"company_id": bakery, "status": INVITED}])
    came = {"company_id": bakery, "guest_name": "Karl Neu", "status": ATTENDED}
    assert add_participants(session, forum, [came]) == 1
    assert statuses(session) == [ATTENDED]
    assert add_participants(session, forum, [{"company_id": bakery, "status": INVITED}]) == 0
    assert statuses(session) == [ATTENDED]
