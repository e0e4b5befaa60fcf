"""Anybody books a slot without an account: one gets it, everybody else reads what is still free."""

from __future__ import annotations

import re
from datetime import time, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from crm import clock
from crm.enums import BookedBy, InteractionStatus, ParticipationStatus
from crm.models import Booking, Interaction, Mail, Participation, Slot
from tests.web.cast import Cast
from tests.web.forms import filled
from tests.web.test_slots import consulting_day, cut, standing


@pytest.fixture
def coming(db: Session, cast: Cast) -> int:
    return consulting_day(db, cast, clock.today() + timedelta(7))


def form_of(browser, pk: int, slot: Slot, **fields: object) -> dict[str, object]:
    given = {"name": "Rosa Kern", "phone": "0391 7", "consent": "y", "slot": slot.id, **fields}
    return filled(browser, f"/sprechtag/{pk}", None, **given)


def send(browser, pk: int, form: dict[str, object]):
    return browser(None).post(f"/sprechtag/{pk}", page=f"/sprechtag/{pk}", **form)


def test_the_next_days_with_what_is_free(browser, db, cast: Cast, coming: int) -> None:
    cut(db, cast, coming, time(9), time(10))
    page = browser(None).get("/sprechtag/").text
    assert "EGO-Sprechtag" in page
    assert "Einen von 4 freien Terminen buchen" in page
    assert "10:00" in browser(None).get(f"/sprechtag/{coming}").text
    assert "Book one of 4 free slots" in browser(None).get("/sprechtag/?_l_=en").text


def test_a_name_and_a_number_are_enough(browser, db, cast: Cast, coming: int) -> None:
    slot, _other = cut(db, cast, coming, time(9))
    answer = send(browser, coming, form_of(browser, coming, slot))
    (booking,) = standing(db)
    assert (booking.name, booking.phone, booking.email) == ("Rosa Kern", "0391 7", None)
    assert (booking.booked_by, booking.slot_id) == (BookedBy.LINK, slot.id)
    assert booking.participation.guest_name == "Rosa Kern"
    assert booking.participation.status is ParticipationStatus.REGISTERED
    assert db.scalars(select(Mail)).all() == []
    page = browser(None).get(answer.location)
    assert "Rosa Kern" in page.text
    assert "09:00" in page.text
    assert booking.token_hash not in answer.location


def test_a_double_click_books_once_and_leads_to_the_same_page(browser, db, cast, coming) -> None:
    slot, _other = cut(db, cast, coming, time(9))
    form = form_of(browser, coming, slot, email="rosa@example.org")
    first, second = send(browser, coming, form), send(browser, coming, form)
    assert first.location == second.location
    assert len(standing(db)) == 1
    (mail,) = db.scalars(select(Mail))
    assert first.location in mail.text
    assert "DTSTART" in mail.calendar


def test_whoever_is_too_late_reads_what_is_still_free(browser, db, cast: Cast, coming) -> None:
    slot, other = cut(db, cast, coming, time(9))
    late = form_of(browser, coming, slot, name="Zu Spät")
    send(browser, coming, form_of(browser, coming, slot))
    answer = send(browser, coming, late)
    assert answer.status_code == 200
    assert "Diesen Termin hat soeben jemand anderes gebucht" in answer.text
    assert "Zu Spät" in answer.text
    assert f'value="{other.id}"' in answer.text
    assert f'value="{slot.id}"' not in answer.text
    assert [booking.name for booking in standing(db)] == ["Rosa Kern"]


def test_the_last_slot_gone_other_days_are_offered(browser, db, cast: Cast, coming: int) -> None:
    later = consulting_day(db, cast, clock.today() + timedelta(30))
    slot, other = cut(db, cast, coming, time(9))
    cut(db, cast, later, time(9))
    late = form_of(browser, coming, slot, name="Zu Spät")
    for name, one in (("Rosa", slot), ("Udo", other)):
        send(browser, coming, form_of(browser, coming, one, name=name))
    answer = send(browser, coming, late)
    assert "Alle Termine dieses Tages sind vergeben" in answer.text
    assert f"/sprechtag/{later}" in answer.text


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"name": ""}, "Ein Name genügt"),
        ({"phone": ""}, "Wie erreichen wir Sie?"),
        ({"email": "keine"}, "Das ist keine E-Mail-Adresse"),
        ({"consent": None}, "Ohne das dürfen wir nicht behalten"),
        ({"slot": None}, "Wählen Sie eine Uhrzeit"),
        ({"wish": "x" * 2_001}, "Höchstens 2000 Zeichen"),
    ],
)
def test_what_is_refused_stays_on_the_screen(browser, db, cast, coming, fields, sentence) -> None:
    slot, _other = cut(db, cast, coming, time(9))
    form = {**form_of(browser, coming, slot, wish="Ein Café"), **fields}
    answer = send(browser, coming, {k: v for k, v in form.items() if v is not None})
    assert answer.status_code == 200
    assert sentence in answer.text
    assert standing(db) == []
    if "wish" not in fields:
        assert "Ein Café" in answer.text


