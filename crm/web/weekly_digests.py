"""Monday morning's letter to those who wish: three sentences that the figures say."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from flask import current_app, render_template
from flask_babel import force_locale
from flask_babel import gettext as _
from sqlalchemy import Select, select
from sqlalchemy.orm import Session, joinedload

from crm.clock import zone
from crm.db import looking
from crm.models import Advisor, District, Login, WeeklyDigest
from crm.permissions import may
from crm.services import chores
from crm.services.mail import Letter, write
from crm.services.promised_this_week import promised_this_week
from crm.web.digests import FROM_HOUR
from crm.web.formats import day as written
from crm.web.office import office
from crm.web.public_address import public_address
from crm.web.sending import has_mail_server
from crm.web.weekly_sentences import sentences
from reports.boards.week import Week, week_before
from reports.source.cache import SnapshotCache

NAME = "weekly digest"


def send_weekly_digests(now: datetime | None = None) -> None:
    """Once a week, on its first working day from six o'clock on by the city's clock."""
    local = now or datetime.now(zone())
    day = local.date()
    monday = day - timedelta(day.weekday())
    if not has_mail_server() or local.hour < FROM_HOUR or day != _first_working_day(monday):
        return
    with looking(current_app.extensions["crm_engine"])() as reading:
        if not chores.is_due(reading, NAME, monday):
            return
        letters = _letters(reading, monday)
    _keep(letters, monday)


def _keep(letters: list[Letter], monday: date) -> None:
    """The figures are worked out before anything is written, so that nobody waits for them."""
    session = current_app.appbuilder.session  # type: ignore[attr-defined]
    try:
        if chores.claim(session, NAME, monday):
            for letter in letters:
                write(session, letter)
            session.commit()
    finally:
        session.rollback()


def _first_working_day(monday: date) -> date | None:
    days = (monday + timedelta(number) for number in range(7))
    return next((day for day in days if office().days.is_working(day)), None)


def _letters(session: Session, monday: date) -> list[Letter]:
    readers = [wish for wish in session.scalars(_wishes()).unique() if _may_read(wish.user)]
    if not readers:
        return []
    cache: SnapshotCache = current_app.extensions["crm_figures"]
    week = week_before(cache.current(current_app.extensions["crm_engine"]), monday)
    return [_letter(session, wish, week, monday) for wish in readers]


def _wishes() -> Select[Any]:
    return (
        select(WeeklyDigest)
        .join(Login, Login.id == WeeklyDigest.user_id)
        .where(Login.active.is_(True), Login.email.is_not(None))
        .options(joinedload(WeeklyDigest.user).joinedload(Login.roles))
        .order_by(WeeklyDigest.id)
    )


def _may_read(user: Login) -> bool:
    """Roles may have changed since it was ordered."""
    return any(may(role.name, "can_show", "Board") for role in user.roles)


def _letter(session: Session, wish: WeeklyDigest, week: Week, monday: date) -> Letter:
    advisor = session.scalar(select(Advisor.id).where(Advisor.user_id == wish.user_id))
    mine = promised_this_week(session, advisor, monday) if advisor else None
    districts = session.execute(select(District.number, District.name))
    names = {row.number: row.name for row in districts}
    with force_locale(wish.language):
        text = render_template(
            "mail/weekly.txt", sentences=sentences(week, names, mine), week=week.last,
            name=current_app.config["OFFICE"], address=public_address("BoardView.index"),
        )  # fmt: skip
        subject = _(
            "The week in figures: %(first)s to %(last)s",
            first=written(week.last.first), last=written(week.last.last),
        )  # fmt: skip
    key = f"weekly {wish.user_id} {monday.isoformat()}"
    until = monday + timedelta(6)
    return Letter(key, wish.user.email, subject, text, wish.language, until=until)
