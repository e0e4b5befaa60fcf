"""What became of an appointment: one tap, said aloud, and taken back with the next."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

from crm.enums import (
    AssignmentRole,
    InteractionKind,
    InteractionStatus,
    ParticipationStatus,
)
from crm.models import AdvisorAssignment, Interaction, Participation
from crm.services.settle import held_as_somebody_came
from crm.web import gathering_page
from tests.web.cast import Cast

TODAY = date.today()


@pytest.fixture
def planned(db, cast: Cast):
    """Makes a planned contact of Anna's with the bakery."""

    def make(kind: InteractionKind, day: date, **values: object) -> int:
        contact = Interaction(
            kind=kind, status=InteractionStatus.PLANNED, happened_on=day, title="Stammtisch",
            **values,
        )  # fmt: skip
        contact.participations.append(
            Participation(company_id=cast.bakery, status=ParticipationStatus.REGISTERED)
        )
        lead = AdvisorAssignment(advisor_id=cast.advisors["anna"], role=AssignmentRole.LEAD)
        contact.assignments.append(lead)
        db.add(contact)
        db.commit()
        return contact.id

    return make


def stored(db, pk: int) -> Interaction:
    db.rollback()
    return db.get_one(Interaction, pk)


def tap(browser, pk: int, verb: str, who: str = "anna", **fields: object):
    return browser(who).post(f"/contacts/{pk}/{verb}", page="/day/", **fields)


def test_an_appointment_that_was_called_off_comes_back_with_undo(browser, db, planned) -> None:
    pk = planned(InteractionKind.VISIT, TODAY)
    page = browser("anna").get(tap(browser, pk, "settle", status="cancelled").location).text
    assert stored(db, pk).status is InteractionStatus.CANCELLED
    assert "Rückgängig" in page
    tap(browser, pk, "settle", status="planned")
    assert stored(db, pk).status is InteractionStatus.PLANNED


@pytest.mark.parametrize(
    ("day", "status"), [(TODAY + timedelta(2), "held"), (TODAY - timedelta(90), "planned")]
)
def test_days_that_cannot_be_are_refused_with_a_sentence(
    browser, db, planned, day: date, status: str
) -> None:
    pk = planned(InteractionKind.ROUND_TABLE, day)
    answer = tap(browser, pk, "settle", status=status)
    assert "notice-bad" in browser("anna").get(answer.location).text
    assert stored(db, pk).status is InteractionStatus.PLANNED


def test_what_was_held_is_no_appointment(browser, cast: Cast, db) -> None:
    for verb, fields in (("settle", {"status": "cancelled"}), ("postpone", {"day": str(TODAY)})):
        answer = tap(browser, cast.visit, verb, **fields)
        assert "notice-bad" in browser("anna").get(answer.location).text
        assert stored(db, cast.visit).status is InteractionStatus.HELD


def test_another_day_keeps_its_length(browser, db, planned) -> None:
    pk = planned(InteractionKind.FAIR, TODAY, ends_on=TODAY + timedelta(2))
    tap(browser, pk, "postpone", day=(TODAY + timedelta(5)).strftime("%d.%m.%Y"))
    moved = stored(db, pk)
    assert moved.happened_on == TODAY + timedelta(5)
    assert moved.ends_on == TODAY + timedelta(7)
    answer = tap(browser, pk, "postpone", day=str(TODAY - timedelta(1)))
    assert "notice-bad" in browser("anna").get(answer.location).text
    assert tap(browser, pk, "postpone", day="x").status_code == 400
    assert tap(browser, pk, "settle", status="x").status_code == 400


def test_anothers_appointment_is_not_there(browser, planned) -> None:
    pk = planned(InteractionKind.VISIT, TODAY)
    assert tap(browser, pk, "settle", "bernd", status="cancelled").status_code == 404
    assert tap(browser, pk, "postpone", "bernd", day=str(TODAY)).status_code == 404
    assert "/settle" not in browser("bernd").get(f"/contacts/{pk}").text


def test_a_gathering_to_which_people_came_was_held(browser, db, planned) -> None:
    pk = planned(InteractionKind.ROUND_TABLE, TODAY)
    home = f"/gatherings/{pk}"
    assert "zählt bisher nirgends" in browser("anna").get(home).text
    row = stored(db, pk).participations[0].id
    browser("anna").post(f"{home}/status", page=home, one=f"{row}:invited")
    assert stored(db, pk).status is InteractionStatus.PLANNED
    browser("anna").post(f"{home}/status", page=home, one=f"{row}:attended")
    assert stored(db, pk).status is InteractionStatus.HELD
    page = browser("anna").get(home).text
    assert "gilt die Veranstaltung von jetzt an als durchgeführt" in page
    assert "zählt bisher nirgends" not in page


def test_of_two_first_taps_neither_is_refused(browser, db, planned, monkeypatch) -> None:
    """Another one made it held after this tap had read it as planned."""
    pk = planned(InteractionKind.ROUND_TABLE, TODAY)
    home, row = f"/gatherings/{pk}", stored(db, pk).participations[0].id
    anna = browser("anna")

    def overtaken(session: Session, gathering: Interaction, today: date) -> bool:
        assert gathering.status is InteractionStatus.PLANNED
        held = {"status": InteractionStatus.HELD, "version": Interaction.version + 1}
        there = session if session.get_bind().dialect.name == "sqlite" else db
        rows = update(Interaction).where(Interaction.id == pk).values(held)
        there.execute(rows, execution_options={"synchronize_session": False})
        db.commit()
        return held_as_somebody_came(session, gathering, today)

    db.rollback()
    monkeypatch.setattr(gathering_page, "held_as_somebody_came", overtaken)
    anna.post(f"{home}/status", page=home, one=f"{row}:attended")
    assert stored(db, pk).status is InteractionStatus.HELD
    assert "notice-bad" not in anna.get(home).text


def test_one_that_lies_ahead_stays_planned(browser, cast: Cast, db, planned) -> None:
    pk = planned(InteractionKind.ROUND_TABLE, TODAY + timedelta(3))
    home = f"/gatherings/{pk}"
    fields = {"company": cast.forwarder, "status": "attended"}
    assert browser("anna").post(f"{home}/add", page=home, **fields).status_code == 302
    assert stored(db, pk).status is InteractionStatus.PLANNED


@pytest.mark.parametrize(
    ("kind", "days", "verb", "offered"),
    [
        (InteractionKind.VISIT, -5, "postpone", False),
        (InteractionKind.VISIT, 2, "postpone", True),
        (InteractionKind.ROUND_TABLE, -60, "settle", False),
        (InteractionKind.ROUND_TABLE, -5, "settle", True),
    ],
)
def test_undo_is_offered_only_where_it_would_be_taken(
    browser, planned, kind: InteractionKind, days: int, verb: str, offered: bool
) -> None:
    pk = planned(kind, TODAY + timedelta(days))
    answer = tap(browser, pk, verb, day=str(TODAY + timedelta(9)), status="held")
    page = browser("anna").get(answer.location).text
    assert "notice-good" in page
    assert ("Rückgängig" in page) is offered
