"""People: what is kept of them, and how it comes in."""

from __future__ import annotations

from datetime import date

from sqlalchemy import func, select

from crm.enums import LegalBasis
from crm.models import CompanyOverview, Interaction, Person, Position
from tests.web.forms import filled, send


def count(db, model) -> int:
    db.rollback()
    return int(db.scalar(select(func.count()).select_from(model)))


def test_the_page_tells_what_is_kept_and_why(browser, cast, db) -> None:
    baker = db.get(Person, cast.baker)
    baker.phone, baker.email = "0391 5401234", "k@luedecke.example"
    baker.review_on = date(2026, 1, 1)
    db.commit()
    text = browser("anna").get(f"/people/{cast.baker}?_l_=en").text
    for told in (
        "Karin Lüdecke", "Inhaberin", "Bäckerei Lüdecke GmbH", "tel:03915401234",
        "mailto:k@luedecke.example", "Public task (e)", "1 Jan 2026", "due", "Company visit",
    ):  # fmt: skip
        assert told in text, told
    assert browser("ruth").get(f"/people/{cast.baker}").status_code in (302, 403)
    assert browser("anna").get("/people/999999").status_code == 404


def test_a_confidential_contact_is_not_on_the_page(browser, cast, db) -> None:
    secret = db.get(Interaction, cast.confidential)
    secret.participations[0].persons.append(db.get(Person, cast.baker))
    db.commit()
    assert f"/contacts/{cast.confidential}" in browser("bernd").get(f"/people/{cast.baker}").text
    assert f"/contacts/{cast.confidential}" not in browser("anna").get(f"/people/{cast.baker}").text


def test_a_person_is_added_at_a_firm(browser, cast, db) -> None:
    address = f"/people/add?company={cast.forwarder}"
    fields = filled(
        browser, address, first_name="Jolanthe", last_name="Kraft", function="Disponentin",
        legal_basis="consent", valid_from="2026-01-01",
    )  # fmt: skip
    for _twice in range(2):
        answer = send(browser, address, fields)
        assert answer.headers["Location"] == f"/companies/{cast.forwarder}"
    person = db.scalars(select(Person).where(Person.last_name == "Kraft")).one()
    (position,) = person.positions
    assert (position.company_id, position.function) == (cast.forwarder, "Disponentin")
    assert person.legal_basis is LegalBasis.CONSENT
    assert "kraft" in db.get(CompanyOverview, cast.forwarder).search_text


def test_what_is_wrong_is_said(browser, cast, db) -> None:
    address = f"/people/add?company={cast.forwarder}"
    fields = filled(browser, address, first_name="Jolanthe", email="x", review_on="2099-01-01")
    text = send(browser, address + "&_l_=en", fields).text
    for said in ("A person needs a last name", "no e-mail address", "What are they there?",
                 "Is the year right?", 'value="Jolanthe"'):  # fmt: skip
        assert said in text, said
    assert count(db, Person) == 1


def test_a_person_without_a_firm(browser, cast, db) -> None:
    fields = filled(browser, "/people/add", last_name="Kraft")
    assert "function" not in fields
    answer = send(browser, "/people/add", fields)
    person = db.scalars(select(Person).where(Person.last_name == "Kraft")).one()
    assert answer.headers["Location"] == f"/people/{person.id}"
    assert person.positions == []


def test_the_second_of_two_editors_sees_both(browser, cast, db) -> None:
    address = f"/people/edit/{cast.baker}"
    mine, theirs = (filled(browser, address, phone=f"0391 {n}{n}{n}{n}") for n in (1, 2))
    assert send(browser, address, theirs).headers["Location"] == f"/people/{cast.baker}"
    answer = send(browser, address, mine)
    assert "field-theirs" in answer.text
    assert "0391 2222" in answer.text
    db.rollback()
    assert db.get(Person, cast.baker).phone == "0391 2222"


def test_somebody_on_file_joins_another_firm(browser, cast, db) -> None:
    address = f"/positions/add?company={cast.forwarder}"
    fields = filled(browser, address, person=str(cast.baker), function="Beirätin")
    for _twice in range(2):
        answer = send(browser, address, fields)
        assert answer.headers["Location"] == f"/companies/{cast.forwarder}"
    by_person = f"/positions/add?person={cast.baker}"
    again = filled(browser, by_person, company=str(cast.forwarder), function="Ehrenamt")
    assert send(browser, by_person, again).headers["Location"] == f"/people/{cast.baker}"
    query = select(Position.function).where(Position.company_id == cast.forwarder)
    assert db.scalars(query.order_by(Position.id)).all() == ["Beirätin", "Ehrenamt"]


def test_nobody_and_nothing_are_asked_for(browser, cast, db) -> None:
    address = f"/positions/add?company={cast.forwarder}&_l_=en"
    text = send(browser, address, filled(browser, address, person="")).text
    assert "Who?" in text
    assert "What are they there?" in text
    text = send(browser, address, filled(browser, address, person="999999", function="x")).text
    assert "not there any more" in text
    for nobody in ("/positions/add", "/positions/add?person=99999", "/people/edit/x"):
        assert browser("anna").get(nobody).status_code == 404


def test_a_function_ends(browser, cast, db) -> None:
    (position,) = db.get(Person, cast.baker).positions
    address = f"/positions/edit/{position.id}?back=company"
    mine = filled(browser, address, valid_to="2026-06-30")
    theirs = filled(browser, address, function="Geschäftsführerin")
    assert send(browser, address, theirs).headers["Location"] == f"/companies/{cast.bakery}"
    assert "field-theirs" in send(browser, address, mine).text
    wrong = filled(browser, address, valid_from="2026-07-01", valid_to="2026-06-30")
    assert "The end lies before" in send(browser, address + "&_l_=en", wrong).text
    assert (
        send(browser, address, filled(browser, address, valid_to="2026-06-30")).status_code == 302
    )
    db.rollback()
    assert db.get(Position, position.id).valid_to == date(2026, 6, 30)
