"""Monday's letter: on wish, once, three sentences that are true, in the reader's language."""

from __future__ import annotations

import threading
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from flask import Flask
from flask_babel import force_locale
from sqlalchemy import select

from crm.clock import zone
from crm.models import (
    AdvisorAssignment,
    FollowUp,
    Interaction,
    Login,
    Mail,
    Participation,
    WeeklyDigest,
)
from crm.services.promised_this_week import Promised
from crm.web.sending import send_mail
from crm.web.weekly_digests import send_weekly_digests
from crm.web.weekly_sentences import sentences
from reports.boards.week import Fallen, Week
from reports.period import Period
from tests.services.test_mail import inbox, server  # noqa: F401
from tests.web.cast import Cast

MONDAY = date(2026, 3, 9)
SIX = datetime.combine(MONDAY, time(6), zone())


@pytest.fixture
def monday(app: Flask, db):
    """monday(instant) -> the letters that there are afterwards."""
    before = {name: app.config[name] for name in ("MAIL_SERVER", "MAIL_FROM")}
    app.config.update(MAIL_SERVER="127.0.0.1:25", MAIL_FROM="office@city.example")

    def make(at: datetime = SIX) -> list[Mail]:
        with app.app_context():
            send_weekly_digests(at)
        db.rollback()
        return list(db.scalars(select(Mail).order_by(Mail.id)))

    yield make
    app.config.update(before)


def wish(browser, name: str, wanted: str = "yes", language: str = "de") -> Any:
    address = f"/account/weekly?_l_={language}"
    return browser(name).post(address, page="/account/", wanted=wanted)


def called(db, cast: Cast, day: date) -> None:
    call = Interaction(kind="call", happened_on=day)
    call.participations.append(Participation(company_id=cast.bakery))
    call.assignments.append(AdvisorAssignment(advisor_id=cast.advisors["anna"], role="lead"))
    db.add(call)


def test_it_comes_on_monday_at_six_and_once(browser, cast: Cast, monday) -> None:
    wish(browser, "ruth")
    assert monday(SIX - timedelta(minutes=1)) == []
    assert monday(SIX + timedelta(days=1)) == []
    (letter,) = monday()
    assert letter.to_address == "ruth@example.org"
    assert letter.subject == "Die Woche in Zahlen: 02.03.2026 bis 08.03.2026"
    assert letter.useful_until == MONDAY + timedelta(6)
    assert "/boards/" in letter.text
    assert len(monday(SIX + timedelta(hours=1))) == 1
    assert len(monday(SIX + timedelta(days=7))) == 2


def test_two_processes_write_it_once(app: Flask, browser, cast: Cast, monday, db) -> None:
    wish(browser, "ruth")

    def work() -> None:
        with app.app_context():
            send_weekly_digests(SIX)

    both = [threading.Thread(target=work) for _each in range(2)]
    for each in both:
        each.start()
    for each in both:
        each.join()
    assert len(monday()) == 1


def test_after_a_holiday_it_comes_on_tuesday(browser, cast: Cast, monday) -> None:
    """Easter Monday of 2026 is the sixth of April."""
    easter = datetime.combine(date(2026, 4, 6), time(7), zone())
    wish(browser, "ruth")
    assert monday(easter) == []
    assert len(monday(easter + timedelta(days=1))) == 1
    assert len(monday(easter + timedelta(days=2))) == 1


def test_its_sentences_are_those_of_the_rows(browser, cast: Cast, db, monday) -> None:
    """The cast was met twice on Monday the second; in the four weeks before, six calls."""
    for week in range(1, 4):
        called(db, cast, date(2026, 3, 1) - timedelta(7 * week))
        called(db, cast, date(2026, 3, 1) - timedelta(7 * week))
    called(db, cast, date(2026, 1, 31))
    promise = db.get_one(FollowUp, cast.follow_up)
    promise.due_on = promise.first_due_on = MONDAY + timedelta(6)
    db.commit()
    wish(browser, "anna")
    wish(browser, "ruth")
    letters = {letter.to_address: letter.text for letter in monday()}
    said = "Letzte Woche gab es 2 Kontakte mit Unternehmen, mehr als in den vier Wochen davor"
    assert f"{said} (im Schnitt 1,5)." in letters["anna@example.org"]
    assert "In keiner Größenklasse und keinem Stadtteil" in letters["anna@example.org"]
    assert "Diese Woche ist eine Ihrer Wiedervorlagen fällig." in letters["anna@example.org"]
    assert "Mit jedem Unternehmen im Bestand" in letters["ruth@example.org"]
    assert "GEHEIM" not in "".join(letters.values())


def test_in_the_readers_language(browser, cast: Cast, monday) -> None:
    wish(browser, "ruth", language="en")
    (letter,) = monday()
    assert letter.subject.startswith("The week in figures")
    assert "Last week there were 2 contacts with firms, more than" in letter.text


