"""The rules that suggest red flags look anew once a day."""

from __future__ import annotations

from flask import current_app

from crm.clock import today
from crm.models.base import utc_now
from crm.services import chores
from crm.services.suggest_red_flags import suggest_red_flags

NAME = "suggest_red_flags"


def look_for_trouble() -> None:
    session = current_app.appbuilder.session  # type: ignore[attr-defined]
    try:
        if chores.is_due(session, NAME, today()) and chores.claim(session, NAME, today()):
            suggest_red_flags(session, today(), utc_now())
            session.commit()
    finally:
        session.rollback()
