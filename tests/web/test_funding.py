"""A funding consultation on screen: noted by a tap, followed to the decision, seen by its owner."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from crm import clock
from crm.enums import FundingStage, InquiryOutcome
from crm.models import FundingCase, FundingProgramme, Inquiry
from crm.models.base import utc_now
from crm.services import inquiries
from tests.web.cast import OFFICE, Cast, question
from tests.web.forms import filled, send

NEW = "/funding/new"


def day(days: int = 0) -> str:
    return (clock.today() + timedelta(days)).isoformat()


def consult(browser, cast: Cast, **changes: object):
    address = f"/contacts/new/consultation?company={cast.bakery}"
    fields = filled(browser, address, "anna", **changes)
    return send(browser, "/contacts/new/consultation", fields)


def test_a_tap_in_the_consultation_notes_it(browser, cast: Cast, db) -> None:
    assert consult(browser, cast, programmes=cast.programme).status_code == 302
    query = select(FundingCase).where(FundingCase.interaction_id.is_not(None))
    case = db.scalars(query).one()
    assert (case.company_id, case.programme_id) == (cast.bakery, cast.programme)
    assert (case.stage, case.discussed_on) == (FundingStage.DISCUSSED, clock.today())
    contact, pk = case.interaction_id, case.id
    db.rollback()
    page = browser("anna").get(f"/contacts/{contact}").text
    assert f"/funding/{pk}" in page
    assert "Innenstadtprogramm" in browser("anna").get(f"/companies/{cast.bakery}").text
    address = f"/contacts/{contact}/edit"
    same = filled(browser, address, programmes=cast.programme, notes="Mehr dazu")
    assert send(browser, address, same).status_code == 302
    assert len(db.scalars(query).all()) == 1
    db.rollback()
    assert send(browser, address, {**filled(browser, address), "programmes": ""}).status_code == 302
    assert db.scalars(query).all() == []


def test_it_is_written_down_by_itself(browser, cast: Cast, db) -> None:
    fields = filled(browser, f"{NEW}?company={cast.bakery}", programme=cast.programme,
                    purpose="Ofen", amount_applied="12.500", stage="applied",
                    applied_on=day())  # fmt: skip
    answer = send(browser, NEW, fields)
    case = db.scalars(select(FundingCase).filter_by(purpose="Ofen")).one()
    assert answer.location == f"/funding/{case.id}"
    assert (case.amount_applied, case.owner.name) == (Decimal("12500.00"), "Anna Beier")
    page = browser("anna").get(answer.location).text
    assert "12.500,00 EUR" in page
    assert "EUR 12,500.00" in browser("anna").get(f"{answer.location}?_l_=en").text


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"company": ""}, "schreiben Sie, wer fragt"),
        ({"amount_applied": "viel"}, "Das ist kein Betrag"),
        ({"stage": "granted"}, "An welchem Tag wurde es beantragt?"),
        ({"stage": "refused", "applied_on": day()}, "An welchem Tag wurde das entschieden?"),
        ({"amount_granted": "5"}, "was bewilligt ist"),
        ({"discussed_on": day(3)}, "Dieser Tag steht noch bevor"),
    ],
)
def test_what_is_refused_stays_on_the_screen(browser, cast: Cast, changes, sentence: str) -> None:
    fields = filled(browser, f"{NEW}?company={cast.bakery}", purpose="GANZ WICHTIG", **changes)
    answer = send(browser, NEW, fields)
    assert answer.status_code == 200
    assert sentence in answer.text
    assert "GANZ WICHTIG" in answer.text


def test_it_goes_on_step_by_step(browser, cast: Cast, db) -> None:
    page = f"/funding/{cast.case}"
    assert f"{page}/edit?stage=applied" in browser("anna").get(page).text
    for stage, more in (("applied", {"amount_applied": "8000,50"}), ("granted",
                        {"amount_granted": "6.000"})):  # fmt: skip
        form = filled(browser, f"{page}/edit?stage={stage}", **more)
        assert form["stage"] == stage
        assert send(browser, f"{page}/edit", form).status_code == 302
    db.rollback()
    case = db.get_one(FundingCase, cast.case)
    assert (case.stage, case.applied_on, case.decided_on) == (
        FundingStage.GRANTED, clock.today(), clock.today(),
    )  # fmt: skip
    assert (case.amount_applied, case.amount_granted) == (Decimal("8000.50"), Decimal(6000))
    shown = browser("anna").get(page).text
    assert "8.000,50 EUR" in shown
    assert "?stage=" not in shown


def test_the_second_of_two_editors_is_told(browser, cast: Cast, db) -> None:
    address = f"/funding/{cast.case}/edit"
    late = filled(browser, address, "anna", purpose="Von Anna")
    early = filled(browser, address, "lena", purpose="Von Lena")
    assert send(browser, address, early, "lena").status_code == 302
    answer = send(browser, address, late)
    assert answer.status_code == 200
    assert "Von Anna" in answer.text
    assert "Von Lena" in answer.text


def test_deadlines_stand_on_my_day(browser, cast: Cast, db) -> None:
    db.get_one(FundingCase, cast.case).deadline_on = clock.today() + timedelta(6)
    db.commit()
    assert "Innenstadtprogramm" in browser("anna").get("/day/").text
    assert "Innenstadtprogramm" not in browser("bernd").get("/day/").text
    assert "Fristen der Förderung" in browser("anna").get("/day/").text
    due = browser("anna").get("/funding/?deadline=month&owner=mine").text
    assert "Innenstadtprogramm" in due
    assert "Nichts gefunden" in browser("anna").get("/funding/?deadline=passed").text


def test_an_inquiry_leads_there_and_knows_which(browser, cast: Cast, db) -> None:
    asked = question(subject="Zuschuss zum Ofen", guest_name="Rosa Kern")
    db.add(asked)
    db.flush()
    inquiries.close(OFFICE, asked, InquiryOutcome.FUNDING_CONSULTATION, utc_now())
    pk = asked.id
    db.commit()
    address = f"{NEW}?inquiry={pk}"
    assert address in browser("anna").get(f"/inquiries/{pk}").text
    fields = filled(browser, address, programme=cast.programme)
    assert (fields["guest_name"], fields["purpose"]) == ("Rosa Kern", "Zuschuss zum Ofen")
    assert send(browser, NEW, fields).status_code == 302
    case = db.scalars(select(FundingCase).filter_by(inquiry_id=pk)).one()
    assert case.guest_name == "Rosa Kern"
    page = browser("anna").get(f"/inquiries/{pk}").text
    assert f"/funding/{case.id}" in page
    assert "Förderberatung festhalten" not in page
    assert db.get_one(Inquiry, pk).outcome is InquiryOutcome.FUNDING_CONSULTATION


def test_what_was_said_in_confidence_stays_there(browser, cast: Cast, db: Session) -> None:
    secret = FundingCase(
        company_id=cast.forwarder, interaction_id=cast.confidential, discussed_on=clock.today(),
        purpose="GEHEIM-Sanierung", owner_id=cast.advisors["bernd"],
    )  # fmt: skip
    db.add(secret)
    db.flush()
    pk = secret.id
    db.commit()
    assert browser("bernd").get(f"/funding/{pk}").status_code == 200
    assert browser("anna").get(f"/funding/{pk}").status_code == 404
    assert browser("anna").get(f"/funding/{pk}/edit").status_code == 404
    for address in ("/funding/", "/funding/export.csv", f"/companies/{cast.forwarder}"):
        assert f"/funding/{pk}" not in browser("anna").get(address).text
    assert "Elbe Spedition" not in browser("anna").get("/funding/export.csv").text
    assert "Elbe Spedition" in browser("bernd").get("/funding/export.csv").text


def test_programmes_are_kept_by_who_leads(browser, cast: Cast, db) -> None:
    add = "/funding/programmes/add"
    fields = filled(browser, add, "lena", name="Zuschuss", giver="Land", deadline_on=day(60),
                    link="www.example.org")  # fmt: skip
    assert send(browser, add, fields, "lena").status_code == 302
    made = db.scalars(select(FundingProgramme).filter_by(name="Zuschuss")).one()
    assert (made.giver, made.is_active) == ("Land", True)
    listed = browser("anna").get("/funding/programmes/").text
    assert "https://www.example.org" in listed
    assert "/funding/programmes/edit" not in listed
    assert browser("anna").get(add).status_code in (302, 403)
    again = filled(browser, add, "lena", name="Zuschuss", giver="Bund")
    assert "gibt es schon" in send(browser, add, again, "lena").text
    assert "Zuschuss" in browser("anna").get(NEW).text


def test_figures_and_who_sees_them(browser, cast: Cast) -> None:
    page = browser("ruth").get("/funding/figures/?from=2026-01-01&to=2026-12-31")
    assert "Innenstadtprogramm" in page.text
    for address in ("/funding/", "/funding/programmes/", NEW):
        assert browser("carla").get(address).status_code in (302, 403)
        assert browser("ruth").get(address).status_code in (302, 403)


def test_few_questions(browser, cast: Cast, statements) -> None:
    for address in ("/funding/", f"/funding/{cast.case}", f"/funding/{cast.case}/edit",
                    "/funding/programmes/", "/day/", f"/companies/{cast.bakery}",
                    f"/inquiries/{cast.inquiry}", f"/contacts/{cast.visit}",
                    f"/contacts/{cast.visit}/edit"):  # fmt: skip
        browser("anna").get(address)
        statements.clear()
        browser("anna").get(address)
        assert len(statements.queries) <= 12, (address, len(statements.queries))
