"""Funding consultations: noted by a tap in a contact, with the programme's deadline."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from crm.enums import AssignmentRole, FundingStage, InteractionKind, InteractionStatus
from crm.errors import DomainError
from crm.models import (
    Advisor,
    AdvisorAssignment,
    Company,
    FundingCase,
    FundingProgramme,
    Interaction,
    Participation,
)
from crm.rules.funding import funding_problems
from crm.services import funding

TODAY = date(2026, 3, 2)


@pytest.fixture
def office(session: Session):
    """An advisor, a firm, and two programmes of which one closes in April."""
    anna, firm = Advisor(name="Anna Beier"), Company(name="Bäckerei")
    grant = FundingProgramme(name="Zuschuss", giver="Land", deadline_on=date(2026, 4, 30))
    loan = FundingProgramme(name="Kredit", giver="Bank")
    session.add_all([anna, firm, grant, loan])
    session.flush()
    return anna, firm, grant, loan


@pytest.fixture
def talk(session: Session, office) -> Interaction:
    anna, firm, *_rest = office
    contact = Interaction(kind=InteractionKind.CONSULTATION, happened_on=TODAY)
    contact.participations.append(Participation(company=firm))
    contact.assignments.append(AdvisorAssignment(advisor=anna, role=AssignmentRole.LEAD))
    session.add(contact)
    session.flush()
    return contact


def stored(session: Session) -> list[FundingCase]:
    return list(session.scalars(select(FundingCase).order_by(FundingCase.id)))


def test_a_tap_notes_one_for_each_programme_once(session: Session, office, talk) -> None:
    anna, firm, grant, loan = office
    for _twice in range(2):
        funding.note_programmes(session, talk, [grant.id, loan.id])
    one, other = stored(session)
    assert (one.company_id, one.owner_id, one.discussed_on) == (firm.id, anna.id, TODAY)
    assert (one.programme_id, one.deadline_on) == (grant.id, date(2026, 4, 30))
    assert (other.programme_id, other.deadline_on) == (loan.id, None)
    assert {one.stage, other.stage} == {FundingStage.DISCUSSED}


def test_a_tap_taken_back_takes_it_away_unless_it_has_gone_on(session, office, talk) -> None:
    _anna, _firm, grant, loan = office
    funding.note_programmes(session, talk, [grant.id, loan.id])
    one, other = stored(session)
    funding.change_case(other, {"stage": FundingStage.APPLIED, "applied_on": TODAY})
    session.flush()
    funding.note_programmes(session, talk, [loan.id])
    assert stored(session) == [other]
    assert one not in session
    with pytest.raises(DomainError) as refusal:
        funding.note_programmes(session, talk, [])
    assert refusal.value.values == {"programme": "Kredit"}


def test_nothing_is_noted_of_what_has_not_taken_place(session: Session, office, talk) -> None:
    talk.status = InteractionStatus.PLANNED
    funding.note_programmes(session, talk, [office[2].id])
    assert stored(session) == []


def test_a_deadline_that_has_passed_binds_nobody(session: Session, office) -> None:
    _anna, firm, grant, _loan = office
    values = {"company_id": firm.id, "programme_id": grant.id}
    late = funding.add_case(session, {**values, "discussed_on": date(2026, 5, 4)})
    assert late.deadline_on is None
    own = funding.add_case(
        session, {**values, "discussed_on": TODAY, "deadline_on": date(2026, 3, 9)}
    )
    assert own.deadline_on == date(2026, 3, 9)


def test_what_is_due_within_a_month_stands_on_the_owners_day(session: Session, office) -> None:
    anna, firm, *_rest = office
    for days, stage in ((-2, "discussed"), (30, "applied"), (31, "discussed"), (5, "refused")):
        decided = {"decided_on": TODAY} if stage == "refused" else {}
        values = {
            "company_id": firm.id, "owner_id": anna.id, "discussed_on": TODAY,
            "stage": FundingStage(stage), "deadline_on": TODAY + timedelta(days), **decided,
        }  # fmt: skip
        funding.add_case(session, values)
    found = funding.due_cases(session, anna.id, TODAY, 10)
    assert [(row.deadline_on - TODAY).days for row in found] == [-2, 30]
    assert found[0].firm is None or found[0].company_id == firm.id


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"company_id": None}, "company_id"),
        ({"discussed_on": None}, "discussed_on"),
        ({"discussed_on": TODAY + timedelta(1)}, "discussed_on"),
        ({"stage": FundingStage.APPLIED}, "applied_on"),
        ({"stage": FundingStage.GRANTED, "decided_on": TODAY}, "applied_on"),
        ({"stage": FundingStage.WITHDRAWN}, "decided_on"),
        ({"decided_on": TODAY}, "stage"),
        ({"applied_on": TODAY - timedelta(1)}, "applied_on"),
        ({"amount_applied": Decimal(-1)}, "amount_applied"),
        ({"amount_granted": Decimal(5)}, "amount_granted"),
        ({"deadline_on": date(2199, 1, 1)}, "deadline_on"),
    ],
)
def test_what_a_consultation_needs(values, field: str) -> None:
    sound = {"company_id": 1, "discussed_on": TODAY, "today": TODAY}
    assert list(funding_problems(sound)) == []
    assert field in [p.field for p in funding_problems({**sound, **values})]
