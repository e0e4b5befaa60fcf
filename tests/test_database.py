"""The database keeps what must always be true, on both engines."""

from datetime import date

import pytest
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from crm.errors import sentence
from crm.models import Advisor, AdvisorAssignment, Company, CompanyFact, Interaction


def test_a_company_cannot_end_before_it_starts(session: Session) -> None:
    session.add(Company(name="Bäckerei", founded_on=date(2020, 1, 1), ended_on=date(2019, 1, 1)))
    with pytest.raises(IntegrityError) as refusal:
        session.flush()
    assert sentence(refusal.value) == "The end lies before the beginning."


def test_a_company_has_one_open_fact(session: Session) -> None:
    bakery = Company(name="Bäckerei")
    for day in (date(2020, 1, 1), date(2021, 1, 1)):
        bakery.facts.append(CompanyFact(valid_from=day, source="test"))
    session.add(bakery)
    with pytest.raises(IntegrityError) as refusal:
        session.flush()
    assert "current size and sector already" in sentence(refusal.value)


def test_a_visit_has_one_lead(session: Session) -> None:
    visit = Interaction(kind="visit", happened_on=date(2026, 1, 1))
    visit.assignments += [AdvisorAssignment(advisor=Advisor(name=name)) for name in ("A", "B")]
    session.add(visit)
    with pytest.raises(IntegrityError) as refusal:
        session.flush()
    assert sentence(refusal.value) == "Only one advisor can lead."
