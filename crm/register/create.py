"""Firms that are new to us, many at a time."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from crm.enums import SiteKind
from crm.models import Company, CompanyFact, FactClaim, ImportBatch, Site
from crm.models.base import utc_now
from crm.register.claims import NOTHING, claim_by, claim_of
from crm.register.firm import Firm
from crm.register.source import Source
from crm.register.stamps import Stamps
from crm.services.bulk import new_ids, write

Row = dict[str, Any]


class Creator:
    def __init__(self, session: Session, source: Source, batch: ImportBatch) -> None:
        self.session = session
        self.source = source
        self.batch = batch
        self.user_id = batch.created_by_id
        self._stamps = Stamps(batch.created_by_id)

    def create(
        self, firms: Sequence[Firm], district_ids: Sequence[int | None], days: Sequence[date]
    ) -> Sequence[int]:
        """Returns the companies' ids; ``days``: from when what is said of each holds."""
        ids, now = new_ids(self.session, Company, len(firms)), utc_now()
        rows = list(zip(ids, firms, district_ids, strict=True))
        write(self.session, Company, [self._company(id_, firm, now) for id_, firm, _ in rows])
        write(self.session, Site, [self._site(*row, now) for row in rows])
        claim_ids = new_ids(self.session, FactClaim, len(firms))
        said = list(zip(ids, claim_ids, firms, days, strict=True))
        write(self.session, FactClaim, [self._claim(*row, now) for row in said])
        write(self.session, CompanyFact, [self._fact(*row, now) for row in said])
        return ids

    def _company(self, company_id: int, firm: Firm, now: datetime) -> Row:
        return {
            "id": company_id,
            "name": firm.name,
            "legal_form": firm.legal_form,
            "register_number": firm.register_number,
            "chamber": firm.chamber,
            "is_craft": firm.is_craft,
            "is_sideline": firm.is_sideline,
            "founded_on": firm.founded_on,
            "phone": firm.phone,
            "email": firm.email,
            "website": firm.website,
            "description": firm.description,
            **self._stamps.new(now),
        }

    def _site(self, company_id: int, firm: Firm, district_id: int | None, now: datetime) -> Row:
        place = firm.place._asdict()
        del place["district"]
        own = {"company_id": company_id, "kind": SiteKind.MAIN, "district_id": district_id}
        return {**own, **place, **self._stamps.new(now)}

    def _claim(self, company_id: int, claim_id: int, firm: Firm, day: date, now: datetime) -> Row:
        said, by = claim_of(NOTHING, firm.fact), claim_by(self.source, self.batch, day)
        own = {"id": claim_id, "company_id": company_id, **by}
        return {**own, **said, "created_at": now, "created_by_id": self.user_id}

    def _fact(self, company_id: int, claim_id: int, firm: Firm, day: date, now: datetime) -> Row:
        valid = {"valid_from": day, "valid_to": None}
        own = {"company_id": company_id, "claim_id": claim_id, "source": self.source.title}
        return {**own, **valid, **firm.fact._asdict(), **self._stamps.new(now)}
