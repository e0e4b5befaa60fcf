"""A firm that people enter: itself, and with it where it is and how large, as far as known."""

from datetime import date

from sqlalchemy.orm import Session

from crm.enums import SiteKind
from crm.models import Company, Site
from crm.rules import Values
from crm.services.change_facts import change_facts

PLACE = ("street", "house_number", "postcode", "city", "neighbourhood", "district_id")
SIZE_AND_SECTOR = ("size_band", "employees", "wz_code")


def add_company(session: Session, company: Company, values: Values, today: date) -> Company:
    """``values`` may name columns of Site and CompanyFact; ``source`` says who told."""
    session.add(company)
    session.flush()
    begun = company.founded_on
    place = {name: values.get(name) for name in PLACE}
    if any(place.values()):
        session.add(Site(company_id=company.id, kind=SiteKind.MAIN, valid_from=begun, **place))
    if any(values.get(name) not in (None, "", "unknown") for name in SIZE_AND_SECTOR):
        change_facts(session, company.id, values, begun or today)
    session.flush()
    return company
