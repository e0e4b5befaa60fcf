"""Callers of the API by name; the cast and their city are those of the web tests."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from datetime import date, time, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from crm.app import create_app
from crm.cli.init_command import set_up
from crm.config import Settings
from crm.db import open_engine, sessions
from crm.models import (
    AdvisorAssignment,
    Booking,
    CareClass,
    Company,
    FairStand,
    GatheringSeries,
    HandOver,
    Interaction,
    Participation,
    RedFlag,
    RedFlagSuggestion,
    Responsibility,
    Shift,
    Slot,
    StandContact,
    Target,
    Team,
    Venture,
)
from crm.models.base import utc_now
from crm.services.match_decisions import Pair, keep_pairs
from crm.services.merge_companies import merge
from tests.conftest import ENGINES
from tests.web.cast import PASSWORD, Cast, add_logins
from tests.web.conftest import browser, cast, db, first_cast, signed_in, statements, web_engine

__all__ = ["browser", "cast", "db", "first_cast", "signed_in", "statements", "web_engine"]

V1 = "/api/v1"
LISTS = ("/companies", "/people", "/interactions", "/follow-ups", "/inquiries", "/red-flags",
         "/materials", "/campaigns", "/funding", "/slots", "/bookings", "/founders",
         "/stand-contacts")  # fmt: skip
SOON = (date.today() + timedelta(30)).isoformat()
OFTEN = "10000 per minute"


@pytest.fixture(scope="session", params=ENGINES)
def app(request: pytest.FixtureRequest, migrated_database, tmp_path_factory) -> Iterator[Flask]:
    url = migrated_database(request.param, "api")
    settings = Settings(home=tmp_path_factory.mktemp("home"), database_url=url, login_rate=OFTEN)
    tables = open_engine(settings.url)
    set_up(tables)
    tables.dispose()
    app = create_app(settings)
    engine = app.extensions["crm_engine"]
    with sessions(engine).begin() as session:
        app.extensions["test_logins"] = add_logins(session)
    yield app
    engine.dispose()


class Caller:
    """Somebody's program: signs in once and sends its token; ``None`` sends none."""

    def __init__(self, app: Flask, name: str | None) -> None:
        self.client = app.test_client(use_cookies=False)
        self.headers = {"Accept-Language": "en"}
        if name:
            tokens = self.post("/security/login", username=name, password=PASSWORD).json
            self.headers["Authorization"] = f"Bearer {tokens['access_token']}"

    def send(self, verb: str, path: str, **kwargs: Any) -> TestResponse:
        headers = {**self.headers, **kwargs.pop("headers", {})}
        return self.client.open(V1 + path, method=verb, headers=headers, **kwargs)

    def get(self, path: str, **arguments: Any) -> TestResponse:
        return self.send("GET", path, query_string=arguments)

    def list(self, path: str, **q: Any) -> TestResponse:
        return self.get(path, q=json.dumps(q))

    def ids(self, path: str, **q: Any) -> list[int]:
        answer = self.list(path, **q)
        assert answer.status_code == 200, answer.text
        return [row["id"] for row in answer.json["result"]]

    def post(self, path: str, **body: Any) -> TestResponse:
        return self.send("POST", path, json=body)

    def put(self, path: str, **body: Any) -> TestResponse:
        return self.send("PUT", path, json=body)

    def delete(self, path: str) -> TestResponse:
        return self.send("DELETE", path)


@pytest.fixture
def caller(app: Flask) -> Callable[[str | None], Caller]:
    return lambda name: Caller(app, name)


@pytest.fixture
def day_of_the_examples(monkeypatch: pytest.MonkeyPatch) -> None:
    """Examples name days; they are looked at on the day they were written."""
    for name, module in sys.modules.items():
        if name.startswith("crm.web.api.") and hasattr(module, "today"):
            monkeypatch.setattr(module, "today", lambda: date(2026, 11, 23))


@pytest.fixture
def anna(caller) -> Caller:
    return caller("anna")


@pytest.fixture
def bernd(caller) -> Caller:
    return caller("bernd")


def where(col: str, opr: str, value: Any) -> dict[str, Any]:
    return {"col": col, "opr": opr, "value": value}


