"""What somebody's day holds: appointments, what was done lately, what is due."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, func, or_, select
from sqlalchemy.orm import Session, aliased

from crm.enums import FollowUpStatus, InteractionKind, InteractionStatus, ParticipationStatus
from crm.models import (
    Advisor,
    AdvisorAssignment,
    Company,
    CompanyOverview,
    FollowUp,
    Interaction,
    Participation,
)
from crm.rules.interaction import PLANNED_DAYS_BACK

DAYS_AHEAD = 14
DUE_DAYS_AHEAD = 7
DAYS_BACK = 30
DAYS_FORGOTTEN = 366
GATHERINGS = [kind for kind in InteractionKind if kind.is_gathering]
MOST_DUE = 60


@dataclass(frozen=True, slots=True)
class Appointment:
    """A contact with the firms and founders who take part; of gatherings the title says enough."""

    contact: Row[Any]
    participants: list[Row[Any]] = field(default_factory=list)

    @property
    def day(self) -> date:
        day: date = self.contact.happened_on
        return day

    def is_unsaid(self, today: date) -> bool:
        """People came to it, and it still stands as planned: it counts in no figure."""
        came = self.contact.kind.is_gathering and self.contact.came > 0
        return bool(came and self.day <= today)


def appointments(session: Session, advisor_id: int, today: date) -> list[Row[Any]]:
    """Planned ones from those that wait to be logged up to the next two weeks; and gatherings of
    long before to which people ``came``, but of which nobody said that they took place.
    """
    first, last = today - timedelta(PLANNED_DAYS_BACK), today + timedelta(DAYS_AHEAD)
    came = _came()
    forgotten = Interaction.kind.in_(GATHERINGS) & (came > 0)
    query = _contacts(advisor_id, InteractionStatus.PLANNED).add_columns(came.label("came"))
    query = query.where(
        Interaction.happened_on.between(today - timedelta(DAYS_FORGOTTEN), last),
        or_(Interaction.happened_on >= first, forgotten),
    )
    order = (Interaction.happened_on, Interaction.starts_at, Interaction.id)
    return list(session.execute(query.order_by(*order).limit(60)))


def _came() -> ColumnElement[int]:
    """How many stand on a contact's list as having been there."""
    there = select(func.count()).where(
        Participation.interaction_id == Interaction.id,
        Participation.status == ParticipationStatus.ATTENDED,
    )
    return there.scalar_subquery()


def latest(session: Session, advisor_id: int, today: date) -> list[Row[Any]]:
    query = _contacts(advisor_id, InteractionStatus.HELD).where(
        Interaction.happened_on.between(today - timedelta(DAYS_BACK), today)
    )
    order = (Interaction.happened_on.desc(), Interaction.id.desc())
    return list(session.execute(query.order_by(*order).limit(6)))


def _contacts(advisor_id: int, status: InteractionStatus) -> Select[Any]:
    """EXISTS, not a join: the day's index leads, not everything the advisor ever did."""
    columns: tuple[Any, ...] = (
        Interaction.id, Interaction.kind, Interaction.title, Interaction.happened_on,
        Interaction.starts_at, Interaction.place,
    )  # fmt: skip
    took_part: ColumnElement[bool] = (
        select(AdvisorAssignment.id)
        .where(
            AdvisorAssignment.interaction_id == Interaction.id,
            AdvisorAssignment.advisor_id == advisor_id,
        )
        .exists()
    )
    return select(*columns).where(Interaction.status == status, took_part)


def with_participants(
    session: Session, *groups: Sequence[Row[Any]]
) -> tuple[list[Appointment], ...]:
    """The same groups with firm, address and telephone of each; one query for all of them."""
    ids = [row.id for group in groups for row in group if not row.kind.is_gathering]
    found = _participants(session, ids)
    return tuple([Appointment(row, found.get(row.id, [])) for row in group] for group in groups)


def _participants(session: Session, ids: Iterable[int]) -> dict[int, list[Row[Any]]]:
    columns: tuple[Any, ...] = (
        Participation.interaction_id, Participation.company_id, Participation.guest_name,
        CompanyOverview.label, CompanyOverview.address, Company.phone,
    )  # fmt: skip
    query = (
        select(*columns)
        .select_from(Participation)
        .outerjoin(CompanyOverview, CompanyOverview.id == Participation.company_id)
        .outerjoin(Company, Company.id == Participation.company_id)
        .where(Participation.interaction_id.in_(list(ids)))
        .order_by(Participation.id)
    )
    by_contact: dict[int, list[Row[Any]]] = defaultdict(list)
    for row in session.execute(query):
        by_contact[row.interaction_id].append(row)
    return by_contact


@dataclass(frozen=True, slots=True)
class Due:
    """Open follow-ups: overdue, of today and of the next days; and how many come later.

    ``is_cut``: there are more than are counted here.
    """

    now: list[Row[Any]]
    later: int
    later_from: date
    is_cut: bool


def due(session: Session, advisor_id: int, today: date) -> Due:
    giver = aliased(Advisor)
    columns: tuple[Any, ...] = (
        FollowUp.id, FollowUp.promise, FollowUp.due_on, FollowUp.status, FollowUp.reason,
        FollowUp.company_id, Advisor.name.label("owner"), CompanyOverview.label.label("firm"),
        FollowUp.recurs, giver.name.label("giver"),
    )  # fmt: skip
    query = (
        select(*columns)
        .join(FollowUp.owner)
        .outerjoin(giver, giver.id == FollowUp.delegated_by_id)
        .outerjoin(CompanyOverview, CompanyOverview.id == FollowUp.company_id)
        .where(
            FollowUp.owner_id == advisor_id,
            FollowUp.status == FollowUpStatus.OPEN,
        )
        .order_by(FollowUp.due_on, FollowUp.id)
        .limit(MOST_DUE + 1)
    )
    rows = list(session.execute(query))
    last = today + timedelta(DUE_DAYS_AHEAD)
    now = [row for row in rows[:MOST_DUE] if row.due_on <= last]
    later = len(rows[:MOST_DUE]) - len(now)
    return Due(now, later, last + timedelta(1), len(rows) > MOST_DUE)
