"""What leaves the house as a calendar or a letter: appointments and promises of some advisors.

Calendars lie on telephones and mail on other servers: of what is confidential they learn the hour
and nothing else, and others' calendars not even that.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Row, false, func, or_, select
from sqlalchemy.orm import Session

from crm.enums import FollowUpStatus, InteractionStatus
from crm.models import (
    Advisor,
    AdvisorAssignment,
    CalendarFeed,
    CompanyOverview,
    FollowUp,
    Interaction,
    Login,
    TeamMembership,
)
from crm.services.day_plan import Appointment, with_participants

MOST = 500


@dataclass(frozen=True, slots=True)
class Agenda:
    """``promises`` are rows with ``is_secret``; ``appointments`` of secret ones have no firms."""

    appointments: list[Appointment]
    promises: list[Row[Any]]

    def __bool__(self) -> bool:
        return bool(self.appointments or self.promises)


def agenda(
    session: Session, advisor_ids: Collection[int], first: date, last: date, *, of_others: bool
) -> Agenda:
    """Three queries. ``of_others``: what is confidential is left out altogether."""
    contacts = list(session.execute(_planned(advisor_ids, first, last, of_others)))
    open_ones = [row for row in contacts if not row.is_confidential]
    (shown,) = with_participants(session, open_ones)
    secret = [Appointment(row) for row in contacts if row.is_confidential]
    in_order = sorted([*shown, *secret], key=lambda each: (each.day, each.contact.id))
    return Agenda(in_order, list(session.execute(_promised(advisor_ids, first, last, of_others))))


def _planned(advisor_ids: Collection[int], first: date, last: date, of_others: bool) -> Any:
    columns: tuple[Any, ...] = (
        Interaction.id, Interaction.kind, Interaction.title, Interaction.happened_on,
        Interaction.ends_on, Interaction.starts_at, Interaction.duration_minutes,
        Interaction.place, Interaction.is_confidential, Interaction.changed_at,
    )  # fmt: skip
    took_part = select(AdvisorAssignment.id).where(
        AdvisorAssignment.interaction_id == Interaction.id,
        AdvisorAssignment.advisor_id.in_(advisor_ids),
    )
    query = select(*columns).where(
        Interaction.happened_on.between(first, last),
        Interaction.status == InteractionStatus.PLANNED,
        took_part.exists(),
    )
    if of_others:
        query = query.where(Interaction.is_confidential.is_(False))
    order = (Interaction.happened_on, Interaction.starts_at, Interaction.id)
    return query.order_by(*order).limit(MOST)


def _promised(advisor_ids: Collection[int], first: date, last: date, of_others: bool) -> Any:
    is_secret = func.coalesce(Interaction.is_confidential, false()).label("is_secret")
    columns: tuple[Any, ...] = (
        FollowUp.id, FollowUp.promise, FollowUp.due_on, FollowUp.changed_at, is_secret,
        CompanyOverview.label.label("firm"), Advisor.name.label("owner"),
    )  # fmt: skip
    query = (
        select(*columns)
        .select_from(FollowUp)
        .join(Advisor, Advisor.id == FollowUp.owner_id)
        .outerjoin(CompanyOverview, CompanyOverview.id == FollowUp.company_id)
        .outerjoin(Interaction, Interaction.id == FollowUp.interaction_id)
        .where(
            FollowUp.owner_id.in_(advisor_ids),
            FollowUp.status == FollowUpStatus.OPEN,
            FollowUp.due_on.between(first, last),
        )
    )
    if of_others:
        open_ones = Interaction.id.is_(None) | Interaction.is_confidential.is_(False)
        query = query.where(open_ones)
    return query.order_by(FollowUp.due_on, FollowUp.id).limit(MOST)


# -- whose -----------------------------------------------------------------------------------
def feeds_of(session: Session, user_id: int) -> list[CalendarFeed]:
    query = select(CalendarFeed).where(CalendarFeed.user_id == user_id)
    return list(session.scalars(query.order_by(CalendarFeed.id)))


def open_feed(session: Session, user_id: int, team_id: int | None) -> CalendarFeed:
    """Whoever has one already gets no second."""
    for feed in feeds_of(session, user_id):
        if feed.team_id == team_id:
            return feed
    feed = CalendarFeed(user_id=user_id, team_id=team_id)
    session.add(feed)
    session.flush()
    return feed


def team_of(session: Session, advisor_id: int, today: date) -> int | None:
    query = select(TeamMembership.team_id).where(
        TeamMembership.advisor_id == advisor_id, *_holds(today)
    )
    return session.scalar(query.order_by(TeamMembership.valid_from.desc()))


def readers_advisors(session: Session, feed: CalendarFeed, today: date) -> set[int]:
    """Whose days the feed shows: nobody's once the reader has left the team, or the office."""
    me = session.scalar(
        select(Advisor.id).join(Login, Login.id == Advisor.user_id).where(
            Login.id == feed.user_id, Login.active.is_(True)
        )
    )  # fmt: skip
    if me is None:
        return set()
    if feed.team_id is None:
        return {me}
    members = select(TeamMembership.advisor_id).where(
        TeamMembership.team_id == feed.team_id, *_holds(today)
    )
    there = set(session.scalars(members))
    return there if me in there else set()


def _holds(day: date) -> tuple[Any, ...]:
    ends = or_(TeamMembership.valid_to.is_(None), TeamMembership.valid_to >= day)
    return TeamMembership.valid_from <= day, ends
