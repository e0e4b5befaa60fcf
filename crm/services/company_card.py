"""What a firm's page says beside its history: itself, its sites, its people, who cares for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, or_, select
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
    ids: list[int]
    """The firm's and those of all that were merged into it."""
    facts: list[CompanyFact]
    suggestions: list[RedFlagSuggestion]

    @property
    def fact(self) -> CompanyFact | None:
        """What holds now; closed firms keep their last."""
        return self.facts[-1] if self.facts else None


def company_card(session: Session, company_id: int, today: date) -> Card | None:
    """Of a firm that counts itself, with what is on file of those merged into it. Six queries."""
    company = session.scalars(
        select(Company)
        .where(Company.id == company_id)
        .options(
            joinedload(Company.overview).joinedload(CompanyOverview.district),
            joinedload(Company.family),
        )
    )
    found = company.unique().first()
    if found is None:
        return None
    ids = [company_id, *(each.id for each in found.family if each.id != company_id)]
    return Card(
        found,
        _sites(session, ids),
        _positions(session, ids),
        _carers(session, found, ids, today),
        ids,
        _facts(session, ids),
        _suggestions(session, ids),
    )


def _facts(session: Session, ids: Sequence[int]) -> list[CompanyFact]:
    """Its own; where nobody wrote any down, those of the firms merged into it."""
    query = select(CompanyFact).where(CompanyFact.company_id.in_(ids))
    rows = list(session.scalars(query.order_by(CompanyFact.valid_from, CompanyFact.id)))
    return [fact for fact in rows if fact.company_id == ids[0]] or rows


def _suggestions(session: Session, ids: Sequence[int]) -> list[RedFlagSuggestion]:
    """What rules noticed and nobody has decided on yet."""
    theirs = RedFlagSuggestion.company_id.in_(ids), RedFlagSuggestion.is_open.is_(True)
    query = select(RedFlagSuggestion).where(*theirs).options(joinedload(RedFlagSuggestion.topic))
    return list(session.scalars(query.order_by(RedFlagSuggestion.id)))


def _sites(session: Session, ids: Sequence[int]) -> list[Site]:
    """Open ones first, the main one before branches; its own before those of merged firms."""
    query = select(Site).where(Site.company_id.in_(ids)).options(joinedload(Site.district))
    order = (Site.valid_to.is_not(None), Site.company_id != ids[0], Site.kind.desc(),
             Site.valid_to.desc(), Site.id)  # fmt: skip
    return list(session.scalars(query.order_by(*order)))


def _positions(session: Session, ids: Sequence[int]) -> list[Position]:
    """Those who are there now first, by name."""
    query = (
        select(Position)
        .join(Position.person)
        .where(Position.company_id.in_(ids))
        .options(joinedload(Position.person))
        .order_by(Position.valid_to.is_not(None), Person.name_key, Position.id)
    )
    return list(session.scalars(query.limit(MOST_PEOPLE)))


def _carers(session: Session, company: Company, ids: Sequence[int], today: date) -> list[Carer]:
    district_id = company.overview.district_id if company.overview else None
    cared_for: list[ColumnElement[bool]] = [Responsibility.company_id.in_(ids)]
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
