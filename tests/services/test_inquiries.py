"""An inquiry from the first counter of the city to its answer, and the clock that runs."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from crm.enums import InquiryChannel, InquiryOutcome
from crm.errors import DomainError
from crm.models import Advisor, Inquiry
from crm.rules.working_days import WorkingDays
from crm.services import inquiries
from crm.services.inquiries import Office, days_taken

OFFICE = Office(WorkingDays("ST"))
BERLIN = ZoneInfo("Europe/Berlin")


def at(text: str) -> datetime:
    """``23.11. 16:30`` of 2026, by the clock on the wall."""
    return datetime.strptime(f"{text} 2026", "%d.%m. %H:%M %Y").replace(tzinfo=BERLIN)


@pytest.fixture
def receive(session: Session):
    def make(received: str = "20.11. 16:30", **values: object) -> Inquiry:
        asked = {
            "subject": "Zuschuss zum Ofen", "guest_name": "Rosa Kern",
            "channel": InquiryChannel.CITIZENS_OFFICE, "received_at": at(received), **values,
        }  # fmt: skip
        return inquiries.receive(session, OFFICE, asked)

    return make


def taken(inquiry: Inquiry, today: date = date(2026, 12, 11)) -> int:
    return days_taken(OFFICE, inquiry, today)


def test_the_clock_starts_at_the_counter_and_runs_over_a_weekend(session, receive) -> None:
    inquiry = receive("20.11. 16:30", forwarded_at=at("23.11. 08:00"))
    assert inquiry.due_on == date(2026, 11, 25)
    inquiries.reply(OFFICE, inquiry, at("24.11. 09:00"))
    assert taken(inquiry) == 2
    inquiries.reply(OFFICE, inquiry, at("30.11. 09:00"))
    session.flush()
    assert taken(inquiry) == 2


def test_a_wrong_tap_is_taken_back_and_the_firm_is_waited_for_as_before(receive) -> None:
    inquiry = receive("20.11. 16:30")
    inquiries.wait_for_firm(OFFICE, inquiry, "Pläne fehlen", at("23.11. 09:00"))
    inquiries.reply(OFFICE, inquiry, at("24.11. 09:00"))
    inquiries.take_back_reply(OFFICE, inquiry, at("24.11. 09:05"))
    assert (inquiry.first_reply_at, inquiry.reply_days, inquiry.due_on) == (None, None, None)
    assert inquiry.is_waiting
    inquiries.reply(OFFICE, inquiry, at("24.11. 09:10"))
    with pytest.raises(DomainError, match="too long ago"):
        inquiries.take_back_reply(OFFICE, inquiry, at("25.11. 09:00"))
    assert inquiry.first_reply_at == at("24.11. 09:10")


def test_an_inquiry_that_is_not_answered_takes_up_to_today(receive) -> None:
    assert taken(receive("20.11. 16:30"), date(2026, 11, 27)) == 5


@pytest.mark.parametrize(
    ("received", "answered", "days"),
    [
        ("19.11. 23:59", "20.11. 00:01", 1),  # two minutes, and a day
        ("19.11. 00:00", "19.11. 23:59", 0),
        ("27.03. 23:30", "30.03. 00:30", 1),  # the clocks went forward
        ("23.10. 23:30", "26.10. 00:30", 1),  # and back
        ("30.06. 23:30", "30.06. 23:45", 0),  # in UTC it is still the same evening
        ("01.07. 00:30", "01.07. 01:00", 0),  # in UTC it is still yesterday
    ],
)
def test_days_are_those_of_the_city(receive, received: str, answered: str, days: int) -> None:
    inquiry = receive(received)
    inquiries.reply(OFFICE, inquiry, at(answered))
    assert taken(inquiry) == days


def test_while_the_firm_is_waited_for_it_stands(session, receive) -> None:
    inquiry = receive("23.11. 09:00")
    inquiries.wait_for_firm(OFFICE, inquiry, "Bauplan fehlt", at("24.11. 10:00"))
    assert inquiry.is_waiting
    assert inquiry.due_on is None
    with pytest.raises(DomainError):
        inquiries.wait_for_firm(OFFICE, inquiry, "noch etwas", at("24.11. 11:00"))
    inquiries.go_on(OFFICE, inquiry, at("26.11. 10:00"))
    session.flush()
    assert not inquiry.is_waiting
    assert inquiry.due_on == date(2026, 11, 30)
    inquiries.reply(OFFICE, inquiry, at("30.11. 10:00"))
    assert taken(inquiry) == 3


def test_whoever_answers_waits_no_longer(session, receive) -> None:
    inquiry = receive("23.11. 09:00")
    inquiries.wait_for_firm(OFFICE, inquiry, "nicht erreicht", at("24.11. 10:00"))
    inquiries.close(OFFICE, inquiry, InquiryOutcome.ANSWERED, at("27.11. 10:00"), "Merkblatt")
    session.flush()
    assert (inquiry.is_open, inquiry.is_waiting, taken(inquiry)) == (False, False, 1)
    assert inquiry.first_reply_at == at("27.11. 10:00")


def test_reopened_it_has_its_answer_still(session, receive) -> None:
    inquiry = receive("23.11. 09:00")
    inquiries.close(OFFICE, inquiry, InquiryOutcome.REFERRED_ON, at("24.11. 10:00"))
    inquiries.reopen(OFFICE, inquiry, at("01.12. 10:00"))
    session.flush()
    assert (inquiry.is_open, inquiry.outcome, taken(inquiry)) == (True, None, 1)


def test_withdrawn_and_reopened_its_clock_goes_on(session, receive) -> None:
    inquiry = receive("23.11. 09:00")
    inquiries.close(OFFICE, inquiry, InquiryOutcome.WITHDRAWN, at("24.11. 10:00"))
    assert inquiry.first_reply_at is None
    inquiries.reopen(OFFICE, inquiry, at("30.11. 10:00"))
    inquiries.reopen(OFFICE, inquiry, at("30.11. 11:00"))
    assert inquiry.due_on == date(2026, 12, 2)
    inquiries.reply(OFFICE, inquiry, at("01.12. 10:00"))
    session.flush()
    assert taken(inquiry) == 2


def test_what_is_closed_is_reopened_first(receive) -> None:
    inquiry = receive("23.11. 09:00")
    inquiries.close(OFFICE, inquiry, InquiryOutcome.ANSWERED, at("24.11. 10:00"))
    for act in (
        lambda: inquiries.acknowledge(OFFICE, inquiry, at("25.11. 10:00")),
        lambda: inquiries.reply(OFFICE, inquiry, at("25.11. 10:00")),
        lambda: inquiries.close(OFFICE, inquiry, InquiryOutcome.ANSWERED, at("25.11. 10:00")),
    ):
        with pytest.raises(DomainError):
            act()


def test_it_is_handed_over_with_a_reason(session, receive) -> None:
    anna, lena = Advisor(name="Anna"), Advisor(name="Lena")
    session.add_all([anna, lena])
    inquiry = receive()
    session.flush()
    inquiries.hand_over(inquiry, anna.id, at("23.11. 08:00"), None, None)
    inquiries.hand_over(inquiry, anna.id, at("23.11. 08:01"), None, None)
    with pytest.raises(DomainError):
        inquiries.hand_over(inquiry, lena.id, at("23.11. 09:00"), None, None)
    inquiries.hand_over(inquiry, lena.id, at("23.11. 09:00"), "kennt den Betrieb", None)
    session.flush()
    session.expire_all()
    stored = session.scalars(select(Inquiry)).one()
    assert stored.owner.name == "Lena"
    assert [str(step) for step in stored.handovers] == ["– → Anna", "Anna → Lena"]
