"""Who sees which dashboard, and of whom."""

from __future__ import annotations

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from crm.clock import today
from crm.models import District, Team, TeamMembership
from crm.rules.fold import sort_key
from crm.services.scope import Viewer
from reports.boards.board import Board, Whose
from reports.boards.catalogue import BOARDS


def boards_for(viewer: Viewer) -> list[Board]:
    """One's own figures are there for who advises."""
    return [each for each in BOARDS if each.whose is not Whose.ME or viewer.advisor_id]


def options_of(session: Session, viewer: Viewer, whose: Whose, every: bool) -> dict[str, str]:
    """Between which districts or teams the viewer may choose; ``every`` team, or their own."""
    if whose is Whose.DISTRICT:
        rows = session.execute(select(District.number, District.name).order_by(District.number))
        return {row.number: row.name for row in rows}
    return _teams(session, viewer, every) if whose is Whose.TEAM else {}


def _teams(session: Session, viewer: Viewer, every: bool) -> dict[str, str]:
    query = select(Team.code, Team.name)
    if not every:
        day = today()
        query = query.join(TeamMembership).where(
            TeamMembership.advisor_id == viewer.advisor_id,
            TeamMembership.valid_from <= day,
            or_(TeamMembership.valid_to.is_(None), TeamMembership.valid_to >= day),
        )
    found = sorted(session.execute(query), key=lambda row: sort_key(row.name))
    return {row.code: row.name for row in found}
