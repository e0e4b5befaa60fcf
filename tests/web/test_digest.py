"""The letter of the morning: on wish, at six, once, in the reader's language."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from crm.clock import zone
from crm.models import (
    AdvisorAssignment,
    Chore,
    Digest,
    FollowUp,
    Interaction,
    Mail,
    Participation,
    RedFlag,
)
from crm.web.digests import send_digests
from tests.web.cast import Cast

MONDAY = date(2026, 11, 23)
SIX = datetime.combine(MONDAY, time(6), zone())


@pytest.fixture
def morning(app: Flask, db):
    """morning(instant) -> the letters that there are afterwards."""
    before = {name: app.config[name] for name in ("MAIL_SERVER", "MAIL_FROM")}
    app.config.update(MAIL_SERVER="127.0.0.1:25", MAIL_FROM="office@city.example")

    def make(at: datetime = SIX) -> list[Mail]:
        with app.app_context():
            send_digests(at)
        db.rollback()
        return list(db.scalars(select(Mail).order_by(Mail.id)))

    yield make
    app.config.update(before)


@pytest.fixture
def busy(db, cast: Cast) -> Cast:
    visit = Interaction(kind="visit", status="planned", happened_on=MONDAY, starts_at=time(9, 30))
    visit.participations.append(Participation(company_id=cast.bakery))
    visit.assignments.append(AdvisorAssignment(advisor_id=cast.advisors["anna"], role="lead"))
    promise = db.get_one(FollowUp, cast.follow_up)
    promise.due_on = promise.first_due_on = MONDAY - timedelta(3)
    flag = RedFlag(
        kind="liquidity", company_id=cast.bakery, owner_id=cast.advisors["anna"],
        raised_on=MONDAY - timedelta(9), due_on=MONDAY, is_confidential=True,
    )  # fmt: skip
    db.add_all([visit, flag])
    db.commit()
    return cast


def wish(browser, name: str = "anna", wanted: str = "yes", language: str = "de") -> None:
    browser(name).post(f"/account/digest?_l_={language}", page="/account/", wanted=wanted)


def test_it_comes_at_six_and_once(browser, busy: Cast, morning) -> None:
    wish(browser)
    assert morning(SIX - timedelta(minutes=1)) == []
    (letter,) = morning()
    assert letter.to_address == "anna@example.org"
    assert letter.subject == "Ihr Tag: Mo., 23. November"
    assert letter.useful_until == MONDAY
    assert "http://127.0.0.1:8080/day/" in letter.text
    assert "09:30 Betriebsbesuch: Bäckerei Lüdecke GmbH (Breiter Weg 7" in letter.text
    assert "20.11.2026: Förderliste schicken (Bäckerei Lüdecke GmbH)" in letter.text
    assert len(morning(SIX + timedelta(hours=1))) == 1
    assert len(morning(SIX + timedelta(days=1))) == 2


def test_of_what_is_confidential_no_name_leaves_the_house(browser, busy: Cast, morning) -> None:
    wish(browser)
    (letter,) = morning()
    assert "23.11.2026: Vertrauliches Warnsignal" in letter.text
    assert "Liquidität" not in letter.text
    wish(browser, "bernd")
    letters = {letter.to_address: letter.text for letter in morning(SIX + timedelta(days=301))}
    assert all("GEHEIM" not in text for text in letters.values())
    assert "Vertrauliche Wiedervorlage" in letters["bernd@example.org"]


def test_in_the_readers_language(browser, busy: Cast, morning) -> None:
    wish(browser, language="en")
    (letter,) = morning()
    assert (letter.language, letter.subject.split(":")[0]) == ("en", "Your day")
    assert "Good morning," in letter.text


def test_nothing_to_say_no_letter(browser, cast: Cast, morning) -> None:
    wish(browser, "lena")
    assert morning() == []


@pytest.mark.parametrize("day", [date(2026, 11, 22), date(2026, 12, 25)])
def test_none_on_days_off(browser, busy: Cast, morning, day: date) -> None:
    wish(browser)
    assert morning(datetime.combine(day, time(6), zone())) == []


def test_without_a_wish_none_and_it_can_be_taken_back(browser, busy: Cast, db, morning) -> None:
    assert morning() == []
    for _twice in range(2):
        wish(browser)
    db.rollback()
    assert len(db.scalars(select(Digest)).all()) == 1
    wish(browser, wanted="no")
    assert morning(SIX + timedelta(days=1)) == []


def test_without_a_mail_server_nothing_piles_up(app, browser, busy: Cast, db) -> None:
    wish(browser)
    assert "keinen Mailserver eingerichtet" in browser("anna").get("/account/").text
    assert not app.config["MAIL_SERVER"]
    with app.app_context():
        send_digests(SIX)
    assert db.scalars(select(Mail)).all() == []
    assert db.scalars(select(Chore)).all() == []
