"""Firms that are on file twice: found, looked at side by side, merged, and taken apart again."""

from __future__ import annotations

import json
import time
from datetime import date

import pytest
from sqlalchemy import select

from crm.enums import MatchVerdict, RowOutcome
from crm.models import (
    Company,
    CompanyMerge,
    CompanyOverview,
    FollowUp,
    ImportBatch,
    MatchDecision,
    Participation,
    Site,
    SourceRecord,
)
from crm.services.match_decisions import Pair, keep_pairs
from crm.services.merge_companies import merge
from tests.benchmarks.measure import MOST_BYTES, MOST_QUERIES


@pytest.fixture
def twin(db, cast) -> int:
    """The bakery once more, from a register."""
    twin = Company(name="Baeckerei Luedecke", phone="0391 5566", founded_on=date(2021, 1, 1))
    twin.sites.append(Site(street="Halberstädter Str.", house_number="9"))
    db.add(twin)
    db.flush()
    reasons = [("same telephone", {}), ("name %(likeness)s %%", {"likeness": 94})]
    keep_pairs(db, [Pair(cast.bakery, twin.id, 94, reasons)])
    pk = twin.id
    db.commit()
    return pk


def pair(db) -> MatchDecision:
    db.rollback()
    found: MatchDecision = db.scalars(select(MatchDecision)).one()
    return found


def into(db, pk: int) -> int | None:
    db.rollback()
    return db.scalar(select(Company.merged_into_id).where(Company.id == pk))


def page_of(name: str) -> str:
    return {"anna": "/contacts/new/visit", "carla": "/counter/"}.get(name, "/account/")


def decide(browser, db, verdict: str, stays: int, name: str = "lena"):
    client = browser(name)
    address = f"/duplicates/{pair(db).id}/{verdict}"
    return client.post(address, page="/duplicates/", stays=str(stays))


def test_the_two_stand_side_by_side_with_reasons_and_differences(browser, cast, db, twin) -> None:
    text = browser("lena").get("/duplicates/").text
    assert "gleiche Telefonnummer" in text
    assert "Name zu 94 % gleich" in text
    assert "<mark>Baeckerei Luedecke</mark>" in text
    assert f'name="stays" value="{cast.bakery}"' in text, "the one with contacts is proposed"
    swapped = browser("lena").get(f"/duplicates/?pair={pair(db).id}&stays={twin}").text
    assert f'name="stays" value="{twin}"' in swapped


@pytest.mark.parametrize("name", ["anna", "ruth", "carla"])
def test_only_who_leads_decides(browser, cast, db, twin, name: str) -> None:
    client = browser(name)
    assert client.get("/duplicates/").status_code in (302, 403)
    client.post(f"/duplicates/{pair(db).id}/same", page=page_of(name), stays=str(cast.bakery))
    assert into(db, twin) is None


def test_the_same_firm_old_links_lead_to_it_and_words_find_it(browser, cast, db, twin) -> None:
    decide(browser, db, "same", cast.bakery)
    assert into(db, twin) == cast.bakery
    client = browser("lena")
    for address in ("/companies/{}", "/companies/edit/{}"):
        moved = client.get(address.format(twin))
        assert moved.headers["Location"] == address.format(cast.bakery)
    page = client.get(f"/companies/{cast.bakery}").text
    assert "Zusammengeführte Einträge" in page
    assert "Halberstädter Str." in page
    found = client.get("/search/?q=Luedecke").text
    assert f"/companies/{cast.bakery}" in found
    assert f"/companies/{twin}" not in found
    everything = client.get("/companies/?state=all").text
    assert f"/companies/{twin}" not in everything


def test_two_firms_are_never_asked_about_again_and_undo_brings_them_back(
    browser, cast, db, twin
) -> None:
    decide(browser, db, "different", cast.bakery)
    assert pair(db).verdict is MatchVerdict.DIFFERENT
    client = browser("lena")
    empty = client.get("/duplicates/")
    assert "Kein Paar wartet" in empty.text
    client.post(f"/duplicates/{pair(db).id}/undo", page="/duplicates/")
    assert pair(db).verdict is None


def test_undo_takes_apart_what_was_merged(browser, cast, db, twin) -> None:
    decide(browser, db, "same", cast.bakery)
    client = browser("lena")
    client.post(f"/duplicates/{pair(db).id}/undo", page="/duplicates/")
    assert into(db, twin) is None
    assert pair(db).merge_id is None


