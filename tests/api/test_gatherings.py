"""A gathering's plan, its partners and its invitations through the API."""

from __future__ import annotations

from datetime import timedelta

from crm import clock
from crm.models import Invitation, Participation, Partner
from crm.models.base import utc_now
from tests.api.conftest import Caller, refused_fields
from tests.web.cast import Cast

SOON = (clock.today() + timedelta(30)).isoformat()
FORUM = {"kind": "forum", "title": "Herbstforum", "happened_on": SOON, "status": "planned"}


def test_a_gathering_is_planned_and_changed(caller, db, cast: Cast) -> None:
    chamber = Partner(name="Handwerkskammer", kind="chamber")
    db.add(chamber)
    db.commit()
    anna: Caller = caller("anna")
    plan = {"capacity": 80, "programme": "17:00 Begrüßung", "budget_planned": 2500}
    made = anna.post("/interactions", **FORUM, plan=plan, host_ids=[cast.counter]).json
    shown = made["result"]
    assert (shown["plan"]["capacity"], shown["plan"]["budget_spent"]) == (80, None)
    assert [(p["name"], p["role"]) for p in shown["partners"]] == [("Bürgerbüro Nord", "host")]
    changed = anna.put(
        f"/interactions/{made['id']}", version=shown["version"], plan={"budget_spent": 10},
        co_host_ids=[chamber.id],
    ).json["result"]  # fmt: skip
    assert (changed["plan"]["capacity"], changed["plan"]["budget_spent"]) == (80, 10)
    roles = {p["name"]: p["role"] for p in changed["partners"]}
    assert roles == {"Bürgerbüro Nord": "host", "Handwerkskammer": "co_host"}


def test_a_plan_that_cannot_be_is_refused_by_its_field(caller, cast: Cast) -> None:
    anna: Caller = caller("anna")
    answer = anna.post("/interactions", **FORUM, plan={"capacity": 0, "remind_days": 99})
    assert answer.status_code == 422
    assert refused_fields(answer) == {"plan.capacity", "plan.remind_days"}
    assert anna.post("/interactions", **FORUM, plan={"seats": 1}).status_code == 422
    assert anna.post("/interactions", **FORUM, host_ids=[999_999]).status_code == 422


def test_who_was_invited_and_what_they_answered(caller, db, cast: Cast) -> None:
    anna: Caller = caller("anna")
    firms = [{"company_id": cast.bakery, "status": "waiting"}]
    made = anna.post("/interactions", **FORUM, participations=firms).json
    row = db.get_one(Participation, made["result"]["participations"][0]["id"])
    row.invitation = Invitation(way="mail", sent_at=utc_now(), people=2, token_hash="x" * 64)
    db.commit()
    answer = anna.get(f"/interactions/{made['id']}")
    (shown,) = answer.json["result"]["participations"]
    assert shown["status"] == "waiting"
    assert (shown["invitation"]["way"], shown["invitation"]["people"]) == ("mail", 2)
    assert "x" * 64 not in answer.text


SERIES = {"title": "Stammtisch", "kind": "round_table", "rule": "FREQ=MONTHLY;BYDAY=+1TU",
          "first_on": SOON}  # fmt: skip


def test_a_series_is_added_listed_and_changed(caller, cast: Cast) -> None:
    anna: Caller = caller("anna")
    made = anna.post("/series", **SERIES, lead_id=cast.advisors["anna"])
    assert made.status_code == 201, made.text
    pk = made.json["id"]
    found = anna.get("/series/").json["result"]
    assert [(each["id"], each["lead"]["name"]) for each in found] == [(pk, "Anna Beier")]
    changed = anna.put(f"/series/{pk}", version=1, place="Ratskeller").json["result"]
    assert (changed["place"], changed["title"]) == ("Ratskeller", "Stammtisch")
    assert anna.put(f"/series/{pk}", version=1, place="x").status_code == 409


def test_a_series_that_cannot_be_is_refused(caller, cast: Cast) -> None:
    anna: Caller = caller("anna")
    lead = cast.advisors["anna"]
    for wrong, field in (
        ({"rule": "FREQ=SECONDLY"}, "rule"),
        ({"kind": "visit"}, "kind"),
        ({"capacity": 0}, "capacity"),
        ({"lead_id": 999_999}, "lead_id"),
    ):
        answer = anna.post("/series", **{**SERIES, "lead_id": lead, **wrong})
        assert answer.status_code == 422
        assert refused_fields(answer) == {field}
    for name in ("ruth", "carla"):
        assert caller(name).get("/series/").status_code == 403
