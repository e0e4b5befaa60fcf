"""The counter of another office forwards in half a minute, and sees its own alone."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from crm.enums import InquiryChannel
from crm.models import Advisor, Inquiry, Login, Partner, PartnerContact, Responsibility, Topic
from crm.models.base import utc_now
from tests.web.cast import Cast, question
from tests.web.forms import filled

COUNTER = "/counter/"


@pytest.fixture
def theirs(db: Session, cast: Cast) -> int:
    """An inquiry that the counter's office forwarded."""
    asked = question(subject="Zuschuss", company_id=cast.bakery, partner_id=cast.counter)
    db.add(asked)
    db.commit()
    return asked.id


@pytest.fixture
def elses(db: Session, cast: Cast) -> int:
    """One that another office forwarded."""
    chamber = Partner(name="Handwerkskammer", kind="chamber")
    asked = question(subject="Kammersache", company_id=cast.forwarder, partner=chamber)
    db.add(asked)
    db.commit()
    return asked.id


def test_an_inquiry_is_forwarded_and_the_office_finds_it(browser, cast: Cast, db) -> None:
    fields = filled(browser, COUNTER, "carla", subject="Zuschuss zum Ofen", guest_name="Rosa Kern",
                    phone="0391 1", wording="Gibt es Geld?")  # fmt: skip
    assert browser("carla").post(COUNTER, **fields).status_code == 302
    inquiry = db.scalars(select(Inquiry).filter_by(subject="Zuschuss zum Ofen")).one()
    assert (inquiry.partner_id, inquiry.owner_id) == (cast.counter, None)
    assert inquiry.channel is InquiryChannel.CITIZENS_OFFICE
    assert inquiry.received_at == inquiry.forwarded_at
    assert inquiry.feedback_due_on > inquiry.due_on
    assert "Zuschuss zum Ofen" in browser("anna").get("/inquiries/").text
    assert "Zuschuss zum Ofen" in browser("carla").get(COUNTER).text


def test_what_is_refused_stays_on_the_screen_and_twice_is_once(browser, cast: Cast, db) -> None:
    fields = filled(browser, COUNTER, "carla", subject="", wording="GANZ LANG ERKLÄRT")
    answer = browser("carla").post(COUNTER, **fields)
    assert answer.status_code == 200
    assert "GANZ LANG ERKLÄRT" in answer.text
    assert "Worum geht es?" in answer.text
    sound = {**fields, "subject": "Laden", "guest_name": "Rosa"}
    for _twice in range(2):
        assert browser("carla").post(COUNTER, **sound).status_code == 302
    db.rollback()
    assert len(db.scalars(select(Inquiry).filter_by(subject="Laden")).all()) == 1


def test_a_counter_sees_its_own_alone(browser, cast: Cast, theirs: int, elses: int) -> None:
    carla = browser("carla")
    page = carla.get(COUNTER).text
    assert "Zuschuss" in page
    assert "Kammersache" not in page
    assert "Schild an der Fassade" not in page
    assert carla.get(f"/counter/{theirs}").status_code == 200
    assert carla.get(f"/counter/{elses}").status_code == 404
    assert carla.get(f"/counter/{cast.inquiry}").status_code == 404
    lists = ("/inquiries/", "/inquiries/list/export.csv", "/search/suggest?q=bäck", "/partners/")
    for closed in (f"/inquiries/{theirs}", f"/companies/{cast.bakery}", *lists):
        answer = carla.get(closed)
        assert answer.status_code in (302, 403), closed
        assert "Lüdecke" not in answer.text


def test_a_login_of_no_office_sees_nothing(browser, cast: Cast, db, theirs: int) -> None:
    db.scalars(select(Login).filter_by(username="carla")).one().partner = None
    db.commit()
    carla = browser("carla")
    page = carla.get(COUNTER)
    assert "mit keiner Stelle verbunden" in page.text
    assert "Zuschuss" not in page.text
    assert carla.get(f"/counter/{theirs}").status_code == 404


