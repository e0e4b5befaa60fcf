"""What is sent is stored once, in the right version, by the rules, and nothing else of it."""

from __future__ import annotations

import re
import uuid
from datetime import date, timedelta
from threading import Barrier, Thread

import pytest
from flask import Flask
from sqlalchemy import event, func, select

from crm.models import (
    Booking,
    Campaign,
    Company,
    FollowUp,
    FundingCase,
    Inquiry,
    Interaction,
    Login,
    Material,
    Person,
    RedFlag,
    Slot,
    StandContact,
    Venture,
)
from tests.api.conftest import LISTS, Caller, refused_fields
from tests.web.cast import Cast

TODAY = date.today().isoformat()
QUESTION = {"subject": "Zuschuss", "channel": "telephone"}
PROMISE = {"promise": "Förderliste schicken", "due_on": (date.today() + timedelta(30)).isoformat()}
BROCHURE = {"title": "Wegweiser", "edition": "2026", "language": "Deutsch", "printed": 500}
CAMPAIGN = {"title": "Sommer", "starts_on": "2026-06-01", "ends_on": "2026-08-31"}
ENGLISH_OF_THE_LIBRARY = re.compile("Not a valid|Missing data|may not be null|Invalid|Longer")
OTHERWISE = {"/companies": "description", "/inquiries": "wording", "/campaigns": "goal",
             "/funding": "purpose", "/slots": "is_public", "/stand-contacts": "note"}  # fmt: skip
"""What a resource calls its notes, or has instead of them."""
NOT_FOR_CLIENTS = {
    "id": 77, "created_by_id": 1, "changed_by_id": 1, "created_at": "2020-01-01T00:00:00Z",
    "changed_at": "2020-01-01T00:00:00Z", "overview": {}, "label": "x", "merged_into_id": 1,
}  # fmt: skip


def visit(cast: Cast, **more: object) -> dict[str, object]:
    firms = [{"company_id": cast.bakery, "person_ids": [cast.baker]}]
    return {"kind": "visit", "happened_on": TODAY, "participations": firms, **more}


def bodies(cast: Cast, day: dict[str, int]) -> dict[str, dict[str, object]]:
    position = {"company_id": cast.bakery, "function": "Gesellin"}
    return {
        "/companies": {"name": "Fahrradwerkstatt Speiche"},
        "/people": {"last_name": "Müller", "positions": [position]},
        "/interactions": visit(cast),
        "/follow-ups": {**PROMISE, "company_id": cast.bakery},
        "/inquiries": {**QUESTION, "company_id": cast.bakery},
        "/red-flags": {"kind": "liquidity", "company_id": cast.bakery},
        "/materials": BROCHURE,
        "/campaigns": CAMPAIGN,
        "/funding": {"company_id": cast.bakery, "discussed_on": TODAY},
        "/slots": {"interaction_id": day["interaction_id"], "team_id": day["team_id"],
                   "starts_at": "09:00", "ends_at": "09:30"},
        "/bookings": {"slot_id": day["slot_id"], "name": "Rosa Kern", "phone": "0391 5401234"},
        "/founders": {"person_id": cast.baker, "planned_name": "Café am Hegelpark"},
        "/stand-contacts": {"interaction_id": day["fair_id"], "name": "Rosa Kern"},
    }  # fmt: skip


