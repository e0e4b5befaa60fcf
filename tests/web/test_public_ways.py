"""The public page's ways on and back: to one person, past a search, after a second thought."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from crm import clock
from crm.enums import InquiryChannel
from crm.models import Absence, Advisor, Inquiry, Responsibility
from tests.web.cast import Cast
from tests.web.forms import public_form, read_form

PAGE = "/kontakt/"


@pytest.fixture
def anna(db: Session, cast: Cast) -> int:
    """Publicly responsible for financing."""
    made = db.get_one(Advisor, cast.advisors["anna"])
    since = date(2020, 1, 1)
    db.add(Responsibility(advisor=made, topic_id=cast.topic, is_public=True, valid_from=since))
    db.commit()
    return made.id


def away(db: Session, who: int, deputy: int | None) -> None:
    day = clock.today()
    db.add(Absence(advisor_id=who, deputy_id=deputy, first_day=day, last_day=day + timedelta(3)))
    db.commit()


def owner_after_writing(browser, db: Session, to: object) -> int | None:
    stranger = browser(None)
    page = f"{PAGE}?an={to}"
    assert stranger.post(PAGE, page=page, **public_form(stranger, page)).status_code == 302
    db.rollback()
    of = InquiryChannel.INTERNET
    return db.scalars(select(Inquiry.owner_id).filter_by(channel=of)).one()


def test_what_is_written_to_one_person_is_theirs(browser, db, cast: Cast, anna: int) -> None:
    person = browser(None).get(f"/kontakt/person/{anna}").text
    assert f"/kontakt/?an={anna}#write" in person
    page = browser(None).get(f"{PAGE}?an={anna}").text
    assert "An Anna Beier schreiben" in page
    assert "Lieber ohne bestimmte Person" in page
    assert owner_after_writing(browser, db, anna) == anna


def test_whoever_stands_in_reads_it_while_somebody_is_away(browser, db, cast, anna) -> None:
    away(db, anna, cast.advisors["lena"])
    said = "Anna Beier ist heute nicht da. Die Vertretung hat Lena Dorn."
    assert said in browser(None).get(f"/kontakt/person/{anna}").text
    assert owner_after_writing(browser, db, anna) == cast.advisors["lena"]


def test_without_a_deputy_it_is_everybodys(browser, db, cast: Cast, anna: int) -> None:
    away(db, anna, None)
    said = "Anna Beier ist heute nicht da. Schreiben Sie uns"
    assert said in browser(None).get(f"/kontakt/person/{anna}").text
    assert owner_after_writing(browser, db, anna) is None


@pytest.mark.parametrize("to", ["bernd", "0", "x", "999999999999", "2147483647"])
def test_nobody_is_written_to_who_is_not_public(browser, db, cast: Cast, anna: int, to) -> None:
    number = cast.advisors.get(to, to)
    assert "An Bernd" not in browser(None).get(f"{PAGE}?an={number}").text
    assert owner_after_writing(browser, db, number) is None


def test_a_second_thought_leads_back_with_all_that_was_written(browser, db, cast: Cast) -> None:
    stranger = browser(None)
    form = public_form(stranger, proof="", name="Rosa Kern", wording="Zeile eins\nZeile zwei")
    again = read_form(stranger.post(PAGE, page=PAGE, **form).text)
    page = stranger.post(PAGE, page=PAGE, **again, change="1").text
    assert "Sollen wir es so absenden?" not in page
    back = read_form(page)
    told = ("name", "phone", "consent", "client_key")
    assert [back[name] for name in told] == [form[name] for name in told]
    assert "Zeile eins\nZeile zwei" in page
    assert db.scalars(select(Inquiry).filter_by(channel=InquiryChannel.INTERNET)).all() == []


def test_the_brochures_code_outlives_searching_and_looking_at_a_person(browser, cast, anna) -> None:
    stranger = browser(None)
    page = stranger.get(f"{PAGE}?m=WFU-1&thema=financing").text
    assert '<input type="hidden" name="m" value="WFU-1">' in page
    assert f"/kontakt/person/{anna}?m=WFU-1" in page
    assert f"/kontakt/?an={anna}&amp;m=WFU-1#write" in stranger.get(
        f"/kontakt/person/{anna}?m=WFU-1"
    ).text  # fmt: skip


@pytest.mark.parametrize("page", ["/login/", "/kontakt/gibt-es-nicht", "/m/gibt-es-nicht"])
def test_strangers_find_the_way_to_the_public_page(browser, cast: Cast, page: str) -> None:
    assert 'href="/kontakt/"' in browser(None).get(page).text


def test_public_pages_say_whose_they_are(app, browser, cast: Cast, anna: int) -> None:
    house = f"{app.config['OFFICE']} {app.config['CITY']}"
    for page in (PAGE, "/sprechtag/", f"/kontakt/person/{anna}", "/kontakt/danke"):
        text = browser(None).get(page).text
        assert f"– {house}</title>" in text
        assert f"{house}</a></header>" in text


def test_imprint_and_privacy_notice_are_named_where_the_city_has_them(
    app, browser, cast: Cast, monkeypatch
) -> None:
    assert "Impressum" not in browser(None).get(PAGE).text
    for name in ("IMPRINT", "PRIVACY"):
        monkeypatch.setitem(app.config, f"{name}_URL", f"https://stadt.example/{name}")
    for page in (PAGE, "/sprechtag/", "/login/", "/kontakt/danke"):
        text = browser(None).get(page).text
        assert '<a href="https://stadt.example/IMPRINT">Impressum</a>' in text
        assert '<a href="https://stadt.example/PRIVACY">Datenschutz</a>' in text
    assert "Wie die Stadt mit persönlichen Daten umgeht" in browser(None).get(PAGE).text
