"""Firms in care, targets and hand-overs through the API: of one's own, of those one leads."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import select, update

from crm import clock
from crm.models import CompanyOverview, FollowUp, Interaction, Participation, Responsibility, Team
from crm.services.portfolio import firms_in_care
from tests.api.conftest import Caller, refused_fields, where
from tests.web.cast import Cast

TODAY = clock.today()
DUE, NOT_DUE = [where("is_due", "eq", True)], [where("is_due", "eq", False)]
YEAR = {"first_day": "2026-01-01", "last_day": "2026-12-31"}
QUARTERLY = {"code": "Q", "name": "Quartal", "name_en": "Quarterly", "months": 3}


@pytest.fixture
def care(db, cast: Cast) -> dict[str, int]:
    """Anna's bakery and Bernd's forwarder."""
    rows = [
        Responsibility(advisor_id=cast.advisors[who], company_id=pk, valid_from=date(2026, 1, 1))
        for who, pk in (("anna", cast.bakery), ("bernd", cast.forwarder))
    ]
    db.add_all(rows)
    db.flush()
    ids = dict(zip(("anna", "bernd"), (row.id for row in rows), strict=True))
    db.commit()
    return ids


@pytest.fixture
def quarterly(caller, cast: Cast) -> int:
    made = caller("vera").post("/care-classes", **QUARTERLY)
    assert made.status_code == 201, made.text
    return made.json["id"]


def test_ones_own_firms_and_those_of_whom_one_leads(caller, cast: Cast, care) -> None:
    mine = {name: caller(name).ids("/portfolio") for name in ("anna", "bernd", "lena", "vera")}
    both = [care["anna"], care["bernd"]]
    assert mine == {"anna": both[:1], "bernd": both[1:], "lena": both[:1], "vera": both}
    assert caller("anna").get(f"/portfolio/{care['bernd']}").status_code == 404
    refused = caller("bernd").put(f"/portfolio/{care['anna']}", version=1, care_class_id=None)
    assert refused.status_code == 404
    assert caller("anna").post("/care-classes", **QUARTERLY).status_code == 403
    assert caller("ruth").get("/portfolio").status_code == 403


def test_a_code_is_given_once(caller, quarterly: int) -> None:
    twice = caller("vera").post("/care-classes", **QUARTERLY)
    assert twice.status_code == 422
    assert twice.json["message"] == "There is a care class of this code already."


def test_the_class_says_when_a_firm_is_due(anna: Caller, db, cast: Cast, care, quarterly) -> None:
    address = f"/portfolio/{care['anna']}"
    assert anna.get(address).json["result"]["due_on"] is None
    assert anna.ids("/portfolio", filters=DUE) == []
    assert refused_fields(anna.put(address, version=1, care_class_id=987)) == {"care_class_id"}
    shown = anna.put(address, version=1, care_class_id=quarterly).json["result"]
    assert (shown["last_individual_on"], shown["due_on"]) == ("2026-03-02", "2026-06-02")
    assert anna.put(address, version=1, care_class_id=None).status_code == 409
    assert anna.ids("/portfolio", filters=DUE) == [care["anna"]]
    soon = TODAY + timedelta(9)
    visit = Interaction(kind="visit", status="planned", happened_on=soon)
    visit.participations.append(Participation(company_id=cast.bakery, status="registered"))
    db.add(visit)
    db.commit()
    assert anna.get(address).json["result"]["planned_on"] == soon.isoformat()
    assert anna.ids("/portfolio", filters=DUE) == []
    assert anna.ids("/portfolio", filters=NOT_DUE) == [care["anna"]]


def test_the_filter_finds_what_the_page_calls_due(anna, db, cast: Cast, care, quarterly) -> None:
    anna.put(f"/portfolio/{care['anna']}", version=1, care_class_id=quarterly)
    for days in (None, *range(86, 96)):
        last = days and TODAY - timedelta(days)
        db.execute(
            update(CompanyOverview)
            .where(CompanyOverview.id == cast.bakery)
            .values(last_individual_on=last)
        )
        db.commit()
        (firm,) = firms_in_care(db, [cast.advisors["anna"]], TODAY)
        expected = [care["anna"]] if firm.is_due(TODAY) else []
        db.rollback()
        assert anna.ids("/portfolio", filters=DUE) == expected, last


def test_a_target_is_set_by_who_leads_and_seen_by_the_team(caller, db, cast: Cast) -> None:
    teams = {team.code: team.id for team in db.scalars(select(Team))}
    db.rollback()
    goal = {**YEAR, "measure": "visits", "goal": 40}
    lena: Caller = caller("lena")
    made = lena.post("/targets", team_id=teams["bestand"], **goal)
    assert made.status_code == 201, made.text
    pk, shown = made.json["id"], made.json["result"]
    assert (shown["reached"], 0 < shown["passed"] <= 1) == (1, True)
    seen = {each["id"]: each for each in caller("anna").get("/targets").json["result"]}
    assert seen[pk]["reached"] == 1
    assert caller("bernd").ids("/targets") == []
    assert caller("anna").put(f"/targets/{pk}", version=1, goal=1).status_code == 403
    other = lena.post("/targets", team_id=teams["akquise"], **goal)
    assert (other.status_code, refused_fields(other)) == (422, {"team_id"})
    backwards = lena.put(f"/targets/{pk}", version=1, last_day="2025-01-01", goal=0)
    assert refused_fields(backwards) == {"last_day", "goal"}
    assert lena.put(f"/targets/{pk}", version=1, goal=50).json["result"]["goal"] == 50
    assert lena.put(f"/targets/{pk}", version=1, goal=60).status_code == 409
    assert lena.delete(f"/targets/{pk}").status_code == 200


def test_everything_open_goes_over_in_one_act(caller, db, cast: Cast) -> None:
    advisors, lena = cast.advisors, caller("lena")
    takers = {"follow_up": advisors["lena"], "responsibility": advisors["bernd"]}
    body = {"giver_id": advisors["anna"], "client_key": "7d0f2f3e-2a2b-4e0c-8a62-1f6d5c3b9a10"}
    missing = lena.post("/hand-overs", **body, takers={"follow_up": advisors["lena"]})
    assert (missing.status_code, refused_fields(missing)) == (422, {"takers.responsibility"})
    nobody = lena.post("/hand-overs", **body, takers={**takers, "responsibility": 987})
    assert refused_fields(nobody) == {"takers.responsibility"}
    year = lena.post("/hand-overs", **body, takers=takers, last_day="2199-01-01")
    assert refused_fields(year) == {"last_day"}
    made = lena.post("/hand-overs", **body, takers=takers, notes="Schlüssel liegt vorn")
    assert made.status_code == 201, made.text
    items = {each["kind"]: each["taker"]["name"] for each in made.json["result"]["items"]}
    assert items == {"follow_up": "Lena Dorn", "responsibility": "Bernd Colditz"}
    assert db.get(FollowUp, cast.follow_up).owner_id == advisors["lena"]
    assert lena.post("/hand-overs", **body, takers=takers).status_code == 200
    assert lena.ids("/hand-overs") == caller("vera").ids("/hand-overs") == [made.json["id"]]
    bernd = lena.post("/hand-overs", giver_id=advisors["bernd"], takers=takers)
    assert refused_fields(bernd) == {"giver_id"}, "only of one's own team"
    assert caller("anna").get("/hand-overs").status_code == 403
