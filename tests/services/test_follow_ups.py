"""A promise is kept, moved, handed over or dropped; when it was first due stays."""

from datetime import date

import pytest
from sqlalchemy.orm import Session

from crm.enums import FollowUpStatus
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
    follow_ups.move(promise, LATER)
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
        follow_ups.change_follow_up(promise, {**same, "due_on": LATER})
