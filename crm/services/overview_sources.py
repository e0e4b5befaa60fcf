"""What an overview is made from: one query per table for a whole chunk of companies."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Row, case, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from crm.clock import today
from crm.enums import InteractionKind, InteractionStatus, ParticipationStatus, SiteKind
from crm.models import (
    Company,
    CompanyFact,
    District,
    Interaction,
    Participation,
    Person,
    Position,
    Site,
    SourceRecord,
)
from crm.services.family import members

Chosen = Callable[[InstrumentedAttribute[Any]], ColumnElement[bool]]
"""Given the column of company ids, the condition that chooses the chunk."""
ByCompany = dict[int, Any]
INDIVIDUAL = [kind for kind in InteractionKind if kind.is_individual]


class Sources(NamedTuple):
    companies: list[Row[Any]]
    sites: ByCompany
    facts: ByCompany
    keys: ByCompany
    people: ByCompany
    contacts: ByCompany
    merged: dict[int, list[Row[Any]]]
    """Of each company those that were merged into it, over chains of any length."""


def read_sources(connection: Connection, chosen: Chosen) -> Sources:
    """Of the companies chosen and of those merged into them."""
    sources = _read(connection, chosen)
    counting = [row.id for row in sources.companies if row.merged_into_id is None]
    merged = members(connection, counting)
    if merged:
        _add(sources, _read(connection, lambda column: column.in_(merged)), merged)
    return sources


def _read(connection: Connection, chosen: Chosen) -> Sources:
    return Sources(
        companies=_companies(connection, chosen),
        sites=_sites(connection, chosen),
        facts=_facts(connection, chosen),
        keys=_register_keys(connection, chosen),
        people=_people(connection, chosen),
        contacts=_contacts(connection, chosen),
        merged={},
    )


def _add(sources: Sources, theirs: Sources, merged: Mapping[int, int]) -> None:
    """A merged company's last days are its survivor's, and so are its site and its last fact where
    that has none.
    """
    lacking = set(merged.values()) - sources.facts.keys()
    for row in theirs.companies:
        sources.merged.setdefault(merged[row.id], []).append(row)
    for mine, its in ((sources.sites, theirs.sites), (sources.facts, theirs.facts),
                      (sources.keys, theirs.keys), (sources.people, theirs.people)):  # fmt: skip
        mine.update({pk: row for pk, row in its.items() if pk not in mine})
    for company_id, days in theirs.contacts.items():
        survivor = merged[company_id]
        sources.contacts[survivor] = _later(days, sources.contacts.get(survivor))
    for company_id, site in theirs.sites.items():
        sources.sites.setdefault(merged[company_id], site)
    for fact in sorted(theirs.facts.values(), key=lambda fact: (fact.valid_from, fact.id)):
        if merged[fact.company_id] in lacking:
            sources.facts[merged[fact.company_id]] = fact


def _companies(connection: Connection, chosen: Chosen) -> list[Row[Any]]:
    columns = (
        Company.id, Company.name, Company.legal_form, Company.register_number,
        Company.description, Company.ended_on, Company.merged_into_id,
    )  # fmt: skip
    rows: Any = connection.execute(select(*columns).where(chosen(Company.id))).all()
    return list(rows)


def _sites(connection: Connection, chosen: Chosen) -> ByCompany:
    """The main open site; where there is none the next open one, at last the latest closed."""
    columns = (
        Site.company_id, Site.street, Site.house_number, Site.postcode, Site.city,
        Site.neighbourhood, Site.district_id, Site.latitude, Site.longitude,
        District.name.label("district"),
    )  # fmt: skip
    best_last = (Site.valid_to.is_(None), Site.kind == SiteKind.MAIN, Site.valid_to, Site.id.desc())
    query = select(*columns).join(Site.district, isouter=True).where(chosen(Site.company_id))
    return {row.company_id: row for row in connection.execute(query.order_by(*best_last)).all()}


def _facts(connection: Connection, chosen: Chosen) -> ByCompany:
    """The current fact; closed firms keep their last."""
    columns = (
        CompanyFact.company_id, CompanyFact.size_band, CompanyFact.wz_code,
        CompanyFact.wz_edition, CompanyFact.wz_section, CompanyFact.valid_from, CompanyFact.id,
    )  # fmt: skip
    best_last = (CompanyFact.valid_to.is_(None), CompanyFact.valid_from)
    query = select(*columns).where(chosen(CompanyFact.company_id)).order_by(*best_last)
    return {row.company_id: row for row in connection.execute(query).all()}


def _register_keys(connection: Connection, chosen: Chosen) -> ByCompany:
    keys: dict[int, list[str]] = defaultdict(list)
    query = select(SourceRecord.company_id, SourceRecord.key).where(
        chosen(SourceRecord.company_id), SourceRecord.key.is_not(None)
    )
    for company_id, key in connection.execute(query.order_by(SourceRecord.id)).all():
        if company_id and key and key not in keys[company_id]:
            keys[company_id].append(key)
    return keys


def _people(connection: Connection, chosen: Chosen) -> ByCompany:
    people: dict[int, list[str]] = defaultdict(list)
    query = (
        select(Position.company_id, Person.first_name, Person.last_name)
        .join(Position.person)
        .where(chosen(Position.company_id), or_(*_current(Position.valid_to)))
        .order_by(Position.id)
    )
    for company_id, first_name, last_name in connection.execute(query).all():
        people[company_id].append(" ".join(filter(None, (first_name, last_name))))
    return people


def _current(valid_to: Any) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return valid_to.is_(None), valid_to >= today()


def _contacts(connection: Connection, chosen: Chosen) -> ByCompany:
    return {row.company_id: row for row in _last_days(connection, chosen(Participation.company_id))}


def _last_days(connection: Connection, chosen: ColumnElement[bool]) -> Sequence[Any]:
    """Of any contact, of an individual one and of a visit."""

    def last(*kinds: InteractionKind) -> ColumnElement[date | None]:
        return func.max(case((Interaction.kind.in_(kinds), Interaction.happened_on)))

    query = (
        select(
            Participation.company_id,
            func.max(Interaction.happened_on).label("contact"),
            last(*INDIVIDUAL).label("individual"),
            last(InteractionKind.VISIT).label("visit"),
        )
        .join(Participation.interaction)
        .where(
            chosen,
            Participation.status == ParticipationStatus.ATTENDED,
            Interaction.status == InteractionStatus.HELD,
        )
        .group_by(Participation.company_id)
    )
    return connection.execute(query).all()


class LastDays(NamedTuple):
    contact: date | None
    individual: date | None
    visit: date | None


def _later(one: Any, other: Any | None) -> Any:
    if other is None:
        return one
    names = LastDays._fields
    pairs = ((getattr(one, name), getattr(other, name)) for name in names)
    return LastDays(*(max(filter(None, pair), default=None) for pair in pairs))
