"""Whom anybody may turn to: what the office calls public, and who stands in for whom today."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from crm.models import Absence, Advisor, District, Responsibility, Topic

MOST_DEPUTIES = 5


@dataclass(frozen=True, slots=True)
class Subject:
    code: str
    name: str
    name_en: str


@dataclass(frozen=True, slots=True)
class PublicContact:
    """``stands_in_for`` is who is away today."""

    name: str
    phone: str | None
    email: str | None
    hours: str | None
    languages: str | None
    stands_in_for: str = ""


def subjects(session: Session, today: date) -> list[Subject]:
    """Topics that somebody is publicly responsible for, in the office's order."""
    named = select(Responsibility.topic_id).where(
        _public(today), Responsibility.topic_id.is_not(None)
    )
    query = select(Topic.code, Topic.name, Topic.name_en).where(Topic.id.in_(named))
    return [Subject(*row) for row in session.execute(query.order_by(Topic.position, Topic.id))]


def districts(session: Session, today: date) -> list[tuple[str, str]]:
    """(number, name) of those that somebody is publicly responsible for."""
    named = select(Responsibility.district_id).where(
        _public(today), Responsibility.district_id.is_not(None)
    )
    query = select(District.number, District.name).where(District.id.in_(named))
    return [(row.number, row.name) for row in session.execute(query.order_by(District.name))]


def for_subject(session: Session, code: str, today: date) -> list[PublicContact]:
    return _contacts(session, select(Topic.id).where(Topic.code == code), "topic_id", today)


def for_district(session: Session, number: str, today: date) -> list[PublicContact]:
    wanted = select(District.id).where(District.number == number)
    return _contacts(session, wanted, "district_id", today)


def _public(day: date) -> ColumnElement[bool]:
    return (
        Responsibility.is_public.is_(True)
        & (Responsibility.valid_from <= day)
        & or_(Responsibility.valid_to.is_(None), Responsibility.valid_to >= day)
    )


def _contacts(session: Session, wanted: object, column: str, today: date) -> list[PublicContact]:
    query = (
        select(Advisor)
        .join(Responsibility, Responsibility.advisor_id == Advisor.id)
        .where(_public(today), getattr(Responsibility, column).in_(wanted))
        .order_by(Advisor.name, Advisor.id)
    )
    away = _away(session, today)
    found: dict[int, PublicContact] = {}
    for advisor in session.scalars(query).unique():
        there, missing = _there(session, advisor, away)
        if there is not None and there.id not in found:
            found[there.id] = PublicContact(
                there.name, there.phone, there.email, there.hours, there.languages, missing
            )
    return list(found.values())


def _away(session: Session, today: date) -> dict[int, int | None]:
    """Advisor -> deputy, of those who are away today."""
    query = select(Absence.advisor_id, Absence.deputy_id).where(Absence.on(today))
    return {row.advisor_id: row.deputy_id for row in session.execute(query.order_by(Absence.id))}


def _there(
    session: Session, advisor: Advisor, away: dict[int, int | None]
) -> tuple[Advisor | None, str]:
    """The first who is there, and for whom; a chain of deputies ends somewhere."""
    at: Advisor | None = advisor
    for _step in range(MOST_DEPUTIES):
        if at is None or at.id not in away:
            return at, "" if at is advisor else advisor.name
        deputy = away[at.id]
        at = session.get(Advisor, deputy) if deputy else None
    return None, advisor.name