@pytest.mark.parametrize("path", LISTS)
class TestEveryResource:
    def test_what_is_added_is_shown(self, anna: Caller, cast: Cast, consulting, path: str) -> None:
        made = anna.post(path, **bodies(cast, consulting)[path])
        assert made.status_code == 201, made.text
        assert anna.get(f"{path}/{made.json['id']}").json == made.json

    def test_the_server_says_who_made_it(self, anna, db, cast: Cast, consulting, path: str) -> None:
        models = {"/companies": Company, "/people": Person, "/interactions": Interaction,
                  "/follow-ups": FollowUp, "/inquiries": Inquiry,
                  "/red-flags": RedFlag, "/materials": Material,
                  "/campaigns": Campaign, "/funding": FundingCase,
                  "/slots": Slot, "/bookings": Booking, "/founders": Venture,
                  "/stand-contacts": StandContact}  # fmt: skip
        made = anna.post(path, **bodies(cast, consulting)[path]).json["id"]
        row = db.get(models[path], made)
        assert db.get(Login, row.created_by_id).username == "anna"

    def test_only_declared_fields_are_taken(self, anna, cast: Cast, consulting, path: str) -> None:
        for name, value in {**NOT_FOR_CLIENTS, "version": 5}.items():
            refused = anna.post(path, **bodies(cast, consulting)[path], **{name: value})
            assert (refused.status_code, refused_fields(refused)) == (422, {name})
        made = anna.post(path, **bodies(cast, consulting)[path]).json["id"]
        for name, value in {**NOT_FOR_CLIENTS, "client_key": "x"}.items():
            refused = anna.put(f"{path}/{made}", version=1, **{name: value})
            assert (refused.status_code, refused_fields(refused)) == (422, {name})

    def test_sent_twice_it_is_stored_once(self, anna, cast: Cast, consulting, path: str) -> None:
        body = {**bodies(cast, consulting)[path], "client_key": str(uuid.uuid4())}
        before = anna.get(path).json["count"]
        first, second = anna.post(path, **body), anna.post(path, **body)
        assert (first.status_code, second.status_code) == (201, 200)
        assert first.json == second.json
        assert anna.get(path).json["count"] == before + 1

    def test_a_change_needs_the_version(self, anna, cast: Cast, consulting, path: str) -> None:
        made = anna.post(path, **bodies(cast, consulting)[path]).json["id"]
        assert refused_fields(anna.put(f"{path}/{made}")) == {"version"}
        assert anna.put(f"{path}/{made}", version=None).status_code == 422
        assert anna.put(f"{path}/{made}", version="1").status_code == 422

    def test_the_second_of_two_editors_gets_both_versions(
        self, anna, cast, consulting, path: str
    ) -> None:
        made = anna.post(path, **bodies(cast, consulting)[path]).json
        field = OTHERWISE.get(path, "notes")
        hers, his = (False, True) if field == "is_public" else ("Anna war da", "Bernd war da")
        address, version = f"{path}/{made['id']}", made["result"]["version"]
        assert anna.put(address, version=version, **{field: hers}).status_code == 200
        late = anna.put(address, version=version, **{field: his})
        assert late.status_code == 409
        assert late.json["message"] == "Somebody else changed this in the meantime."
        assert late.json["sent"] == {"version": version, field: his}
        assert late.json["stored"][field] == hers
        assert late.json["stored"]["version"] == version + 1

    def test_what_is_left_out_stays(self, anna, cast: Cast, consulting, path: str) -> None:
        made = anna.post(path, **bodies(cast, consulting)[path]).json
        changed = anna.put(f"{path}/{made['id']}", version=1).json
        unsteady = ("version", "changed_at")
        assert {k: v for k, v in made["result"].items() if k not in unsteady} == {
            k: v for k, v in changed["result"].items() if k not in unsteady
        }

    def test_what_is_no_json_is_refused(self, anna, cast: Cast, consulting, path: str) -> None:
        as_form = anna.send("POST", path, data={"name": "x"})
        assert as_form.status_code == 415
        headers = {"Content-Type": "application/json"}
        for text in ("", "{", "[" * 100_000, "[]", "1", "null", '"x"', "{" + "a" * 2_000_000):
            answer = anna.send("POST", path, data=text, headers=headers)
            assert answer.status_code in (400, 413), (text[:20], answer.text)
            assert set(answer.json) == {"message", "errors"}


def test_the_rules_speak_as_in_the_forms(anna: Caller, cast: Cast) -> None:
    tomorrow = (date.today() + timedelta(1)).isoformat()
    refused = anna.post("/interactions", **{**visit(cast), "happened_on": tomorrow})
    assert refused.status_code == 422
    assert refused.json["errors"] == [
        {
            "field": "happened_on",
            "message": "This day is still to come. Plan the contact, or correct the day.",
        }
    ]


