"""A few firms of the demo city are on file twice, as if a colleague and a register had each written
one down; and of those that went into others it is on file when.
"""

from datetime import UTC, date, datetime, time

from rapidfuzz import fuzz
from sqlalchemy import ColumnElement, Row, exists, insert, select, update
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from crm.models import (
    Company,
    CompanyMerge,
    CompanyOverview,
    MatchDecision,
    Participation,
    RedFlag,
    Responsibility,
)
from crm.rules.fold import fold
from crm.services.match_decisions import Pair, keep_pairs
from crm.services.refresh_overview import refresh_overview

TWICE = 12
NAME = "name %(likeness)s %%"
"""As the engine says it, which looks for such pairs on demand."""
SPELT = (("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("ß", "ss"), ("&", "und"), ("Magdeburg", "MD"))
"""As somebody types it who has no umlauts, or no time."""


def add_duplicates(session: Session, until: date) -> None:
    _write_down_merges(session)
    keep_pairs(session, [_written_down_twice(session, *twins) for twins in _pairs(session)])
    at = datetime.combine(until, time(5), UTC)
    for pair in session.scalars(select(MatchDecision)):
        pair.client_key = f"pair-{pair.company_id}-{pair.other_id}"
        pair.created_at = pair.changed_at = at
    session.flush()


def _write_down_merges(session: Session) -> None:
    """On the day on which the firm went into the other one."""
    merged = Company.merged_into_id.is_not(None)
    query = select(Company.id, Company.merged_into_id, Company.ended_on).where(merged)
    rows = [_record(row) for row in session.execute(query.order_by(Company.id))]
    if rows:
        session.execute(insert(CompanyMerge), rows)


def _record(row: Row[int, int | None, date | None]) -> dict[str, object]:
    noon = datetime.combine(row.ended_on or date.min, time(11), UTC)
    return {
        "company_id": row.id,
        "into_id": row.merged_into_id,
        "merged_at": noon,
        "created_at": noon,
        "changed_at": noon,
        "client_key": f"merge-{row.id}",
        "version": 1,
    }


def _pairs(session: Session) -> list[tuple[int, int]]:
    """(a firm that one speaks with, one in the same district and sector that nobody knows)."""
    known, new = CompanyOverview, aliased(CompanyOverview)
    query = (
        select(known.id, known.district_id, known.wz_section)
        .join(Company, Company.id == known.id)
        .where(known.is_active, known.last_visit_on.is_not(None), Company.phone.is_not(None))
        .order_by(known.id)
    )
    found: dict[int, int] = {}
    for row in session.execute(query.limit(TWICE * 4)):
        there = select(new.id).where(
            new.is_active, new.last_contact_on.is_(None), new.id.not_in([*found, *found.values()]),
            new.district_id == row.district_id, new.wz_section == row.wz_section, ~_of_use(new.id),
        )  # fmt: skip
        twin = session.scalar(there.order_by(new.id).limit(1))
        if twin is not None and len(found) < TWICE:
            found[row.id] = twin
    return list(found.items())


def _of_use(company_id: ColumnElement[int] | InstrumentedAttribute[int]) -> ColumnElement[bool]:
    """Whether anything else was written down of it."""
    return (
        exists().where(Participation.company_id == company_id)
        | exists().where(RedFlag.company_id == company_id)
        | exists().where(Responsibility.company_id == company_id)
    )


def _written_down_twice(session: Session, known_id: int, new_id: int) -> Pair:
    known = session.get_one(Company, known_id)
    same = {name: getattr(known, name) for name in ("phone", "email", "legal_form")}
    name = spelt_otherwise(known.name or "")
    change = update(Company).where(Company.id == new_id)
    session.execute(change.values(name=name, changed_at=Company.changed_at, **same))
    refresh_overview(session, [new_id])
    likeness = round(fuzz.ratio(fold(known.name or ""), fold(name)))
    return Pair(
        known_id, new_id, likeness, [("same telephone", {}), (NAME, {"likeness": likeness})]
    )


def spelt_otherwise(name: str) -> str:
    for sign, other in SPELT:
        name = name.replace(sign, other)
    return name
