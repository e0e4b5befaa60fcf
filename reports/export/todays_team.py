"""The team that an advisor is in on the day of the query."""

from typing import Any

from sqlalchemy import ScalarSelect, bindparam, or_, select
from sqlalchemy.types import Date

from crm.models import Advisor, Team, TeamMembership


def todays_team() -> ScalarSelect[Any]:
    """Wants the parameter ``today``."""
    today = bindparam("today", type_=Date)
    return (
        select(Team.code)
        .join(TeamMembership, TeamMembership.team_id == Team.id)
        .where(
            TeamMembership.advisor_id == Advisor.id,
            TeamMembership.valid_from <= today,
            or_(TeamMembership.valid_to.is_(None), TeamMembership.valid_to >= today),
        )
        .limit(1)
        .correlate(Advisor)
        .scalar_subquery()
    )