WRONG = (
    ("/companies", {}, "name"),
    ("/companies", {"name": "   "}, "name"),
    ("/companies", {"name": "x" * 201}, "name"),
    ("/companies", {"name": "a\x00b"}, "name"),
    ("/companies", {"name": "\ud800"}, "name"),
    ("/companies", {"name": "x", "chamber": "zunft"}, "chamber"),
    ("/companies", {"name": "x", "is_craft": "ja"}, "is_craft"),
    ("/companies", {"name": "x", "founded_on": "23.11.2026"}, "founded_on"),
    ("/companies", {"name": "x", "ended_on": "2999-01-01"}, "ended_on"),
    ("/companies", {"name": "x", "email": "nicht@"}, "email"),
    ("/companies", {"name": "x", "site": {"district_id": 987}}, "site.district_id"),
    ("/companies", {"name": "x", "site": {}}, "site.street"),
    ("/companies", {"name": "x", "fact": {"employees": -1}}, "fact.employees"),
    ("/companies", {"name": "x", "fact": {"employees": 2**31 - 1}}, "fact.employees"),
    ("/companies", {"name": "x", "fact": {"wz_code": "99"}}, "fact.wz_edition"),
    ("/people", {}, "last_name"),
    ("/people", {"last_name": "x", "positions": [{"company_id": 987}]}, "positions.0.function"),
    ("/interactions", {"kind": "ritual"}, "kind"),
    ("/interactions", {"kind": "visit"}, "participations.0.company_id"),
    ("/interactions", {"kind": "forum", "happened_on": TODAY}, "title"),
    ("/interactions", {"kind": "visit", "lead_id": 987}, "lead_id"),
    ("/interactions", {"kind": "visit", "topic_ids": [987]}, "topic_ids.0"),
    ("/interactions", {"kind": "visit", "participations": [1]}, "participations.0"),
    ("/interactions", {"kind": "visit", "participations": {}}, "participations"),
    ("/interactions", {"kind": "visit", "participations": [{}] * 501}, "participations"),
    ("/interactions", {"kind": "visit", "happened_on": TODAY, "co_ids": [None]}, "co_ids.0"),
    ("/companies", {"name": "x", "site": []}, "site"),
    ("/follow-ups", {}, "promise"),
    ("/follow-ups", {"promise": "x", "due_on": "2000-01-01"}, "due_on"),
    ("/follow-ups", {**PROMISE, "company_id": 2**31}, "company_id"),
    ("/follow-ups", {**PROMISE, "company_id": True}, "company_id"),
    ("/follow-ups", {**PROMISE, "company_id": 987}, "company_id"),
    ("/red-flags", {"kind": "leaving"}, "company_id"),
    ("/red-flags", {"kind": "erdbeben"}, "kind"),
    ("/red-flags", {"kind": "leaving", "jobs_claimed": -1}, "jobs_claimed"),
    ("/red-flags", {"kind": "leaving", "raised_on": "2199-01-01"}, "raised_on"),
    ("/inquiries", {}, "subject"),
    ("/inquiries", QUESTION, "company_id"),
    ("/inquiries", {**QUESTION, "received_at": "gestern"}, "received_at"),
    ("/inquiries", {**QUESTION, "received_at": "2199-01-01T00:00:00Z"}, "received_at"),
    ("/inquiries", {**QUESTION, "channel": "brieftaube"}, "channel"),
    ("/inquiries", {**QUESTION, "outcome": "answered"}, "outcome"),
)
"""Where to, what, and the field that is named as wrong."""


def test_each_refusal_names_its_field(anna: Caller, cast: Cast) -> None:
    for path, body, field in WRONG:
        refused = anna.post(path, **body)
        assert refused.status_code == 422, (path, body, refused.text)
        assert field in refused_fields(refused)
        assert all(error["message"] for error in refused.json["errors"])
        assert not re.search(
            "Not a valid|Missing data|may not be null|Invalid|Longer", refused.text
        )


def test_refusals_are_in_the_language_of_the_caller(anna: Caller, cast: Cast) -> None:
    german = {"Accept-Language": "de-DE,de;q=0.9,en;q=0.5"}
    said = [
        anna.send("PUT", path, json={}, headers=headers).json["message"]
        for path, headers in (
            ("/companies/987", german),
            ("/companies/987", {}),
            ("/companies/987?_l_=en", german),
        )
    ]
    english = "There is no such entry, or it is not for you to see."
    assert said == [
        "Diesen Eintrag gibt es nicht, oder er ist nicht für Sie bestimmt.", english, english
    ]  # fmt: skip


def test_a_firm_comes_with_its_address_and_size(anna: Caller, cast: Cast) -> None:
    site = {"street": "Breiter Weg", "house_number": "1", "district_id": cast.district}
    made = anna.post(
        "/companies", name="Speiche", founded_on="2020-01-01", site=site,
        fact={"employees": 3, "wz_code": "9529", "wz_edition": "2008"},
    ).json  # fmt: skip
    firm = made["result"]
    assert (firm["size_class"], firm["wz_code"], firm["wz_section"]) == ("micro", "95.29", "S")
    assert (firm["address"], firm["district"]["number"]) == ("Breiter Weg 1", "01")
    grown = anna.put(
        f"/companies/{made['id']}", version=1,
        fact={"size_band": "10-19", "valid_from": "2025-01-01"},
        site={"street": "Hafenstraße", "valid_from": "2025-01-01"},
    )  # fmt: skip
    firm = grown.json["result"]
    assert firm["version"] == 2
    periods = [
        (f["size_band"], f["wz_code"], f["valid_from"], f["valid_to"]) for f in firm["facts"]
    ]
    assert periods == [
        ("1-3", "95.29", "2020-01-01", "2024-12-31"),
        ("10-19", "95.29", "2025-01-01", None),
    ]
    assert {(s["street"], s["valid_to"]) for s in firm["sites"]} == {
        ("Breiter Weg", "2024-12-31"),
        ("Hafenstraße", None),
    }


