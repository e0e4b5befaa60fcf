"""What a firm's page says beside its history: itself, its sites, its people, who cares for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, joinedload

from crm.models import (
    Advisor,
    Company,
    CompanyFact,
    CompanyOverview,
    Person,
    Position,
    RedFlagSuggestion,
    Responsibility,
    Site,
)
from crm.rules.fold import sort_key

MOST_PEOPLE = 60


@dataclass(frozen=True)
class Carer:
    """An advisor who has the firm itself in care, or else its district."""

    id: int
    name: str
    is_for_firm: bool


@dataclass(frozen=True)
class Card:
    company: Company
    """With overview, its district and all facts."""
    sites: list[Site]
    positions: list[Position]
    carers: list[Carer]

    def ids(self) -> list[int]:
        """The firm's and those of the firms merged into it."""
        return [self.company.id, *(each.id for each in self.company.merged)]

    @property
    def fact(self) -> CompanyFact | None:
        """What holds now; closed firms keep their last."""
        return self.company.facts[-1] if self.company.facts else None


def company_card(session: Session, company_id: int, today: date) -> Card | None:
    """Four queries."""
    company = session.scalars(
        select(Company)
        .where(Company.id == company_id)
        .options(
            joinedload(Company.overview).joinedload(CompanyOverview.district),
            joinedload(Company.facts),
            joinedload(Company.merged),
            joinedload(Company.suggestions).joinedload(RedFlagSuggestion.topic),
        )
    )
    found = company.unique().first()
    if found is None:
        return None
    return Card(
        found,
        _sites(session, company_id),
        _positions(session, company_id),
        _carers(session, found, today),
    )


def _sites(session: Session, company_id: int) -> list[Site]:
    """Open ones first, the main one before branches."""
    query = select(Site).where(Site.company_id == company_id).options(joinedload(Site.district))
    order = (Site.valid_to.is_not(None), Site.kind.desc(), Site.valid_to.desc(), Site.id)
    return list(session.scalars(query.order_by(*order)))


def _positions(session: Session, company_id: int) -> list[Position]:
    """Those who are there now first, by name."""
    query = (
        select(Position)
        .join(Position.person)
        .where(Position.company_id == company_id)
        .options(joinedload(Position.person))
        .order_by(Position.valid_to.is_not(None), Person.name_key, Position.id)
    )
    return list(session.scalars(query.limit(MOST_PEOPLE)))


def _carers(session: Session, company: Company, today: date) -> list[Carer]:
    district_id = company.overview.district_id if company.overview else None
    cared_for = [Responsibility.company_id == company.id]
    if district_id is not None:
        cared_for.append(Responsibility.district_id == district_id)
    query = (
        select(Advisor.id, Advisor.name, Responsibility.company_id)
        .join(Responsibility.advisor)
        .where(
            or_(*cared_for),
            Responsibility.valid_from <= today,
            or_(Responsibility.valid_to.is_(None), Responsibility.valid_to >= today),
        )
    )
    found = {Carer(r.id, r.name, r.company_id is not None) for r in session.execute(query)}
    by_name = sorted(found, key=lambda carer: (sort_key(carer.name), carer.id))
    return [carer for carer in by_name if carer.is_for_firm] or by_name


def survivor_of(session: Session, company_id: int) -> int | None:
    """The firm that this one was merged into, and that one, to the last; None if it was not."""
    seen = {company_id}
    current: int | None = company_id
    while current is not None:
        following = session.scalar(select(Company.merged_into_id).where(Company.id == current))
        if following is None or following in seen:
            break
        seen.add(following)
        current = following
    return current if current != company_id else None
