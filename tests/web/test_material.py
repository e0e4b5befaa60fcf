"""A brochure on screen: handed out to a counter, named by whoever asks, counted."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from crm.models import Handout, Inquiry, Material, MaterialCode
from crm.services import materials
from tests.web.cast import Cast
from tests.web.forms import filled, public_form, send

TODAY = date.today().isoformat()


@pytest.fixture
def brochure(db: Session, cast: Cast) -> int:
    made = Material(title="Wir für Unternehmen", edition="2026", language="Deutsch", printed=500)
    db.add(made)
    db.flush()
    values = {"partner_id": cast.counter, "handed_on": date.today(), "copies": 100}
    materials.hand_out(db, made.id, values)
    pk = made.id
    db.commit()
    return pk


def give(browser, pk: int, name: str = "anna", **fields: object):
    page = f"/materials/{pk}"
    return browser(name).post(f"{page}/hand-out", page=page, handed_on=TODAY, **fields)


def test_it_is_entered_and_changed(browser, cast: Cast, db) -> None:
    fields = filled(browser, "/materials/add", title="Stadtplan", edition="2026", printed="1.500")
    answer = send(browser, "/materials/add", fields)
    made = db.scalars(select(Material).filter_by(title="Stadtplan")).one()
    assert answer.location == f"/materials/{made.id}"
    assert (made.printed, made.language, made.is_active) == (1500, "Deutsch", True)
    address = f"/materials/edit/{made.id}"
    assert send(browser, address, filled(browser, address, printed="2000")).status_code == 302
    db.rollback()
    assert db.get_one(Material, made.id).printed == 2000
    again = filled(browser, "/materials/add", title="Stadtplan", edition="2026", printed="5")
    refused = send(browser, "/materials/add", again)
    assert "gibt es in dieser Sprache schon" in refused.text


def test_copies_go_to_a_counter_once(browser, cast: Cast, db, brochure: int) -> None:
    key = "0f0f0f0f-aaaa-4bbb-8ccc-000000000009"
    for _twice in range(2):
        answer = give(browser, brochure, partner=cast.counter, copies="50", client_key=key)
        assert answer.status_code == 302
    db.rollback()
    assert [
        each.copies
        for each in db.scalars(select(Handout).filter_by(material_id=brochure).order_by(Handout.id))
    ] == [100, 50]
    page = browser("anna").get(f"/materials/{brochure}").text
    assert "Bürgerbüro Nord" in page
    assert "WFU26-NORD" in page
    assert "350" in page


def test_more_than_is_left_is_refused_and_stays_on_the_screen(
    browser, cast: Cast, db, brochure: int
) -> None:
    answer = give(browser, brochure, partner=cast.counter, copies="401")
    assert answer.status_code == 200
    assert "nur noch 400 Exemplare" in answer.text
    assert 'value="401"' in answer.text
    for wrong, said in (("viele", "keine Zahl"), ("", "Wie viele Exemplare?"), ("0", "von 1 bis")):
        assert said in give(browser, brochure, partner=cast.counter, copies=wrong).text
    db.rollback()
    assert materials.stock(db, brochure) == 400
    address = f"/materials/edit/{brochure}"
    refused = send(browser, address, filled(browser, address, printed="99"))
    assert "100 Exemplare sind schon ausgegeben" in refused.text


def test_an_entry_by_mistake_is_taken_back(browser, cast: Cast, db, brochure: int) -> None:
    handout_id = db.scalars(select(Handout.id).filter_by(material_id=brochure)).one()
    page = f"/materials/{brochure}"
    assert browser("anna").post(f"{page}/take-back/{handout_id}", page=page).status_code == 302
    db.rollback()
    assert materials.stock(db, brochure) == 500
    assert browser("anna").post(f"{page}/take-back/{handout_id}", page=page).status_code == 404


def test_the_code_leads_a_stranger_to_the_public_page_and_names_both(
    browser, cast: Cast, db, brochure: int
) -> None:
    stranger = browser(None)
    answer = stranger.get("/m/wfu26-nord")
    assert answer.location == "/kontakt/?m=WFU26-NORD"
    fields = public_form(stranger, answer.location)
    assert fields["m"] == "WFU26-NORD"
    assert fields["brochure"] == str(brochure)
    assert stranger.client.post("/kontakt/", data=fields).status_code == 302
    inquiry = db.scalars(select(Inquiry).filter_by(subject="Gibt es Geld?")).one()
    assert (inquiry.material_id, inquiry.handed_out_by_id) == (brochure, cast.counter)
    assert "Gibt es Geld?" in browser("anna").get(f"/materials/{brochure}").text
    listed = f"/inquiries/list/?state=all&material={brochure}"
    assert "Gibt es Geld?" in browser("anna").get(listed).text
    assert "Schild an der Fassade" not in browser("anna").get(listed).text


def test_a_code_that_nobody_knows_leads_there_too(browser, cast: Cast) -> None:
    assert browser(None).get("/m/unsinn").location == "/kontakt/"
    assert browser(None).get("/kontakt/?m=unsinn").status_code == 200


def test_a_stranger_may_choose_another_brochure_or_none(
    browser, cast: Cast, db, brochure: int
) -> None:
    other = Material(title="Stadtplan", edition="2026", language="Deutsch", printed=1)
    db.add(other)
    db.flush()
    other_id = other.id
    db.commit()
    stranger = browser(None)
    for chosen, expected in ((str(other_id), (other_id, None)), ("", (brochure, cast.counter))):
        words = f"Frage {chosen or 'nach Code'}"
        address = "/kontakt/?m=WFU26-NORD"
        fields = public_form(stranger, address, wording=words, brochure=chosen)
        assert stranger.client.post("/kontakt/", data=fields).status_code == 302
        db.rollback()
        found = db.scalars(select(Inquiry).filter_by(subject=words)).one()
        assert (found.material_id, found.handed_out_by_id) == expected


def test_the_counter_names_the_brochure(browser, cast: Cast, db, brochure: int) -> None:
    words = {"subject": "Zuschuss", "guest_name": "Rosa"}
    fields = filled(browser, "/counter/", "carla", **words, material=brochure)
    assert browser("carla").post("/counter/", **fields).status_code == 302
    inquiry = db.scalars(select(Inquiry).filter_by(subject="Zuschuss")).one()
    assert (inquiry.material_id, inquiry.handed_out_by_id) == (brochure, cast.counter)
    wrong = filled(browser, "/counter/", "carla", **words, brochure_code="XYZ")
    refused = browser("carla").post("/counter/", **wrong)
    assert refused.status_code == 200
    assert "Keine Broschüre hat diesen Code" in refused.text
    assert "Wir für Unternehmen" in browser("carla").get(f"/counter/{inquiry.id}").text


def test_the_inquiry_form_takes_the_code(browser, cast: Cast, db, brochure: int) -> None:
    new = "/inquiries/new"
    fields = filled(browser, new, subject="Am Telefon", guest_name="Rosa",
                    brochure_code="wfu26-nord")  # fmt: skip
    assert send(browser, new, fields).status_code == 302
    inquiry = db.scalars(select(Inquiry).filter_by(subject="Am Telefon")).one()
    assert (inquiry.material_id, inquiry.handed_out_by_id) == (brochure, cast.counter)
    address = f"/inquiries/{inquiry.id}/edit"
    assert send(browser, address, filled(browser, address, material="")).status_code == 302
    db.rollback()
    assert db.get_one(Inquiry, inquiry.id).material_id is None


def test_codes_are_printed_as_pictures_of_our_own(browser, cast: Cast, db, brochure: int) -> None:
    assert (
        "/materials/codes/WFU26-NORD.svg"
        in browser("anna").get(f"/materials/{brochure}/codes").text
    )
    picture = browser("anna").get("/materials/codes/WFU26-NORD.svg")
    assert picture.mimetype == "image/svg+xml"
    assert b"<svg" in picture.data
    assert browser("anna").get("/materials/codes/NIX.svg").status_code == 404


def test_a_code_beforehand(browser, cast: Cast, db, brochure: int) -> None:
    db.execute(MaterialCode.__table__.delete())
    db.commit()
    page = f"/materials/{brochure}"
    assert "Wählen Sie den Schalter" in browser("anna").post(f"{page}/code", page=page).text
    answer = browser("anna").post(f"{page}/code", page=page, partner=cast.counter)
    assert answer.status_code == 302
    db.rollback()
    assert db.scalars(select(MaterialCode.code)).all() == ["WFU26-NORD"]


def test_lists_export_and_figures(browser, cast: Cast, db, brochure: int) -> None:
    listed = browser("anna").get("/materials/").text
    assert "Wir für Unternehmen" in listed
    rows = browser("anna").get("/materials/export.csv").text
    assert "400" in rows
    page = browser("lena").get("/materials/yield/")
    assert page.status_code == 200
    assert "Bürgerbüro Nord" in page.text
    assert browser("carla").get("/materials/").status_code in (302, 403)


def test_few_questions(browser, cast: Cast, db, brochure: int, statements) -> None:
    for address in ("/materials/", f"/materials/{brochure}", f"/materials/{brochure}/codes"):
        browser("anna").get(address)
        statements.clear()
        browser("anna").get(address)
        assert len(statements.queries) <= 12, address
