"""Who is reminded before a gathering, and who is thanked after it; each once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from crm.enums import InteractionStatus, ParticipationStatus
from crm.models import Company, FollowUp, GatheringPlan, Interaction, Invitation, Participation
from crm.rules import Values
from crm.services.follow_ups import add_follow_up
from crm.services.seats import lock

A_DAY = timedelta(1)
LATEST_REMINDER = 60
"""Days; nobody is reminded earlier."""


def reminded_today(session: Session, today: date) -> Sequence[int]:
    """Gatherings of which somebody is still to be reminded: from so many days before up to the
    day before. Found by the index on their days.
    """
    soon = Interaction.happened_on.between(today + timedelta(1), today + timedelta(LATEST_REMINDER))
    query = (
        select(Interaction.id, Interaction.happened_on, GatheringPlan.remind_days)
        .join(GatheringPlan, GatheringPlan.interaction_id == Interaction.id)
        .where(
            soon,
            Interaction.status == InteractionStatus.PLANNED,
            GatheringPlan.remind_days.is_not(None),
        )
    )
    return [
        row.id
        for row in session.execute(query)
        if row.happened_on - timedelta(row.remind_days or 0) <= today
    ]


def to_remind(session: Session, gathering_id: int, now: datetime) -> Sequence[Participation]:
    """Without those who answered just now: they have a confirmation. The gathering is locked:
    two processes do not remind the same.
    """
    lock(session, gathering_id)
    answered_before = func.coalesce(Invitation.answered_at, Participation.created_at) < now - A_DAY
    open_ones = Invitation.reminded_at.is_(None) & answered_before
    return _rows(session, gathering_id, ParticipationStatus.REGISTERED, open_ones)


def to_thank(session: Session, gathering_id: int) -> Sequence[Participation]:
    lock(session, gathering_id)
    open_ones = Invitation.thanked_at.is_(None)
    return _rows(session, gathering_id, ParticipationStatus.ATTENDED, open_ones)


def _rows(
    session: Session, gathering_id: int, status: ParticipationStatus, is_open: object
) -> Sequence[Participation]:
    """Also those who were put on the list by hand and have no invitation yet."""
    query = (
        select(Participation)
        .outerjoin(Participation.invitation)
        .where(
            Participation.interaction_id == gathering_id,
            Participation.status == status,
            is_open,  # type: ignore[arg-type]
        )
        .options(
            joinedload(Participation.invitation),
            joinedload(Participation.company).joinedload(Company.overview),
        )
        .order_by(Participation.id)
    )
    return session.scalars(query.execution_options(populate_existing=True)).all()


def firms_that_came(session: Session, gathering_id: int) -> Sequence[int]:
    query = select(Participation.company_id).where(
        Participation.interaction_id == gathering_id,
        Participation.status == ParticipationStatus.ATTENDED,
        Participation.company_id.is_not(None),
    )
    return [pk for pk in session.scalars(query.order_by(Participation.id)) if pk]


def promise_to_firms(
    session: Session, gathering: Interaction, company_ids: Iterable[int], promise: Values
) -> int:
    """The same follow-up for each firm, once; how many are new."""
    known = select(FollowUp.company_id).where(
        FollowUp.interaction_id == gathering.id, FollowUp.promise == promise["promise"]
    )
    there = set(session.scalars(known))
    wanted = [pk for pk in dict.fromkeys(company_ids) if pk not in there]
    for pk in wanted:
        add_follow_up(session, {**promise, "company_id": pk, "interaction_id": gathering.id})
    return len(wanted)
