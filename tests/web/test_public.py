"""Anybody finds the person who is responsible, and writes to the office without knowing anybody."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from crm import clock
from crm.enums import InquiryChannel
from crm.models import Absence, Advisor, Inquiry, Mail, Responsibility
from tests.web.cast import Cast
from tests.web.forms import filled

PAGE = "/kontakt/"
SENT = "/kontakt/danke"


@pytest.fixture
def public(db: Session, cast: Cast) -> Responsibility:
    """Anna is publicly responsible for financing."""
    anna = db.get_one(Advisor, cast.advisors["anna"])
    anna.phone, anna.hours, anna.languages = "0391 540 1", "Mo–Do 9–16 Uhr", "Deutsch, Polnisch"
    made = Responsibility(
        advisor=anna, topic_id=cast.topic, is_public=True, valid_from=date(2020, 1, 1)
    )
    db.add(made)
    db.commit()
    return made


def stored(db: Session) -> list[Inquiry]:
    db.rollback()
    query = select(Inquiry).where(Inquiry.channel == InquiryChannel.INTERNET)
    return list(db.scalars(query))


def write(browser, **fields: object):
    form = filled(
        browser, PAGE, None, wording="Gibt es Geld?", consent="y", phone="0391 7", **fields
    )
    return browser(None).post(PAGE, page=PAGE, **form)


def test_the_person_who_is_responsible_is_shown(browser, public: Responsibility) -> None:
    page = browser(None).get(f"{PAGE}?thema=financing").text
    for words in ("Anna Beier", "0391 540 1", "Mo–Do 9–16 Uhr", "Deutsch, Polnisch"):
        assert words in page


def test_what_is_not_public_is_not_shown(browser, db, cast: Cast, public: Responsibility) -> None:
    public.is_public = False
    db.commit()
    page = browser(None).get(f"{PAGE}?thema=financing&stadtteil=01").text
    assert "Anna" not in page
    assert "Finanzierung" not in page


def test_who_is_away_has_somebody_who_stands_in(browser, db, cast: Cast, public) -> None:
    today = clock.today()
    week = {"first_day": today - timedelta(1), "last_day": today + timedelta(5)}
    anna, bernd, lena = (cast.advisors[name] for name in ("anna", "bernd", "lena"))
    db.add_all([
        Absence(advisor_id=anna, deputy_id=bernd, **week),
        Absence(advisor_id=bernd, deputy_id=lena, **week),
    ])  # fmt: skip
    db.commit()
    page = browser(None).get(f"{PAGE}?thema=financing").text
    assert "Lena Dorn" in page
    assert "für Anna Beier, heute nicht da" in page
    assert "Bernd" not in page


def test_what_is_written_becomes_an_inquiry_that_nobody_has_yet(browser, db, cast, public) -> None:
    answer = write(browser, name="Rosa Kern", email="rosa@example.org", topic="financing")
    assert answer.location == SENT
    (inquiry,) = stored(db)
    assert (inquiry.guest_name, inquiry.phone, inquiry.topic_id) == (
        "Rosa Kern",
        "0391 7",
        cast.topic,
    )
    assert (inquiry.owner_id, inquiry.subject) == (None, "Gibt es Geld?")
    assert "Gibt es Geld?" in browser("anna").get("/inquiries/").text
    (mail,) = db.scalars(select(Mail))
    assert (mail.to_address, mail.language) == ("rosa@example.org", "de")
    assert "Gibt es Geld?" in mail.text
    assert "Ihre Anfrage" in mail.subject


def test_a_telephone_number_is_enough_and_gets_no_mail(browser, db, cast: Cast) -> None:
    assert write(browser).location == SENT
    (inquiry,) = stored(db)
    assert inquiry.guest_name == "0391 7"
    assert db.scalars(select(Mail)).all() == []


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"phone": ""}, "Wie erreichen wir Sie?"),
        ({"email": "keine"}, "Das ist keine E-Mail-Adresse"),
        ({"consent": None}, "Ohne das dürfen wir nicht behalten"),
        ({"wording": ""}, "Worum geht es?"),
        ({"wording": "x" * 5_001}, "Höchstens 5000 Zeichen"),
    ],
)
def test_what_is_refused_stays_on_the_screen(browser, db, cast: Cast, changes, sentence) -> None:
    form = {**filled(browser, PAGE, None, wording="Gibt es Geld?", consent="y", phone="0391 7",
                     name="Rosa Kern"), **changes}  # fmt: skip
    answer = browser(None).post(PAGE, page=PAGE, **{k: v for k, v in form.items() if v is not None})
    assert answer.status_code == 200
    assert sentence in answer.text
    assert "Rosa Kern" in answer.text
    assert stored(db) == []


def test_sent_twice_it_is_stored_once(browser, db, cast: Cast) -> None:
    stranger = browser(None)
    form = filled(lambda _name: stranger, PAGE, None, wording="Gibt es Geld?", consent="y",
                  phone="0391 7", email="rosa@example.org")  # fmt: skip
    for _twice in range(2):
        assert stranger.post(PAGE, page=PAGE, **form).location == SENT
    assert len(stored(db)) == 1
    assert len(db.scalars(select(Mail)).all()) == 1


def test_a_machine_that_fills_in_everything_is_thanked_and_forgotten(browser, db, cast) -> None:
    assert write(browser, website="http://spam.example").location == SENT
    assert stored(db) == []


def test_what_is_too_long_for_a_hand_is_not_read(browser, db, cast: Cast) -> None:
    assert write(browser, name="x" * 40_000).status_code == 413
    assert stored(db) == []


def test_it_says_nothing_of_the_database(browser, cast: Cast, public) -> None:
    page = browser(None).get(PAGE).text
    for secret in ("Lüdecke", "Spedition", "GEHEIM", "/companies", "/search"):
        assert secret not in page
