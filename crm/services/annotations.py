"""Notes on days: those that belong into a dashboard, and who may change which."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ColumnElement, func, or_, select, true
from sqlalchemy.orm import Session, joinedload

from crm.models import Annotation, Team
from crm.services.scope import Viewer

MOST = 40


def notes_on_days(session: Session, first: date, last: date, team: str | None) -> list[Annotation]:
    """Those with a day in the period, of the whole office and of one team by its code."""
    whose: ColumnElement[bool] = Annotation.team_id.is_(None)
    if team is not None:
        whose = or_(whose, Annotation.team.has(Team.code == team))
    ends = func.coalesce(Annotation.last_day, Annotation.first_day)
    query = (
        select(Annotation)
        .where(whose, Annotation.first_day <= last, ends >= first)
        .options(joinedload(Annotation.team), joinedload(Annotation.created_by))
        .order_by(Annotation.first_day, Annotation.id)
    )
    return list(session.scalars(query.limit(MOST)))


def changeable_annotations(viewer: Viewer, reports: bool) -> ColumnElement[bool]:
    """Who leads a team writes notes for it and for the whole office; who ``reports``, for all."""
    if viewer.changes_everything or reports:
        return true()
    return or_(Annotation.team_id.is_(None), Annotation.team_id == (viewer.led_team_id or 0))
