"""One company's overview, put together from what was read."""

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Row

from crm.enums import SizeBand, SizeClass, WzEdition
from crm.rules.fold import sort_key
from crm.services.firm_label import LONGEST, firm_label
from crm.services.overview_sources import Sources
from crm.services.search_words import search_text

SIZE_CLASS = {band: band.size_class for band in SizeBand}


class OverviewRow(NamedTuple):
    """The columns of company_overview."""

    id: int
    survivor_id: int | None
    label: str
    label_key: str
    address: str | None
    is_active: bool
    size_band: SizeBand
    size_class: SizeClass
    wz_code: str | None
    wz_edition: WzEdition | None
    wz_section: str | None
    district_id: int | None
    latitude: float | None
    longitude: float | None
    last_contact_on: date | None
    last_individual_on: date | None
    last_visit_on: date | None
    search_text: str

    def for_merged(self, company_id: int) -> "OverviewRow":
        """What is said by the id of a firm that was merged into this one: the same, but that it
        is found by this one alone.
        """
        return self._replace(id=company_id, survivor_id=self.id, is_active=False, search_text="")


class _Unknown:
    """A site, fact or contact that a company does not have: every attribute is None."""

    def __getattr__(self, _name: str) -> None:
        return None


UNKNOWN: Any = _Unknown()


def overview_row(company: Row[Any], sources: Sources) -> OverviewRow:
    """Of a firm that counts itself."""
    site = sources.sites.get(company.id, UNKNOWN)
    fact = sources.facts.get(company.id, UNKNOWN)
    contact = sources.contacts.get(company.id, UNKNOWN)
    label = _label(company, sources)
    band = fact.size_band or SizeBand.UNKNOWN
    return OverviewRow(
        id=company.id,
        survivor_id=None,
        label=label,
        label_key=sort_key(label),
        address=_address(site),
        is_active=company.ended_on is None,
        size_band=band,
        size_class=SIZE_CLASS[band],
        wz_code=fact.wz_code,
        wz_edition=fact.wz_edition,
        wz_section=fact.wz_section,
        district_id=site.district_id,
        latitude=site.latitude,
        longitude=site.longitude,
        last_contact_on=contact.contact,
        last_individual_on=contact.individual,
        last_visit_on=contact.visit,
        search_text=search_text(_words(company, sources)),
    )


def _label(company: Any, sources: Sources) -> str:
    if company.name:
        return str(company.name)
    site = sources.sites.get(company.id, UNKNOWN)
    fact = sources.facts.get(company.id, UNKNOWN)
    keys = sources.keys.get(company.id, [])
    number = keys[-1] if keys else company.register_number or f"#{company.id}"
    return firm_label(
        company.description,
        fact.wz_code,
        fact.wz_edition,
        site.neighbourhood,
        site.district,
        number,
    )


def _address(site: Any) -> str | None:
    street = " ".join(filter(None, (site.street, site.house_number)))
    town = " ".join(filter(None, (site.postcode, site.city)))
    return ", ".join(filter(None, (street or site.neighbourhood, town)))[:LONGEST] or None


def _words(company: Any, sources: Sources) -> Iterator[str | None]:
    """What it is found by, then what the firms merged into it are found by."""
    site = sources.sites.get(company.id, UNKNOWN)
    street = " ".join(filter(None, (site.street, site.house_number)))
    yield from (_label(company, sources), company.legal_form)
    yield from (street, site.neighbourhood, site.postcode, site.district, company.register_number)
    yield from (*sources.keys.get(company.id, ()), *sources.people.get(company.id, ()))
    for merged in sources.merged.get(company.id, ()):
        yield from _words(merged, sources)
