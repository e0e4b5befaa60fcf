"""Firms that are new to us, many at a time."""

import uuid
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from itertools import count
from typing import Any

from sqlalchemy.orm import Session

from crm.enums import SiteKind
from crm.models import Company, CompanyFact, Site
from crm.models.base import utc_now
from crm.register.firm import Firm
from crm.services.bulk import new_ids, write

Row = dict[str, Any]


class Creator:
    """``source`` is what the facts name as theirs."""

    def __init__(self, session: Session, source: str, as_of: date, user_id: int | None) -> None:
        self.session = session
        self.fact: Row = {"source": source, "valid_from": as_of, "valid_to": None}
        self.user_id = user_id
        self._keys = _client_keys()

    def create(self, firms: Sequence[Firm], district_ids: Sequence[int | None]) -> Sequence[int]:
        """Returns the companies' ids."""
        ids, now = new_ids(self.session, Company, len(firms)), utc_now()
        rows = list(zip(ids, firms, district_ids, strict=True))
        write(self.session, Company, [self._company(id_, firm, now) for id_, firm, _ in rows])
        write(self.session, Site, [self._site(*row, now) for row in rows])
        write(self.session, CompanyFact, [self._fact(id_, firm, now) for id_, firm, _ in rows])
        return ids

    def _company(self, company_id: int, firm: Firm, now: datetime) -> Row:
        return {
            "id": company_id,
            "name": firm.name,
            "legal_form": firm.legal_form,
            "register_number": firm.register_number,
            "chamber": firm.chamber,
            "is_craft": firm.is_craft,
            "is_sideline": False,
            "founded_on": firm.founded_on,
            "description": firm.description,
            **self._tracked(now),
        }

    def _site(self, company_id: int, firm: Firm, district_id: int | None, now: datetime) -> Row:
        place = firm.place._asdict()
        del place["district"]
        own = {"company_id": company_id, "kind": SiteKind.MAIN, "district_id": district_id}
        return {**own, **place, **self._tracked(now)}

    def _fact(self, company_id: int, firm: Firm, now: datetime) -> Row:
        own = {"company_id": company_id, **self.fact}
        return {**own, **firm.fact._asdict(), **self._tracked(now)}

    def _tracked(self, now: datetime) -> Row:
        return {
            "created_at": now,
            "changed_at": now,
            "created_by_id": self.user_id,
            "changed_by_id": self.user_id,
            "client_key": next(self._keys),
            "version": 1,
        }


def _client_keys() -> Iterator[str]:
    """Unique and rising, so that their index grows at its end."""
    run = uuid.uuid4().hex[:20]
    return (f"{run}{number:012x}" for number in count())