def test_taken_apart_on_the_firms_page_and_what_was_entered_meanwhile_is_listed(
    browser, cast, db, twin
) -> None:
    decide(browser, db, "same", cast.bakery)
    client = browser("lena")
    words = {"promise": "Flyer schicken", "due_on": "2027-01-15", "company": str(twin),
             "owner": str(cast.advisors["lena"]), "client_key": "flyer-1"}  # fmt: skip
    client.post("/follow-ups/new", **words)
    db.rollback()
    promise = db.scalars(select(FollowUp).where(FollowUp.promise == "Flyer schicken")).one()
    assert promise.company_id == cast.bakery, "an old tab's words go to the firm that counts"
    page = f"/companies/{cast.bakery}"
    answer = client.post(f"/merges/of/{twin}/apart", page=page, ask_answered="1")
    assert into(db, twin) is None
    page = client.get(answer.headers["Location"]).text
    assert "Flyer schicken" in page
    assert f"/follow-ups/{promise.id}/edit" in page
    assert client.get(f"/companies/{twin}").status_code == 200


def test_an_old_tab_of_the_edit_form_overwrites_nothing(browser, cast, db, twin) -> None:
    client = browser("lena")
    key = db.scalar(select(Company.client_key).where(Company.id == twin))
    decide(browser, db, "same", cast.bakery)
    words = {"client_key": key, "version": "1",
             "name": "Baeckerei Luedecke", "phone": "0391 777", "chamber": "unknown"}  # fmt: skip
    answer = client.post(f"/companies/edit/{twin}", f"/companies/edit/{cast.bakery}", **words)
    assert "Vergleichen Sie" in answer.text
    assert "0391 777" in answer.text, "nothing typed is lost"
    db.rollback()
    assert db.scalar(select(Company.name).where(Company.id == cast.bakery)) != words["name"]
    assert db.scalar(select(Company.phone).where(Company.id == twin)) == "0391 5566"


def test_pages_of_a_chain_stay_within_the_budget(browser, cast, db, twin, statements) -> None:
    before = db.get_one(Company, cast.bakery)
    for number in range(12):
        after = Company(name=f"Nachfolgerin {number}")
        after.sites.append(Site(street="Weg"))
        db.add(after)
        db.flush()
        db.add(FollowUp(promise="?", company_id=before.id, owner_id=cast.advisors["anna"],
                        due_on=date.today(), first_due_on=date.today()))  # fmt: skip
        merge(db, before, after, date.today())
        before = after
    last = before.id
    db.commit()
    for name in ("anna", "lena"):
        client = browser(name)
        for address in (f"/companies/{last}", "/follow-ups/", "/companies/", "/"):
            client.get(address)
            statements.clear()
            text = client.get(address).text
            assert len(statements.queries) <= MOST_QUERIES, (address, statements.queries)
            assert len(text.encode()) < MOST_BYTES
    assert "Nachfolgerin 11" in browser("anna").get(f"/companies/{last}").text
    overview = db.get_one(CompanyOverview, cast.bakery)
    assert overview.survivor_id == last


def test_the_review_stays_within_the_budget(browser, cast, db, twin, statements) -> None:
    client = browser("lena")
    client.get("/duplicates/")
    statements.clear()
    text = client.get("/duplicates/").text
    assert len(statements.queries) <= MOST_QUERIES, statements.queries
    assert len(text.encode()) < MOST_BYTES


def test_somebody_knows_of_two(browser, cast, db, twin) -> None:
    client = browser("lena")
    answer = client.post(f"/duplicates/of/{cast.forwarder}", company=str(twin))
    page = client.get(answer.headers["Location"]).text
    assert "eine Kollegin oder ein Kollege" in page
    nothing = client.post(f"/duplicates/of/{cast.forwarder}")
    assert nothing.status_code == 200
    itself = str(cast.forwarder)
    refused = client.post(f"/duplicates/of/{cast.forwarder}", company=itself)
    assert "schon als ein Unternehmen" in refused.text


def test_the_search_runs_beside_and_finds(browser, cast, db, app, twin) -> None:
    db.get_one(Company, cast.forwarder).phone = "+49 391 5566 0"
    third = Company(name="Lüdecke Bäckerei", phone="0391/5566")
    db.add(third)
    db.flush()
    other = third.id
    db.commit()
    client = browser("lena")
    started = client.post("/duplicates/search", page="/duplicates/").headers["Location"]
    for _attempt in range(100):
        state = client.get(f"{started}/state").json
        if state["status"] not in ("waiting", "running"):
            break
        time.sleep(0.1)
    assert state["status"] == "done"
    assert "zu prüfen" in client.get(started).text
    db.rollback()
    pairs = db.execute(select(MatchDecision.company_id, MatchDecision.other_id)).all()
    assert (twin, other) in [tuple(each) for each in pairs]