def test_it_is_ordered_and_stopped_on_ones_account(browser, cast: Cast, db, monday) -> None:
    for _twice in range(2):
        assert wish(browser, "ruth").status_code == 302
    db.rollback()
    assert len(db.scalars(select(WeeklyDigest)).all()) == 1
    assert "Montags keinen Brief mehr" in browser("ruth").get("/account/").text
    wish(browser, "ruth", wanted="no")
    assert monday() == []


def test_who_sees_no_dashboard_gets_none(browser, cast: Cast, db, monday) -> None:
    assert wish(browser, "carla").status_code == 404
    assert "Ein Brief am Montag" not in browser("carla").get("/account/").text
    carla = db.scalar(select(Login.id).where(Login.username == "carla"))
    db.add(WeeklyDigest(user_id=carla, language="de"))
    db.commit()
    assert monday() == [], "the role was another when it was ordered"


WEEK = Period(date(2026, 3, 2), date(2026, 3, 8))


def week(contacts: int = 0, before: int = 0, fallen: Fallen | None = None, never: int = 0) -> Week:
    return Week(WEEK, contacts, before, fallen, 10, never)


@pytest.mark.parametrize(
    ("language", "given", "place", "sentence"),
    [
        ("de", week(), 0, "Letzte Woche gab es keinen Kontakt mit einem Unternehmen, in den vier"
         " Wochen davor auch nicht."),
        ("de", week(0, 6), 0, "Letzte Woche gab es keinen Kontakt mit einem Unternehmen, weniger"
         " als in den vier Wochen davor (im Schnitt 1,5)."),
        ("de", week(1, 0), 0, "Letzte Woche gab es einen Kontakt mit einem Unternehmen, mehr als"
         " in den vier Wochen davor (im Schnitt 0)."),
        ("de", week(1000, 4000), 0, "Letzte Woche gab es 1.000 Kontakte mit Unternehmen, so viele"
         " wie im Schnitt der vier Wochen davor."),
        ("en", week(1, 8), 0, "Last week there was one contact with a firm, fewer than in the four"
         " weeks before (2 on average)."),
        ("de", week(fallen=Fallen("district", "02", 0.25, 0.125)), 1, "Am weitesten zurückgefallen"
         " ist der Stadtteil Werder: In zwölf Monaten haben wir dort 12,5 % der Unternehmen"
         " erreicht, in den zwölf Monaten davor waren es 25,0 %."),
        ("en", week(fallen=Fallen("size_class", "micro", 0.25, 0.125)), 1, "The size class “Micro"
         " (under 10)” fell behind most: over twelve months we reached 12.5% of its firms, in the"
         " twelve months before it was 25.0%."),
        ("de", week(never=1), 2, "Mit einem von 10 Unternehmen hat noch niemand einzeln"
         " gesprochen."),
        ("de", week(never=3), 2, "Mit 3 von 10 Unternehmen hat noch niemand einzeln gesprochen."),
        ("en", week(never=0), 2, "With every firm on file somebody has spoken individually."),
    ],
)  # fmt: skip
def test_each_sentence(app: Flask, language: str, given: Week, place: int, sentence: str) -> None:
    with app.test_request_context(), force_locale(language):
        said = sentences(given, {"02": "Werder"}, None)
    assert said[place].replace("\xa0", " ").replace(" %", "%") == sentence.replace(" %", "%")


@pytest.mark.parametrize(
    ("mine", "sentence"),
    [
        (Promised(1, 0), "Diese Woche ist eine Ihrer Wiedervorlagen fällig."),
        (Promised(4, 0), "Diese Woche sind 4 Ihrer Wiedervorlagen fällig."),
        (Promised(0, 1), "Diese Woche ist nichts Neues fällig, aber eine Ihrer Wiedervorlagen ist"
         " überfällig."),
        (Promised(1, 2), "Diese Woche ist eine Ihrer Wiedervorlagen fällig, und 2 Ihrer"
         " Wiedervorlagen sind überfällig."),
        (Promised(0, 0), "Mit jedem Unternehmen im Bestand wurde schon einzeln gesprochen."),
    ],
)  # fmt: skip
def test_what_is_owed(app: Flask, mine: Promised, sentence: str) -> None:
    with app.test_request_context(), force_locale("de"):
        assert sentences(week(), {}, mine)[2] == sentence


def test_it_arrives_and_once(app: Flask, browser, cast: Cast, monday, server, inbox) -> None:  # noqa: F811
    """Through a mail server, whichever days of this week the house is kept on."""
    wish(browser, "ruth")
    app.config["MAIL_SERVER"] = server
    today = date.today()
    for number in range(7):
        day = today - timedelta(today.weekday()) + timedelta(number)
        monday(datetime.combine(day, time(8), zone()))
        with app.app_context():
            send_mail()
    (letter,) = inbox.letters
    assert letter["To"] == "ruth@example.org"
    assert letter.get_content().count(".") >= 3
