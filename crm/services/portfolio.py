"""Firms in care: when each is due by the rhythm of its class, district by district."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from sqlalchemy import Row, func, or_, select, update
from sqlalchemy.orm import Session

from crm.enums import InteractionStatus
from crm.models import (
    Advisor,
    CareClass,
    Company,
    CompanyOverview,
    District,
    Interaction,
    Participation,
    Responsibility,
)
from crm.models.base import utc_now
from crm.rules.recurrence import months_later

MOST = 1_000


@dataclass(frozen=True, slots=True)
class Firm:
    """``due_on`` is None without a class; a firm that was never spoken to is due since it came
    into care.
    """

    row: Row[Any]
    due_on: date | None
    planned_on: date | None

    def is_due(self, today: date) -> bool:
        return self.due_on is not None and self.due_on <= today and self.planned_on is None


@dataclass(frozen=True, slots=True)
class Trip:
    """The firms of one district, those due longest first: a morning's way."""

    district: str | None
    firms: list[Firm]
    due: int


def firms_in_care(session: Session, advisor_ids: Collection[int], today: date) -> list[Firm]:
    """Two queries."""
    rows = list(session.execute(_in_care(advisor_ids, today).limit(MOST)))
    planned = _planned(session, {row.company_id for row in rows}, today)
    return [Firm(row, due_on(row), planned.get(row.company_id)) for row in rows]


def due_on(row: Any) -> date | None:
    if row.months is None:
        return None
    last: date | None = row.last_individual_on
    since: date = row.valid_from
    return months_later(last, row.months) if last else since


def trips(firms: Iterable[Firm], today: date) -> list[Trip]:
    """The district with most to do first; firms outside every district last."""
    by_district = sorted(firms, key=lambda firm: (firm.row.district or "~", firm.row.district_id))
    found = []
    for district, some in groupby(by_district, key=lambda firm: firm.row.district):
        in_order = sorted(some, key=_urgency)
        found.append(Trip(district, in_order, sum(firm.is_due(today) for firm in in_order)))
    return sorted(found, key=lambda trip: (trip.district is None, -trip.due, trip.district or ""))


def set_classes(session: Session, classes: Mapping[int, int | None]) -> None:
    """Of responsibilities for firms, by their id."""
    for class_id in set(classes.values()):
        care_ids = [pk for pk, wanted in classes.items() if wanted == class_id]
        theirs = Responsibility.id.in_(care_ids), Responsibility.company_id.is_not(None)
        new = {
            "care_class_id": class_id,
            "changed_at": utc_now(),
            "version": Responsibility.version + 1,
        }
        session.execute(update(Responsibility).where(*theirs).values(new))


def _urgency(firm: Firm) -> tuple[bool, bool, date, str]:
    return (
        firm.planned_on is not None,
        firm.due_on is None,
        firm.due_on or date.max,
        firm.row.firm,
    )


def _in_care(advisor_ids: Collection[int], today: date) -> Any:
    care, firm = Responsibility, CompanyOverview
    columns: tuple[Any, ...] = (
        care.id, care.company_id, care.advisor_id, care.valid_from, care.care_class_id,
        CareClass.name.label("care_class"), CareClass.name_en.label("care_class_en"),
        CareClass.months, firm.label.label("firm"), firm.address, firm.size_class,
        firm.last_individual_on, firm.district_id, District.name.label("district"),
        Advisor.name.label("advisor"), Company.phone,
    )  # fmt: skip
    in_force = or_(care.valid_to.is_(None), care.valid_to >= today)
    return (
        select(*columns)
        .select_from(care)
        .join(firm, firm.id == care.company_id)
        .join(Company, Company.id == firm.id)
        .join(Advisor, Advisor.id == care.advisor_id)
        .outerjoin(CareClass, CareClass.id == care.care_class_id)
        .outerjoin(District, District.id == firm.district_id)
        .where(
            care.advisor_id.in_(advisor_ids),
            care.valid_from <= today,
            in_force,
            firm.is_active.is_(True),
        )
        .order_by(care.id)
    )


def _planned(session: Session, company_ids: Collection[int], today: date) -> dict[int | None, date]:
    """The next appointment of each, whoever made it."""
    query = (
        select(Participation.company_id, func.min(Interaction.happened_on))
        .join(Interaction, Interaction.id == Participation.interaction_id)
        .where(
            Interaction.status == InteractionStatus.PLANNED,
            Interaction.happened_on >= today,
            Participation.company_id.in_(company_ids),
        )
        .group_by(Participation.company_id)
    )
    return dict(session.execute(query).all())
