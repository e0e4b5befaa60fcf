"""What somebody owes this week, and what they owed before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from crm.enums import FollowUpStatus
from crm.models import FollowUp


@dataclass(frozen=True, slots=True)
class Promised:
    due: int
    overdue: int


def promised_this_week(session: Session, advisor_id: int, monday: date) -> Promised:
    """Open ones that are due from Monday to Sunday, and those that were due before."""
    mine = (FollowUp.owner_id == advisor_id) & (FollowUp.status == FollowUpStatus.OPEN)
    in_week = FollowUp.due_on.between(monday, monday + timedelta(6))
    query = select(
        func.count().filter(in_week), func.count().filter(FollowUp.due_on < monday)
    ).where(mine)
    return Promised(*session.execute(query).one())
