"""Letters are sent once, to the right person, whatever the mail server does."""

from __future__ import annotations

import email
import socket
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from email.message import EmailMessage
from email.policy import default
from threading import Barrier, Thread

import pytest
from aiosmtpd.controller import Controller
from sqlalchemy import Engine, delete, select
from sqlalchemy.orm import Session

from crm.clock import today
from crm.db import CrmSession, writing
from crm.enums import MailStatus
from crm.models import Mail
from crm.models.base import utc_now
from crm.services.mail import Letter, deliver, message, send_again, write
from crm.smtp import mail_server

SENDER = "Wirtschaftsförderung <wifoe@stadt.example>"
LETTER = Letter("inquiry 1 received", "rosa@example.org", "Ihre Anfrage", "Wir haben sie.\n", "de")


class Inbox:
    """What a mail server took; ``refuses`` what it says instead of taking."""

    def __init__(self) -> None:
        self.letters: list[EmailMessage] = []
        self.refuses: str | None = None

    async def handle_DATA(self, _server, _session, envelope) -> str:
        if self.refuses:
            return self.refuses
        self.letters.append(email.message_from_bytes(envelope.content, policy=default))
        return "250 OK"


@pytest.fixture
def inbox() -> Inbox:
    return Inbox()


@pytest.fixture
def server(inbox: Inbox) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    controller = Controller(inbox, hostname="127.0.0.1", port=port)
    controller.start()
    yield f"smtp://127.0.0.1:{port}"
    controller.stop()


def sent(session: Session, address: str) -> int:
    with mail_server(address) as send:
        return deliver(session, SENDER, send)


def stored(session: Session) -> Mail:
    return session.scalars(select(Mail)).one()


def test_a_letter_goes_out_once(session: Session, server: str, inbox: Inbox) -> None:
    for _twice in range(2):
        write(session, LETTER)
    session.commit()
    assert sent(session, server) == 1
    assert sent(session, server) == 0
    (letter,) = inbox.letters
    assert (letter["To"], letter["Subject"]) == ("rosa@example.org", "Ihre Anfrage")
    assert letter["From"] == SENDER
    assert letter.get_content_type() == "text/plain"
    assert letter.get_content().strip() == "Wir haben sie."
    assert stored(session).status is MailStatus.SENT


def test_with_its_transaction_it_is_written_or_not_at_all(session: Session) -> None:
    write(session, LETTER)
    session.rollback()
    assert session.scalars(select(Mail)).all() == []


def test_while_the_server_is_down_it_waits_and_goes_out_later(
    session: Session, server: str, inbox: Inbox
) -> None:
    write(session, LETTER)
    session.commit()
    assert sent(session, "smtp://127.0.0.1:9") == 0
    mail = stored(session)
    assert (mail.status, mail.attempts) == (MailStatus.WAITING, 1)
    assert "refused" in (mail.last_error or "").lower()
    assert mail.next_try_at > utc_now()
    assert sent(session, server) == 0, "its time has not come"
    mail.next_try_at = utc_now()
    session.commit()
    assert sent(session, server) == 1
    assert len(inbox.letters) == 1


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ("451 try later", MailStatus.WAITING),
        ("550 no such person", MailStatus.FAILED),
    ],
)
def test_what_is_refused_for_good_is_not_tried_for_ever(
    session: Session, server: str, inbox: Inbox, said: str, status: MailStatus
) -> None:
    inbox.refuses = said
    write(session, LETTER)
    session.commit()
    assert sent(session, server) == 0
    mail = stored(session)
    assert mail.status is status
    assert said.split(" ", 1)[1] in (mail.last_error or "")
    inbox.refuses = None
    send_again(mail, utc_now())
    mail.next_try_at = utc_now()
    session.commit()
    assert sent(session, server) == 1


