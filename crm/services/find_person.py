"""Find people by fragments of their names; those of one firm first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Row, Select, or_, select
from sqlalchemy.orm import Session

from crm import clock
from crm.models import CompanyOverview, Person, Position
from crm.rules.fold import BEYOND, fold
from crm.services.correct_words import corrected
from crm.services.family import kin, with_kin
from crm.services.trigrams import Alternatives, occurs
from crm.services.typed_text import Typed

MOST_CANDIDATES = 500
COLUMNS: tuple[Any, ...] = (
    Person.id, Person.title, Person.first_name, Person.last_name,
    Position.function, Position.company_id, CompanyOverview.label,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class PersonHit:
    id: int
    name: str
    function: str = ""
    company_id: int | None = None
    company: str = ""


def find_people(
    session: Session,
    text: str,
    company_id: int | None = None,
    limit: int = 20,
    today: date | None = None,
) -> list[PersonHit]:
    """With a firm and no text all its people; slips are forgiven when nobody else is found."""
    typed = Typed(text)
    alternatives: Alternatives = [[word] for word in typed.words]
    hits: dict[int, PersonHit] = {}
    today = today or clock.today()
    if company_id is not None:
        _add(hits, session, _of_company(company_id, today), alternatives)
    if typed.words:
        _add(hits, session, _named(typed, today), alternatives)
        _add(hits, session, _at_firms(session, alternatives, today), alternatives)
    if not hits and typed.correctable:
        alternatives = corrected(session, typed)
        _add(hits, session, _at_firms(session, alternatives, today), alternatives)
    return list(hits.values())[:limit]


def _add(
    hits: dict[int, PersonHit], session: Session, query: Select[Any], alternatives: Alternatives
) -> None:
    for row in session.execute(query):
        if row.id not in hits and _fits(row, alternatives):
            hits[row.id] = _hit(row)


def _hit(row: Row[Any]) -> PersonHit:
    name = " ".join(filter(None, (row.title, row.first_name, row.last_name)))
    return PersonHit(row.id, name, row.function or "", row.company_id, row.label or "")


def _fits(row: Row[Any], alternatives: Alternatives) -> bool:
    """Words may name the firm too, so long as one of them names the person."""
    name = fold(" ".join(filter(None, (row.first_name, row.last_name))))
    both = f"{name} {fold(row.label or '')}"
    told = all(any(word in both for word in group) for group in alternatives)
    return told and (not alternatives or any(word in name for g in alternatives for word in g))


def _order(today: date) -> tuple[Any, ...]:
    return (~Position.held_on(today), Person.name_key, Position.id)


def _positions(today: date) -> Select[Any]:
    """People with what they are at which firm, those who are so now first."""
    return (
        select(*COLUMNS)
        .select_from(Position)
        .join(Person, Person.id == Position.person_id)
        .join(CompanyOverview, CompanyOverview.id == Position.company_id)
        .order_by(*_order(today))
        .limit(MOST_CANDIDATES)
    )


def _of_company(company_id: int, today: date) -> Select[Any]:
    current = or_(Position.valid_to.is_(None), Position.valid_to >= today)
    return _positions(today).where(Position.company_id.in_(kin(company_id)), current)


def _named(typed: Typed, today: date) -> Select[Any]:
    """By the beginning of the last name, from its index; also people without a firm."""
    begin = or_(*(Person.name_key.between(word, word + BEYOND) for word in typed.words))
    return (
        select(*COLUMNS)
        .select_from(Person)
        .outerjoin(Position, Position.person_id == Person.id)
        .outerjoin(CompanyOverview, CompanyOverview.id == Position.company_id)
        .where(Person.id.in_(select(Person.id).where(begin).limit(MOST_CANDIDATES)))
        .order_by(*_order(today))
    )


def _at_firms(session: Session, alternatives: Alternatives, today: date) -> Select[Any]:
    """The firms' search text holds their people's names."""
    firms = select(CompanyOverview.id).where(occurs(session, alternatives))
    theirs = with_kin(firms.limit(MOST_CANDIDATES))
    return _positions(today).where(Position.company_id.in_(theirs))
