"""Mail: written down with what it is about, sent afterwards, tried again while the server is away.

A letter is claimed before it is handed to the mail server, and the claim is committed: two
processes do not send it both. A process that dies in between leaves the claim behind; it ends by
itself, and the letter is sent then, with the same Message-ID, so that a mail server or a reader
that got it already knows it. Nothing is lost; at worst one letter arrives twice.
"""

from __future__ import annotations

import smtplib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr

from sqlalchemy import delete, func, or_, select, update
from sqlalchemy.orm import Session

from crm.clock import today
from crm.enums import MailStatus
from crm.models import Mail, MailFile
from crm.models.base import utc_now

CLAIM = timedelta(minutes=5)
"""As long a letter belongs to the process that took it."""
WAITS = [timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240, 720)]
"""After each failure; the last one again and again for ``GIVE_UP``."""
GIVE_UP = timedelta(days=3)
AT_ONCE = 50
Send = Callable[[EmailMessage], None]


@dataclass(frozen=True, slots=True)
class Letter:
    """``key`` says what it is for: two letters of one key are one."""

    key: str
    to: str
    subject: str
    text: str
    language: str
    calendar: str | None = None
    """An appointment as iCalendar text."""
    waits: timedelta = timedelta(0)
    """Before it goes out: so long it can be taken back."""
    until: date | None = None
    """The last day on which it is of use: nobody is reminded of what is over."""
    files: tuple[tuple[str, str, bytes], ...] = ()
    """What goes along: name, media type, content."""


def write(session: Session, letter: Letter) -> None:
    """Into the transaction that it belongs to; what is for the same is there already."""
    if session.scalar(select(Mail.id).where(Mail.key == letter.key)) is None:
        session.add(
            Mail(
                key=letter.key,
                to_address=letter.to,
                language=letter.language,
                subject=letter.subject,
                text=letter.text,
                calendar=letter.calendar,
                useful_until=letter.until,
                next_try_at=utc_now() + letter.waits,
                files=[
                    MailFile(name=name, media_type=media_type, content=content)
                    for name, media_type, content in letter.files
                ],
            )
        )
        session.flush()


def take_back(session: Session, keys: Iterable[str]) -> int:
    """Letters that still wait, and that no process can hold; how many are written no longer."""
    unsent = delete(Mail).where(
        Mail.key.in_(list(keys)),
        Mail.status == MailStatus.WAITING,
        Mail.attempts == 0,
        Mail.next_try_at > utc_now() + CLAIM,
    )
    return int(session.execute(unsent).rowcount)  # type: ignore[attr-defined]


def gone_out(session: Session, keys: Iterable[str]) -> int:
    """How many of these letters somebody may have read."""
    gone = Mail.key.in_(list(keys)) & (Mail.status == MailStatus.SENT)
    return int(session.scalar(select(func.count()).where(gone)) or 0)


def deliver(session: Session, sender: str, send: Send) -> int:
    """Hands what is due to the mail server, one by one; how many went out."""
    _leave_what_is_too_late(session)
    sent = 0
    for _one in range(AT_ONCE):
        mail = _claimed(session)
        if mail is None:
            break
        sent += _tried(session, mail, sender, send)
    return sent


def _leave_what_is_too_late(session: Session) -> None:
    """Its day is over, or it has waited for a server since long ago; people can see it."""
    too_late = (Mail.status == MailStatus.WAITING) & or_(
        Mail.useful_until < today(), Mail.next_try_at < utc_now() - GIVE_UP
    )
    if session.scalar(select(Mail.id).where(too_late).limit(1)):
        session.execute(update(Mail).where(too_late).values(status=MailStatus.FAILED))
        session.commit()


def _claimed(session: Session) -> Mail | None:
    now = utc_now()
    due = (Mail.status == MailStatus.WAITING) & (Mail.next_try_at <= now)
    pk = session.scalar(select(Mail.id).where(due).order_by(Mail.next_try_at, Mail.id).limit(1))
    if pk is None:
        session.rollback()
        return None
    claim = update(Mail).where(Mail.id == pk, due).values(next_try_at=now + CLAIM)
    taken = session.execute(claim).rowcount  # type: ignore[attr-defined]
    session.commit()
    return session.get(Mail, pk, populate_existing=True) if taken else _claimed(session)


def _tried(session: Session, mail: Mail, sender: str, send: Send) -> bool:
    now = utc_now()
    try:
        send(message(mail, sender))
    except (OSError, smtplib.SMTPException) as error:
        mail.attempts += 1
        mail.last_error = f"{type(error).__name__}: {error}"[:500]
        wait = WAITS[min(mail.attempts, len(WAITS)) - 1]
        mail.next_try_at = now + wait
        if _is_final(error) or now - mail.created_at > GIVE_UP:
            mail.status = MailStatus.FAILED
        session.commit()
        return False
    mail.status, mail.sent_at, mail.last_error = MailStatus.SENT, now, None
    mail.files = []
    session.commit()
    return True


def _is_final(error: Exception) -> bool:
    """Whether the mail server said that it will never take this letter."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return all(500 <= code < 600 for code, _said in error.recipients.values())
    return isinstance(error, smtplib.SMTPResponseException) and 500 <= error.smtp_code < 600


def send_again(mail: Mail, at: datetime) -> None:
    """Somebody has mended the address or the server."""
    if mail.status is MailStatus.FAILED:
        mail.status, mail.next_try_at, mail.attempts = MailStatus.WAITING, at, 0
        mail.useful_until = None


def message(mail: Mail, sender: str) -> EmailMessage:
    """Plain text, perhaps with an appointment; whatever it says, no line becomes a header."""
    letter = EmailMessage(policy=SMTP)
    letter["Subject"] = " ".join(mail.subject.split())
    letter["From"] = sender
    letter["To"] = mail.to_address
    letter["Date"] = format_datetime(mail.created_at)
    domain = parseaddr(sender)[1].partition("@")[2] or "localhost"
    letter["Message-ID"] = f"<{mail.id}.{int(mail.created_at.timestamp())}@{domain}>"
    letter["Content-Language"] = mail.language
    letter["Auto-Submitted"] = "auto-generated"
    letter.set_content(mail.text)
    if mail.calendar:
        method = "CANCEL" if "METHOD:CANCEL" in mail.calendar else "PUBLISH"
        letter.add_attachment(
            mail.calendar, subtype="calendar", filename="termin.ics", params={"method": method}
        )
    for file in mail.files:
        main, _slash, sub = file.media_type.partition("/")
        letter.add_attachment(file.content, maintype=main, subtype=sub, filename=file.name)
    return letter
