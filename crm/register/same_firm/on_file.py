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


def firms_on_file(session: Session, *, ended: bool = False) -> Iterator[Traits]:
    """Active firms, with ``ended`` those too that were, in one query; their key is their id. Those
    merged into another are not among them.
    """
    options = {"yield_per": AT_ONCE}
    query = _query(None if ended else today())
    rows = session.connection().execute(query, execution_options=options)
    yield from (traits(Said(*row)) for row in rows)


def _query(day: date | None) -> Select[Any]:
    """Of firms that are active on the day."""
    site = and_(Site.company_id == Company.id, Site.kind == SiteKind.MAIN, Site.valid_to.is_(None))
    fact = and_(CompanyFact.company_id == Company.id, CompanyFact.valid_to.is_(None))
    joined = select(*COLUMNS).outerjoin(Site, site).outerjoin(CompanyFact, fact)
    counting = joined.where(Company.merged_into_id.is_(None))
    if day is None:
        return counting
    return counting.where(or_(Company.ended_on.is_(None), Company.ended_on > day))
