"""A consulting day's slots: made as a grid, shown side by side, found free."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, or_, select
from sqlalchemy.orm import Session

from crm.enums import N_, InteractionKind, InteractionStatus
from crm.errors import DomainError
from crm.models import (
    Advisor,
    Booking,
    CompanyOverview,
    Interaction,
    Participation,
    Slot,
    Team,
)
from crm.rules.slots import Span

STANDS = and_(Booking.slot_id == Slot.id, Booking.cancelled_at.is_(None))
MOST_FREE = 300
DAYS_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Column:
    """One team's slots in the order of the day."""

    team_id: int
    team: str
    slots: list[Row[Any]]

    @property
    def booked(self) -> int:
        return sum(row.booking_id is not None for row in self.slots)


def make_grid(
    session: Session, day: Interaction, spans: Sequence[Span], values: dict[str, Any]
) -> int:
    """How many slots are new. ``values``: team_ids, advisor_of (team id -> advisor id), is_public.

    A team's slot that lies over one it has already is left out, so that sent twice adds nothing.
    """
    if day.kind is not InteractionKind.CONSULTING_DAY:
        raise DomainError(N_("Only a consulting day has slots."))
    added = 0
    for team_id in values["team_ids"]:
        taken = _spans(session, day.id, team_id)
        for begins, ends in spans:
            if any(begins < until and first < ends for first, until in taken):
                continue
            session.add(
                Slot(
                    interaction_id=day.id,
                    team_id=team_id,
                    advisor_id=values.get("advisor_of", {}).get(team_id),
                    starts_at=begins,
                    ends_at=ends,
                    is_public=values.get("is_public", True),
                )
            )
            added += 1
    session.flush()
    return added


def _spans(session: Session, day_id: int, team_id: int) -> list[Span]:
    query = select(Slot.starts_at, Slot.ends_at).where(
        Slot.interaction_id == day_id, Slot.team_id == team_id
    )
    return [(row.starts_at, row.ends_at) for row in session.execute(query)]


def take_away(session: Session, day_id: int, slot_ids: Iterable[int] | None) -> int:
    """Free slots that nobody ever booked, of these ids or all of the day; how many went."""
    ever = select(Booking.id).where(Booking.slot_id == Slot.id).exists()
    query = select(Slot).where(Slot.interaction_id == day_id, ~ever)
    if slot_ids is not None:
        query = query.where(Slot.id.in_(list(slot_ids)))
    gone = list(session.scalars(query))
    for slot in gone:
        session.delete(slot)
    session.flush()
    return len(gone)


def columns(session: Session, day_id: int) -> list[Column]:
    """Each team that has slots; one query."""
    query = _slot_rows().where(Slot.interaction_id == day_id)
    found: dict[int, Column] = {}
    for row in session.execute(query.order_by(Team.id, Slot.starts_at)):
        found.setdefault(row.team_id, Column(row.team_id, row.team, [])).slots.append(row)
    return list(found.values())


def _slot_rows() -> Select[Any]:
    names: tuple[Any, ...] = (
        Slot.id, Slot.team_id, Team.name.label("team"), Slot.starts_at, Slot.ends_at,
        Slot.is_public, Slot.advisor_id, Advisor.name.label("advisor"),
        Booking.id.label("booking_id"), Booking.name, Booking.phone, Booking.email, Booking.wish,
        Booking.booked_by, Booking.company_id, Booking.notes,
        CompanyOverview.label.label("firm"), Participation.status,
        Participation.id.label("participation_id"),
    )  # fmt: skip
    return (
        select(*names)
        .join(Team, Team.id == Slot.team_id)
        .outerjoin(Advisor, Advisor.id == Slot.advisor_id)
        .outerjoin(Booking, STANDS)
        .outerjoin(Participation, Participation.id == Booking.participation_id)
        .outerjoin(CompanyOverview, CompanyOverview.id == Booking.company_id)
    )


def of_advisor(session: Session, advisor_id: int, day_id: int) -> list[Row[Any]]:
    """Their own slots of the day with who comes."""
    query = _slot_rows().where(Slot.interaction_id == day_id, Slot.advisor_id == advisor_id)
    return list(session.execute(query.order_by(Slot.starts_at)))


def free_slots(
    session: Session, day_id: int, *, besides: int | None = None, public: bool = False
) -> list[Row[Any]]:
    """Slots of the day that nobody has, by time."""
    query = _free().where(Slot.interaction_id == day_id)
    if public:
        query = query.where(Slot.is_public.is_(True))
    if besides is not None:
        query = query.where(Slot.id != besides)
    return list(session.execute(query.limit(MOST_FREE)))


def free_on_other_days(
    session: Session, day_id: int, today: date, scope: ColumnElement[bool]
) -> list[Row[Any]]:
    """Of the consulting days in the scope that are still to come; with their day and title."""
    query = _free().join(Interaction, Interaction.id == Slot.interaction_id)
    query = query.add_columns(Interaction.happened_on, Interaction.title).where(
        Interaction.id != day_id,
        Interaction.kind == InteractionKind.CONSULTING_DAY,
        Interaction.status == InteractionStatus.PLANNED,
        Interaction.happened_on >= today,
        scope,
    )
    order = (Interaction.happened_on, Slot.starts_at, Team.id)
    return list(session.execute(query.order_by(None).order_by(*order).limit(MOST_FREE)))


def _free() -> Select[Any]:
    names: tuple[Any, ...] = (Slot.id, Slot.interaction_id, Slot.team_id,
                              Team.name.label("team"), Slot.starts_at, Slot.ends_at)  # fmt: skip
    stands = select(Booking.id).where(STANDS).exists()
    query = select(*names).join(Team, Team.id == Slot.team_id).where(~stands)
    return query.order_by(Slot.starts_at, Team.id)


def public_days(session: Session, today: date, now: time) -> list[Row[Any]]:
    """The next consulting days that anybody may book, also those that are full by now."""
    names = (Interaction.id, Interaction.title, Interaction.happened_on, Interaction.place)
    query = select(*names).where(_is_bookable(today), _has_public_slots(today, now))
    order = (Interaction.happened_on, Interaction.id)
    return list(session.execute(query.order_by(*order).limit(DAYS_SHOWN)))


def public_slots(
    session: Session, day_ids: Iterable[int], today: date, now: time
) -> dict[int, list[Row[Any]]]:
    """Those of each day that are still free and still to come."""
    found: dict[int, list[Row[Any]]] = {pk: [] for pk in day_ids}
    query = _free().join(Interaction, Interaction.id == Slot.interaction_id)
    query = query.where(
        Slot.interaction_id.in_(list(found)),
        Slot.is_public.is_(True),
        _is_bookable(today),
        _to_come(today, now),
    )
    for row in session.execute(query.limit(MOST_FREE)):
        found[row.interaction_id].append(row)
    return found


def _is_bookable(today: date) -> ColumnElement[bool]:
    return and_(
        Interaction.kind == InteractionKind.CONSULTING_DAY,
        Interaction.status == InteractionStatus.PLANNED,
        Interaction.is_confidential.is_(False),
        Interaction.happened_on >= today,
    )


def _to_come(today: date, now: time) -> ColumnElement[bool]:
    return or_(Interaction.happened_on > today, Slot.starts_at > now)


def _has_public_slots(today: date, now: time) -> ColumnElement[bool]:
    return (
        select(Slot.id)
        .where(
            Slot.interaction_id == Interaction.id, Slot.is_public.is_(True), _to_come(today, now)
        )
        .exists()
    )
