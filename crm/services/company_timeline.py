"""Every contact with a firm that the viewer may see, newest first, with all that belongs to it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import String, case, cast, func, literal, null, or_, select, union_all
from sqlalchemy.orm import Session, aliased, joinedload

from crm.enums import AssignmentRole, FollowUpStatus, ParticipationStatus
from crm.models import (
    Advisor,
    AdvisorAssignment,
    Booking,
    FollowUp,
    Interaction,
    Participation,
    Person,
    Slot,
    Topic,
    interaction_topic,
    participation_person,
)
from crm.services.scope import Viewer, visible_follow_ups, visible_interactions

PAGE_SIZE = 25


@dataclass(frozen=True)
class Named:
    """An advisor, the lead first, a person or a topic."""

    id: int
    name: str
    name_en: str | None = None

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True)
class Entry:
    contact: Interaction
    status: ParticipationStatus
    advisors: list[Named] = field(default_factory=list)
    persons: list[Named] = field(default_factory=list)
    topics: list[Named] = field(default_factory=list)
    promises: list[FollowUp] = field(default_factory=list)
    said: list[Named] = field(default_factory=list)
    """What was noted of the firm's talks in the slots of a consulting day."""


@dataclass(frozen=True)
class Timeline:
    """``count`` is how many contacts there are in all; ``open`` what the firm still waits for."""

    entries: list[Entry]
    count: int
    open: list[FollowUp]


def company_timeline(
    session: Session, viewer: Viewer, company_ids: Sequence[int], page: int = 1
) -> Timeline:
    """Of a firm and those merged into it. Three or four queries. Of gatherings only this firm's
    own people and promises are read.
    """
    part = _part(company_ids)
    rows = session.execute(
        select(Interaction, part.status, func.count().over().label("total"))
        .join(part, part.interaction_id == Interaction.id)
        .where(part.company_id.in_(company_ids), visible_interactions(viewer))
        .order_by(Interaction.happened_on.desc(), Interaction.id.desc())
        .limit(PAGE_SIZE)
        .offset((page - 1) * PAGE_SIZE)
    ).all()
    entries = {row.Interaction.id: Entry(row.Interaction, row.status) for row in rows}
    _add_names(session, company_ids, entries)
    follow_ups = _follow_ups(session, viewer, company_ids, entries)
    for each in follow_ups:
        if each.interaction_id in entries:
            entries[each.interaction_id].promises.append(each)
    still_open = [each for each in follow_ups if each.status is FollowUpStatus.OPEN]
    return Timeline(list(entries.values()), rows[0].total if rows else 0, still_open)


def _part(company_ids: Sequence[int]) -> Any:
    """Who took part for the firm. A gathering on whose list a merged firm stands beside the one
    that counts is one contact all the same: whoever came is taken.
    """
    if len(company_ids) == 1:
        return Participation
    came_last = case((Participation.status == ParticipationStatus.ATTENDED, 1), else_=0)
    ranked = (
        select(
            Participation.id,
            func.row_number()
            .over(
                partition_by=Participation.interaction_id,
                order_by=(came_last.desc(), Participation.id),
            )
            .label("place"),
        )
        .where(Participation.company_id.in_(company_ids))
        .subquery()
    )
    first = select(Participation).join(ranked, ranked.c.id == Participation.id)
    return aliased(Participation, first.where(ranked.c.place == 1).subquery())


def _add_names(session: Session, company_ids: Sequence[int], entries: dict[int, Entry]) -> None:
    """Advisors, this firm's people, topics and talks in slots: one query for all four."""
    if not entries:
        return
    talks = _said(company_ids, entries)
    parts = (_advisors(entries), _persons(company_ids, entries), _topics(entries), talks)
    for row in session.execute(union_all(*parts).order_by("place", "id")):
        getattr(entries[row.interaction_id], row.what).append(Named(row.id, row.name, row.name_en))


def _advisors(ids: Iterable[int]) -> Any:
    lead_first = case((AdvisorAssignment.role == AssignmentRole.LEAD, 0), else_=1)
    return (
        select(
            AdvisorAssignment.interaction_id,
            literal("advisors").label("what"),
            Advisor.id.label("id"),
            Advisor.name,
            cast(null(), String).label("name_en"),
            lead_first.label("place"),
        )
        .join(Advisor, Advisor.id == AdvisorAssignment.advisor_id)
        .where(AdvisorAssignment.interaction_id.in_(ids))
    )


def _persons(company_ids: Sequence[int], ids: Iterable[int]) -> Any:
    name = func.coalesce(Person.first_name + literal(" "), "") + Person.last_name
    return (
        select(
            Participation.interaction_id, literal("persons"), Person.id, name, null(), literal(0)
        )
        .join(participation_person, participation_person.c.participation_id == Participation.id)
        .join(Person, Person.id == participation_person.c.person_id)
        .where(Participation.company_id.in_(company_ids), Participation.interaction_id.in_(ids))
    )


def _topics(ids: Iterable[int]) -> Any:
    table = interaction_topic.c
    return (
        select(
            table.interaction_id, literal("topics"), Topic.id, Topic.name, Topic.name_en, literal(0)
        )
        .join(Topic, Topic.id == table.topic_id)
        .where(table.interaction_id.in_(ids))
    )


def _said(company_ids: Sequence[int], ids: Iterable[int]) -> Any:
    return (
        select(Slot.interaction_id, literal("said"), Booking.id, Booking.notes, null(), literal(0))
        .join(Booking, Booking.slot_id == Slot.id)
        .where(
            Booking.company_id.in_(company_ids),
            Booking.notes.is_not(None),
            Slot.interaction_id.in_(ids),
        )
    )


def _follow_ups(
    session: Session, viewer: Viewer, company_ids: Sequence[int], ids: Iterable[int]
) -> Sequence[FollowUp]:
    """The firm's open ones, and whatever was promised in the contacts shown."""
    of_firm = FollowUp.company_id.in_(company_ids)
    shown = or_(of_firm, FollowUp.company_id.is_(None)) & FollowUp.interaction_id.in_(list(ids))
    still_open = of_firm & (FollowUp.status == FollowUpStatus.OPEN)
    query = select(FollowUp).where(or_(still_open, shown), visible_follow_ups(viewer))
    query = query.options(joinedload(FollowUp.owner)).order_by(FollowUp.due_on, FollowUp.id)
    return session.scalars(query).all()
