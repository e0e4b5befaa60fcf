"""Who wants no contact is left out of what the office begins, and the office sees whom and why."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from crm.enums import ParticipationStatus, SizeBand
from crm.models import (
    Advisor,
    Campaign,
    CareClass,
    Company,
    CompanyFact,
    Interaction,
    Participation,
    Person,
    Position,
    Responsibility,
    Site,
)
from crm.rules.no_contact import no_contact_problems
from crm.services import campaigns
from crm.services.invitations import invite, spared, unwritten
from crm.services.portfolio import firms_in_care
from crm.services.refresh_overview import refresh_overview
from crm.services.unspoken import care_of, longest_unspoken

TODAY = date(2026, 11, 23)


def firm(session: Session, name: str, **values: object) -> Company:
    made = Company(name=name, **values)
    made.sites.append(Site(city="Magdeburg"))
    made.facts.append(
        CompanyFact(size_band=SizeBand.FROM_4, valid_from=date(2020, 1, 1), source="test")
    )
    session.add(made)
    session.flush()
    return made


@pytest.fixture
def firms(session: Session) -> list[Company]:
    """One that is glad, one that said no, one whose mailbox is a person's who said no."""
    found = [
        firm(session, "Bäckerei", email="ofen@example.org"),
        firm(session, "Schweiger", no_contact_since=TODAY, no_contact_source="am Telefon"),
        firm(session, "Kern", email="Rosa@example.org"),
    ]
    rosa = Person(last_name="Kern", email="rosa@example.org", no_contact_since=TODAY,
                  no_contact_source="per E-Mail")  # fmt: skip
    found[2].positions.append(Position(person=rosa, function="Inhaberin"))
    session.flush()
    refresh_overview(session, None)
    return found


@pytest.fixture
def forum(session: Session) -> Interaction:
    made = Interaction(kind="forum", title="Forum", happened_on=TODAY, status="planned")
    session.add(made)
    session.flush()
    return made


def test_only_who_is_glad_is_invited(session, firms, forum) -> None:
    assert invite(session, forum, [one.id for one in firms]) == 1
    listed = session.scalars(select(Participation.company_id)).all()
    assert listed == [firms[0].id]


def test_who_said_so_after_the_invitation_is_not_written_to(session, firms, forum) -> None:
    for one in firms:
        row = Participation(company_id=one.id, status=ParticipationStatus.INVITED)
        forum.participations.append(row)
    session.flush()
    assert [row.company_id for row in unwritten(session, forum)] == [firms[0].id]
    kern, schweiger = spared(session, forum)
    assert (schweiger.label, schweiger.no_contact_source) == ("Schweiger", "am Telefon")
    assert (kern.label, kern.no_contact_since) == ("Kern", None)


def test_a_campaign_leaves_them_out_and_says_so(session, firms) -> None:
    for one in firms:
        one.is_craft = True
    values = {"title": "Sommer", "starts_on": TODAY, "ends_on": TODAY, "craft_only": True}
    campaign = campaigns.add_campaign(session, values, TODAY)
    assert isinstance(campaign, Campaign)
    assert campaigns.size_of(session, campaign).frozen == 1
    assert [row.label for row in campaigns.left_out_of(session, campaign)] == ["Kern", "Schweiger"]


def test_the_plan_of_visits_is_not_due_for_them(session, firms) -> None:
    anna = Advisor(name="Anna")
    monthly = CareClass(code="A", name="Oft", name_en="Often", months=1)
    for one in firms[:2]:
        session.add(
            Responsibility(
                advisor=anna, company_id=one.id, valid_from=date(2020, 1, 1), care_class=monthly
            )
        )
    session.flush()
    due = {one.row.firm: one.is_due(TODAY) for one in firms_in_care(session, [anna.id], TODAY)}
    assert due == {"Bäckerei": True, "Schweiger": False}
    care = care_of(session, anna.id, TODAY)
    assert [row.label for row in longest_unspoken(session, care)] == ["Bäckerei"]


def test_a_day_and_who_said_so_belong_together(session) -> None:
    def fields(**values: object) -> list[str]:
        return [problem.field for problem in no_contact_problems({"today": TODAY, **values})]

    assert fields() == fields(no_contact_since=TODAY, no_contact_source="Brief") == []
    assert fields(no_contact_since=TODAY) == ["no_contact_source"]
    assert fields(no_contact_source="Brief") == ["no_contact_since"]
    assert fields(no_contact_since=date(2027, 1, 1), no_contact_source="Brief") == [
        "no_contact_since"
    ]
    session.add(Company(name="Halb", no_contact_since=TODAY))
    with pytest.raises(IntegrityError):
        session.flush()
    session.rollback()
