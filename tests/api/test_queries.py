"""A list of a hundred asks as many questions as a list of two."""

from __future__ import annotations

from datetime import date, time

import pytest
from flask import Flask
from sqlalchemy import Engine, select

from crm.enums import AssignmentRole
from crm.models import (
    AdvisorAssignment,
    Booking,
    Campaign,
    Company,
    FollowUp,
    FundingCase,
    Interaction,
    Material,
    Participation,
    Person,
    Position,
    RedFlag,
    Site,
    Slot,
    StandContact,
    Team,
    Venture,
)
from crm.models.base import utc_now
from tests.api.conftest import LISTS, Caller
from tests.web import rows
from tests.web.cast import Cast, question

MOST_QUERIES = 12
DAY = date(2026, 1, 5)


@pytest.fixture(scope="session")
def busy_rows() -> dict[Flask, rows.Rows]:
    return {}


@pytest.fixture
def busy_city(app: Flask, web_engine: Engine, db, cast: Cast, busy_rows) -> Cast:
    """Made once for each database, then put back."""
    if app in busy_rows:
        rows.empty(web_engine)
        rows.put_back(db.connection(), busy_rows[app])
    else:
        add_to_city(db, cast)
        db.commit()
        busy_rows[app] = rows.read(db.connection())
    db.commit()
    return cast


def add_to_city(db, cast: Cast) -> None:
    team, other = db.scalars(select(Team.id).order_by(Team.id))
    day = Interaction(kind="consulting_day", title="Sprechtag", happened_on=DAY)
    fair = Interaction(kind="fair", title="Dialogmesse", happened_on=DAY)
    for number in range(100):
        firm = Company(name=f"Firma {number}")
        firm.sites.append(Site(street="Breiter Weg", district_id=cast.district))
        person = Person(last_name=f"Person {number}")
        person.positions.append(Position(company=firm, function="Inhaberin"))
        visit = Interaction(kind="visit", happened_on=DAY)
        visit.participations.append(Participation(company=firm, persons=[person]))
        for name, role in (("anna", AssignmentRole.LEAD), ("bernd", AssignmentRole.CO)):
            advisor = cast.advisors[name]
            visit.assignments.append(AdvisorAssignment(advisor_id=advisor, role=role))
        promise = FollowUp(promise="Anrufen", due_on=DAY, first_due_on=DAY, company=firm,
                           owner_id=cast.advisors["anna"], interaction=visit)  # fmt: skip
        brochure = Material(title=f"{number}", edition="1", language="Deutsch", printed=1)
        campaign = Campaign(title=f"{number}", starts_on=DAY, ends_on=DAY, frozen_at=utc_now())
        case = FundingCase(company=firm, discussed_on=DAY, owner_id=cast.advisors["anna"])
        inquiry = question(company=firm, owner_id=cast.advisors["anna"])
        flag = RedFlag(kind="leaving", company=firm, owner_id=cast.advisors["anna"],
                       raised_on=DAY, due_on=DAY)  # fmt: skip
        db.add_all([firm, person, visit, promise, inquiry, flag, brochure, campaign, case])
        seat = Participation(company=firm, interaction=day)
        slot = Slot(interaction=day, team_id=team if number % 2 else other,
                    advisor_id=cast.advisors["anna"],
                    starts_at=time(8, number // 2), ends_at=time(9, number // 2))  # fmt: skip
        booking = Booking(slot=slot, participation=seat, company=firm, name="Frau Kern")
        plan = Venture(person=person, owner_id=cast.advisors["anna"], company=firm, became_on=DAY)
        met = StandContact(interaction=fair, company=firm, met_at=utc_now(),
                           advisor_id=cast.advisors["anna"])  # fmt: skip
        db.add_all([booking, plan, met])


@pytest.mark.parametrize("path", LISTS)
def test_lists_ask_the_same_whatever_their_length(
    anna: Caller, busy_city: Cast, statements, path: str
) -> None:
    asked = []
    for size in (2, 100):
        statements.clear()
        answer = anna.list(path, page_size=size)
        assert len(answer.json["result"]) == size
        asked.append(len(statements.queries))
    assert asked[0] == asked[1] <= MOST_QUERIES


def test_one_entry_asks_few_questions(anna: Caller, busy_city: Cast, statements) -> None:
    for path in LISTS:
        pk = anna.ids(path, page_size=1, order_column="id", order_direction="desc")[0]
        statements.clear()
        assert anna.get(f"{path}/{pk}").status_code == 200
        assert len(statements.queries) <= 15, path


def test_a_forum_of_many_firms_is_looked_up_at_once(
    anna: Caller, busy_city: Cast, statements
) -> None:
    firms = anna.ids("/companies", page_size=100)
    statements.clear()
    made = anna.post(
        "/interactions", kind="forum", title="Wirtschaftsforum", happened_on=DAY.isoformat(),
        participations=[{"company_id": pk} for pk in firms],
    )  # fmt: skip
    assert made.status_code == 201, made.text
    assert len(made.json["result"]["participations"]) == 100
    assert len(statements.queries) < 60
    listed = anna.list("/interactions", order_direction="desc", page_size=1).json["result"][0]
    assert listed["participants"] == 100
    assert [firm["id"] for firm in listed["companies"]] == firms[:5]
