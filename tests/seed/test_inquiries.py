"""The demo city's inquiries are as the office's own services would have kept them."""

from collections import Counter
from datetime import UTC, date, datetime, time

from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from crm.enums import InteractionStatus
from crm.models import Advisor, Inquiry, Interaction
from crm.rules.working_days import WorkingDays
from crm.services import inquiries
from crm.services.inquiries import Office
from seed.cast import DEMO_ADVISOR
from tests.seed.city import UNTIL

OFFICE = Office(WorkingDays("ST"))
KEPT = ("received_on", "closed_on", "due_on", "target_days", "reply_days", "acknowledged_days",
        "forwarded_days", "feedback_due_on")  # fmt: skip


def test_every_day_that_is_kept_is_true(city) -> None:
    with Session(city) as session:
        rows = session.scalars(select(Inquiry).options(selectinload(Inquiry.pauses))).all()
        assert len(rows) > 2_000
        for row in rows:
            before = {name: getattr(row, name) for name in KEPT}
            inquiries.change(OFFICE, row, {})
            assert {name: getattr(row, name) for name in KEPT} == before, row.id
        session.rollback()


def test_something_is_in_every_state(city) -> None:
    with Session(city) as session:
        rows = session.scalars(select(Inquiry).options(selectinload(Inquiry.pauses))).all()
        states = Counter()
        for row in rows:
            is_late = row.due_on is not None and row.due_on < UNTIL
            states["waiting"] += row.is_waiting
            states["nobody's"] += row.is_open and row.owner_id is None
            states["late"] += row.is_open and row.first_reply_at is None and is_late
            states["answered"] += row.is_open and row.first_reply_at is not None
            states["forgotten"] += not row.is_open and row.first_reply_at is None
        assert all(states.values()), states
        mine = select(func.count()).select_from(Inquiry).join(Inquiry.owner)
        mine = mine.where(Advisor.name == DEMO_ADVISOR, Inquiry.closed_at.is_(None))
        assert session.scalar(mine.where(Inquiry.due_on < UNTIL)) >= 1
        assert session.scalar(mine) >= 2


def test_nothing_came_in_on_an_evening_that_is_still_to_come(city) -> None:
    with Session(city) as session:
        latest = session.scalar(select(func.max(Inquiry.received_at)))
        assert latest < datetime.combine(UNTIL, time(12), UTC)


def test_contacts_answer_the_inquiries_of_which_they_came(city) -> None:
    with Session(city) as session:
        query = select(Interaction.happened_on, Interaction.status, Inquiry).join(
            Inquiry, Inquiry.id == Interaction.inquiry_id
        )
        rows = session.execute(query).all()
        assert len(rows) > 1_000
        for day, status, inquiry in rows:
            assert status is InteractionStatus.HELD
            assert inquiry.received_on <= day == OFFICE.days.day_of(inquiry.first_reply_at)


def test_no_inquiry_is_of_the_future(city) -> None:
    with Session(city) as session:
        latest = session.scalar(select(func.max(Inquiry.received_on)))
        assert date(2020, 1, 1) < latest <= UNTIL
