"""What a firm's page says beside its history: itself, its sites, its people, who cares for it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session, joinedload

from crm.models import (
    Advisor,
    Company,
    CompanyFact,
    CompanyMerge,
    CompanyOverview,
    FactClaim,
    Person,
    Position,
    RedFlagSuggestion,
    Responsibility,
    Site,
    SourceTrust,
)
from crm.rules.fact_timeline import FIRST_RANK, PEOPLE
from crm.rules.fold import sort_key
from crm.services.explain_facts import Explained, explain_facts
from crm.services.merge_history import Step, merge_history
from crm.services.merged_news import Merge, at_the_latest, chains, news_of

MOST_PEOPLE = 60
NAMES = (Company.name, Company.description)
OF_EACH = (
    joinedload(CompanyOverview.facts),
    joinedload(CompanyOverview.claims).joinedload(FactClaim.trust),
    joinedload(CompanyOverview.suggestions).joinedload(RedFlagSuggestion.topic),
    joinedload(CompanyOverview.company).load_only(
        *NAMES,
        Company.no_contact_since,
        Company.no_contact_source,
        Company.ended_on,
        Company.merged_into_id,
    ),
    joinedload(CompanyOverview.merges).options(
        joinedload(CompanyMerge.company).load_only(*NAMES),
        joinedload(CompanyMerge.into).load_only(*NAMES),
        joinedload(CompanyMerge.merged_by).lazyload("*"),
        joinedload(CompanyMerge.undone_by).lazyload("*"),
    ),
)
"""Of the firm and of each that was merged into it, so that they do not multiply each other."""


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
    """Its own; where nobody wrote any down, those of the firms merged into it."""
    explained: Mapping[int, Explained]
    """By the fact's id: where it comes from, and who says otherwise."""
    suggestions: list[RedFlagSuggestion]
    merges: list[Step]
    """What was merged into it, and what was taken apart from it again."""

    @property
    def unasked(self) -> list[Company]:
        """It, or those merged into it, that said that they want no contact."""
        firms = (member.company for member in self.company.family)
        return [firm for firm in firms if firm.no_contact_since is not None]

    @property
    def fact(self) -> CompanyFact | None:
        """What holds now; closed firms keep their last."""
        return self.facts[-1] if self.facts else None


def company_card(session: Session, company_id: int, today: date) -> Card | None:
    """Of a firm that counts itself, with what is on file of those merged into it. Four queries."""
    people = select(func.min(SourceTrust.rank)).where(SourceTrust.source == PEOPLE)
    asked = session.execute(
        select(Company, people.scalar_subquery())
        .where(Company.id == company_id)
        .options(
            joinedload(Company.overview).joinedload(CompanyOverview.district),
            joinedload(Company.family).options(*OF_EACH),
        )
    )
    row = asked.unique().first()
    if row is None:
        return None
    found, people_rank = row
    members = sorted(found.family, key=lambda each: (each.id != company_id, each.id))
    ids = [company_id, *(each.id for each in members if each.id != company_id)]
    facts = sorted((f for each in members for f in each.facts), key=lambda fact: fact.valid_from)
    own = [fact for fact in facts if fact.company_id == company_id] or facts
    return Card(
        found,
        _sites(session, ids),
        _positions(session, ids),
        _carers(session, found, ids, today),
        ids,
        own,
        explain_facts(own, _claims(members, company_id), people_rank or FIRST_RANK),
        [suggestion for each in members for suggestion in each.suggestions],
        merge_history(members),
    )


def _claims(members: Sequence[CompanyOverview], company_id: int) -> Mapping[int, list[FactClaim]]:
    """What sources say of each; of the firm that counts also what is news of the merged ones."""
    said = {each.id: list(each.claims) for each in members}
    merged = chains([company_id], lambda into: _merges(members, into))
    news = list(news_of(merged.get(company_id, ()), said))
    return {**said, company_id: [*said.get(company_id, ()), *news]}


def _merges(members: Sequence[CompanyOverview], into: Collection[int]) -> Iterator[Merge]:
    at = {one.company_id: one.merged_at for each in members for one in each.merges
          if one.undone_at is None}  # fmt: skip
    for each in members:
        firm = each.company
        if firm.merged_into_id is not None and firm.merged_into_id in into:
            merged_at = at.get(firm.id) or at_the_latest(firm.ended_on)
            yield Merge(firm.id, firm.merged_into_id, merged_at)


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
