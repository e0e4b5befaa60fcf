"""Who has a seat at a gathering, who waits for one, and in which order those who wait get one.

Everything that gives or takes a seat by itself locks the gathering first, so that of two who want
the last one the second finds it taken. What a colleague writes on the list by hand is their
decision: it takes its seats, and nobody is sent away for it.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session, contains_eager

from crm.enums import InteractionStatus, ParticipationStatus
from crm.models import GatheringPlan, Interaction, Invitation, Participation

SEATED = (ParticipationStatus.REGISTERED, ParticipationStatus.ATTENDED)
ONE = 1
"""Seats of whoever was put on the list by hand, unless it was said how many come."""


def lock(session: Session, gathering_id: int) -> Interaction:
    """As it is stored at this moment; others who ask so wait until this transaction ends.

    SQLite's writers stand in a queue already (BEGIN IMMEDIATE); PostgreSQL locks the row.
    """
    query = select(Interaction).where(Interaction.id == gathering_id)
    locked = query.with_for_update(key_share=True).execution_options(populate_existing=True)
    return session.scalars(locked).one()


def capacity(session: Session, gathering_id: int) -> int | None:
    query = select(GatheringPlan.capacity).where(GatheringPlan.interaction_id == gathering_id)
    return session.scalar(query)


def seats_taken(session: Session, gathering_id: int, besides: int | None = None) -> int:
    """By all who are registered or came, ``besides`` one participation."""
    query = (
        select(func.sum(func.coalesce(Invitation.people, ONE)))
        .select_from(Participation)
        .outerjoin(Invitation, Invitation.participation_id == Participation.id)
        .where(Participation.interaction_id == gathering_id, Participation.status.in_(SEATED))
    )
    if besides is not None:
        query = query.where(Participation.id != besides)
    return int(session.scalar(query) or 0)


def waiting(session: Session, gathering_id: int) -> Sequence[Participation]:
    """In the order in which they get a seat; who was put there by hand comes last."""
    query = (
        select(Participation)
        .outerjoin(Participation.invitation)
        .where(
            Participation.interaction_id == gathering_id,
            Participation.status == ParticipationStatus.WAITING,
        )
        .options(contains_eager(Participation.invitation))
        .order_by(Invitation.waiting_since.asc().nulls_last(), Participation.id)
    )
    return session.scalars(query.execution_options(populate_existing=True)).all()


def move_up(session: Session, gathering: Interaction) -> list[Participation]:
    """Those who wait and get a seat now, strictly in order: a party that is too large for what is
    free holds its place, it is not overtaken. The gathering is locked by the caller.
    """
    if gathering.status is not InteractionStatus.PLANNED:
        return []
    seats, moved = capacity(session, gathering.id), []
    free = None if seats is None else seats - seats_taken(session, gathering.id)
    for row in waiting(session, gathering.id):
        people = row.invitation.people if row.invitation else ONE
        if free is not None and people > free:
            break
        free = None if free is None else free - people
        row.status = ParticipationStatus.REGISTERED
        if row.invitation:
            row.invitation.waiting_since = None
        moved.append(row)
    session.flush()
    return moved
