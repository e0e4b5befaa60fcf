"""Firms of which a register says something new.

What the register newly says is the difference between its last row and this one. What it merely
repeats leaves alone what people have corrected since.
"""

from datetime import date, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm.enums import EndReason, SiteKind
from crm.models import Company, FactClaim, ImportBatch, Site
from crm.models.base import utc_now
from crm.register.change_log import ChangeLog
from crm.register.claims import NOTHING, claim_by, claim_of, says_nothing
from crm.register.complete import agrees, fill_gaps, fill_place
from crm.register.districts import Districts
from crm.register.firm import Firm, Place, SizeAndSector
from crm.register.kin import Kin
from crm.register.source import Source
from crm.services.bulk import write
from crm.services.follow_merges import as_typed
from crm.services.resolve_facts import resolve_facts

A_DAY = timedelta(days=1)
OWN = (
    "name", "legal_form", "register_number", "is_craft", "is_sideline", "phone", "email", "website",
    "description",
)  # fmt: skip
MOVED = ("postcode", "district")
"""Another postcode or district is a move; everything else corrects the site."""
Row = dict[str, Any]


class Updater:
    """Holds what is on file of a chunk's firms."""

    def __init__(
        self,
        session: Session,
        source: Source,
        batch: ImportBatch,
        districts: Districts,
        log: ChangeLog,
        ids: list[int],
        kin: Kin,
    ) -> None:
        self.session = session
        self.source = source
        self.batch = batch
        self.districts = districts
        self.log = log
        self.kin = kin
        named = {*ids, *map(kin.counting, ids)}
        companies = session.scalars(select(Company).where(Company.id.in_(named)))
        self.companies = {company.id: company for company in companies}
        main = (Site.valid_to.is_(None), Site.kind == SiteKind.MAIN)
        sites = session.scalars(select(Site).where(Site.company_id.in_(ids), *main))
        self.sites = {site.company_id: site for site in sites}
        self.changed: set[int] = set()
        self._moved: list[Site] = []
        self._claims: list[Row] = []

    def update(self, company_id: int, old: Firm, new: Firm, day: date, *, back: bool) -> None:
        """``back``: it had left the register and is there again."""
        changes = (
            back and self._reopen(company_id),
            self._own(self.companies[company_id], old, new),
            old.place != new.place and self._place(company_id, old.place, new.place, day),
        )
        if any(changes):
            self.changed.add(company_id)
        self._claim(company_id, old.fact, new.fact, day)

    def complete(self, company_id: int, new: Firm, day: date) -> None:
        """A firm on file that this source names for the first time: what was not known of it."""
        company, site = self.companies[company_id], self.sites.get(company_id)
        fill_gaps(company, new)
        if site is None:
            self._move(company_id, None, new.place, day)
        elif agrees(site, new.place):
            fill_place(site, new.place, self.districts)
        changed = site is None or any(map(self.session.is_modified, (company, site)))
        self.changed |= {company_id} if changed else set()
        self._claim(company_id, NOTHING, new.fact, day)

    def move(self, company_id: int, place: Place, day: date) -> None:
        """Where it says so itself, also within one postcode."""
        site = self.sites.get(company_id)
        if site is None or (not agrees(site, place) and not _begins(site, day)):
            self._move(company_id, site, place, day)
            self.changed.add(company_id)

    def finish(self) -> None:
        """What begins is written after what it ends, so that at no moment two are open."""
        self.log.flush()
        self.session.add_all(self._moved)
        with as_typed(self.session):  # what is said of a merged firm stays with it
            self.log.flush()
        write(self.session, FactClaim, self._claims)
        self.changed |= resolve_facts(self.session, [row["company_id"] for row in self._claims])

    def _reopen(self, company_id: int) -> bool:
        """Also the firm that counts in its place, unless people closed it."""
        company = self.companies[self.kin.counting(company_id)]
        if company.end_reason is EndReason.LEFT_REGISTER:
            company.ended_on = company.end_reason = None
        return True

    def _own(self, company: Company, old: Firm, new: Firm) -> bool:
        for name in OWN:
            before, after = getattr(old, name), getattr(new, name)
            if before != after and getattr(company, name) == before:
                setattr(company, name, after)
        return self.session.is_modified(company)

    def _place(self, company_id: int, old: Place, new: Place, day: date) -> bool:
        said = {name: value for name, value in new._asdict().items() if value != getattr(old, name)}
        site = self.sites.get(company_id)
        if site is None or (_has_moved(said, old) and not _begins(site, day)):
            self._move(company_id, site, new, day)
            return True
        _fill(site, said, self.districts)
        return self.session.is_modified(site)

    def _move(self, company_id: int, site: Site | None, new: Place, day: date) -> None:
        if site:
            site.valid_to = day - A_DAY
        moved = Site(company_id=company_id, kind=SiteKind.MAIN, valid_from=day)
        _fill(moved, new._asdict(), self.districts)
        self._moved.append(moved)
        self.sites[company_id] = moved

    def _claim(self, company_id: int, old: SizeAndSector, new: SizeAndSector, day: date) -> None:
        claim = claim_of(old, new)
        if not says_nothing(claim):
            who = {"created_at": utc_now(), "created_by_id": self.batch.created_by_id}
            own = {"company_id": company_id, **claim_by(self.source, self.batch, day)}
            self._claims.append({**own, **claim, **who})


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
