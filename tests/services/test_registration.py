"""Seats are given once, in order, however many want them at the same moment."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from threading import Barrier, Thread

import pytest
from sqlalchemy import Engine, delete, func, select
from sqlalchemy.orm import Session

from crm.db import CrmSession, writing
from crm.enums import InteractionKind, InteractionStatus, ParticipationStatus
from crm.errors import DomainError
from crm.models import Company, GatheringPlan, Interaction, Invitation, Participation
from crm.models.base import utc_now
from crm.services.invitations import invite, last_time, mail_address, unwritten, with_token
from crm.services.log_interaction import change_interaction
from crm.services.refresh_overview import refresh_overview
from crm.services.registration import Reply, answer, hashed, invitation_of, token_for
from crm.services.seats import lock, move_up, seats_taken

TODAY = date(2026, 11, 20)
REGISTERED, WAITING, DECLINED, INVITED = (
    ParticipationStatus.REGISTERED, ParticipationStatus.WAITING, ParticipationStatus.DECLINED,
    ParticipationStatus.INVITED,
)  # fmt: skip
SECRET = "geheim"
CROWD = 50


def gathering(session: Session, seats: int | None, firms: int, **plan: object) -> Interaction:
    made = Interaction(
        kind=InteractionKind.ROUND_TABLE, title="Stammtisch", happened_on=TODAY + timedelta(7),
        status=InteractionStatus.PLANNED, plan=GatheringPlan(capacity=seats, **plan),
    )  # fmt: skip
    for number in range(firms):
        row = Participation(company=Company(name=f"Firma {number}"), status=INVITED)
        row.invitation = Invitation(people=1)
        made.participations.append(row)
    session.add(made)
    session.flush()
    return made


def says(session: Session, row: Participation, people: int, day: date = TODAY) -> list[str]:
    """Who moved up because of it."""
    assert row.invitation is not None
    moved = answer(session, row.invitation, Reply(people), utc_now(), day)
    return [str(each) for each in moved]


def statuses(made: Interaction) -> list[ParticipationStatus]:
    return [row.status for row in made.participations]


def test_who_says_yes_first_gets_the_seats_and_the_others_wait_in_order(session: Session) -> None:
    made = gathering(session, 3, 4)
    one, two, three, four = made.participations
    assert says(session, one, 2) == []
    assert says(session, two, 2) == [], "two do not fit any more"
    assert says(session, three, 1) == [], "one seat is free, but somebody waits for it"
    assert says(session, four, 0) == []
    assert statuses(made) == [REGISTERED, WAITING, WAITING, DECLINED]
    assert says(session, one, 0) == ["Firma 1", "Firma 2"]
    assert statuses(made) == [DECLINED, REGISTERED, REGISTERED, DECLINED]
    assert seats_taken(session, made.id) == 3


def test_a_large_party_holds_its_place(session: Session) -> None:
    made = gathering(session, 3, 4)
    one, two, three, four = made.participations
    for row, people in ((one, 1), (two, 2), (three, 3), (four, 1)):
        says(session, row, people)
    assert statuses(made) == [REGISTERED, REGISTERED, WAITING, WAITING]
    assert says(session, one, 0) == [], "one seat is no use to three, and nobody overtakes them"
    assert says(session, two, 0) == ["Firma 2"]
    assert statuses(made) == [DECLINED, DECLINED, REGISTERED, WAITING]


def test_fewer_people_let_others_in(session: Session) -> None:
    made = gathering(session, 3, 2)
    one, two = made.participations
    says(session, one, 3)
    says(session, two, 1)
    assert says(session, one, 2) == ["Firma 1"]
    assert statuses(made) == [REGISTERED, REGISTERED]


def test_more_people_than_seats_keep_what_they_have(session: Session) -> None:
    made = gathering(session, 3, 2)
    one, two = made.participations
    says(session, one, 2)
    says(session, two, 1)
    with pytest.raises(DomainError):
        says(session, one, 3)
    with pytest.raises(DomainError):
        says(session, two, 4)
    assert seats_taken(session, made.id) == 3


def test_who_waits_keeps_the_place_unless_more_want_to_come(session: Session) -> None:
    made = gathering(session, 2, 3)
    one, two, three = made.participations
    says(session, one, 2)
    says(session, two, 1)
    says(session, three, 1)
    says(session, two, 1)
    assert says(session, one, 1) == ["Firma 1"], "said twice, it still was first"
    says(session, two, 0)
    says(session, three, 1)
    assert three.status is REGISTERED


def test_a_cancelled_or_past_gathering_and_a_closed_registration_take_no_yes(session) -> None:
    made = gathering(session, None, 1, registration_until=TODAY)
    (row,) = made.participations
    with pytest.raises(DomainError, match="closed"):
        says(session, row, 1, TODAY + timedelta(1))
    says(session, row, 0, TODAY + timedelta(1))
    assert row.status is DECLINED, "a no is always welcome"
    with pytest.raises(DomainError, match="over"):
        says(session, row, 0, TODAY + timedelta(8))
    made.status = InteractionStatus.CANCELLED
    with pytest.raises(DomainError, match="cancelled"):
        says(session, row, 1)


def test_with_more_seats_those_who_wait_move_up(session: Session) -> None:
    made = gathering(session, 1, 3)
    for row in made.participations:
        says(session, row, 1)
    assert made.plan
    made.plan.capacity = 2
    session.flush()
    assert [str(row) for row in move_up(session, lock(session, made.id))] == ["Firma 1"]
    made.plan.capacity = None
    session.flush()
    assert [str(row) for row in move_up(session, lock(session, made.id))] == ["Firma 2"]


def test_a_link_opens_one_invitation_and_is_not_in_the_database(session: Session) -> None:
    made = gathering(session, None, 2)
    for row in made.participations:
        with_token(row, SECRET)
    session.flush()
    one, two = (token_for(SECRET, row) for row in made.participations)
    assert one != two != token_for("anders", made.participations[1])
    for typed in (one, one.upper(), one.replace("-", ""), f" {one} "):
        found = invitation_of(session, typed)
        assert found is not None
        assert found.participation is made.participations[0]
    assert invitation_of(session, "aaaa-aaaa-aaaa-aaaa") is None
    stored = session.scalars(select(Invitation.token_hash)).all()
    assert set(stored) == {hashed(one), hashed(two)}
    assert one not in str(stored)


def test_a_firm_is_invited_once(session: Session) -> None:
    made = gathering(session, None, 1)
    firm = made.participations[0].company_id
    other = Company(name="Andere", email="a@example.org")
    session.add(other)
    session.flush()
    assert invite(session, made, [firm or 0, other.id, other.id]) == 1
    assert invite(session, made, [other.id]) == 0
    assert mail_address(session.scalars(select(Participation).filter_by(company_id=other.id)).one())


def test_last_time_is_of_the_same_kind_and_was_held(session: Session) -> None:
    made = gathering(session, None, 0)
    earlier = [
        Interaction(kind=kind, title=title, happened_on=TODAY - timedelta(days), status=status)
        for kind, title, days, status in (
            ("round_table", "vorletztes", 60, "held"), ("round_table", "letztes", 30, "held"),
            ("round_table", "abgesagt", 10, "cancelled"), ("forum", "Forum", 5, "held"),
        )
    ]  # fmt: skip
    session.add_all(earlier)
    session.flush()
    found = last_time(session, made)
    assert found is not None
    assert found.title == "letztes"


@pytest.fixture
def crowd(engine: Engine) -> Iterator[tuple[Engine, int, list[int]]]:
    """Stored for good: several connections want the last seats."""
    with CrmSession(writing(engine)) as session:
        made = gathering(session, 7, CROWD)
        session.commit()
        ids = [row.invitation.id for row in made.participations if row.invitation]
        firms = [row.company_id for row in made.participations]
        pk = made.id
    yield engine, pk, ids
    with CrmSession(writing(engine)) as session:
        session.execute(delete(Interaction).where(Interaction.id == pk))
        session.execute(delete(Company).where(Company.id.in_(firms)))
        session.commit()


def _at_once(acts: list[Callable[[], None]]) -> None:
    gate = Barrier(len(acts))

    def run(act: Callable[[], None]) -> None:
        gate.wait()
        act()

    threads = [Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def _reply(engine: Engine, pk: int, people: int) -> None:
    with CrmSession(writing(engine)) as session:
        invitation = session.get_one(Invitation, pk)
        answer(session, invitation, Reply(people), utc_now(), TODAY)
        session.commit()


def _seated(engine: Engine, pk: int) -> dict[ParticipationStatus, int]:
    with CrmSession(engine) as session:
        query = (
            select(Participation.status, func.count().label("number"))
            .where(Participation.interaction_id == pk)
            .group_by(Participation.status)
        )
        return {row.status: row.number for row in session.execute(query)}


def test_fifty_want_the_last_seven_seats_at_the_same_second(crowd) -> None:
    engine, pk, ids = crowd
    _at_once([lambda one=one: _reply(engine, one, 1) for one in ids[:20]])
    _at_once([lambda one=one: _reply(engine, one, 1) for one in ids[20:]])
    assert _seated(engine, pk) == {REGISTERED: 7, WAITING: CROWD - 7}


def test_while_some_cancel_others_come_and_no_seat_is_given_twice(crowd) -> None:
    engine, pk, ids = crowd
    for one in ids[:7]:
        _reply(engine, one, 1)
    comes = [lambda one=one: _reply(engine, one, 1) for one in ids[7:17]]
    goes = [lambda one=one: _reply(engine, one, 0) for one in ids[:4]]
    _at_once([*comes, *goes])
    assert _seated(engine, pk) == {REGISTERED: 7, WAITING: 6, DECLINED: 4, INVITED: CROWD - 17}


def test_that_it_took_place_makes_nobody_attend_who_declined(session: Session) -> None:
    made = gathering(session, None, 3)
    one, two, three = made.participations
    one.status, two.status, three.status = DECLINED, WAITING, REGISTERED
    session.flush()
    given = [{"company_id": row.company_id} for row in made.participations]
    change_interaction(session, made, {"status": InteractionStatus.HELD, "participations": given})
    assert statuses(made) == [DECLINED, WAITING, ParticipationStatus.ATTENDED]


def test_unwritten_are_those_invited_without_a_letter(session: Session) -> None:
    made = gathering(session, None, 3)
    one, two, _three = made.participations
    assert one.invitation
    one.invitation.way, one.invitation.sent_at = "mail", utc_now()
    says(session, two, 1)
    refresh_overview(session, None)
    assert [str(row.company.name) for row in unwritten(session, made) if row.company] == ["Firma 2"]