def test_a_machine_and_a_flood_book_nothing(browser, db, cast: Cast, coming: int) -> None:
    slot, _other = cut(db, cast, coming, time(9))
    send(browser, coming, form_of(browser, coming, slot, website="http://spam.example"))
    answer = send(browser, coming, form_of(browser, coming, slot, name="x" * 40_000))
    assert answer.status_code == 413
    assert standing(db) == []


def test_called_off_by_the_personal_link_and_by_no_other(browser, db, cast, coming) -> None:
    slot, _other = cut(db, cast, coming, time(9))
    form = form_of(browser, coming, slot, email="rosa@example.org")
    link = send(browser, coming, form).location
    assert browser(None).get("/sprechtag/termin/erraten").status_code == 404
    calendar = browser(None).get(f"{link}.ics")
    assert calendar.mimetype == "text/calendar"
    assert "STATUS:CONFIRMED" in calendar.text
    for _twice in range(2):
        browser(None).post(link, page=f"/sprechtag/{coming}")
    assert standing(db) == []
    assert "abgesagt" in browser(None).get(link).text
    assert "STATUS:CANCELLED" in browser(None).get(f"{link}.ics").text
    assert len(db.scalars(select(Mail)).all()) == 2
    assert f'value="{slot.id}"' in browser(None).get(f"/sprechtag/{coming}").text
    guests = select(Participation).where(Participation.interaction_id == coming)
    assert db.scalars(guests).all() == []


def test_who_came_cannot_call_off_any_more(browser, db, cast: Cast, coming: int) -> None:
    slot, _other = cut(db, cast, coming, time(9))
    link = send(browser, coming, form_of(browser, coming, slot)).location
    (booking,) = standing(db)
    booking.participation.status = ParticipationStatus.ATTENDED
    db.commit()
    stranger = browser(None)
    stranger.post(link, page=f"/sprechtag/{coming}")
    assert "kann nicht mehr absagen" in stranger.get(link).text
    assert len(standing(db)) == 1


def test_what_is_not_for_everybody_cannot_be_booked(browser, db, cast: Cast, coming: int) -> None:
    slot, inner = cut(db, cast, coming, time(9))
    inner.is_public = False
    past = consulting_day(db, cast, clock.today() - timedelta(3))
    (gone, _other) = cut(db, cast, past, time(9))
    db.commit()
    page = browser(None).get(f"/sprechtag/{coming}").text
    assert f'value="{inner.id}"' not in page
    assert browser(None).get(f"/sprechtag/{past}").status_code == 404
    assert browser(None).get(f"/sprechtag/{cast.visit}").status_code == 404
    form = form_of(browser, coming, slot)
    for one in (inner.id, gone.id, 2**40, "²"):
        answer = send(browser, coming, {**form, "slot": one})
        assert answer.status_code == 200
    assert standing(db) == []


def test_a_cancelled_day_says_so_to_who_booked(browser, db, cast: Cast, coming: int) -> None:
    slot, _other = cut(db, cast, coming, time(9))
    link = send(browser, coming, form_of(browser, coming, slot)).location
    db.rollback()
    db.get_one(Interaction, coming).status = InteractionStatus.CANCELLED
    db.commit()
    assert "findet leider nicht statt" in browser(None).get(link).text
    assert browser(None).get(f"/sprechtag/{coming}").status_code == 404


def test_it_says_nothing_of_who_else_comes(browser, db, cast: Cast, coming: int) -> None:
    slot, _other = cut(db, cast, coming, time(9))
    send(browser, coming, form_of(browser, coming, slot))
    for page in ("/sprechtag/", f"/sprechtag/{coming}"):
        text = browser(None).get(page).text
        for secret in ("Rosa", "Anna", "Lüdecke", "/gatherings", "/search"):
            assert secret not in re.sub(r"<form.*?</form>", "", text, flags=re.DOTALL)


def test_pages_ask_the_database_little(browser, db, cast: Cast, coming: int, statements) -> None:
    cut(db, cast, coming, *(time(hour) for hour in range(8, 18)))
    for page in ("/sprechtag/", f"/sprechtag/{coming}"):
        statements.clear()
        assert browser(None).get(page).status_code == 200
        assert len(statements.queries) <= 4


def test_bookings_have_no_place_without_a_day(db: Session, cast: Cast, coming: int) -> None:
    """A day that is erased takes its slots and bookings along."""
    slot, _other = cut(db, cast, coming, time(9))
    guest = Participation(interaction_id=coming, guest_name="Rosa")
    db.add(Booking(slot_id=slot.id, participation=guest, name="Rosa", phone="0391 7"))
    db.commit()
    db.delete(db.get_one(Interaction, coming))
    db.commit()
    assert db.scalars(select(Booking)).all() == []
    assert db.scalars(select(Slot)).all() == []
