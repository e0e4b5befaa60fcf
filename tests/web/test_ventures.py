"""Founders: taken up from a slot, looked after, and a year later the firm that they became."""

from __future__ import annotations

import io
from datetime import date, time, timedelta

import openpyxl
import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from crm import clock
from crm.enums import LegalBasis, ParticipationStatus
from crm.models import Company, Person, Position, Venture
from crm.services.refresh_overview import refresh_overview
from tests.web.cast import Cast
from tests.web.forms import filled, send
from tests.web.test_slots import book, consulting_day, cut, standing


@pytest.fixture
def talk(browser, db: Session, cast: Cast) -> int:
    """The booking of somebody who plans a café and came."""
    day = consulting_day(db, cast, clock.today())
    slot, _other = cut(db, cast, day, time(0))
    book(browser, day, slot, wish="Ein Café")
    (booking,) = standing(db)
    booking.participation.status = ParticipationStatus.ATTENDED
    booking.slot.interaction.status = "held"
    db.commit()
    return booking.id


def add(browser, talk: int, **fields: object):
    page = f"/founders/new?booking={talk}"
    form = filled(browser, page, "anna", **{"planned_name": "Café Kern", **fields})
    return browser("anna").post("/founders/new", page=page, **form)


def ventures(db: Session) -> list[Venture]:
    db.rollback()
    return list(db.scalars(select(Venture)))


def test_taken_up_from_a_slot_with_what_is_known(browser, db, cast: Cast, talk: int) -> None:
    for _twice in range(2):
        answer = add(browser, talk, client_key="11111111-1111-4111-8111-111111111111")
    assert answer.status_code in (302, 307)
    (venture,) = ventures(db)
    assert (venture.person.first_name, venture.person.last_name) == ("Rosa", "Kern")
    assert (venture.person.phone, venture.notes) == ("0391 7", "Ein Café")
    assert venture.person.legal_basis is LegalBasis.PUBLIC_TASK
    (row,) = venture.talks
    assert row.persons == [venture.person]
    page = browser("anna").get(f"/founders/{venture.id}").text
    assert "EGO-Sprechtag" in page
    assert "Café Kern" in browser("anna").get("/founders/").text


def test_the_firm_is_suggested_and_said_by_a_person(browser, db, cast: Cast, talk: int) -> None:
    add(browser, talk)
    (venture,) = ventures(db)
    firm = Company(name="Café Kern UG", founded_on=clock.today())
    db.add(firm)
    db.flush()
    refresh_overview(db, [firm.id])
    db.commit()
    home = f"/founders/{venture.id}"
    assert "Café Kern UG" in browser("anna").get(home).text
    assert ventures(db)[0].company_id is None, "never silently"
    browser("anna").post(f"{home}/became", page=home, company=firm.id)
    (venture,) = ventures(db)
    assert (venture.company_id, venture.became_on) == (firm.id, clock.today())
    (position,) = db.scalars(select(Position).where(Position.company_id == firm.id))
    assert (position.person_id, position.function) == (venture.person_id, "Gründer/in")
    browser("anna").post(f"{home}/not-yet", page=home)
    assert ventures(db)[0].company_id is None
    assert db.scalars(select(Position).where(Position.company_id == firm.id)).all() == []


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"company": "0"}, "Unternehmen"),
        ({"company": "bakery", "became_on": "2999-01-01"}, "liegt in der Zukunft"),
        ({"company": "merged"}, "ging in einem anderen auf"),
        ({"company": "unknown"}, "An welchem Tag"),
    ],
)
def test_what_it_cannot_have_become(browser, db, cast: Cast, talk, fields, sentence) -> None:
    add(browser, talk)
    db.rollback()
    merged = Company(name="Weg", merged_into_id=cast.bakery, founded_on=date(2025, 1, 1))
    unknown = Company(name="Alt")
    db.add_all([merged, unknown])
    db.commit()
    firms = {"bakery": cast.bakery, "merged": merged.id, "unknown": unknown.id}
    (venture,) = ventures(db)
    home = f"/founders/{venture.id}"
    sent = {**fields, "company": firms.get(fields["company"], 0)}
    browser("anna").post(f"{home}/became", page=home, **sent)
    assert sentence in browser("anna").get(home).text
    assert ventures(db)[0].company_id is None


def test_changed_and_given_up_and_found_again_by_the_filter(browser, db, cast, talk) -> None:
    add(browser, talk)
    (venture,) = ventures(db)
    form = filled(browser, f"/founders/{venture.id}/edit", dropped_on=clock.today().isoformat())
    send(browser, f"/founders/{venture.id}/edit", form)
    assert ventures(db)[0].dropped_on == clock.today()
    anna = browser("anna")
    assert "Café Kern" in anna.get("/founders/?state=dropped").text
    assert "Café Kern" not in anna.get("/founders/?state=open").text


def test_after_a_year_somebody_asks(browser, db, cast: Cast, talk: int) -> None:
    add(browser, talk)
    anna = browser("anna")
    assert "Café Kern" not in anna.get("/founders/?state=ask").text
    (venture,) = ventures(db)
    venture.talks[0].interaction.happened_on = clock.today() - timedelta(400)
    db.commit()
    assert "Café Kern" in anna.get("/founders/?state=ask").text


def test_a_founder_needs_a_name_and_words_stay(browser, db, cast: Cast, talk: int) -> None:
    answer = add(browser, talk, last_name="", planned_name="Café Namenlos")
    assert "Eine Person braucht einen Nachnamen" in answer.text
    assert "Café Namenlos" in answer.text
    assert ventures(db) == []
    assert db.scalars(select(Person).where(Person.last_name == "Kern")).all() == []


def test_in_figures_on_screen_and_in_the_workbook(browser, db, cast: Cast, talk: int) -> None:
    add(browser, talk, wz_section="I")
    day = clock.today().isoformat()
    page = browser("anna").get(f"/founders/figures/?from={day}&to={day}").text
    assert "1 von 2 angebotenen" in page
    assert "Gastgewerbe" in page
    answer = browser("anna").get(f"/reports/consulting.xlsx?from={day}&to={day}")
    book_ = openpyxl.load_workbook(io.BytesIO(answer.data), data_only=True)
    cells = [cell.value for sheet in book_ for row in sheet.iter_rows() for cell in row]
    assert "Gründungen nach Branche und was daraus wurde" in cells


@pytest.mark.parametrize("name", ["ruth", "carla", None])
def test_nobody_else_sees_founders(browser, db, cast: Cast, talk: int, name) -> None:
    add(browser, talk)
    (venture,) = ventures(db)
    for page in ("/founders/", f"/founders/{venture.id}", "/founders/new"):
        answer = browser(name).get(page)
        assert "Kern" not in answer.text
        assert answer.status_code in (302, 403)


def test_the_page_asks_the_database_little(browser, db, cast: Cast, talk, statements) -> None:
    add(browser, talk)
    (venture,) = ventures(db)
    for page in ("/founders/", f"/founders/{venture.id}"):
        statements.clear()
        assert browser("anna").get(page).status_code == 200
        assert len(statements.queries) <= 12
