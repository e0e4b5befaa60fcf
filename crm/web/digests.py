"""Each morning a letter to those who wish: what the day holds and what is due."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from flask import current_app, render_template
from flask_babel import force_locale
from flask_babel import gettext as _
from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from crm.clock import zone
from crm.models import Advisor, Digest, Login
from crm.services import chores, flagged
from crm.services.agenda import agenda
from crm.services.mail import Letter, write
from crm.web.formats import weekday
from crm.web.office import office
from crm.web.public_address import public_address
from crm.web.sending import has_mail_server

NAME = "digest"
FROM_HOUR = 6
LONG_OVERDUE = timedelta(366)
MOST_FLAGS = 20


def send_digests(now: datetime | None = None) -> None:
    """Once a working day, from six o'clock on by the city's clock."""
    session = current_app.appbuilder.session  # type: ignore[attr-defined]
    local = now or datetime.now(zone())
    day = local.date()
    if not has_mail_server():
        return
    if local.hour < FROM_HOUR or not office().days.is_working(day):
        return
    try:
        if chores.is_due(session, NAME, day) and chores.claim(session, NAME, day):
            _write_all(session, day)
            session.commit()
    finally:
        session.rollback()


def _write_all(session: Session, day: date) -> None:
    query = (
        select(Digest.language, Login.id, Login.email, Advisor.id.label("advisor_id"))
        .join(Login, Login.id == Digest.user_id)
        .join(Advisor, Advisor.user_id == Login.id)
        .where(Login.active.is_(True), Login.email.is_not(None))
    )
    for reader in session.execute(query).all():
        letter = _letter(session, reader, day)
        if letter is not None:
            write(session, letter)


def _letter(session: Session, reader: Row[Any], day: date) -> Letter | None:
    """None on a day on which there is nothing to say."""
    mine = {reader.advisor_id}
    planned = agenda(session, mine, day, day, of_others=False).appointments
    due = agenda(session, mine, day - LONG_OVERDUE, day, of_others=False).promises
    flags = flagged.of_owner(session, reader.advisor_id, day, MOST_FLAGS)
    if not (planned or due or flags):
        return None
    with force_locale(reader.language):
        text = render_template(
            "mail/digest.txt", day=day, planned=planned, due=due, flags=flags,
            name=current_app.config["OFFICE"], address=public_address("MyDayView.index"),
        )  # fmt: skip
        subject = _("Your day: %(day)s", day=weekday(day))
    key = f"digest {reader.id} {day.isoformat()}"
    return Letter(key, reader.email, subject, text, reader.language, until=day)
