"""A gathering as an entry of a calendar, for whoever registered."""

from __future__ import annotations

from datetime import datetime, timedelta

from flask import current_app

from crm.clock import zone
from crm.enums import InteractionStatus
from crm.models import Interaction
from crm.web.ics import Entry

WITHOUT_END = timedelta(hours=2)
"""How long one lasts of which nobody wrote down how long."""
A_DAY = timedelta(1)


def entry_of(gathering: Interaction, link: str) -> Entry:
    """Of several days whole days."""
    last = gathering.ends_on or gathering.happened_on
    begins: datetime | None = None
    if gathering.starts_at is not None and last == gathering.happened_on:
        begins = datetime.combine(last, gathering.starts_at, zone())
    minutes = gathering.duration_minutes
    lasts = timedelta(minutes=minutes) if minutes else WITHOUT_END
    return Entry(
        uid=f"gathering-{gathering.client_key}",
        begins=begins or gathering.happened_on,
        ends=begins + lasts if begins else last + A_DAY,
        title=str(gathering),
        changed_at=gathering.changed_at,
        place=gathering.place,
        words=gathering.plan.programme if gathering.plan else None,
        link=link,
        is_off=gathering.status is InteractionStatus.CANCELLED,
        organiser=current_app.config["MAIL_FROM"] or None,
    )
