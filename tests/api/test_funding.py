"""Campaigns, brochures and money through the API."""

from __future__ import annotations

from datetime import timedelta

from crm import clock
from crm.services.refresh_overview import refresh_overview
from tests.api.conftest import Caller, refused_fields
from tests.web.cast import Cast


def test_copies_go_out_until_none_are_left(anna: Caller, cast: Cast) -> None:
    made = anna.post("/materials", title="Plan", edition="2026", language="Deutsch", printed=100)
    pk, today = made.json["id"], clock.today().isoformat()
    given = {"material_id": pk, "partner_id": cast.counter, "handed_on": today}
    first = anna.post("/handouts", **given, copies=60)
    assert first.status_code == 201, first.text
    assert anna.post("/handouts", **given, copies=41).status_code == 422
    assert anna.get(f"/materials/{pk}").json["result"]["stock"] == 40
    codes = anna.get(f"/materials/{pk}").json["result"]["codes"]
    assert codes == [{"partner_id": cast.counter, "code": "P26-NORD"}]
    changed = anna.put(f"/handouts/{first.json['id']}", version=1, copies=100)
    assert changed.status_code == 200
    assert anna.put(f"/materials/{pk}", version=1, printed=99).status_code == 422


def test_a_campaign_of_today_has_its_targets(anna: Caller, db, cast: Cast) -> None:
    refresh_overview(db, [cast.bakery, cast.forwarder])
    db.commit()
    today = clock.today()
    days = {"starts_on": today.isoformat(), "ends_on": (today + timedelta(9)).isoformat()}
    made = anna.post("/campaigns", title="Klein", size_classes=["micro"], **days)
    assert made.status_code == 201, made.text
    shown = made.json["result"]
    assert (shown["targets"], shown["targets_now"], shown["size_classes"]) == (1, 1, ["micro"])
    moved = anna.put(f"/campaigns/{made.json['id']}", version=shown["version"],
                     starts_on=(today + timedelta(1)).isoformat())  # fmt: skip
    assert refused_fields(moved) == {"starts_on"}
    wrong = anna.post("/campaigns", title="Falsch", sections=["Ä"], **days)
    assert wrong.status_code == 422
    pk = made.json["id"]
    asked = anna.post("/inquiries", subject="Ofen", channel="telephone", guest_name="Rosa",
                      campaign_id=pk, material_id=cast.material).json["result"]  # fmt: skip
    assert (asked["campaign"]["id"], asked["material"]["id"]) == (pk, cast.material)


def test_amounts_are_text_and_lose_no_cent(anna: Caller, cast: Cast) -> None:
    today = clock.today().isoformat()
    body = {"company_id": cast.bakery, "stage": "applied", "applied_on": today}
    made = anna.post("/funding", **body, amount_applied="12500.05")
    assert made.status_code == 201, made.text
    assert made.json["result"]["amount_applied"] == "12500.05"
    for wrong in (12500.05, True, "viel", "9999999999999999", "-1"):
        assert anna.post("/funding", **body, amount_applied=wrong).status_code == 422, wrong


def test_what_was_said_in_confidence_is_not_there(anna, bernd, cast: Cast) -> None:
    body = {"company_id": cast.forwarder, "interaction_id": cast.confidential,
            "owner_id": cast.advisors["bernd"]}  # fmt: skip
    assert refused_fields(anna.post("/funding", **body)) == {"interaction_id"}
    pk = bernd.post("/funding", **body).json["id"]
    assert anna.get(f"/funding/{pk}").status_code == 404
    assert pk not in anna.ids("/funding")
    assert pk in bernd.ids("/funding")


def test_programmes_are_kept_by_who_leads(caller, cast: Cast) -> None:
    body = {"name": "Zuschuss", "giver": "Land"}
    assert caller("anna").post("/funding-programmes", **body).status_code == 403
    assert caller("lena").post("/funding-programmes", **body).status_code == 201
    assert caller("anna").get("/funding-programmes").status_code == 200


def test_what_came_of_brochures(anna: Caller, cast: Cast) -> None:
    day = clock.today().isoformat()
    anna.post("/inquiries", subject="Ofen", channel="telephone", guest_name="Rosa",
              material_id=cast.material, handed_out_by_id=cast.counter)  # fmt: skip
    found = anna.get("/yield", **{"from": day, "to": day}, by="counter").json
    (row,) = found["rows"]
    assert (row["counter"], row["handed_out"], row["inquiries"]) == (cast.counter, 3, 1)
    assert round(found["total"]["per_100"], 1) == 33.3
    assert anna.get("/yield", **{"from": day, "to": day}, by="colour").status_code == 400
