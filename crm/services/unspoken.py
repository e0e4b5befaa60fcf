"""The small firms in somebody's care that nobody has spoken to for longest."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Row, Subquery, or_, select, union
from sqlalchemy.orm import Session

from crm.enums import SizeClass
from crm.models import Company, Responsibility
from crm.models import CompanyOverview as Firm
from crm.services.family import MERGED, counts_as, is_merged
from crm.services.no_contact import may_be_contacted
from crm.services.sectors import in_sections

SMALL = [size for size in SizeClass if size.is_small_firm]
COLUMNS = (
    Firm.id, Firm.label, Firm.address, Firm.size_class, Firm.last_individual_on,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Care:
    """What somebody is responsible for today, as far as it names firms."""

    district_ids: tuple[int, ...] = ()
    sections: tuple[str, ...] = ()
    company_ids: tuple[int, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.district_ids or self.sections or self.company_ids)

    def parts(self) -> Iterator[ColumnElement[bool]]:
        """Each part is a range of ix_company_overview_longest_unspoken or of the primary key."""
        for size in SMALL:
            for district_id in self.district_ids:
                yield (Firm.size_class == size) & (Firm.district_id == district_id)
            if self.sections:
                yield (Firm.size_class == size) & in_sections(self.sections)
        if self.company_ids:
            yield Firm.id.in_(self.company_ids) & Firm.size_class.in_(SMALL)


def care_of(session: Session, advisor_id: int, day: date) -> Care:
    in_force = or_(Responsibility.valid_to.is_(None), Responsibility.valid_to >= day)
    query = select(
        Responsibility.district_id,
        Responsibility.wz_section,
        counts_as(Responsibility.company_id),
    )
    query = (
        query.select_from(Responsibility)
        .outerjoin(MERGED, is_merged(Responsibility.company_id))
        .where(Responsibility.advisor_id == advisor_id, Responsibility.valid_from <= day, in_force)
    )
    columns = zip(*session.execute(query), strict=True)
    named = [tuple(dict.fromkeys(each for each in column if each)) for column in columns]
    return Care(*named)


def longest_unspoken(session: Session, care: Care, limit: int = 10) -> list[Row[Any]]:
    """id, label, address, size_class, last_individual_on, phone; first those never spoken to."""
    if not care:
        return []
    never = Firm.last_individual_on.is_(None)
    ranges = [
        _range(part & condition, limit) for part in care.parts() for condition in (never, ~never)
    ]
    found = union(*(select(each) for each in ranges)).subquery()
    last_on = found.c.last_individual_on
    order = (last_on.is_not(None), last_on, found.c.size_class.desc(), found.c.label)
    query = select(found, Company.phone).join(Company, Company.id == found.c.id)
    return list(session.execute(query.order_by(*order).limit(limit)))


def _range(condition: ColumnElement[bool], limit: int) -> Subquery:
    """A range at a time, so that each is read in the order of its index and no further."""
    firms = select(*COLUMNS).where(Firm.is_active.is_(True), condition, may_be_contacted())
    return firms.order_by(Firm.last_individual_on).limit(limit).subquery()
