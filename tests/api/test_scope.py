"""Bernd's confidential consultation with the forwarder, and what was promised in it, are hidden
from Anna: in lists, counts, filters, sorting, by id, and in what she refers to."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select, update

from crm.models import FollowUp, Interaction, Team, TeamMembership
from tests.api.conftest import LISTS, SOON, Caller, where
from tests.web.cast import Cast


@pytest.fixture
def hidden_promise(db, cast: Cast) -> int:
    return db.scalar(select(FollowUp.id).where(FollowUp.interaction_id == cast.confidential))


def test_hidden_entries_are_in_no_list_and_no_count(anna, cast: Cast, hidden_promise) -> None:
    for path, seen in (("/interactions", cast.visit), ("/follow-ups", cast.follow_up)):
        answer = anna.get(path)
        assert [row["id"] for row in answer.json["result"]] == [seen]
        assert answer.json["count"] == 1
        assert "GEHEIM" not in answer.text


def test_a_hidden_entry_is_as_one_that_is_not_there(anna, cast: Cast, hidden_promise) -> None:
    for path, pk in (("/interactions", cast.confidential), ("/follow-ups", hidden_promise)):
        hidden, nowhere = anna.get(f"{path}/{pk}"), anna.get(f"{path}/987654")
        assert (hidden.status_code, hidden.json) == (nowhere.status_code, nowhere.json)
        assert hidden.status_code == 404
        changed = anna.put(f"{path}/{pk}", version=1, notes="neugierig")
        assert changed.status_code == 404


def test_no_filter_and_no_order_tells_of_hidden_entries(anna, bernd, cast: Cast) -> None:
    """Whatever is asked, the answer is that of a database without them."""
    info = anna.get("/interactions/_info").json
    for name in info["order_columns"]:
        assert anna.ids("/interactions", order_column=name) == [cast.visit]
    telling = (
        where("id", "eq", cast.confidential),
        where("company_id", "eq", cast.forwarder),
        where("advisor_id", "eq", cast.advisors["bernd"]),
        where("is_confidential", "eq", True),
        where("kind", "eq", "consultation"),
    )
    for each in telling:
        answer = anna.list("/interactions", filters=[each]).json
        assert (answer["count"], answer["result"]) == (0, []), each
        assert bernd.ids("/interactions", filters=[each]) == [cast.confidential]
    by_firm = where("company_id", "eq", cast.forwarder)
    by_contact = where("interaction_id", "eq", cast.confidential)
    for each in (by_firm, by_contact, where("promise", "ct", "GEHEIM")):
        assert anna.ids("/follow-ups", filters=[each]) == []


def test_notes_are_no_column_to_filter_or_sort_by(anna: Caller, cast: Cast) -> None:
    for path in ("/interactions", "/follow-ups", "/people"):
        info = anna.get(f"{path}/_info").json
        assert "notes" not in {*info["filters"], *info["order_columns"], *info["list_columns"]}


def test_a_hidden_contact_cannot_be_referred_to(anna: Caller, cast: Cast) -> None:
    body = {"promise": "Nachfassen", "due_on": SOON}
    hidden = anna.post("/follow-ups", **body, interaction_id=cast.confidential)
    nowhere = anna.post("/follow-ups", **body, interaction_id=987654)
    assert (hidden.status_code, hidden.json) == (422, nowhere.json)
    assert anna.post("/follow-ups", **body, interaction_id=cast.visit).status_code == 201


def test_who_took_part_and_who_leads_them_sees_it(caller, bernd, cast: Cast) -> None:
    assert bernd.get(f"/interactions/{cast.confidential}").status_code == 200
    assert caller("lena").get(f"/interactions/{cast.confidential}").status_code == 404
    assert caller("vera").get(f"/interactions/{cast.confidential}").status_code == 404


def test_what_was_promised_goes_with_a_confidential_contact(caller, db, cast: Cast) -> None:
    """Left behind, it would belong to no contact and be read by everybody."""
    db.get(Interaction, cast.visit).is_confidential = True
    db.commit()
    assert caller("lena").delete(f"/interactions/{cast.visit}").status_code == 200
    assert caller("lena").get(f"/follow-ups/{cast.follow_up}").status_code == 404


def test_who_went_to_another_team_is_led_there(caller, db, cast: Cast) -> None:
    """Anna's old leader does not read what she notes in the other team."""
    db.get(Interaction, cast.visit).is_confidential = True
    old = db.scalars(
        select(TeamMembership).where(TeamMembership.advisor_id == cast.advisors["anna"])
    ).one()
    other = db.scalars(select(Team).where(Team.code == "akquise")).one()
    old.valid_to = date(2025, 12, 31)
    db.flush()
    db.add(TeamMembership(advisor_id=old.advisor_id, team_id=other.id, valid_from=date(2026, 1, 1)))
    db.commit()
    assert caller("lena").get(f"/interactions/{cast.visit}").status_code == 404
    assert caller("anna").get(f"/interactions/{cast.visit}").status_code == 200