def test_a_firm_without_a_name_may_stay_so(anna: Caller, db, cast: Cast) -> None:
    nameless = Company(description="Imbiss")
    db.add(nameless)
    db.commit()
    changed = anna.put(f"/companies/{nameless.id}", version=1, phone="0391 123456")
    assert changed.status_code == 200, changed.text


def test_a_visit_is_logged_with_all_that_belongs_to_it(anna: Caller, cast: Cast) -> None:
    made = anna.post(
        "/interactions",
        **visit(cast, topic_ids=[cast.topic], notes="Ofen\nzu alt", follow_ups=[PROMISE]),
    ).json["result"]
    assert made["lead"]["name"] == "Anna Beier"
    assert made["topics"][0]["code"] == "financing"
    assert made["participations"][0]["company"]["label"] == "Bäckerei Lüdecke GmbH"
    assert made["participations"][0]["persons"][0]["name"] == "Karin Lüdecke"
    assert made["follow_ups"][0]["promise"] == "Förderliste schicken"
    firm = anna.get(f"/companies/{cast.bakery}").json["result"]
    assert firm["last_visit_on"] == TODAY


def test_whom_a_firm_sends_is_kept_by_name(anna: Caller, cast: Cast) -> None:
    firms = [{"company_id": cast.bakery, "guest_name": "Herr Ofen"}]
    made = anna.post("/interactions", **{**visit(cast), "participations": firms}).json
    address = f"/interactions/{made['id']}"
    assert made["result"]["participations"][0]["guest_name"] == "Herr Ofen"
    for sent, kept in (({}, "Herr Ofen"), ({"guest_name": "Frau Mehl"}, "Frau Mehl")):
        version = anna.get(address).json["result"]["version"]
        given = [{"company_id": cast.bakery, **sent}]
        changed = anna.put(address, version=version, participations=given).json["result"]
        assert changed["participations"][0]["guest_name"] == kept


def test_lists_that_are_sent_replace_and_others_stay(anna: Caller, cast: Cast) -> None:
    made = anna.post("/interactions", **visit(cast, topic_ids=[cast.topic])).json["id"]
    lead_only = anna.put(f"/interactions/{made}", version=1, co_ids=[cast.advisors["bernd"]]).json
    roles = {a["advisor"]["name"]: a["role"] for a in lead_only["result"]["assignments"]}
    assert roles == {"Anna Beier": "lead", "Bernd Colditz": "co"}
    assert lead_only["result"]["topics"]
    emptied = anna.put(f"/interactions/{made}", version=2, topic_ids=[]).json["result"]
    assert emptied["topics"] == []
    assert len(emptied["assignments"]) == 2
    assert emptied["version"] == 3


def test_a_promise_added_later_is_kept_by_who_leads(anna: Caller, db, cast: Cast) -> None:
    added = anna.put(f"/interactions/{cast.visit}", version=1, follow_ups=[PROMISE])
    assert added.status_code == 200, added.text
    newest = db.scalars(select(FollowUp).order_by(FollowUp.id.desc())).first()
    assert (newest.owner_id, newest.company_id) == (cast.advisors["anna"], cast.bakery)


def test_a_promise_is_kept_moved_dropped_and_taken_up_again(anna: Caller, cast: Cast) -> None:
    address, later = f"/follow-ups/{cast.follow_up}", PROMISE["due_on"]
    assert refused_fields(anna.put(address, version=1, due_on=later)) == {"moved_because"}
    moved = anna.put(address, version=1, due_on=later, moved_because="Urlaub").json["result"]
    assert (moved["due_on"], moved["first_due_on"]) == (later, TODAY)
    done = anna.put(address, version=2, status="done").json["result"]
    assert (done["status"], done["done_on"]) == ("done", TODAY)
    settled = anna.put(address, version=3, status="cancelled", reason="hat sich erledigt")
    assert settled.status_code == 422
    assert settled.json["message"] == "This is settled already. Reopen it first."
    again = anna.put(address, version=3, status="open").json["result"]
    assert (again["status"], again["done_on"]) == ("open", None)
    assert refused_fields(anna.put(address, version=4, status="cancelled")) == {"reason"}
    dropped = anna.put(address, version=4, status="cancelled", reason="Firma zieht weg")
    assert dropped.json["result"]["reason"] == "Firma zieht weg"


