"""A fair through the API: its stand, its shifts, and whom one met there, worked off afterwards."""

from __future__ import annotations

from datetime import timedelta

import pytest

from crm import clock
from crm.models import AdvisorAssignment, FollowUp, Interaction, Participation
from tests.api.conftest import Caller, refused_fields, where
from tests.web.cast import Cast

TODAY = clock.today()
NINE, NOON = "09:00", "12:00"


@pytest.fixture
def fair(db, cast: Cast) -> int:
    """Anna's, on three days from today, still planned."""
    made = Interaction(kind="fair", title="Dialogmesse", happened_on=TODAY, status="planned",
                       ends_on=TODAY + timedelta(2))  # fmt: skip
    made.assignments.append(AdvisorAssignment(advisor_id=cast.advisors["anna"]))
    db.add(made)
    db.flush()
    pk = made.id
    db.commit()
    return pk


def test_a_stand_is_there_once(anna: Caller, cast: Cast, fair: int) -> None:
    stand = {"interaction_id": fair, "stand": "Halle 2, Stand 17", "partner_id": cast.counter}
    made = anna.post("/fair-stands", **stand)
    assert made.status_code == 201, made.text
    assert made.json["result"]["partner"]["name"] == "Bürgerbüro Nord"
    again = anna.post("/fair-stands", **stand)
    assert again.status_code == 422
    assert again.json["message"] == "The fair has its stand already. Change that one."
    changed = anna.put(f"/fair-stands/{made.json['id']}", version=1, role="co_organiser")
    assert changed.json["result"]["role"] == "co_organiser"
    visit = anna.post("/fair-stands", interaction_id=cast.visit)
    assert refused_fields(visit) == {"interaction_id"}


def test_shifts_are_planned_moved_and_taken_away(caller, anna, cast: Cast, fair: int) -> None:
    bernd = cast.advisors["bernd"]
    shift = {"interaction_id": fair, "advisor_id": bernd, "day": TODAY.isoformat(),
             "starts_at": NINE, "ends_at": NOON}  # fmt: skip
    assert caller("bernd").post("/shifts", **shift).status_code == 422
    key = {"client_key": "5b7d8a5c-2f6e-4c62-9df0-7a4b2a6a0c11"}
    made, again = anna.post("/shifts", **shift, **key), anna.post("/shifts", **shift, **key)
    assert (made.status_code, again.status_code) == (201, 200)
    pk = made.json["id"]
    twice = anna.post("/shifts", **{**shift, "starts_at": "11:00", "ends_at": "13:00"})
    assert twice.status_code == 422
    assert "Nobody is at two places at once" in twice.json["message"]
    late = (TODAY + timedelta(9)).isoformat()
    for wrong, field in (({"day": late}, "day"), ({"ends_at": "08:00"}, "ends_at")):
        assert refused_fields(anna.put(f"/shifts/{pk}", version=1, **wrong)) == {field}
    moved = caller("bernd").put(f"/shifts/{pk}", version=1, ends_at="13:00")
    assert moved.json["result"]["ends_at"] == "13:00:00", "who has a shift runs the fair too"
    assert anna.put(f"/shifts/{pk}", version=1, ends_at="14:00").status_code == 409
    assert caller("lena").delete(f"/shifts/{pk}").status_code == 200
    assert anna.get("/shifts").json["count"] == 0


def test_whom_one_met_is_captured_and_worked_off(caller, anna, db, cast: Cast, fair: int) -> None:
    met = {"interaction_id": fair, "name": "Rosa Kern", "note": "Laden", "todo": "call"}
    made = anna.post("/stand-contacts", **met)
    assert made.status_code == 201, made.text
    assert made.json["result"]["advisor"]["name"] == "Anna Beier"
    address = f"/stand-contacts/{made.json['id']}"
    assert anna.get(f"/interactions/{fair}").json["result"]["status"] == "held"
    told = anna.put(address, version=1, company_id=cast.bakery, outcome="follow_up")
    shown = told.json["result"]
    assert (shown["company"]["id"], shown["outcome"]) == (cast.bakery, "follow_up")
    promise = db.get(FollowUp, shown["follow_up_id"])
    assert (promise.promise, promise.company_id) == ("Call after the fair: Laden", cast.bakery)
    there = db.query(Participation).filter_by(interaction_id=fair).all()
    assert [(each.company_id, each.status) for each in there] == [(cast.bakery, "attended")]
    for change, field in (({"outcome": "done"}, "outcome"),
                          ({"company_id": cast.forwarder}, "company_id")):  # fmt: skip
        refused = anna.put(address, version=shown["version"], **change)
        assert (refused.status_code, refused_fields(refused)) == (422, {field})
    again = anna.put(address, version=shown["version"], outcome=None).json["result"]
    assert (again["outcome"], again["follow_up_id"]) == (None, None)
    talk = anna.put(address, version=again["version"], outcome="consultation").json["result"]
    planned = anna.get(f"/interactions/{talk['contact_id']}").json["result"]
    assert (planned["kind"], planned["status"]) == ("consultation", "planned")


def test_the_fair_decides_who_sees_and_who_captures(caller, anna, db, cast: Cast, fair) -> None:
    met = {"interaction_id": fair, "name": "Rosa Kern"}
    refused = caller("bernd").post("/stand-contacts", **met)
    assert (refused.status_code, refused_fields(refused)) == (422, {"interaction_id"})
    nobody = anna.post("/stand-contacts", interaction_id=fair)
    assert refused_fields(nobody) == {"company_id"}
    pk = anna.post("/stand-contacts", **met).json["id"]
    assert caller("bernd").ids("/stand-contacts") == [pk]
    assert caller("bernd").put(f"/stand-contacts/{pk}", version=1, note="?").status_code == 403
    of_fair = [where("interaction_id", "eq", fair)]
    assert caller("vera").ids("/stand-contacts", filters=of_fair) == [pk]
    taken = caller("vera").put(f"/stand-contacts/{pk}", version=1, outcome="follow_up")
    assert refused_fields(taken) == {"outcome"}, "who advises nobody has no follow-ups"
    db.get(Interaction, fair).is_confidential = True
    db.commit()
    assert caller("bernd").ids("/stand-contacts") == []
    assert caller("bernd").get(f"/stand-contacts/{pk}").status_code == 404
    for name in ("carla", "ruth"):
        assert caller(name).get("/stand-contacts").status_code == 403
