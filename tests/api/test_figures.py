"""Figures by the API are those of the measures, described as they come, and of people for leads."""

from __future__ import annotations

import pytest
from flask import Flask

from crm.models import Booking, RedFlag
from crm.web.api.figures import FiguresApi
from crm.web.menu import APIS
from reports.measures.kept_promises import kept_promises
from reports.measures.turnout import turnout
from reports.period import Period
from reports.source.live import live
from tests.api.conftest import Caller, refused_fields
from tests.web.cast import Cast

YEAR = {"from": "2026-01-01", "to": "2026-12-31"}
FIGURES = [api for api in APIS if issubclass(api, FiguresApi)]
OF_PEOPLE = {"/workload", "/red-flags/figures"}


@pytest.mark.parametrize("api", FIGURES, ids=lambda api: api.resource_name)
def test_answers_are_as_described(caller, cast: Cast, consulting, api: type[FiguresApi]) -> None:
    vera = caller("vera")
    schemas = vera.get("/_openapi").json["components"]["schemas"]
    described = schemas[f"{api.__name__}.answer"]["properties"]
    row = set(described["rows"]["items"]["properties"])
    for by in described.get("by", {"enum": [None]})["enum"]:
        asked = {**YEAR, **({"by": by} if by else {})}
        told = vera.get(f"/{api.resource_name}", **asked)
        assert told.status_code == 200, told.text
        assert set(told.json) == set(described)
        assert [set(each) - row for each in told.json["rows"]] == [set()] * len(told.json["rows"])
        assert all(by is None or by in each for each in told.json["rows"])
    for wrong, field in (({**YEAR, "by": "colour"}, "by"), ({"from": "2026-01-01"}, "to")):
        refused = vera.get(f"/{api.resource_name}", **wrong)
        assert (refused.status_code, refused_fields(refused)) == (400, {field})


def test_they_say_what_the_measures_say(app: Flask, anna: Caller, cast: Cast) -> None:
    year = Period.year(2026)
    with live(app.extensions["crm_engine"]) as source:
        gatherings = turnout(source, year).to_dict("records")[0]
        promised = kept_promises(source, year, "month").to_dict("records")
    assert anna.get("/turnout", **YEAR).json["total"] == gatherings
    told = anna.get("/follow-ups/figures", **YEAR, by="month").json["rows"]
    assert [row["month"] for row in told] == [row["month"] for row in promised]


def test_slots_used_and_founders_who_came(anna: Caller, db, cast: Cast, consulting) -> None:
    booked = db.query(Booking).one()
    booked.participation.status = "no_show"
    db.commit()
    told = anna.get("/slots/figures", **YEAR, by="team").json
    assert [told["total"][name] for name in ("offered", "booked", "no_shows")] == [2, 1, 1]
    assert sum(row["offered"] for row in told["rows"]) == 2
    assert anna.get("/founders/figures", **YEAR).json["talks"] == 0


def test_figures_on_people_are_for_those_who_lead(caller, db, cast: Cast) -> None:
    flag = {"company_id": cast.bakery, "owner_id": cast.advisors["anna"]}
    days = {"raised_on": "2026-03-02", "due_on": "2026-03-16"}
    assert caller("anna").post("/red-flags", kind="leaving", **flag, **days).status_code == 201
    assert db.query(RedFlag).one()
    codes = {
        name: {path: caller(name).get(path, **YEAR).status_code for path in OF_PEOPLE}
        for name in ("anna", "ruth", "carla", "lena", "vera")
    }
    assert {name for name, each in codes.items() if set(each.values()) == {200}} == {"lena", "vera"}
    assert {*codes["anna"].values(), *codes["ruth"].values(), *codes["carla"].values()} == {403}
    lena, by_owner = caller("lena"), {**YEAR, "by": "owner"}
    assert caller("anna").get("/follow-ups/figures", **by_owner).status_code == 403
    mine = {cast.advisors[name] for name in ("anna", "lena")}
    assert {row["advisor"] for row in lena.get("/workload", **YEAR).json["rows"]} == mine
    assert {
        row["owner"] for row in lena.get("/follow-ups/figures", **by_owner).json["rows"]
    } <= mine
    assert lena.get("/red-flags/figures", **YEAR).json["total"]["raised"] == 1
