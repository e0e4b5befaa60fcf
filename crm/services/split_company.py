"""One firm on file turns out to be two: what belongs to the new one goes there.

Unlike a merge this moves rows, since nobody knew before whose they were. Each row goes as a whole,
so nothing is lost and no contact counts twice; merging the two puts them together again.
"""

from __future__ import annotations

import itertools
from collections.abc import Collection, Mapping, Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from crm.enums import N_, SiteKind
from crm.errors import DomainError
from crm.models import (
    Booking,
    Company,
    CompanyFact,
    FollowUp,
    FundingCase,
    Inquiry,
    Participation,
    Position,
    RedFlag,
    Responsibility,
    Site,
    SourceRecord,
    StandContact,
)
from crm.models.base import new_client_key, utc_now
from crm.rules import Values
from crm.services.family import kin
from crm.services.resolve_facts import resolve_facts
from crm.services.split_keys import give_keys, register_keys
from crm.services.split_targets import give_targets

MOVABLE: Mapping[str, type[Any]] = {
    "sites": Site,
    "positions": Position,
    "facts": CompanyFact,
    "participations": Participation,
    "follow_ups": FollowUp,
    "inquiries": Inquiry,
    "red_flags": RedFlag,
    "funding_cases": FundingCase,
    "responsibilities": Responsibility,
}
"""What somebody chooses from, by the names under which it is given; and KEYS."""
KEYS = "keys"
NOT_ITS_OWN = N_("Something that you chose is not this firm's any more. Look again.")
A_DAY = timedelta(days=1)
Chosen = Mapping[str, Collection[int]]
OWN = ("legal_form", "chamber", "is_craft", "is_sideline", "founded_on", "ended_on", "end_reason")
"""Of the new firm as of the old one: it has existed as long, so its contacts count as before."""
PLACE = (
    "street", "house_number", "postcode", "city", "neighbourhood", "district_id", "latitude",
    "longitude", "valid_from", "valid_to",
)  # fmt: skip
"""A site that both share."""


def split(session: Session, company: Company, values: Values, chosen: Chosen) -> Company:
    """The new firm, with what was chosen. ``values`` are columns of Company, name among them.

    Without a site a firm counts in no figure: where none is chosen, both share the main one.
    """
    rows = {name: _rows(session, company, name, chosen.get(name, ())) for name in MOVABLE}
    keys = _keys(session, company, chosen.get(KEYS, ()))
    _refuse_nothing_left(session, company, rows["sites"])
    given = {name: getattr(company, name) for name in OWN} | dict(values)
    new = Company(**{"client_key": new_client_key(), **given})
    session.add(new)
    session.flush()
    for some in rows.values():
        for row in some:
            row.company_id = new.id
    session.flush()
    _give_talks(session, company, rows["participations"], new)
    if not rows["sites"]:
        _share_site(session, company, new)
    if rows["facts"]:
        for each in (company, new):
            _hold_until_the_next(session, each)
        resolve_facts(session, [company.id, new.id])
    give_targets(session, company, new)
    give_keys(session, company, new, keys)
    company.changed_at = utc_now()
    session.flush()
    return new


def of_firm(company: Company, name: str) -> ColumnElement[bool]:
    """Of one kind, what is on file of the firm and of those merged into it. Of size and sector what
    people entered: what registers said goes with their keys.
    """
    theirs: ColumnElement[bool] = MOVABLE[name].company_id.in_(kin(company.id))
    return theirs & CompanyFact.claim_id.is_(None) if name == "facts" else theirs


def _rows(session: Session, company: Company, name: str, ids: Collection[int]) -> Sequence[Any]:
    """What was chosen and is still the firm's."""
    model = MOVABLE[name]
    if not ids:
        return []
    theirs = model.id.in_(ids), of_firm(company, name)
    found = session.scalars(select(model).where(*theirs).order_by(model.id)).all()
    if len(found) != len(set(ids)):
        raise DomainError(NOT_ITS_OWN)
    return found


def _keys(session: Session, company: Company, ids: Collection[int]) -> list[SourceRecord]:
    """Chosen by the last row of each."""
    found = [row for row in register_keys(session, company) if row.id in ids] if ids else []
    if len(found) != len(set(ids)):
        raise DomainError(NOT_ITS_OWN)
    return found


def _refuse_nothing_left(session: Session, company: Company, going: Sequence[Site]) -> None:
    staying = {site.id for site in _sites(session, company)} - {site.id for site in going}
    if going and not staying:
        raise DomainError(
            N_("One site stays with this firm. If both work in one place, choose no site at all.")
        )


def _give_talks(
    session: Session, company: Company, parts: Sequence[Participation], new: Company
) -> None:
    """The talks in slots and at stands in which they took part."""
    ids = [part.id for part in parts]
    for booking in session.scalars(select(Booking).where(Booking.participation_id.in_(ids))):
        booking.company_id = new.id
    fairs = {part.interaction_id for part in parts}
    met = select(StandContact).where(StandContact.interaction_id.in_(fairs))
    for row in session.scalars(met.where(StandContact.company_id.in_(kin(company.id)))):
        row.company_id = new.id


def _share_site(session: Session, company: Company, new: Company) -> None:
    """Both work where the firm works."""
    sites = sorted(_sites(session, company), key=_standing)
    if sites:
        place = {name: getattr(sites[0], name) for name in PLACE}
        session.add(Site(company_id=new.id, kind=SiteKind.MAIN, **place))


def _sites(session: Session, company: Company) -> Sequence[Site]:
    return session.scalars(select(Site).where(of_firm(company, "sites")).order_by(Site.id)).all()


def _standing(site: Site) -> tuple[bool, bool, int]:
    return site.valid_to is not None, site.kind is not SiteKind.MAIN, site.id


def _hold_until_the_next(session: Session, company: Company) -> None:
    """What is known holds until the next thing known, as it does wherever size or sector change."""
    query = select(CompanyFact).where(CompanyFact.company_id == company.id)
    facts = session.scalars(query.order_by(CompanyFact.valid_from)).all()
    for fact, following in itertools.pairwise(facts):
        fact.valid_to = following.valid_from - A_DAY
    session.flush()  # before the last one: at no moment are two open
    if facts:
        facts[-1].valid_to = None
    session.flush()