def test_whoever_leads_no_team_sees_nobody_elses(caller, db, cast: Cast) -> None:
    db.get(Interaction, cast.visit).is_confidential = True
    db.execute(update(TeamMembership).values(is_leader=False))
    db.commit()
    assert caller("lena").get(f"/interactions/{cast.visit}").status_code == 404


def test_a_team_lead_sees_and_changes_what_the_team_does(caller, db, cast: Cast) -> None:
    db.get(Interaction, cast.visit).is_confidential = True
    db.commit()
    lena, bernd = caller("lena"), caller("bernd")
    assert bernd.get(f"/interactions/{cast.visit}").status_code == 404
    assert lena.get(f"/interactions/{cast.visit}").json["result"]["notes"] == "Ofen zu alt"
    changed = lena.put(f"/interactions/{cast.visit}", version=2, place="Backstube")
    assert changed.json["result"]["place"] == "Backstube"


def test_an_open_contact_is_read_by_all_and_changed_by_its_own(bernd, cast: Cast) -> None:
    assert bernd.get(f"/interactions/{cast.visit}").status_code == 200
    for path in (f"/interactions/{cast.visit}", f"/follow-ups/{cast.follow_up}"):
        refused = bernd.put(path, version=1, notes="meins")
        assert refused.status_code == 403
        expected = "Only who took part may change this, or who leads their team."
        assert refused.json["message"] == expected


def test_a_promise_may_be_given_to_any_colleague(anna, cast: Cast) -> None:
    """As on the screen. Who keeps it may change it, not who gave it away."""
    body, bernd_id = {"promise": "Anrufen", "due_on": SOON}, cast.advisors["bernd"]
    given = anna.post("/follow-ups", **body, owner_id=bernd_id)
    assert given.json["result"]["owner"]["name"] == "Bernd Colditz"
    pk = given.json["id"]
    assert anna.put(f"/follow-ups/{pk}", version=1, notes="doch ich").status_code == 403
    visit = {"kind": "visit", "happened_on": date.today().isoformat(),
             "participations": [{"company_id": cast.bakery}]}  # fmt: skip
    logged = anna.post("/interactions", **visit, follow_ups=[{**body, "owner_id": bernd_id}])
    assert logged.json["result"]["follow_ups"][0]["owner"]["name"] == "Bernd Colditz"


def test_information_names_no_firms_and_no_people(anna: Caller, cast: Cast) -> None:
    for path in LISTS:
        text = anna.get(f"{path}/_info").text
        assert "Lüdecke" not in text
        assert "Spedition" not in text
    owners = next(
        field
        for field in anna.get("/follow-ups/_info").json["add_columns"]
        if field["name"] == "owner_id"
    )
    assert {one["name"] for one in owners["choices"]} >= {"Anna Beier", "Bernd Colditz"}


def test_who_hands_a_hidden_contact_over_sees_it_no_more(bernd, cast: Cast) -> None:
    address = f"/interactions/{cast.confidential}"
    handed = bernd.put(address, version=1, lead_id=cast.advisors["anna"])
    assert (handed.status_code, handed.json["result"]) == (200, None)
    assert bernd.get(address).status_code == 404
