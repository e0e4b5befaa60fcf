"""A firm in care is due by the rhythm of its class; a district's firms are one trip."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from crm.enums import AssignmentRole, InteractionStatus
from crm.models import (
    Advisor,
    AdvisorAssignment,
    CareClass,
    Company,
    District,
    Interaction,
    Participation,
    Responsibility,
    Site,
)
from crm.services.portfolio import firms_in_care, set_classes, trips
from crm.services.refresh_overview import refresh_overview

TODAY = date(2026, 11, 23)


class World:
    def __init__(self, session: Session) -> None:
        self.session = session
        self.anna, self.bernd = Advisor(name="Anna"), Advisor(name="Bernd")
        self.quarterly = CareClass(code="A", name="A", name_en="A", months=3)
        self.districts = {n: District(number=n, name=n) for n in ("Altstadt", "Sudenburg")}
        session.add_all([self.anna, self.bernd, self.quarterly, *self.districts.values()])
        session.flush()

    def firm(
        self, name: str, district: str | None, classed: bool = True, **values: object
    ) -> Company:
        firm = Company(name=name)
        firm.sites.append(Site(street="Weg", district=self.districts.get(district or "")))
        told = {"advisor": self.anna, "valid_from": date(2026, 1, 1), **values}
        care = Responsibility(company=firm, care_class=self.quarterly if classed else None, **told)
        self.session.add_all([firm, care])
        self.session.flush()
        return firm

    def visit(self, firm: Company, day: date, status: str = "held") -> None:
        visit = Interaction(kind="visit", status=InteractionStatus(status), happened_on=day)
        visit.participations.append(Participation(company=firm))
        lead = AssignmentRole.LEAD
        visit.assignments.append(AdvisorAssignment(advisor=self.bernd, role=lead))
        self.session.add(visit)
        self.session.flush()

    def care(self, *advisors: Advisor):
        refresh_overview(self.session, None)
        return firms_in_care(self.session, [a.id for a in advisors or (self.anna,)], TODAY)


@pytest.fixture
def world(session: Session) -> World:
    return World(session)


def test_due_by_the_rhythm_of_its_class(world: World) -> None:
    spoken, never = world.firm("Spoken", "Altstadt"), world.firm("Never", "Altstadt")
    world.firm("Unclassed", "Altstadt", classed=False)
    world.visit(spoken, date(2026, 8, 31))
    due = {each.row.firm: each.due_on for each in world.care()}
    assert due == {
        "Spoken": date(2026, 11, 30), "Never": date(2026, 1, 1), "Unclassed": None,
    }  # fmt: skip
    assert never.name == "Never"


def test_what_is_planned_is_not_due(world: World) -> None:
    firm = world.firm("Bäckerei", "Altstadt")
    assert world.care()[0].is_due(TODAY)
    world.visit(firm, date(2026, 12, 1), "planned")
    (one,) = world.care()
    assert (one.planned_on, one.is_due(TODAY)) == (date(2026, 12, 1), False)


def test_only_what_is_in_force_and_goes_on_is_in_care(world: World) -> None:
    world.firm("Over", "Altstadt", valid_to=date(2026, 11, 22))
    world.firm("To come", "Altstadt", valid_from=date(2026, 11, 24))
    gone = world.firm("Gone", "Altstadt")
    gone.founded_on, gone.ended_on = date(2020, 1, 1), date(2026, 6, 1)
    world.firm("Bernd's", "Altstadt", advisor=world.bernd)
    world.session.flush()
    assert world.care() == []
    assert [each.row.firm for each in world.care(world.anna, world.bernd)] == ["Bernd's"]


def test_a_district_is_one_trip_and_that_with_most_to_do_comes_first(world: World) -> None:
    world.visit(world.firm("A1", "Altstadt"), date(2026, 11, 1))
    world.firm("S2", "Sudenburg", valid_from=date(2026, 5, 1))
    world.firm("S1", "Sudenburg")
    world.firm("Nowhere", None)
    found = trips(world.care(), TODAY)
    names = [(trip.district, [f.row.firm for f in trip.firms], trip.due) for trip in found]
    assert names == [
        ("Sudenburg", ["S1", "S2"], 2), ("Altstadt", ["A1"], 0), (None, ["Nowhere"], 1),
    ]  # fmt: skip


def test_only_firms_have_a_class(world: World) -> None:
    district = world.districts["Altstadt"]
    care = Responsibility(advisor=world.anna, district=district, valid_from=TODAY)
    world.session.add(care)
    world.session.flush()
    set_classes(world.session, {care.id: world.quarterly.id})
    world.session.refresh(care)
    assert care.care_class_id is None
    care.care_class = world.quarterly
    with pytest.raises(IntegrityError, match="only_firms_have_a_class"):
        world.session.flush()