def test_who_is_responsible_is_found_by_subject_and_by_firm(browser, cast: Cast, db) -> None:
    bernd = db.get_one(Advisor, cast.advisors["bernd"])
    bernd.phone = "0391 540"
    since = utc_now().date().replace(year=2020)
    db.add(Responsibility(advisor=bernd, topic_id=cast.topic, valid_from=since))
    db.commit()
    carla = browser("carla")
    by_subject = carla.get(f"{COUNTER}?q=finanz").text
    assert "Bernd Colditz" in by_subject
    assert "0391 540" in by_subject
    by_firm = carla.get(f"{COUNTER}?q=lüdecke").text
    assert "Bäckerei Lüdecke GmbH" in by_firm
    assert "Anna Beier" in by_firm, "she has the district in care"


def test_firms_are_not_found_by_who_works_there(browser, cast: Cast, db) -> None:
    """The baker is called like her firm; the name of the forwarder's man stands in no label."""
    carla = browser("carla")
    assert [r["text"] for r in carla.get("/counter/suggest?q=bäcker").json["results"]] == [
        "Bäckerei Lüdecke GmbH"
    ]
    assert carla.get("/counter/suggest?q=karin").json["results"] == []
    assert "Karin" not in carla.get(f"{COUNTER}?q=karin").text.replace('value="karin"', "")


def test_the_office_that_forwarded_hears_what_became_of_it(browser, cast, db, theirs: int) -> None:
    anna = browser("anna")
    page = f"/inquiries/{theirs}"
    empty = anna.post(f"{page}/tell-partner", page=page, feedback=" ")
    assert "Schreiben Sie, was die weiterleitende Stelle wissen soll" in empty.text
    anna.post(f"{page}/tell-partner", page=page, feedback="Antrag ist gestellt.")
    shown = browser("carla").get(f"/counter/{theirs}").text
    assert "Antrag ist gestellt." in shown
    db.rollback()
    assert db.get_one(Inquiry, theirs).feedback_at


def test_what_an_office_is_still_to_hear_is_on_the_owners_day(browser, cast, db, theirs) -> None:
    inquiry = db.get_one(Inquiry, theirs)
    inquiry.owner_id = cast.advisors["anna"]
    inquiry.closed_at, inquiry.outcome = utc_now(), "answered"
    inquiry.feedback_due_on = inquiry.received_on
    db.commit()
    day = browser("anna").get("/day/").text
    assert "Rückmeldung an Bürgerbüro Nord fällig" in day
    assert "Zuschuss" in browser("anna").get(f"/partners/{cast.counter}").text
    page = f"/inquiries/{theirs}"
    browser("anna").post(f"{page}/tell-partner", page=page, feedback="Erledigt.")
    assert "Rückmeldung an" not in browser("anna").get("/day/").text


def test_an_own_inquiry_is_owed_to_nobody(browser, cast: Cast) -> None:
    page = f"/inquiries/{cast.inquiry}"
    answer = browser("anna").post(f"{page}/tell-partner", page=page, feedback="Hallo")
    assert "hat keine andere Stelle weitergeleitet" in answer.text


def test_partners_are_kept_by_who_leads(browser, cast: Cast, db) -> None:
    fields = filled(browser, "/partners/add", "lena", name="Sparkasse", kind="bank")
    del fields["address"]
    assert browser("lena").post("/partners/add", **fields).status_code == 302
    assert "Sparkasse" in browser("anna").get("/partners/").text
    wrong = browser("lena").post("/partners/add", **{**fields, "client_key": "x", "kind": "",
                                                     "email": "keine"})  # fmt: skip
    assert wrong.status_code == 200
    assert "Was für ein Partner" in wrong.text
    assert browser("anna").get("/partners/add").status_code in (302, 403)