def refused_fields(answer: TestResponse) -> set[str]:
    return {error["field"] for error in answer.json["errors"]}


@pytest.fixture
def consulting(db, cast: Cast) -> dict[str, int]:
    """A day of Anna's with a booked and a free slot, a fair of hers and a founder: what examples
    name as 1.
    """
    team = db.scalar(select(func.min(Team.id)))
    day = Interaction(kind="consulting_day", title="Sprechtag", happened_on=date(2026, 3, 5))
    day.assignments.append(AdvisorAssignment(advisor_id=cast.advisors["anna"]))
    booked, free = (
        Slot(interaction=day, team_id=team, starts_at=time(hour), ends_at=time(hour, 30))
        for hour in (14, 15)
    )
    guest = Participation(interaction=day, guest_name="Rosa Kern")
    plan = Venture(person_id=cast.baker)
    db.add_all([Booking(slot=booked, participation=guest, name="Rosa Kern"), free, plan])
    db.flush()
    ends = {"happened_on": day.happened_on, "ends_on": date(2026, 3, 7)}
    fair = Interaction(kind="fair", title="Dialogmesse", **ends)
    fair.assignments.append(AdvisorAssignment(advisor_id=cast.advisors["anna"]))
    db.add(fair)
    db.flush()
    ids = {"interaction_id": day.id, "slot_id": free.id, "fair_id": fair.id}
    db.commit()
    return {**ids, "team_id": team, "person_id": cast.baker}


def noticed(company_id: int) -> RedFlagSuggestion:
    """What a rule saw."""
    days = {"first_day": date(2025, 3, 1), "last_day": date(2026, 9, 1)}
    return RedFlagSuggestion(company_id=company_id, rule="shrinking", kind="staff_cuts",
                             evidence="shrinking", found_on=date(2026, 9, 2), **days)  # fmt: skip


@pytest.fixture
def one_of_each(db, cast: Cast, consulting: dict[str, int]) -> dict[str, int]:
    """Of what the cast's city has not."""
    anna, fair = cast.advisors["anna"], consulting["fair_id"]
    team = db.scalar(select(Team.id).where(Team.code == "bestand"))
    year = {"first_day": date(2026, 1, 1), "last_day": date(2026, 12, 31)}
    rule = {"kind": "round_table", "rule": "FREQ=MONTHLY;BYDAY=+1TU", "first_on": date(2027, 1, 1)}
    days = {"raised_on": date(2026, 3, 2), "due_on": date(2026, 3, 16)}
    shift = {"day": date(2026, 3, 6), "starts_at": time(9), "ends_at": time(12)}
    db.add_all([
        GatheringSeries(title="Stammtisch", lead_id=anna, **rule),
        RedFlag(kind="leaving", company_id=cast.bakery, owner_id=anna, **days),
        StandContact(interaction_id=fair, name="Rosa Kern", met_at=utc_now()),
        Shift(interaction_id=fair, advisor_id=anna, **shift),
        FairStand(interaction_id=fair, stand="Halle 2"),
        noticed(cast.bakery),
        Responsibility(advisor_id=anna, company_id=cast.bakery, valid_from=date(2026, 1, 1)),
        Target(team_id=team, measure="visits", goal=40, **year),
        HandOver(giver_id=anna, last_day=date(2026, 3, 2), happened_at=utc_now()),
    ])  # fmt: skip
    other = Interaction(kind="fair", title="Handwerksmesse", happened_on=date(2026, 3, 5))
    other.assignments.append(AdvisorAssignment(advisor_id=anna))
    db.add(other)
    db.flush()
    merged, twin = Company(name="Spedition alt"), Company(name="Baeckerei Luedecke")
    db.add_all([merged, twin])
    db.flush()
    merge(db, merged, db.get_one(Company, cast.forwarder), date(2026, 11, 20))
    keep_pairs(db, [Pair(cast.bakery, twin.id, 91)])
    rhythm = db.scalar(select(CareClass.id))
    ids = {**consulting, "fair_id": other.id, "team_id": team, "care_class_id": rhythm}
    db.commit()
    return ids
