"""An inquiry's whole story through the API."""

from __future__ import annotations

from datetime import datetime, timedelta

from crm import clock
from crm.models import Inquiry
from crm.models.base import utc_now
from tests.api.conftest import Caller
from tests.web.cast import Cast

QUESTION = {"subject": "Zuschuss", "channel": "trade_office", "guest_name": "Rosa Kern"}


def test_from_the_question_to_the_answer(caller, db, cast: Cast) -> None:
    anna: Caller = caller("anna")
    asked = (utc_now() - timedelta(days=10)).isoformat()
    made = anna.post("/inquiries", **QUESTION, received_at=asked).json
    pk, shown = made["id"], made["result"]
    assert datetime.fromisoformat(shown["received_at"]) == datetime.fromisoformat(asked)
    assert (shown["target_days"], shown["owner"], shown["reply_days"]) == (3, None, None)

    def put(**values: object) -> dict[str, object]:
        version = anna.get(f"/inquiries/{pk}").json["result"]["version"]
        answer = anna.put(f"/inquiries/{pk}", version=version, **values)
        assert answer.status_code == 200, answer.text
        result: dict[str, object] = answer.json["result"]
        return result

    assert put(owner_id=cast.advisors["anna"])["owner"]["name"] == "Anna Beier"
    assert put(waiting_for="Bauplan")["due_on"] is None
    assert put(waiting_for=None)["due_on"]
    version = anna.get(f"/inquiries/{pk}").json["result"]["version"]
    bernd = cast.advisors["bernd"]
    refused = anna.put(f"/inquiries/{pk}", version=version, owner_id=bernd)
    assert refused.status_code == 422
    assert put(owner_id=bernd, reason="kennt den Betrieb")["owner"]["name"] == "Bernd Colditz"
    told = put(first_reply_at=utc_now().isoformat(), outcome="answered", answer="Merkblatt")
    assert (told["outcome"], told["answer"]) == ("answered", "Merkblatt")
    assert told["reply_days"] >= 5
    assert put(outcome=None)["closed_at"] is None
    db.rollback()
    assert [str(each) for each in db.get_one(Inquiry, pk).handovers] == [
        "– → Anna Beier", "Anna Beier → Bernd Colditz",
    ]  # fmt: skip


def test_a_reply_before_the_question_is_refused(caller, cast: Cast) -> None:
    anna: Caller = caller("anna")
    pk = anna.post("/inquiries", **QUESTION).json["id"]
    early = (utc_now() - timedelta(days=1)).isoformat()
    refused = anna.put(f"/inquiries/{pk}", version=1, first_reply_at=early)
    assert refused.status_code == 422
    assert refused.json["errors"][0]["field"] == "first_reply_at"


def test_late_ones_are_found(caller, cast: Cast) -> None:
    anna: Caller = caller("anna")
    old = (utc_now() - timedelta(days=30)).isoformat()
    late = anna.post("/inquiries", **QUESTION, received_at=old).json["id"]
    anna.post("/inquiries", **QUESTION)
    today = utc_now().date().isoformat()
    found = anna.ids("/inquiries", filters=[
        {"col": "due_on", "opr": "lt", "value": today},
        {"col": "first_reply_at", "opr": "null", "value": True},
    ])  # fmt: skip
    assert found == [late]


def test_response_times_by_channel_and_for_one_office(caller, db, cast: Cast) -> None:
    anna: Caller = caller("anna")
    asked = {"from": "2020-01-01", "to": clock.today().isoformat()}
    pk = anna.post("/inquiries", **QUESTION, partner_id=cast.counter).json["id"]
    anna.put(f"/inquiries/{pk}", version=1, first_reply_at=utc_now().isoformat())
    found = anna.get("/response", **asked, by="channel").json
    trade = next(row for row in found["rows"] if row["channel"] == "trade_office")
    assert (trade["received"], trade["in_time"], trade["median_days"]) == (1, 1, 0.0)
    assert (found["total"]["received"], found["total"]["running"]) == (2, 1)
    one = anna.get("/response", **asked, partner=cast.counter).json
    assert (one["total"]["received"], one["rows"]) == (1, [])
    wrong = anna.get("/response", **asked, by="colour")
    assert wrong.status_code == 400


def test_response_times_of_single_advisors_are_for_those_who_lead(caller, cast: Cast) -> None:
    asked = {"from": "2020-01-01", "to": clock.today().isoformat(), "by": "owner"}
    codes = {n: caller(n).get("/response", **asked).status_code for n in ("anna", "lena", "vera")}
    assert codes == {"anna": 403, "lena": 200, "vera": 200}