def test_split_moves_what_was_chosen(browser, cast, db) -> None:
    client = browser("lena")
    page = client.get(f"/companies/{cast.bakery}/split")
    part = db.scalar(
        select(Participation.id).where(Participation.company_id == cast.bakery).limit(1)
    )
    assert f'value="{part}"' in page.text
    words = {"client_key": "split-1", "name": "Café Lüdecke",
             "participations": [str(part)]}  # fmt: skip
    answer = client.post(f"/companies/{cast.bakery}/split", **words)
    again = client.post(f"/companies/{cast.bakery}/split", **words)
    assert again.headers["Location"] == answer.headers["Location"], "a double click splits once"
    new = int(answer.headers["Location"].rsplit("/", 1)[1])
    db.rollback()
    assert db.get_one(Participation, part).company_id == new
    without = {**words, "client_key": "split-2", "name": ""}
    nameless = client.post(f"/companies/{cast.bakery}/split", **without)
    assert f'value="{part}" checked' not in nameless.text, "it is the other firm's now"
    assert nameless.status_code == 200


def test_split_gives_a_number_in_a_register_to_the_new_firm(browser, cast, db, statements) -> None:
    batch = ImportBatch(source="ihk-berlin", file_name="x.csv", sha256="", as_of=date(2026, 4, 30))
    raw = {"Firma": "Bäckerei Lüdecke", "Ort": "", "Straße": "Halberstädter Str."}
    rows = [
        SourceRecord(batch=batch, row_number=number, source=source, key="4711", fingerprint="",
                     raw=json.dumps(raw), outcome=RowOutcome.UNCHANGED, company_id=cast.bakery)
        for number, source in ((2, "ihk-berlin"), (3, "table-1"))
    ]  # fmt: skip
    db.add_all(rows)
    db.commit()
    first, second = (row.id for row in rows)
    client = browser("lena")
    client.get("/duplicates/")
    statements.clear()
    page = client.get(f"/companies/{cast.bakery}/split").text
    assert len(statements.queries) <= MOST_QUERIES, statements.queries
    assert "Nummern in Registern" in page
    assert "x.csv, 4711, Bäckerei Lüdecke, Halberstädter Str." in page
    answer = client.post(
        f"/companies/{cast.bakery}/split", client_key="split-3", name="Café Lüdecke",
        keys=[str(first)],
    )  # fmt: skip
    new = int(answer.headers["Location"].rsplit("/", 1)[1])
    db.rollback()
    db.expire_all()
    assert db.get_one(SourceRecord, first).company_id == new
    assert db.get_one(SourceRecord, second).company_id == cast.bakery


def test_the_api_merges_decides_and_takes_apart(browser, cast, db, twin) -> None:
    client = browser("lena")
    headers = {"X-CSRFToken": client.token("/duplicates/")}
    client = client.client
    body = {"company_id": twin, "into_id": cast.bakery}
    made = client.post("/api/v1/merges/", json=body, headers=headers)
    assert made.status_code == 201, made.text
    moved = client.get(f"/api/v1/companies/{twin}")
    assert moved.status_code == 307
    assert moved.headers["Location"].endswith(f"/api/v1/companies/{cast.bakery}")
    card = client.get(f"/api/v1/companies/{cast.bakery}").json["result"]
    assert card["merged"] == [{"id": twin, "name": "Baeckerei Luedecke"}]
    assert len(card["sites"]) == 2
    record = made.json["result"]
    undone = client.put(f"/api/v1/merges/{record['id']}", headers=headers,
                        json={"version": record["version"], "is_merged": False})  # fmt: skip
    assert undone.status_code == 200, undone.text
    assert into(db, twin) is None
    found = client.get("/api/v1/duplicates/").json["result"]
    assert [row["verdict"] for row in found] == ["different"]
    put = client.put(f"/api/v1/duplicates/{found[0]['id']}", headers=headers,
                     json={"version": found[0]["version"], "verdict": None})  # fmt: skip
    assert put.json["result"]["verdict"] is None
    same = {"version": put.json["result"]["version"], "verdict": "same", "survivor_id": twin}
    done = client.put(f"/api/v1/duplicates/{found[0]['id']}", headers=headers, json=same)
    assert done.status_code == 200, done.text
    assert into(db, cast.bakery) == twin
    assert db.scalars(select(CompanyMerge)).all()
