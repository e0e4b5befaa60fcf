"""What rules noticed, through the API: taken over as a red flag, put aside, brought back."""

from __future__ import annotations

import pytest

from crm import clock
from tests.api.conftest import Caller, noticed, refused_fields, where
from tests.web.cast import Cast


@pytest.fixture
def suggestion(db, cast: Cast) -> int:
    row = noticed(cast.bakery)
    db.add(row)
    db.flush()
    pk = row.id
    db.commit()
    return pk


def test_the_list_is_for_those_who_lead_and_the_firm_says_it_to_all(
    caller, anna: Caller, cast: Cast, suggestion: int
) -> None:
    codes = {n: caller(n).get("/suggestions").status_code for n in ("anna", "lena", "vera", "ruth")}
    assert codes == {"anna": 403, "lena": 200, "vera": 200, "ruth": 403}
    is_open = [where("is_open", "eq", True)]
    (row,) = caller("lena").list("/suggestions", filters=is_open).json["result"]
    assert row["why"] == "Its size class fell twice: on 1 Mar 2025 and 1 Sep 2026."
    (told,) = anna.get(f"/companies/{cast.bakery}").json["result"]["suggestions"]
    assert (told["id"], told["kind"], told["why"]) == (suggestion, "staff_cuts", row["why"])
    assert anna.get(f"/suggestions/{suggestion}").json["result"]["reason"] is None
    assert caller("carla").get(f"/suggestions/{suggestion}").status_code == 403


def test_it_is_put_aside_with_a_reason_and_brought_back(anna: Caller, suggestion: int) -> None:
    address = f"/suggestions/{suggestion}"
    assert anna.put(address, version=1, reason=" ").json["result"]["is_open"] is True
    aside = anna.put(address, version=1, reason="Gehört zur Erweiterung").json["result"]
    assert (aside["is_open"], aside["put_aside_by"]["name"]) == (False, "Anna Beier")
    assert aside["put_aside_on"] == clock.today().isoformat()
    assert anna.put(address, version=1, reason=None).status_code == 409
    twice = anna.put(address, version=aside["version"], reason="Noch einmal")
    assert twice.json["message"] == "Somebody has decided on this already."
    back = anna.put(address, version=aside["version"], reason=None).json["result"]
    assert (back["is_open"], back["reason"]) == (True, None)


def test_it_becomes_a_red_flag(caller, anna: Caller, cast: Cast, suggestion: int) -> None:
    other = anna.post("/red-flags", suggestion_id=suggestion, company_id=cast.forwarder)
    assert (other.status_code, refused_fields(other)) == (422, {"suggestion_id"})
    made = anna.post("/red-flags", suggestion_id=suggestion, severity="high")
    assert made.status_code == 201, made.text
    flag = made.json["result"]
    assert (flag["kind"], flag["company"]["id"]) == ("staff_cuts", cast.bakery)
    assert flag["notes"].startswith("Its size class fell twice")
    again = anna.post("/red-flags", suggestion_id=suggestion)
    assert refused_fields(again) == {"suggestion_id"}
    shown = anna.get(f"/suggestions/{suggestion}").json["result"]
    assert (shown["is_open"], shown["red_flag_id"]) == (False, flag["id"])
    late = anna.put(f"/suggestions/{suggestion}", version=shown["version"], reason="doch nicht")
    assert refused_fields(late) == {"reason"}
    anna.put(f"/red-flags/{flag['id']}", version=1, is_confidential=True)
    assert caller("vera").get(f"/suggestions/{suggestion}").status_code == 404
