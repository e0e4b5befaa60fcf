"""An appointment is moved by us or by its link, and whoever booked reads so in their language."""

from __future__ import annotations

from datetime import time, timedelta

import pytest
from icalendar import Calendar
from sqlalchemy import select
from sqlalchemy.orm import Session

from crm import clock
from crm.enums import InteractionStatus, MailStatus
from crm.models import Interaction, Mail, Slot
from crm.models.base import utc_now
from tests.web.cast import Cast
from tests.web.test_public_booking import form_of, send
from tests.web.test_slots import consulting_day, cut, standing


@pytest.fixture
def days(db: Session, cast: Cast) -> list[Slot]:
    """Of two days the first slots of Akquise; both days belong to Anna and Bernd."""
    return [
        cut(db, cast, consulting_day(db, cast, clock.today() + timedelta(ahead)), time(9))[0]
        for ahead in (7, 30)
    ]


@pytest.fixture
def link(browser, days: list[Slot]) -> str:
    pk = days[0].interaction_id
    return str(send(browser, pk, form_of(browser, pk, days[0], email="r@example.org")).location)


def sent(db: Session) -> list[Mail]:
    db.rollback()
    return list(db.scalars(select(Mail).order_by(Mail.id)))


def event_in(text: str):
    (event,) = Calendar.from_ical(text).walk("VEVENT")
    return event


def test_by_the_link_to_another_day_told_once(browser, db, days, link: str) -> None:
    page = f"{link}/verlegen"
    shown = browser(None).get(page).text
    assert f'value="{days[1].id}"' in shown
    assert f'value="{days[0].id}"' not in shown
    for _twice in range(2):
        answer = browser(None).post(page, page=page, slot=days[1].id)
        assert answer.location == link
    (booking,) = standing(db)
    assert booking.slot_id == days[1].id
    assert f"{booking.slot.interaction.happened_on:%d.%m.%Y}"[:2] in browser(None).get(link).text
    first, moved = sent(db)
    assert moved.subject.startswith("Ihr Termin wurde verlegt")
    before, after = event_in(first.calendar), event_in(moved.calendar)
    assert before["UID"] == after["UID"]
    assert after["SEQUENCE"] >= before["SEQUENCE"]
    assert after.start.date() == clock.today() + timedelta(30)


def test_who_is_too_late_keeps_what_they_have(browser, db, days, link: str) -> None:
    pk = days[1].interaction_id
    send(browser, pk, form_of(browser, pk, days[1], name="Schneller"))
    answer = browser(None).post(f"{link}/verlegen", page=f"{link}/verlegen", slot=days[1].id)
    assert "Diesen Termin hat soeben jemand anderes gebucht" in answer.text
    assert {booking.slot_id for booking in standing(db)} == {days[0].id, days[1].id}


@pytest.mark.parametrize("slot", ["", "²", 2**40])
def test_nonsense_moves_nothing(browser, db, days, link: str, slot) -> None:
    answer = browser(None).post(f"{link}/verlegen", page=f"{link}/verlegen", slot=slot)
    assert answer.status_code == 200
    assert [booking.slot_id for booking in standing(db)] == [days[0].id]


def test_by_us_to_another_day_of_ours(browser, db, days, link: str) -> None:
    (booking,) = standing(db)
    page = f"/gatherings/{days[0].interaction_id}/bookings/{booking.id}"
    assert f'value="{days[1].id}"' in browser("anna").get(page).text
    browser("anna").post(f"{page}/move", page=page, to=days[1].id)
    assert standing(db)[0].slot_id == days[1].id
    home = f"/gatherings/{days[1].interaction_id}/bookings/{booking.id}"
    assert "→" in browser("anna").get(home).text
    assert len(sent(db)) == 2


def test_not_into_a_day_of_others(browser, db, cast: Cast, days, link: str) -> None:
    db.rollback()
    bernds = cut(db, cast, consulting_day(db, cast, clock.today() + timedelta(9), "bernd"), time(9))
    (booking,) = standing(db)
    page = f"/gatherings/{days[0].interaction_id}/bookings/{booking.id}"
    assert f'value="{bernds[0].id}"' not in browser("anna").get(page).text
    browser("anna").post(f"{page}/move", page=page, to=bernds[0].id)
    assert standing(db)[0].slot_id == days[0].id


def test_a_cancelled_day_is_told_once_and_another_can_be_chosen(browser, db, cast, days, link):
    pk = days[0].interaction_id
    db.rollback()
    other = db.scalars(select(Slot).where(Slot.interaction_id == pk, Slot.id != days[0].id)).one()
    send(browser, pk, form_of(browser, pk, other, name="Nur Telefon", phone="0391 99"))
    home = f"/gatherings/{pk}"
    browser("anna").post(f"/contacts/{pk}/settle", page=home, status="cancelled")
    _booked, off = sent(db)
    assert off.subject.startswith("Findet nicht statt")
    assert "METHOD:CANCEL" in off.calendar
    assert event_in(off.calendar)["STATUS"] == "CANCELLED"
    assert off.next_try_at > off.created_at
    shown = browser("anna").get(home).text
    assert "Bitte anrufen" in shown
    assert "0391 99" in shown
    browser(None).post(f"{link}/verlegen", page=f"{link}/verlegen", slot=days[1].id)
    assert days[1].id in {booking.slot_id for booking in standing(db)}


def test_undone_at_once_nobody_hears_of_it(browser, db, days, link: str) -> None:
    pk = days[0].interaction_id
    for status in ("cancelled", "planned"):
        browser("anna").post(f"/contacts/{pk}/settle", page=f"/gatherings/{pk}", status=status)
    assert len(sent(db)) == 1
    assert db.get_one(Interaction, pk).status is InteractionStatus.PLANNED


def test_undone_too_late_it_says_who_has_read_it(browser, db, days, link: str) -> None:
    pk = days[0].interaction_id
    page = f"/gatherings/{pk}"
    browser("anna").post(f"/contacts/{pk}/settle", page=page, status="cancelled")
    *_before, off = sent(db)
    off.status, off.sent_at = MailStatus.SENT, utc_now()
    db.commit()
    browser("anna").post(f"/contacts/{pk}/settle", page=page, status="planned")
    assert "1 weiß schon, dass es nicht stattfindet" in browser("anna").get(page).text