def test_how_it_was_settled_is_said_where_it_is_settled(anna: Caller, cast: Cast) -> None:
    address, yesterday = f"/follow-ups/{cast.follow_up}", "2026-01-01"
    for sent, field in (
        ({"done_on": yesterday}, "done_on"),
        ({"reason": "zieht weg"}, "reason"),
        ({"status": "done", "reason": "zieht weg"}, "reason"),
        ({"status": "cancelled", "reason": "x", "done_on": yesterday}, "done_on"),
    ):
        refused = anna.put(address, version=1, **sent)
        assert (refused.status_code, refused_fields(refused)) == (422, {field}), sent
    done = {"status": "done", "done_on": yesterday}
    assert anna.put(address, version=1, **done).json["result"]["done_on"] == yesterday
    assert anna.put(address, version=2, **done).status_code == 200
    later = anna.put(address, version=2, status="done", done_on=TODAY)
    assert (later.status_code, refused_fields(later)) == (422, {"done_on"})
    again = anna.put(address, version=2, status="open", done_on=yesterday)
    assert (again.status_code, refused_fields(again)) == (422, {"done_on"})


@pytest.fixture
def in_that_very_moment(web_engine):
    """Somebody changes the contact while it is being deleted."""

    def change(connection, _cursor, statement, *_rest) -> None:
        if statement.startswith("DELETE FROM interaction "):
            connection.exec_driver_sql("UPDATE interaction SET version = version + 1")

    event.listen(web_engine, "before_cursor_execute", change)
    yield
    event.remove(web_engine, "before_cursor_execute", change)


def test_what_was_just_changed_is_not_deleted(caller, cast: Cast, in_that_very_moment) -> None:
    lena = caller("lena")
    refused = lena.delete(f"/interactions/{cast.visit}")
    assert refused.status_code == 409
    assert refused.json["message"] == "Somebody else changed this in the meantime."
    assert lena.get(f"/interactions/{cast.visit}").status_code == 200


def test_nothing_is_done_in_the_future(anna: Caller, cast: Cast) -> None:
    refused = anna.put(
        f"/follow-ups/{cast.follow_up}", version=1, status="done", done_on="2999-01-01"
    )
    assert refused_fields(refused) == {"done_on"}


def test_positions_are_added_and_ended(anna: Caller, cast: Cast) -> None:
    held = anna.get(f"/people/{cast.baker}").json["result"]["positions"][0]["id"]
    changed = anna.put(
        f"/people/{cast.baker}", version=1,
        positions=[{"id": held, "valid_to": "2025-12-31"},
                   {"company_id": cast.forwarder, "function": "Beirätin"}],
    ).json["result"]  # fmt: skip
    assert changed["version"] == 2
    ends = {p["company"]["id"]: p["valid_to"] for p in changed["positions"]}
    assert ends == {cast.bakery: "2025-12-31", cast.forwarder: None}


def test_a_position_of_somebody_else_is_not_touched(anna: Caller, cast: Cast) -> None:
    other = anna.post("/people", last_name="Müller").json["id"]
    held = anna.get(f"/people/{cast.baker}").json["result"]["positions"][0]["id"]
    refused = anna.put(f"/people/{other}", version=1, positions=[{"id": held, "function": "x"}])
    assert refused_fields(refused) == {"positions.0.id"}


def test_those_who_may_delete(caller, cast: Cast) -> None:
    lena = caller("lena")
    assert lena.delete(f"/interactions/{cast.visit}").status_code == 200
    assert lena.get(f"/interactions/{cast.visit}").status_code == 404
    assert lena.get(f"/follow-ups/{cast.follow_up}").json["result"]["interaction_id"] is None
    assert lena.delete(f"/people/{cast.baker}").status_code == 200
    assert lena.delete(f"/companies/{cast.bakery}").status_code == 405
    assert lena.delete(f"/interactions/{cast.confidential}").status_code == 404


def test_one_key_sent_by_four_at_once_is_stored_once(app: Flask, caller, db, cast: Cast) -> None:
    callers, codes = [caller("anna") for _ in range(4)], []
    body = {**PROMISE, "promise": "Nur einmal", "client_key": str(uuid.uuid4())}
    start = Barrier(4)

    def send(one: Caller) -> None:
        start.wait()
        codes.append(one.post("/follow-ups", **body).status_code)

    threads = [Thread(target=send, args=(one,)) for one in callers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(codes) == [200, 200, 200, 201]
    stored = select(func.count()).where(FollowUp.promise == "Nur einmal")
    assert db.scalar(stored) == 1
