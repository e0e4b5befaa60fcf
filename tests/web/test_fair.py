"""A fair: prepared together, nobody at two places, whom one met captured and worked off."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from crm import clock
from crm.enums import (
    AssignmentRole,
    FairRole,
    FollowUpStatus,
    InteractionKind,
    InteractionStatus,
    ParticipationStatus,
    StandOutcome,
    StandTodo,
)
from crm.models import (
    AdvisorAssignment,
    FairStand,
    FollowUp,
    Interaction,
    Participation,
    Shift,
    StandContact,
)
from tests.web.cast import Cast
from tests.web.forms import filled


@pytest.fixture
def fair(db: Session, cast: Cast) -> int:
    """Anna runs it; it began today and lasts two days."""
    made = Interaction(
        kind=InteractionKind.FAIR, title="Business to Dialog", happened_on=clock.today(),
        ends_on=clock.today() + timedelta(1), status=InteractionStatus.PLANNED,
    )  # fmt: skip
    anna = AdvisorAssignment(advisor_id=cast.advisors["anna"], role=AssignmentRole.LEAD)
    made.assignments.append(anna)
    db.add(made)
    db.commit()
    return made.id


def all_of(db: Session, model):
    db.rollback()
    return list(db.scalars(select(model).order_by(model.id)))


def shift(browser, fair: int, who: int, begins: str, ends: str, **fields: object):
    page = f"/gatherings/{fair}/fair"
    given = {"advisor": who, "day": clock.today().isoformat(), "starts_at": begins, "ends_at": ends}
    return browser("anna").post(f"{page}/shift", page=page, **given, **fields)


def capture(browser, fair: int, who: str = "anna", /, **fields: object):
    page = f"/gatherings/{fair}/stand"
    return browser(who).post(page, **{**filled(browser, page, who), **fields})


def test_as_what_and_where_and_by_whom_it_is_organised(browser, db, cast: Cast, fair) -> None:
    page = f"/gatherings/{fair}/fair"
    for stand in ("Halle 1", "Halle 2, Stand 17"):
        browser("anna").post(
            f"{page}/stand", page=page, role="co_organiser", stand=stand, partner=cast.counter
        )
    (kept,) = all_of(db, FairStand)
    assert (kept.role, kept.stand, kept.partner_id) == (
        FairRole.CO_ORGANISER, "Halle 2, Stand 17", cast.counter,
    )  # fmt: skip
    assert "Halle 2, Stand 17" in browser("anna").get(page).text


def test_the_board_has_what_is_open_late_and_done(browser, db, cast: Cast, fair: int) -> None:
    page, today = f"/gatherings/{fair}/fair", clock.today()
    browser("anna").post(f"{page}/task", page=page, promise="Banner bestellen",
                         due_on=today.isoformat(), owner=cast.advisors["anna"])  # fmt: skip
    (task,) = [each for each in all_of(db, FollowUp) if each.interaction_id == fair]
    for due, status in ((today - timedelta(2), "open"), (today - timedelta(9), "done")):
        db.add(FollowUp(
            promise=f"Aufgabe {status}", due_on=due, first_due_on=due, owner_id=task.owner_id,
            interaction_id=fair, status=FollowUpStatus(status),
            done_on=due if status == "done" else None,
        ))  # fmt: skip
    db.commit()
    text = browser("anna").get(page).text
    lanes = [text.partition(f'id="lane-{lane}"')[2][:2500] for lane in ("late", "open", "done")]
    for lane, words in zip(
        lanes, ("Aufgabe open", "Banner bestellen", "Aufgabe done"), strict=True
    ):
        assert words in lane


def test_nobody_is_at_two_places_at_once(browser, db, cast: Cast, fair: int) -> None:
    bernd = cast.advisors["bernd"]
    shift(browser, fair, bernd, "09:00", "12:00")
    refused = shift(browser, fair, bernd, "11:30", "14:00")
    assert "Niemand ist an zwei Orten zugleich" in refused.text
    assert 'value="11:30"' in refused.text
    shift(browser, fair, bernd, "12:00", "14:00")
    shift(browser, fair, cast.advisors["anna"], "09:00", "12:00")
    assert len(all_of(db, Shift)) == 3


def test_a_shift_twice_sent_is_one_and_its_advisor_takes_part(browser, db, cast, fair) -> None:
    key = "22222222-2222-4222-8222-222222222222"
    for _twice in range(2):
        shift(browser, fair, cast.advisors["bernd"], "09:00", "12:00", client_key=key)
    assert len(all_of(db, Shift)) == 1
    assert capture(browser, fair, "bernd", name="Frau Arndt").status_code == 302


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"ends": "08:00"}, "Das Ende liegt nach dem Beginn"),
        ({"day": "2020-01-01"}, "An einem der Messetage"),
        ({"who": 0}, "Bitte wählen Sie neu"),
    ],
)
def test_shifts_that_cannot_be(browser, db, cast: Cast, fair: int, fields, sentence) -> None:
    page = f"/gatherings/{fair}/fair"
    given = {"advisor": fields.get("who", cast.advisors["anna"]), "starts_at": "09:00",
             "day": fields.get("day", clock.today().isoformat()),
             "ends_at": fields.get("ends", "12:00")}  # fmt: skip
    answer = browser("anna").post(f"{page}/shift", page=page, **given)
    assert sentence in answer.text
    assert all_of(db, Shift) == []


def test_captured_at_the_stand_the_page_is_ready_for_the_next(browser, db, cast, fair) -> None:
    page = f"/gatherings/{fair}/stand"
    form = filled(browser, page, "anna", company=cast.bakery, name="Frau Lüdecke",
                  note="Sucht Azubi", todo="call")  # fmt: skip
    for _twice in range(2):
        assert browser("anna").post(page, **form).location == page
    (met,) = all_of(db, StandContact)
    assert (met.company_id, met.note, met.todo) == (cast.bakery, "Sucht Azubi", StandTodo.CALL)
    assert met.advisor_id == cast.advisors["anna"]
    capture(browser, fair, company=cast.bakery, note="Noch einmal da")
    came = [each for each in all_of(db, Participation) if each.interaction_id == fair]
    assert [(row.company_id, row.status) for row in came] == [
        (cast.bakery, ParticipationStatus.ATTENDED)
    ], "however often it came by, the firm counts once"
    assert db.get_one(Interaction, fair).status is InteractionStatus.HELD
    text = browser("anna").get(page).text
    assert "Sucht Azubi" in text
    assert filled(browser, page, "anna")["client_key"] != form["client_key"]


def test_without_a_firm_or_a_name_the_words_stay(browser, db, cast: Cast, fair: int) -> None:
    answer = capture(browser, fair, note="Visitenkarte vergessen")
    assert "Wählen Sie das Unternehmen oder schreiben Sie einen Namen" in answer.text
    assert "Visitenkarte vergessen" in answer.text
    assert all_of(db, StandContact) == []


def test_worked_off_into_a_follow_up_a_consultation_or_nothing(browser, db, cast, fair) -> None:
    for name in ("Arndt", "Busch", "Conrad"):
        capture(browser, fair, name=name, note=f"Zeile {name}", todo="send")
    list_page = f"/gatherings/{fair}/stand/contacts"
    arndt, busch, conrad = all_of(db, StandContact)
    anna = browser("anna")
    for _twice in range(2):
        anna.post(f"/gatherings/{fair}/stand/{arndt.id}/follow-up", page=list_page)
        anna.post(f"/gatherings/{fair}/stand/{busch.id}/consultation", page=list_page)
        anna.post(f"/gatherings/{fair}/stand/{conrad.id}/done", page=list_page)
    arndt, busch, conrad = all_of(db, StandContact)
    assert [each.outcome for each in (arndt, busch, conrad)] == list(StandOutcome)
    (promise,) = [each for each in all_of(db, FollowUp) if each.interaction_id == fair]
    assert promise.promise == "Schicken, was auf der Messe zugesagt wurde: Zeile Arndt"
    assert promise.owner_id == cast.advisors["anna"]
    talk = busch.contact
    assert (talk.kind, talk.status) == (InteractionKind.CONSULTATION, InteractionStatus.PLANNED)
    assert talk.participations[0].guest_name == "Busch"
    assert "Alles ist bearbeitet" in anna.get(list_page).text
    anna.post(f"/gatherings/{fair}/stand/{conrad.id}/reopen", page=list_page)
    assert all_of(db, StandContact)[2].outcome is None
    assert "Banner" not in anna.get(f"/gatherings/{fair}/fair").text


def test_whoever_gave_a_name_alone_is_of_a_firm(browser, db, cast: Cast, fair: int) -> None:
    capture(browser, fair, name="Herr Lüdecke")
    (met,) = all_of(db, StandContact)
    page = f"/gatherings/{fair}/stand/contacts"
    browser("anna").post(f"/gatherings/{fair}/stand/{met.id}/firm", page=page, company=cast.bakery)
    assert all_of(db, StandContact)[0].company_id == cast.bakery
    came = [each for each in all_of(db, Participation) if each.interaction_id == fair]
    assert [row.company_id for row in came] == [cast.bakery], "no second part as a guest"
    assert came[0].guest_name == "Herr Lüdecke"


def test_only_who_runs_the_fair_changes_it(browser, db, cast: Cast, fair: int) -> None:
    capture(browser, fair, name="Arndt")
    (met,) = all_of(db, StandContact)
    page = f"/gatherings/{fair}/stand/contacts"
    assert browser("bernd").get(page).status_code == 200
    assert browser("bernd").get(f"/gatherings/{fair}/stand").status_code == 404
    done = f"/gatherings/{fair}/stand/{met.id}/done"
    assert browser("bernd").post(done, page=page).status_code == 404
    assert all_of(db, StandContact)[0].outcome is None
    assert browser("anna").get(f"/gatherings/{cast.visit}/fair").status_code == 404


def test_pages_ask_the_database_little(browser, db, cast: Cast, fair: int, statements) -> None:
    for number in range(12):
        capture(browser, fair, name=f"Gast {number}")
    for page in ("fair", "stand", "stand/contacts"):
        statements.clear()
        assert browser("anna").get(f"/gatherings/{fair}/{page}").status_code == 200
        assert len(statements.queries) <= 12, page
