"""The traits of all firms on file, past the ORM."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlalchemy import Select, and_, literal, or_, select
from sqlalchemy.orm import Session

from crm.clock import today
from crm.enums import SiteKind
from crm.models import Company, CompanyFact, Site
from crm.register.same_firm.index import Index
from crm.register.same_firm.traits import Said, Traits, traits

AT_ONCE = 1_000
COLUMNS: tuple[Any, ...] = (
    Company.id, Company.name, Company.legal_form, Site.street, Site.house_number, Site.postcode,
    Site.city, Site.latitude, Site.longitude, Company.phone, Company.register_number,
    Company.website, Company.email, literal(None), CompanyFact.wz_code, CompanyFact.wz_edition,
)  # fmt: skip
"""As Said names them; a chamber's number stands where registers keep it."""


def index_of(session: Session) -> Index:
    return Index(firms_on_file(session))


def firms_on_file(session: Session) -> Iterator[Traits]:
    """Active firms that were not merged into another, in one query; their key is their id."""
    options = {"yield_per": AT_ONCE}
    rows = session.connection().execute(_query(today()), execution_options=options)
    yield from (traits(Said(*row)) for row in rows)


def _query(day: date) -> Select[Any]:
    site = and_(Site.company_id == Company.id, Site.kind == SiteKind.MAIN, Site.valid_to.is_(None))
    fact = and_(CompanyFact.company_id == Company.id, CompanyFact.valid_to.is_(None))
    is_active = or_(Company.ended_on.is_(None), Company.ended_on > day)
    joined = select(*COLUMNS).outerjoin(Site, site).outerjoin(CompanyFact, fact)
    return joined.where(is_active, Company.merged_into_id.is_(None))
