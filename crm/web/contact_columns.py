"""What a list of contacts shows beside the contact's own columns, each as a subquery of its own.

They are worked out for the rows of the page alone; joins would multiply the rows.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.sql.elements import Label

from crm.enums import ParticipationStatus
from crm.models import (
    Advisor,
    AdvisorAssignment,
    CompanyOverview,
    Interaction,
    Participation,
    TeamMembership,
    Topic,
    interaction_topic,
)

SEPARATOR = "; "


def _joined(names: Select[Any], name: str) -> Label[Any]:
    """The one column of ``names`` in one text."""
    rows = names.correlate(Interaction).subquery()
    return select(func.aggregate_strings(rows.c[0], SEPARATOR)).scalar_subquery().label(name)


def firms(most: int) -> Label[Any]:
    """The first of them; a forum may have hundreds."""
    name = func.coalesce(CompanyOverview.label, Participation.guest_name)
    names = (
        select(name.label("name"))
        .select_from(Participation)
        .outerjoin(CompanyOverview, CompanyOverview.id == Participation.company_id)
        .where(Participation.interaction_id == Interaction.id)
        .order_by(Participation.id)
        .limit(most)
    )
    return _joined(names, "firms")


def participants(*statuses: ParticipationStatus, name: str = "participants") -> Label[Any]:
    """How many; with these statuses if any are named."""
    query = select(func.count()).where(Participation.interaction_id == Interaction.id)
    if statuses:
        query = query.where(Participation.status.in_(statuses))
    return query.correlate(Interaction).scalar_subquery().label(name)


def advisors() -> Label[Any]:
    """Who leads stands first."""
    names = (
        select(Advisor.name)
        .join(AdvisorAssignment, AdvisorAssignment.advisor_id == Advisor.id)
        .where(AdvisorAssignment.interaction_id == Interaction.id)
        .order_by(AdvisorAssignment.role.desc(), Advisor.name)
    )
    return _joined(names, "advisors")


def topics(english: bool) -> Label[Any]:
    names = (
        select(Topic.name_en if english else Topic.name)
        .join(interaction_topic, interaction_topic.c.topic_id == Topic.id)
        .where(interaction_topic.c.interaction_id == Interaction.id)
        .order_by(Topic.position)
    )
    return _joined(names, "topics")


def by_advisor(advisor_id: int) -> ColumnElement[bool]:
    """IN, not EXISTS: what one advisor did is a short list, by which the database can begin."""
    theirs = select(AdvisorAssignment.interaction_id)
    return Interaction.id.in_(theirs.where(AdvisorAssignment.advisor_id == advisor_id))


def by_team(team_id: int) -> ColumnElement[bool]:
    """Of whom was in the team on that day, as figures count it. EXISTS, not IN: what a team did
    is nearly everything, so the day's index leads.
    """
    day, member = Interaction.happened_on, TeamMembership
    query = (
        select(AdvisorAssignment.id)
        .join(member, member.advisor_id == AdvisorAssignment.advisor_id)
        .where(
            AdvisorAssignment.interaction_id == Interaction.id,
            member.team_id == team_id,
            member.valid_from <= day,
            or_(member.valid_to.is_(None), member.valid_to >= day),
        )
    )
    return query.correlate(Interaction).exists()


def with_topic(topic_id: int) -> ColumnElement[bool]:
    query = select(interaction_topic.c.topic_id).where(
        interaction_topic.c.interaction_id == Interaction.id,
        interaction_topic.c.topic_id == topic_id,
    )
    return query.correlate(Interaction).exists()
