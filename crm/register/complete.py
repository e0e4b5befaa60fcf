"""What a source knows of a firm that we did not: gaps are filled, nothing is overwritten."""

from crm.enums import Chamber
from crm.models import Company, Site
from crm.register.districts import Districts
from crm.register.firm import Firm, Place
from crm.rules.fold import fold

GAPS = ("name", "legal_form", "register_number", "phone", "email", "website", "description")
LIKE = ("street", "house_number", "postcode")
MEMBERS = {Chamber.IHK, Chamber.HWK}


def fill_gaps(company: Company, said: Firm) -> None:
    for name in GAPS:
        if getattr(company, name) is None and getattr(said, name) is not None:
            setattr(company, name, getattr(said, name))
    for name in ("is_craft", "is_sideline"):
        if getattr(said, name) and not getattr(company, name):
            setattr(company, name, True)
    chamber = _chamber(company.chamber, said.chamber)
    if chamber is not company.chamber:
        company.chamber = chamber


def _chamber(known: Chamber, said: Chamber) -> Chamber:
    """Who is on the lists of both is a member of both."""
    if known in (Chamber.UNKNOWN, Chamber.NONE) and said is not Chamber.UNKNOWN:
        return said
    return Chamber.BOTH if {known, said} == MEMBERS else known


def agrees(site: Site, place: Place) -> bool:
    """Whether it may be one place: nothing that both name differs."""
    both = ((getattr(site, name), getattr(place, name)) for name in LIKE)
    return all(fold(one) == fold(other) for one, other in both if one and other)


def fill_place(site: Site, place: Place, districts: Districts) -> None:
    for name, value in place._asdict().items():
        if name == "district":
            if site.district_id is None and value is not None:
                site.district_id = districts.id_of(value)
        elif getattr(site, name) is None and value is not None:
            setattr(site, name, value)
