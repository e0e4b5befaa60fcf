"""Coverage by the API says what the measures say, and advisors' figures only to those who lead."""

from __future__ import annotations

import json

import pytest
from flask import Flask

from crm.cli.report_command import answer
from reports.period import Period
from reports.segment import Segment
from reports.source.live import live
from tests.api.conftest import Caller, refused_fields
from tests.web.cast import Cast

YEAR = {"from": "2026-01-01", "to": "2026-12-31"}


def test_coverage_by_size_class(anna: Caller, cast: Cast) -> None:
    found = anna.get("/coverage", **YEAR, by="size_class").json
    micro = {"size_class": "micro", "companies": 1, "individual": 1, "events_only": 0, "none": 0,
             "contacts": 1, "visits": 1}  # fmt: skip
    assert micro in found["rows"]
    assert (found["period"], found["by"]) == (["2026-01-01", "2026-12-31"], ["size_class"])
    assert found["total"] == {"companies": 2, "individual": 2, "events_only": 0, "none": 0,
                               "contacts": 2, "visits": 1}  # fmt: skip


def test_two_dimensions_and_a_segment(anna: Caller, cast: Cast) -> None:
    found = anna.get("/coverage", **YEAR, by="size_class,district", section="C").json
    assert [(r["size_class"], r["district"], r["companies"]) for r in found["rows"]] == [
        ("micro", "01", 1)
    ]
    assert anna.get("/coverage", **YEAR).json["rows"] == []


@pytest.mark.parametrize("arguments", [{"by": "kind,advisor"}, {"advisor": "1"}])
def test_figures_on_advisors_are_for_those_who_lead(caller, cast: Cast, arguments) -> None:
    if "advisor" in arguments:
        arguments = {"advisor": cast.advisors["anna"]}
    codes = {
        name: caller(name).get("/coverage", **YEAR, **arguments).status_code
        for name in ("anna", "ruth", "lena", "vera")
    }
    assert codes == {"anna": 403, "ruth": 403, "lena": 200, "vera": 200}


def test_those_who_lead_see_their_own_team(caller, cast: Cast) -> None:
    def seen(name: str) -> set[object]:
        rows = caller(name).get("/coverage", **YEAR, by="advisor").json["rows"]
        return {row["advisor"] for row in rows}

    anna, bernd = cast.advisors["anna"], cast.advisors["bernd"]
    assert {anna, bernd} <= seen("vera")
    assert anna in seen("lena")
    assert bernd not in seen("lena")
    assert caller("lena").get("/coverage", **YEAR, advisor=bernd).status_code == 403


@pytest.mark.parametrize("arguments", [{"by": "team"}, {"team": "bestand"}])
def test_figures_on_teams_are_for_all_who_see_figures(caller, cast: Cast, arguments) -> None:
    for name in ("anna", "ruth", "lena"):
        assert caller(name).get("/coverage", **YEAR, **arguments).status_code == 200


def test_the_command_says_the_same(app: Flask, caller, cast: Cast) -> None:
    vera, year = caller("vera"), Period.year(2026)
    with live(app.extensions["crm_engine"]) as source:
        for by in ((), ("size_class",), ("advisor", "kind"), ("team",), ("month", "district")):
            told = vera.get("/coverage", **YEAR, by=",".join(by)).json
            assert told == json.loads(json.dumps(answer(source, year, by, Segment())))


NONSENSE = (
    ({}, {"from", "to"}),
    ({"from": "2026-01-01", "to": "31.12.2026"}, {"to"}),
    ({"from": "0001-01-01", "to": "2026-12-31"}, {"from"}),
    ({"from": "2026-01-01", "to": "9999-12-31"}, {"to"}),
    ({"from": "2001-01-01", "to": "2026-12-31"}, {"to"}),
    ({**YEAR, "by": "size_class,district,section"}, {"by"}),
    ({**YEAR, "size_class": "tiny"}, {"size_class"}),
    ({**YEAR, "advisor": "x"}, {"advisor"}),
    ({**YEAR, "password": "x"}, {"password"}),
    ({**YEAR, "by": "password"}, set()),
    ({"from": "2026-12-31", "to": "2026-01-01"}, {"to"}),
)
"""The arguments, and which of them are named as wrong."""


def test_nonsense_is_refused(caller, cast: Cast) -> None:
    lena = caller("lena")
    for arguments, fields in NONSENSE:
        refused = lena.get("/coverage", **arguments)
        assert (refused.status_code, refused_fields(refused)) == (400, fields)
        assert refused.json["message"]
