"""A consulting day: two teams side by side, booked by telephone, moved, handed over, noted."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from crm import clock
from crm.enums import AssignmentRole, InteractionKind, InteractionStatus, ParticipationStatus
from crm.models import (
    AdvisorAssignment,
    Booking,
    BookingMove,
    FollowUp,
    Interaction,
    Mail,
    Participation,
    Slot,
    Team,
)
from tests.web.cast import Cast
from tests.web.forms import filled


def consulting_day(db: Session, cast: Cast, day: date, *hosts: str) -> int:
    """Anna and Bernd run it, so both teams are there, unless it says who does."""
    made = Interaction(
        kind=InteractionKind.CONSULTING_DAY, title="EGO-Sprechtag", happened_on=day,
        status=InteractionStatus.PLANNED, place="Rathaus, Zimmer 12",
    )  # fmt: skip
    roles = (AssignmentRole.LEAD, AssignmentRole.CO)
    for name, role in zip(hosts or ("anna", "bernd"), roles, strict=False):
        made.assignments.append(AdvisorAssignment(advisor_id=cast.advisors[name], role=role))
    db.add(made)
    db.commit()
    return made.id


def cut(db: Session, cast: Cast, pk: int, *times: time) -> list[Slot]:
    teams = {team.code: team for team in db.scalars(select(Team))}
    made = [
        Slot(
            interaction_id=pk, team=teams[code], advisor_id=cast.advisors[advisor],
            starts_at=at, ends_at=time(at.hour, at.minute + 30),
        )
        for at in times
        for code, advisor in (("akquise", "bernd"), ("bestand", "anna"))
    ]  # fmt: skip
    db.add_all(made)
    db.commit()
    return made


@pytest.fixture
def coming(db: Session, cast: Cast) -> int:
    return consulting_day(db, cast, clock.today() + timedelta(7))


@pytest.fixture
def today(db: Session, cast: Cast) -> int:
    return consulting_day(db, cast, clock.today())


def standing(db: Session) -> list[Booking]:
    db.rollback()
    query = select(Booking).where(Booking.cancelled_at.is_(None))
    return list(db.scalars(query.order_by(Booking.id)))


def on_the_list(db: Session, pk: int) -> list[Participation]:
    return list(db.scalars(select(Participation).where(Participation.interaction_id == pk)))


def book(browser, pk: int, slot: Slot, **fields: object):
    page = f"/gatherings/{pk}/slots/book?slot={slot.id}"
    form = filled(browser, page, "anna", **{"name": "Rosa Kern", "phone": "0391 7", **fields})
    return browser("anna").post(f"/gatherings/{pk}/slots/book", page=page, **form)


def test_a_grid_for_two_teams_side_by_side(browser, db, cast: Cast, coming: int) -> None:
    page, teams = f"/gatherings/{coming}/slots", list(db.scalars(select(Team.id)))
    fields = {"begins": "09:00", "ends": "12:30", "minutes": "30", "breaks": "10:00-10:15",
              "teams": teams, "is_public": "y"}  # fmt: skip
    anna = browser("anna")
    for added in (12, 0):
        answer = anna.post(f"{page}/grid", page=page, **fields)
        assert answer.location == page
        assert f"{added} Termine" in anna.get(page).text
    db.rollback()
    rows = db.execute(select(Slot.team_id, func.count()).group_by(Slot.team_id))
    assert {row[0]: row[1] for row in rows} == dict.fromkeys(teams, 6)
    of_one = select(Slot.starts_at).where(Slot.team_id == teams[0]).order_by(Slot.starts_at)
    begins = " ".join(f"{at:%H:%M}" for at in db.scalars(of_one))
    assert begins == "09:00 09:30 10:15 10:45 11:15 11:45"
    seats = {slot.team.code: slot.advisor_id for slot in db.scalars(select(Slot))}
    assert seats == {"bestand": cast.advisors["anna"], "akquise": cast.advisors["bernd"]}


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"minutes": "0"}, "Zwischen 5 und 240 Minuten"),
        ({"ends": "09:10"}, "Kein Termin passt"),
        ({"breaks": "Mittag"}, "Pausen so: 12:00-13:00"),
        ({"teams": []}, "mindestens ein Team"),
    ],
)
def test_a_grid_that_cannot_be(browser, db, cast, coming: int, fields, sentence) -> None:
    page = f"/gatherings/{coming}/slots"
    given = {"begins": "09:00", "ends": "12:00", "minutes": "30",
             "teams": list(db.scalars(select(Team.id))), **fields}  # fmt: skip
    answer = browser("anna").post(f"{page}/grid", page=page, **given)
    assert answer.status_code == 200
    assert sentence in answer.text
    assert db.scalars(select(Slot)).all() == []


def test_booked_by_telephone_once_however_often_it_is_sent(browser, db, cast, coming) -> None:
    slot, *_others = cut(db, cast, coming, time(9))
    page = f"/gatherings/{coming}/slots/book?slot={slot.id}"
    form = filled(browser, page, "anna", name="Rosa Kern", phone="0391 7", email="rosa@example.org",
                  wish="Café im Hegelquartier")  # fmt: skip
    for _twice in range(2):
        browser("anna").post(f"/gatherings/{coming}/slots/book", page=page, **form)
    (booking,) = standing(db)
    assert (booking.name, booking.slot_id) == ("Rosa Kern", slot.id)
    assert booking.participation.status is ParticipationStatus.REGISTERED
    shown = browser("anna").get(f"/gatherings/{coming}/slots").text
    assert "Rosa Kern" in shown
    assert "Café im Hegelquartier" in shown
    (mail,) = db.scalars(select(Mail))
    assert "BEGIN:VCALENDAR" in mail.calendar
    assert "/sprechtag/termin/" in mail.text


def test_a_firm_that_comes_twice_stands_on_the_list_once(browser, db, cast: Cast, coming) -> None:
    first, second = cut(db, cast, coming, time(9))
    book(browser, coming, first, company=cast.bakery)
    book(browser, coming, second, company=cast.bakery, name="Karl Lüdecke")
    one, other = standing(db)
    assert one.participation_id == other.participation_id
    assert one.participation.guest_name == "Rosa Kern, Karl Lüdecke"
    assert len(on_the_list(db, coming)) == 1


def test_a_slot_that_is_taken_is_refused_and_the_words_stay(browser, db, cast, coming) -> None:
    slot, other = cut(db, cast, coming, time(9))
    page = f"/gatherings/{coming}/slots/book?slot={slot.id}"
    form = filled(browser, page, "anna", name="Rosa Kern", phone="0391 7")
    book(browser, coming, slot, name="Erste")
    answer = browser("anna").post(f"/gatherings/{coming}/slots/book", page=page, **form)
    assert answer.status_code == 200
    assert "Rosa Kern" in answer.text
    assert str(other.id) in answer.text
    assert [booking.name for booking in standing(db)] == ["Erste"]


def test_called_off_the_slot_is_free_and_nobody_is_expected(browser, db, cast, coming) -> None:
    slot, _other = cut(db, cast, coming, time(9))
    book(browser, coming, slot, email="rosa@example.org")
    (booking,) = standing(db)
    page = f"/gatherings/{coming}/bookings/{booking.id}"
    browser("anna").post(f"{page}/cancel", page=page, reason="krank")
    assert standing(db) == []
    assert on_the_list(db, coming) == []
    assert db.get_one(Booking, booking.id).cancel_reason == "krank"
    assert db.scalar(select(func.count(Mail.id))) == 2
    book(browser, coming, slot, name="Nächste")
    assert [each.name for each in standing(db)] == ["Nächste"]


def test_who_was_invited_before_stays_invited_after_calling_off(browser, db, cast, coming) -> None:
    slot, _other = cut(db, cast, coming, time(9))
    invited = Participation(
        interaction_id=coming, company_id=cast.bakery, status=ParticipationStatus.INVITED
    )
    db.add(invited)
    db.flush()
    invited.created_at -= timedelta(days=3)
    db.commit()
    book(browser, coming, slot, company=cast.bakery)
    (booking,) = standing(db)
    assert booking.participation.status is ParticipationStatus.REGISTERED
    page = f"/gatherings/{coming}/bookings/{booking.id}"
    browser("anna").post(f"{page}/cancel", page=page)
    db.rollback()
    assert db.get_one(Participation, invited.id).status is ParticipationStatus.INVITED


def test_handed_over_to_the_other_team_with_a_word_why(browser, db, cast: Cast, coming) -> None:
    slot, other = cut(db, cast, coming, time(9))
    book(browser, coming, slot)
    (booking,) = standing(db)
    page = f"/gatherings/{coming}/bookings/{booking.id}"
    refused = browser("anna").post(f"{page}/move", page=page, to=other.id)
    assert "Sagen Sie, warum das andere Team übernimmt" in refused.text
    assert standing(db)[0].slot_id == slot.id
    browser("anna").post(f"{page}/move", page=page, to=other.id, reason="ist schon ein Betrieb")
    assert standing(db)[0].slot_id == other.id
    (step,) = db.scalars(select(BookingMove))
    assert (step.from_id, step.to_id, step.reason) == (slot.id, other.id, "ist schon ein Betrieb")
    assert "ist schon ein Betrieb" in browser("anna").get(page).text


def test_a_talk_counts_once_and_promises_once(browser, db, cast: Cast, today: int) -> None:
    slot, _other = cut(db, cast, today, time(0))
    book(browser, today, slot, company=cast.bakery)
    (booking,) = standing(db)
    page = f"/gatherings/{today}/bookings/{booking.id}"
    form = filled(browser, page, "anna", notes="Will umziehen", promise="Flächen suchen",
                  due_on=(clock.today() + timedelta(9)).isoformat())  # fmt: skip
    for _twice in range(2):
        browser("anna").post(f"{page}/talk", page=page, **form)
    (booking,) = standing(db)
    assert (booking.notes, booking.participation.status) == (
        "Will umziehen", ParticipationStatus.ATTENDED,
    )  # fmt: skip
    (promise,) = db.scalars(select(FollowUp).where(FollowUp.interaction_id == today))
    assert (promise.company_id, promise.owner_id) == (cast.bakery, cast.advisors["anna"])
    assert db.get_one(Interaction, today).status is InteractionStatus.HELD
    assert "Will umziehen" in browser("anna").get(page).text
    assert "Will umziehen" in browser("anna").get(f"/companies/{cast.bakery}").text


def test_two_who_note_the_same_talk_see_each_others_words(browser, db, cast, today: int) -> None:
    slot, _other = cut(db, cast, today, time(0))
    book(browser, today, slot)
    (booking,) = standing(db)
    page = f"/gatherings/{today}/bookings/{booking.id}"
    mine = filled(browser, page, "anna", notes="Meins")
    his = filled(browser, page, "bernd", notes="Seins")
    browser("bernd").post(f"{page}/talk", page=page, **his)
    answer = browser("anna").post(f"{page}/talk", page=page, **mine)
    assert "Seins" in answer.text
    assert "Meins" in answer.text
    assert standing(db)[0].notes == "Seins"


def test_who_came_is_told_by_one_tap_and_one_is_back(browser, db, cast: Cast, today: int) -> None:
    slot, _other = cut(db, cast, today, time(0))
    book(browser, today, slot)
    (booking,) = standing(db)
    home = f"/gatherings/{today}/slots"
    answer = browser("anna").post(
        f"/gatherings/{today}/status", page=home, next=home,
        one=f"{booking.participation_id}:no_show",
    )  # fmt: skip
    assert answer.location == home
    assert standing(db)[0].participation.status is ParticipationStatus.NO_SHOW


def test_only_who_runs_the_day_changes_it(browser, db, cast: Cast) -> None:
    annas = consulting_day(db, cast, clock.today() + timedelta(7), "anna")
    slot, other = cut(db, cast, annas, time(9))
    book(browser, annas, slot)
    (booking,) = standing(db)
    page = f"/gatherings/{annas}/slots"
    assert browser("bernd").get(page).status_code == 200
    assert browser("bernd").get(f"{page}/book").status_code == 404
    for address in (f"{page}/take-away", f"/gatherings/{annas}/bookings/{booking.id}/cancel"):
        assert browser("bernd").post(address, page=page, slot=other.id).status_code == 404
    assert len(standing(db)) == 1


def test_free_slots_go_and_booked_ones_stay(browser, db, cast: Cast, coming: int) -> None:
    slot, *_others = cut(db, cast, coming, time(9), time(10))
    book(browser, coming, slot)
    page = f"/gatherings/{coming}/slots"
    browser("anna").post(f"{page}/take-away", page=page, all="1")
    db.rollback()
    assert list(db.scalars(select(Slot.id))) == [slot.id]


def test_the_sheet_and_the_calendar_name_who_comes(browser, db, cast: Cast, coming: int) -> None:
    _akquise, bestand = cut(db, cast, coming, time(9))
    book(browser, coming, bestand, wish="Umzug")
    sheet = browser("anna").get(f"/gatherings/{coming}/slots/sheet").text
    assert "Rosa Kern" in sheet
    assert "Umzug" in sheet
    own = browser("anna").get(f"/gatherings/{coming}/slots.ics")
    assert own.mimetype == "text/calendar"
    assert "SUMMARY:Rosa Kern" in own.text
    assert "Rosa Kern" not in browser("bernd").get(f"/gatherings/{coming}/slots.ics").text


def test_a_forum_has_no_slots(browser, db, cast: Cast) -> None:
    forum = Interaction(kind=InteractionKind.FORUM, title="Forum", happened_on=clock.today())
    db.add(forum)
    db.commit()
    assert browser("anna").get(f"/gatherings/{forum.id}/slots").status_code == 404


def test_the_page_asks_the_database_little(browser, db, cast, coming, statements) -> None:
    slots = cut(db, cast, coming, *(time(hour) for hour in range(8, 18)))
    for number, slot in enumerate(slots[:8]):
        book(browser, coming, slot, name=f"Gast {number}")
    statements.clear()
    assert browser("anna").get(f"/gatherings/{coming}/slots").status_code == 200
    assert len(statements.queries) <= 12
