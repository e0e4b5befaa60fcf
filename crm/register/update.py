"""Firms of which a register says something new.

What the register newly says is the difference between its last row and this one. What it merely
repeats leaves alone what people have corrected since.
"""

from datetime import date, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm.enums import SiteKind, SizeBand
from crm.models import Company, CompanyFact, Site
from crm.register.districts import Districts
from crm.register.firm import Firm, Place, SizeAndSector

A_DAY = timedelta(days=1)
OWN = ("name", "legal_form", "register_number", "is_craft", "description")
MOVED = ("postcode", "district")
"""Another postcode or district is a move; everything else corrects the site."""
SECTOR = ("wz_code", "wz_edition", "wz_section")


class Updater:
    """Holds what is on file of a chunk's firms; ``as_of`` is the day the new rows hold from."""

    def __init__(
        self, session: Session, source: str, as_of: date, districts: Districts, ids: list[int]
    ) -> None:
        self.session = session
        self.source = source
        self.as_of = as_of
        self.districts = districts
        companies = session.scalars(select(Company).where(Company.id.in_(ids)))
        self.companies = {company.id: company for company in companies}
        main = (Site.valid_to.is_(None), Site.kind == SiteKind.MAIN)
        sites = session.scalars(select(Site).where(Site.company_id.in_(ids), *main))
        self.sites = {site.company_id: site for site in sites}
        current = (CompanyFact.company_id.in_(ids), CompanyFact.valid_to.is_(None))
        facts = session.scalars(select(CompanyFact).where(*current))
        self.facts = {fact.company_id: fact for fact in facts}
        self._new: list[Site | CompanyFact] = []

    def update(self, company_id: int, old: Firm, new: Firm, *, back: bool) -> bool:
        """Whether anything changed; ``back``: it had left the register and is there again."""
        changes = (
            back and self._reopen(company_id),
            self._own(self.companies[company_id], old, new),
            old.place != new.place and self._place(company_id, old.place, new.place),
            old.fact != new.fact and self._fact(company_id, old.fact, new.fact),
        )
        return any(changes)

    def finish(self) -> None:
        """What begins is written after what it ends, so that at no moment two are open."""
        self.session.flush()
        self.session.add_all(self._new)
        self.session.flush()

    def _reopen(self, company_id: int) -> bool:
        company = self.companies[company_id]
        company.ended_on = company.end_reason = None
        return True

    def _own(self, company: Company, old: Firm, new: Firm) -> bool:
        for name in OWN:
            before, after = getattr(old, name), getattr(new, name)
            if before != after and getattr(company, name) == before:
                setattr(company, name, after)
        return self.session.is_modified(company)

    def _place(self, company_id: int, old: Place, new: Place) -> bool:
        said = {name: value for name, value in new._asdict().items() if value != getattr(old, name)}
        site = self.sites.get(company_id)
        if site is None or (_has_moved(said, old) and not _begins(site, self.as_of)):
            self._move(company_id, site, new)
            return True
        _fill(site, said, self.districts)
        return self.session.is_modified(site)

    def _move(self, company_id: int, site: Site | None, new: Place) -> None:
        if site:
            site.valid_to = self.as_of - A_DAY
        moved = Site(company_id=company_id, kind=SiteKind.MAIN, valid_from=self.as_of)
        _fill(moved, new._asdict(), self.districts)
        self._new.append(moved)

    def _fact(self, company_id: int, old: SizeAndSector, new: SizeAndSector) -> bool:
        fact = self.facts.get(company_id)
        wanted = _wanted(fact, old, new)
        if fact and (fact.valid_from > self.as_of or wanted == _values(fact)):
            return False
        if fact is None or fact.valid_from < self.as_of:
            fact = self._next_fact(company_id, fact)
        for name, value in {**wanted, "source": self.source}.items():
            setattr(fact, name, value)
        return True

    def _next_fact(self, company_id: int, last: CompanyFact | None) -> CompanyFact:
        if last:
            last.valid_to = self.as_of - A_DAY
        fact = CompanyFact(company_id=company_id, valid_from=self.as_of)
        self._new.append(fact)
        return fact


def _has_moved(said: dict[str, Any], old: Place) -> bool:
    return any(said.get(name) and getattr(old, name) for name in MOVED)


def _begins(site: Site, day: date) -> bool:
    return site.valid_from is not None and site.valid_from >= day


def _fill(site: Site, said: dict[str, Any], districts: Districts) -> None:
    for name, value in said.items():
        if name == "district":
            site.district_id = districts.id_of(value)
        else:
            setattr(site, name, value)


def _values(fact: CompanyFact) -> dict[str, Any]:
    return {name: getattr(fact, name) for name in ("size_band", "employees", *SECTOR)}


def _wanted(fact: CompanyFact | None, old: SizeAndSector, new: SizeAndSector) -> dict[str, Any]:
    """The current values with what the register newly knows; that it forgot something is none."""
    wanted = _values(fact) if fact else {"size_band": SizeBand.UNKNOWN, "employees": None}
    if new.size_band not in (old.size_band, SizeBand.UNKNOWN, wanted["size_band"]):
        wanted |= {"size_band": new.size_band, "employees": None}
    if new.wz_code not in (old.wz_code, None):
        wanted |= {name: getattr(new, name) for name in SECTOR}
    return wanted
