"""A promise is kept, moved, handed over or dropped; when it was first due stays."""

from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from crm.enums import FollowUpStatus, Recurrence
from crm.errors import DomainError
from crm.models import Advisor, FollowUp
from crm.services import follow_ups

DUE, LATER = date(2026, 12, 1), date(2026, 12, 15)


@pytest.fixture
def anna(session: Session) -> Advisor:
    anna = Advisor(name="Anna")
    session.add(anna)
    session.flush()
    return anna


@pytest.fixture
def promise(session: Session, anna: Advisor) -> FollowUp:
    values = {"promise": "Liste schicken", "due_on": DUE, "owner_id": anna.id}
    return follow_ups.add_follow_up(session, values)


def test_it_is_moved_and_its_first_day_stays(session: Session, promise: FollowUp) -> None:
    follow_ups.move(promise, LATER, "Urlaub", None)
    session.flush()
    assert (promise.due_on, promise.first_due_on) == (LATER, DUE)


def test_it_is_done_once(session: Session, promise: FollowUp) -> None:
    follow_ups.finish(promise, DUE)
    follow_ups.finish(promise, LATER)
    session.flush()
    assert (promise.status, promise.done_on) == (FollowUpStatus.DONE, DUE)


def test_it_is_reopened(session: Session, promise: FollowUp) -> None:
    follow_ups.finish(promise, DUE)
    session.flush()
    follow_ups.reopen(promise)
    session.flush()
    assert (promise.status, promise.done_on) == (FollowUpStatus.OPEN, None)


def test_it_is_dropped_with_a_reason(session: Session, promise: FollowUp) -> None:
    follow_ups.cancel(promise, "Firma geschlossen")
    session.flush()
    assert promise.status is FollowUpStatus.CANCELLED
    with pytest.raises(DomainError, match="settled already"):
        follow_ups.finish(promise, LATER)


def test_it_is_handed_over(session: Session, promise: FollowUp) -> None:
    bernd = Advisor(name="Bernd")
    session.add(bernd)
    session.flush()
    follow_ups.delegate(promise, bernd.id)
    session.flush()
    session.expire_all()
    assert promise.owner is bernd


def test_what_is_settled_keeps_its_day_and_owner(promise: FollowUp, anna: Advisor) -> None:
    follow_ups.finish(promise, DUE)
    same = {"promise": "Liste geschickt", "due_on": DUE, "owner_id": anna.id}
    follow_ups.change_follow_up(promise, same)
    assert promise.promise == "Liste geschickt"
    with pytest.raises(DomainError):
        follow_ups.change_follow_up(promise, {**same, "due_on": LATER, "moved_because": "x"})


def test_every_move_is_kept_with_its_reason(session: Session, promise: FollowUp, anna) -> None:
    with pytest.raises(DomainError, match="Say why"):
        follow_ups.move(promise, LATER, "")
    follow_ups.move(promise, LATER, "Urlaub", anna.id)
    follow_ups.move(promise, date(2027, 1, 11), "Firma bat darum", anna.id)
    session.flush()
    assert [str(step) for step in promise.moves] == [
        "01.12.2026 → 15.12.2026", "15.12.2026 → 11.01.2027",
    ]  # fmt: skip
    assert [step.by for step in promise.moves] == [anna, anna]
    follow_ups.move_back(promise)
    session.flush()
    assert (promise.due_on, len(promise.moves)) == (LATER, 1)


def test_whoever_gave_it_away_is_named(session: Session, promise: FollowUp, anna) -> None:
    bernd = Advisor(name="Bernd")
    session.add(bernd)
    session.flush()
    follow_ups.delegate(promise, bernd.id, anna.id)
    session.flush()
    assert (promise.delegated_by_id, str(promise.handovers[0])) == (anna.id, "Anna → Bernd")
    follow_ups.delegate(promise, anna.id, anna.id)
    assert promise.delegated_by_id is None


@pytest.fixture
def monthly(session: Session, anna: Advisor) -> FollowUp:
    values = {"promise": "Anrufen", "due_on": date(2026, 1, 31), "owner_id": anna.id,
              "recurs": Recurrence.MONTHLY}  # fmt: skip
    return follow_ups.add_follow_up(session, values)


def after(session: Session, follow_up: FollowUp) -> FollowUp:
    session.flush()
    return session.scalars(select(FollowUp).where(FollowUp.follows_id == follow_up.id)).one()


def test_what_comes_again_comes_back_to_its_day(session: Session, monthly: FollowUp) -> None:
    due, each = [], monthly
    for _month in range(3):
        follow_ups.finish(each, each.due_on)
        each = after(session, each)
        due.append(each.due_on)
    assert due == [date(2026, 2, 28), date(2026, 3, 31), date(2026, 4, 30)]
    assert each.first_due_on == each.due_on


def test_done_late_it_is_next_due_after_that(session: Session, monthly: FollowUp) -> None:
    follow_ups.finish(monthly, date(2026, 5, 20))
    assert after(session, monthly).due_on == date(2026, 5, 31)


def test_undone_its_successor_goes_unless_it_was_touched(session, monthly: FollowUp) -> None:
    follow_ups.finish(monthly, DUE)
    session.flush()
    follow_ups.reopen(monthly)
    session.flush()
    assert session.scalars(select(FollowUp)).all() == [monthly]
    follow_ups.finish(monthly, DUE)
    following = after(session, monthly)
    follow_ups.move(following, date(2027, 2, 1), "Urlaub")
    session.flush()
    follow_ups.reopen(monthly)
    follow_ups.finish(monthly, DUE)
    assert after(session, monthly) is following


def test_the_database_keeps_two_successors_apart(session: Session, monthly: FollowUp, anna) -> None:
    follow_ups.finish(monthly, DUE)
    session.flush()
    session.add(FollowUp(promise="Noch einer", due_on=DUE, first_due_on=DUE, owner=anna,
                         follows_id=monthly.id))  # fmt: skip
    with pytest.raises(IntegrityError, match="follows_id"):
        session.flush()


def test_what_is_dropped_comes_no_more(session: Session, monthly: FollowUp) -> None:
    follow_ups.cancel(monthly, "Firma geschlossen")
    session.flush()
    assert session.scalars(select(FollowUp)).all() == [monthly]
