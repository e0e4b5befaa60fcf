"""Firms in care: when each is due by the rhythm of its class, district by district."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, false, func, or_, select, update
from sqlalchemy.orm import Session, aliased

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
from crm.rules.recurrence import months_back, months_later
from crm.services.family import families, family, goes_on
from crm.services.no_contact import said_so


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
    """Each once for an advisor, also where a firm that was merged into it is theirs as well. Three
    queries.
    """
    found = session.execute(_in_care(advisor_ids, today)).all()
    rows = list({(row.advisor_id, row.counting_id): row for row in reversed(found)}.values())[::-1]
    planned = planned_for(session, {row.company_id for row in rows}, today)
    return [Firm(row, _due_on(row), planned.get(row.company_id)) for row in rows]


def due_on(months: int | None, last: date | None, since: date) -> date | None:
    if months is None:
        return None
    return months_later(last, months) if last else since


def is_due(session: Session, today: date) -> ColumnElement[bool]:
    """What ``Firm.is_due`` says, for the database; a query joins Company and its overview."""
    care, last = Responsibility, CompanyOverview.last_individual_on
    rhythms = session.execute(select(CareClass.id, CareClass.months)).all()
    waited = (
        and_(care.care_class_id == pk, or_(last.is_(None), last <= months_back(today, months)))
        for pk, months in rhythms
    )
    planned = _planned(today).with_only_columns(Participation.id)
    counting = func.coalesce(CompanyOverview.survivor_id, CompanyOverview.id)
    planned = planned.where(Participation.company_id.in_(family(counting, CompanyOverview)))
    return and_(
        care.care_class_id.is_not(None),
        or_(false(), *waited),
        ~planned.exists(),
        Company.id.not_in(select(said_so().c.company_id)),
    )


def _due_on(row: Any) -> date | None:
    """None too for a firm that wants no contact."""
    if row.no_contact_since is not None:
        return None
    return due_on(row.months, row.last_individual_on, row.valid_from)


def trips(firms: Iterable[Firm], today: date) -> list[Trip]:
    """The district with most to do first; firms outside every district last."""
    by_district = sorted(firms, key=lambda firm: (firm.row.district or "~", firm.row.district_id))
    found = []
    for district, some in groupby(by_district, key=lambda firm: firm.row.district):
        in_order = sorted(some, key=_urgency)
        found.append(Trip(district, in_order, sum(firm.is_due(today) for firm in in_order)))
    return sorted(found, key=lambda trip: (trip.district is None, -trip.due, trip.district or ""))


def some_of(found: Iterable[Trip], first: int, size: int) -> list[Trip]:
    """A page of firms, in their trips, which keep how many are due in all."""
    flat = [(trip, firm) for trip in found for firm in trip.firms][first : first + size]
    return [
        replace(trip, firms=[firm for _trip, firm in some])
        for trip, some in groupby(flat, key=itemgetter(0))
    ]


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
    care, firm, counting = Responsibility, CompanyOverview, aliased(Company)
    unasked = said_so()
    columns: tuple[Any, ...] = (
        care.id, care.company_id, care.advisor_id, care.valid_from, care.care_class_id,
        CareClass.name.label("care_class"), CareClass.name_en.label("care_class_en"),
        CareClass.months, firm.label.label("firm"), firm.address, firm.size_class,
        firm.last_individual_on, firm.district_id, District.name.label("district"),
        Advisor.name.label("advisor"), counting.phone, counting.id.label("counting_id"),
        unasked.c.no_contact_since,
    )  # fmt: skip
    in_force = or_(care.valid_to.is_(None), care.valid_to >= today)
    return (
        select(*columns)
        .select_from(care)
        .join(firm, firm.id == care.company_id)
        .join(counting, counting.id == func.coalesce(firm.survivor_id, firm.id))
        .outerjoin(unasked, unasked.c.company_id == care.company_id)
        .join(Advisor, Advisor.id == care.advisor_id)
        .outerjoin(CareClass, CareClass.id == care.care_class_id)
        .outerjoin(District, District.id == firm.district_id)
        .where(
            care.advisor_id.in_(advisor_ids),
            care.valid_from <= today,
            in_force,
            goes_on(),
        )
        .order_by(care.id)
    )


def planned_for(session: Session, company_ids: Collection[int], today: date) -> dict[int, date]:
    """The next appointment of each, whoever made it, by whichever id of the firm."""
    known = families(session, company_ids)
    query = _planned(today).where(Participation.company_id.in_(known))
    days: dict[int, date] = {}
    for company_id, day in session.execute(query.group_by(Participation.company_id)):
        counting = known[company_id or 0]
        days[counting] = min(day, days.get(counting, day))
    return {pk: days[known[pk]] for pk in company_ids if known.get(pk) in days}


def _planned(today: date) -> Select[int | None, date]:
    return (
        select(Participation.company_id, func.min(Interaction.happened_on))
        .join(Interaction, Interaction.id == Participation.interaction_id)
        .where(Interaction.status == InteractionStatus.PLANNED, Interaction.happened_on >= today)
    )