def test_a_counters_login_belongs_to_an_office(browser, cast: Cast, db) -> None:
    carla = db.scalars(select(Login).filter_by(username="carla")).one()
    address = f"/administration/users/edit/{carla.id}"
    fields = filled(browser, address, "vera", partner="__None")
    refused = browser("vera").post(address, **fields)
    assert refused.status_code == 200
    assert "Wählen Sie die Stelle" in refused.text


def test_whom_one_speaks_to_at_a_partner_is_kept_by_everybody(browser, cast: Cast, db) -> None:
    page = f"/partners/{cast.counter}"
    form = filled(browser, f"/partner-contacts/add?partner={cast.counter}", "anna", name="",
                  function="Leiterin", email="keine")  # fmt: skip
    address = f"/partner-contacts/add?partner={cast.counter}"
    refused = browser("anna").post(address, **form)
    assert "Wie ist der Name?" in refused.text
    assert "Das ist keine E-Mail-Adresse" in refused.text
    form |= {"name": "Olaf Ebert", "email": "ebert@example.org"}
    assert browser("anna").post(address, **form).location == page
    assert browser("anna").post(address, **form).location == page
    seen = browser("anna").get(page).text
    assert seen.count("Olaf Ebert</strong>, Leiterin") == 1
    assert "Olaf Ebert" in browser("anna").get("/partners/").text
    (one,) = db.scalars(select(PartnerContact).filter_by(name="Olaf Ebert"))
    edit = f"/partner-contacts/edit/{one.id}"
    form = {k: v for k, v in filled(browser, edit, "anna").items() if k != "is_active"}
    assert browser("anna").post(edit, **form).location == page
    assert "nicht mehr" in browser("anna").get(page).text
    assert "Olaf Ebert" not in browser("anna").get("/partners/").text
    assert browser("carla").get(edit).status_code in (302, 403)


def test_what_is_open_stands_first_and_everything_can_be_searched(
    browser, cast, db, theirs
) -> None:
    done = question(subject="Alte Sache", company_id=None, guest_name="Rosa Kern",
                    partner_id=cast.counter)  # fmt: skip
    done.closed_at, done.outcome = utc_now(), "withdrawn"
    db.add(done)
    db.commit()
    carla = browser("carla")
    page = carla.get(COUNTER).text
    assert page.index("Zuschuss") < page.index("Zuletzt abgeschlossen") < page.index("Alte Sache")
    assert "badge-good" not in page, "withdrawn is no success"
    found = carla.get("/counter/list/?words=rosa").text
    assert f"/counter/{done.id}" in found
    assert f"/counter/{theirs}" not in found
    assert f"/counter/{theirs}" in carla.get("/counter/list/?state=open").text


def test_the_list_and_its_export_are_the_own_offices_alone(browser, cast, theirs, elses) -> None:
    carla = browser("carla")
    for address in ("/counter/list/", "/counter/list/export.csv", "/counter/list/?words=%25"):
        text = carla.get(address).text
        assert "Kammersache" not in text
        assert "Schild an der Fassade" not in text
    assert "Zuschuss" in carla.get("/counter/list/export.csv").text


def test_what_somebody_needs_is_understood_at_the_counter_too(browser, cast: Cast, db) -> None:
    db.get_one(Topic, cast.topic).keywords = "Kredit Darlehen loan"
    db.commit()
    assert "Finanzierung" in browser("carla").get(f"{COUNTER}?q=Kredit für einen Ofen").text


def test_only_a_counters_login_belongs_to_an_office(browser, cast: Cast, db) -> None:
    anna = db.scalars(select(Login).filter_by(username="anna")).one()
    address = f"/administration/users/edit/{anna.id}"
    fields = filled(browser, address, "vera", partner=str(cast.counter))
    assert "Nur die Anmeldung eines Schalters" in browser("vera").post(address, **fields).text
    db.rollback()
    assert db.get_one(Login, anna.id).partner is None
