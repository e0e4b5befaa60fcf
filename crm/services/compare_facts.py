"""What a change of what is believed does to firms: from which day on they have another size or
sector than before.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm.enums import N_, SizeBand
from crm.models import CompanyFact
from crm.models.base import Base

FACTS = Base.metadata.tables[CompanyFact.__tablename__]
SIZE, SECTOR = "size", "sector"
FIELDS = {SIZE: N_("Size"), SECTOR: N_("Sector")}
Steps = list[tuple[date, str | None]]
"""From which day on a firm says what, in words that people read; nothing: unknown."""
Facts = Mapping[tuple[int, str], Steps]
"""By company and field."""


class Difference(NamedTuple):
    company_id: int
    field: str
    day: date
    before: str | None
    after: str | None


def facts_of(session: Session, company_ids: Sequence[int]) -> Facts:
    found: dict[tuple[int, str], Steps] = defaultdict(list)
    chosen = FACTS.c.company_id.in_(company_ids)
    query = select(FACTS).where(chosen).order_by(FACTS.c.company_id, FACTS.c.valid_from)
    for row in session.connection().execute(query):
        found[row.company_id, SIZE].append((row.valid_from, _size(row)))
        found[row.company_id, SECTOR].append((row.valid_from, _sector(row)))
    return found


def _size(row: Any) -> str | None:
    if row.employees is not None:
        return f"{row.size_band.value} ({row.employees})"
    return None if row.size_band is SizeBand.UNKNOWN else row.size_band.value


def _sector(row: Any) -> str | None:
    return f"{row.wz_code} (WZ {row.wz_edition.value})" if row.wz_code else None


def differences(before: Facts, after: Facts) -> Iterator[Difference]:
    """In the order of firms and days."""
    for company_id, field in sorted(before.keys() | after.keys()):
        old, new = before.get((company_id, field), []), after.get((company_id, field), [])
        was: tuple[str | None, str | None] = (None, None)
        for day in sorted({day for day, _said in (*old, *new)}):
            now = (_on(old, day), _on(new, day))
            if now[0] != now[1] and now != was:
                yield Difference(company_id, field, day, *now)
            was = now


def _on(steps: Steps, day: date) -> str | None:
    return next((said for begins, said in reversed(steps) if begins <= day), None)


def firms(found: Iterable[Difference], field: str | None = None) -> int:
    """How many firms; of all fields, or of one."""
    return len({each.company_id for each in found if field in (None, each.field)})
