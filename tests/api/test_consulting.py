"""A consulting day through the API: slots made, booked, handed over, called off; founders."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from crm import clock
from crm.enums import AssignmentRole, InteractionKind, InteractionStatus
from crm.models import (
    AdvisorAssignment,
    Booking,
    Company,
    Interaction,
    Mail,
    Position,
    Team,
    Venture,
)
from tests.api.conftest import Caller
from tests.web.cast import Cast

GUEST = {"name": "Rosa Kern", "phone": "0391 7"}


@pytest.fixture
def day(db, cast: Cast) -> int:
    """Anna's."""
    made = Interaction(
        kind=InteractionKind.CONSULTING_DAY, title="EGO-Sprechtag",
        status=InteractionStatus.PLANNED, happened_on=clock.today() + timedelta(9),
    )  # fmt: skip
    anna = AdvisorAssignment(advisor_id=cast.advisors["anna"], role=AssignmentRole.LEAD)
    made.assignments.append(anna)
    db.add(made)
    db.commit()
    return made.id


@pytest.fixture
def slots(caller, db, day: int) -> list[int]:
    """At nine, one of each team."""
    teams = list(db.scalars(select(Team.id).order_by(Team.id)))
    db.rollback()
    times = {"starts_at": "09:00", "ends_at": "09:30", "interaction_id": day}
    return [caller("anna").post("/slots", team_id=team, **times).json["id"] for team in teams]


def test_a_whole_booking(caller, db, cast: Cast, slots: list[int]) -> None:
    anna: Caller = caller("anna")
    made = anna.post("/bookings", slot_id=slots[0], email="rosa@example.org", **GUEST).json
    pk, shown = made["id"], made["result"]
    assert (shown["status"], shown["booked_by"]) == ("registered", "telephone")
    taken = anna.post("/bookings", slot_id=slots[0], **GUEST)
    assert taken.status_code == 422
    assert "Somebody else has just booked this slot" in taken.text
    refused = anna.put(f"/bookings/{pk}", version=1, slot_id=slots[1])
    assert "Say why the other team takes over" in refused.text
    moved = anna.put(f"/bookings/{pk}", version=1, slot_id=slots[1], reason="ein Betrieb")
    assert moved.json["result"]["slot_id"] == slots[1]
    version = moved.json["result"]["version"]
    off = anna.put(f"/bookings/{pk}", version=version, is_cancelled=True, reason="krank").json
    assert (off["result"]["status"], off["result"]["cancel_reason"]) == (None, "krank")
    db.rollback()
    subjects = [mail.subject for mail in db.scalars(select(Mail).order_by(Mail.id))]
    assert len(subjects) == 3, "booked, moved, called off"
    assert anna.post("/bookings", slot_id=slots[1], **GUEST).status_code == 201


def test_who_came_and_what_was_said(caller, db, slots: list[int]) -> None:
    anna: Caller = caller("anna")
    pk = anna.post("/bookings", slot_id=slots[0], **GUEST).json["id"]
    told = anna.put(f"/bookings/{pk}", version=1, status="attended", notes="Merkblatt").json
    assert (told["result"]["status"], told["result"]["notes"]) == ("attended", "Merkblatt")
    assert anna.put(f"/bookings/{pk}", version=2, status="invited").status_code == 422


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"starts_at": "09:15", "ends_at": "09:45"}, "starts_at"),
        ({"starts_at": "11:00", "ends_at": "10:00"}, "ends_at"),
        ({"starts_at": "11:00", "ends_at": "12:00", "interaction_id": "visit"}, "interaction_id"),
    ],
)
def test_slots_that_cannot_be(caller, db, cast: Cast, day, slots, values, field) -> None:
    team = db.scalar(select(Team.id).order_by(Team.id))
    db.rollback()
    given = {"interaction_id": day, **values}
    if given["interaction_id"] == "visit":
        given["interaction_id"] = cast.visit
    answer = caller("anna").post("/slots", team_id=team, **given)
    assert answer.status_code == 422
    assert field in answer.text


def test_only_who_runs_the_day_books_and_nobody_else_sees_who_comes(caller, db, slots) -> None:
    pk = caller("anna").post("/bookings", slot_id=slots[0], **GUEST).json["id"]
    assert caller("bernd").post("/bookings", slot_id=slots[1], **GUEST).status_code == 422
    assert caller("bernd").put(f"/bookings/{pk}", version=1, notes="?").status_code == 403
    for name in ("carla", "ruth"):
        assert caller(name).get(f"/bookings/{pk}").status_code == 403
        assert caller(name).get("/founders/").status_code == 403
    db.rollback()
    assert len(db.scalars(select(Booking)).all()) == 1


def test_a_founder_and_the_firm_that_came_of_it(caller, db, cast: Cast) -> None:
    anna: Caller = caller("anna")
    plan = {"person_id": cast.baker, "planned_name": "Café Kern", "wz_section": "I"}
    pk = anna.post("/founders", **plan).json["id"]
    firm = Company(name="Café Kern UG", founded_on=date(2026, 2, 1))
    db.add(firm)
    db.commit()
    told = anna.put(f"/founders/{pk}", version=1, company_id=firm.id).json["result"]
    assert (told["company"]["id"], told["became_on"]) == (firm.id, "2026-02-01")
    db.rollback()
    (position,) = db.scalars(select(Position).where(Position.company_id == firm.id))
    assert position.person_id == cast.baker
    again = anna.put(f"/founders/{pk}", version=told["version"], company_id=None).json["result"]
    assert (again["company"], again["became_on"]) == (None, None)
    assert anna.post("/founders", **plan | {"wz_section": "Z"}).status_code == 422
    db.rollback()
    assert len(db.scalars(select(Venture)).all()) == 1
