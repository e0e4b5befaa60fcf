"""A red flag's whole story through the API, and what of a confidential one is said to whom."""

from __future__ import annotations

from datetime import date, timedelta

from crm import clock
from tests.api.conftest import Caller, where
from tests.web.cast import Cast


def test_from_raising_to_closing(caller, cast: Cast) -> None:
    anna: Caller = caller("anna")
    made = anna.post("/red-flags", kind="leaving", company_id=cast.bakery, jobs_claimed=12).json
    pk, shown = made["id"], made["result"]
    assert (shown["severity"], shown["owner"]["name"]) == ("middle", "Anna Beier")
    assert shown["due_on"] == (clock.today() + timedelta(14)).isoformat()
    changed = anna.put(f"/red-flags/{pk}", version=1, jobs_confirmed=9, outcome="averted",
                       outcome_words="Halle gefunden").json["result"]  # fmt: skip
    assert (changed["outcome"], changed["closed_on"]) == ("averted", clock.today().isoformat())
    assert changed["jobs_confirmed"] == 9
    again = anna.put(f"/red-flags/{pk}", version=changed["version"], outcome=None)
    assert again.json["result"]["closed_on"] is None


def test_a_confidential_one_is_as_one_that_is_not_there(caller, cast: Cast) -> None:
    anna, bernd, vera = caller("anna"), caller("bernd"), caller("vera")
    body = {"kind": "liquidity", "company_id": cast.bakery, "is_confidential": True}
    pk = anna.post("/red-flags", **body, reader_ids=[cast.advisors["bernd"]]).json["id"]
    hidden, nowhere = vera.get(f"/red-flags/{pk}"), vera.get("/red-flags/987654")
    assert (hidden.status_code, hidden.json) == (404, nowhere.json)
    assert vera.list("/red-flags", filters=[where("kind", "eq", "liquidity")]).json["count"] == 0
    assert bernd.ids("/red-flags") == [pk]
    assert bernd.put(f"/red-flags/{pk}", version=1, notes="neugierig").status_code == 403


def test_a_day_before_it_was_noticed_is_refused(caller, cast: Cast) -> None:
    anna: Caller = caller("anna")
    pk = anna.post("/red-flags", kind="leaving", company_id=cast.bakery).json["id"]
    early = (date.today() - timedelta(9)).isoformat()
    refused = anna.put(f"/red-flags/{pk}", version=1, outcome="eased", closed_on=early)
    assert refused.status_code == 422
    assert refused.json["errors"][0]["field"] == "closed_on"
