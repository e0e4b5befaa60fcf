"""How much each advisor has promised and not done yet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from crm.enums import FollowUpStatus
from crm.models import FollowUp
from crm.services.scope import Viewer, visible_follow_ups


@dataclass(frozen=True, slots=True)
class Open:
    count: int = 0
    overdue: int = 0


def open_follow_ups(session: Session, viewer: Viewer, today: date) -> dict[int, Open]:
    """By owner, as the viewer's list of follow-ups would show them."""
    overdue = func.sum(case((FollowUp.due_on < today, 1), else_=0))
    query = (
        select(FollowUp.owner_id, func.count(), overdue)
        .where(FollowUp.status == FollowUpStatus.OPEN, visible_follow_ups(viewer))
        .group_by(FollowUp.owner_id)
    )
    return {owner: Open(count, late) for owner, count, late in session.execute(query)}
