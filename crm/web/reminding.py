"""Who registered is reminded a few days before, by the server itself."""

from __future__ import annotations

from flask import current_app
from sqlalchemy.orm import Session

from crm.clock import today
from crm.models import Interaction
from crm.models.base import utc_now
from crm.services.gathering_news import reminded_today, to_remind
from crm.web.gathering_letters import GatheringLetters


def remind() -> int:
    """How many letters were written. Each gathering is a transaction of its own."""
    session: Session = current_app.appbuilder.session  # type: ignore[attr-defined]
    pks, written = list(reminded_today(session, today())), 0
    session.rollback()
    for pk in pks:
        written += _remind(session, pk)
        session.commit()
    return written


def _remind(session: Session, pk: int) -> int:
    rows = to_remind(session, pk, utc_now())
    letters = GatheringLetters(session, session.get_one(Interaction, pk))
    written = sum(letters.remind(row) for row in rows)
    for row in rows:
        if row.invitation:
            row.invitation.reminded_at = utc_now()
    return written