def test_a_server_that_stays_away_for_days_ends_it(session: Session) -> None:
    write(session, LETTER)
    stored(session).created_at = utc_now() - timedelta(days=4)
    session.commit()
    sent(session, "smtp://127.0.0.1:9")
    assert stored(session).status is MailStatus.FAILED


@pytest.mark.parametrize(
    ("day", "waiting"), [(-1, timedelta(0)), (None, timedelta(days=3, hours=1))]
)
def test_what_comes_too_late_is_left_unless_somebody_insists(
    session: Session, server: str, inbox: Inbox, day: int | None, waiting: timedelta
) -> None:
    """A mail server that is set up after weeks does not send the reminders of weeks."""
    until = today() + timedelta(day) if day else None
    write(session, replace(LETTER, until=until))
    stored(session).next_try_at -= waiting
    session.commit()
    assert sent(session, server) == 0
    assert stored(session).status is MailStatus.FAILED
    send_again(stored(session), utc_now())
    session.commit()
    assert sent(session, server) == 1


def test_on_its_last_day_it_still_goes_out(session: Session, server: str, inbox: Inbox) -> None:
    write(session, replace(LETTER, until=today()))
    session.commit()
    assert sent(session, server) == 1


def test_one_that_cannot_be_sent_keeps_no_other_back(
    session: Session, server: str, inbox: Inbox
) -> None:
    write(session, Letter("a", "nicht eine adresse", "x", "x", "de"))
    write(session, LETTER)
    session.commit()
    sent(session, server)
    assert [letter["To"] for letter in inbox.letters if "rosa" in letter["To"]]


def test_who_dies_after_claiming_it_leaves_it_to_the_next(
    session: Session, server: str, inbox: Inbox
) -> None:
    """As kill -9 between the claim and the mail server would leave it."""
    write(session, LETTER)
    session.commit()

    def killed(_letter: EmailMessage) -> None:
        raise SystemExit

    with pytest.raises(SystemExit):
        deliver(session, SENDER, killed)
    session.rollback()
    mail = stored(session)
    assert mail.status is MailStatus.WAITING
    assert mail.next_try_at > utc_now()
    mail.next_try_at = utc_now()
    session.commit()
    assert sent(session, server) == 1


def test_two_servers_send_it_once(engine: Engine, server: str, inbox: Inbox) -> None:
    with CrmSession(writing(engine)) as session:
        for number in range(20):
            write(session, Letter(str(number), f"n{number}@example.org", "x", "x", "de"))
        session.commit()
    begin = Barrier(2)

    def process() -> None:
        begin.wait()
        with CrmSession(writing(engine)) as session:
            sent(session, server)

    threads = [Thread(target=process) for _two in range(2)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    with CrmSession(writing(engine)) as session:
        session.execute(delete(Mail))
        session.commit()
    assert sorted(letter["To"] for letter in inbox.letters) == sorted(
        f"n{number}@example.org" for number in range(20)
    )


def test_no_line_of_a_subject_becomes_a_header() -> None:
    mail = Mail(id=1, key="x", to_address="a@example.org", language="de", text="x",
                subject="Hallo\r\nBcc: alle@example.org", created_at=utc_now())  # fmt: skip
    letter = message(mail, SENDER)
    assert letter["Bcc"] is None
    assert letter["Subject"] == "Hallo Bcc: alle@example.org"


def test_an_appointment_goes_along_as_a_file(session: Session, server: str, inbox: Inbox) -> None:
    calendar = (
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nSUMMARY:Sprechtag für Gründer\r\nEND:VCALENDAR\r\n"
    )
    write(session, replace(LETTER, calendar=calendar))
    session.commit()
    assert sent(session, server) == 1
    (letter,) = inbox.letters
    body, file = letter.iter_parts()
    assert body.get_content().strip() == "Wir haben sie."
    assert (file.get_content_type(), file.get_filename()) == ("text/calendar", "termin.ics")
    assert "Sprechtag für Gründer" in file.get_content()
