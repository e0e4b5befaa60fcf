"""A firm and all that were merged into it, over chains of any length.

A merge moves nothing: what was written down of the merged firm stays with it, and whoever reads
what is "of a firm" asks here for the ids. ``company_overview.survivor_id`` holds the end of each
chain, so that no query has to walk it; a firm that counts itself has none.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, CompoundSelect, Connection, Select, func, or_, select, union
from sqlalchemy.orm import Session, aliased

from crm.models import Company, CompanyOverview

MERGED = aliased(CompanyOverview, name="merged")
"""For queries that join it, see ``is_merged`` and ``counts_as``."""


def family(company_id: Any) -> Select[int]:
    """The firm's id and those of all that count as it; ``company_id`` may be a column."""
    member = aliased(CompanyOverview)
    theirs = or_(member.id == company_id, member.survivor_id == company_id)
    return select(member.id).where(theirs)


def family_of(session: Session, company_id: int) -> Sequence[int]:
    """Of whichever of them, the one that counts first. Two queries."""
    root = survivor_of(session, company_id)
    return [root, *(pk for pk in session.scalars(family(root)) if pk != root)]


def survivor_of(session: Session, company_id: int) -> int:
    """The firm that counts in its place; itself where it was not merged."""
    found = select(CompanyOverview.survivor_id).where(CompanyOverview.id == company_id)
    return session.scalar(found) or company_id


def with_survivors(ids: Select[Any]) -> CompoundSelect[Any]:
    """The ids and, of merged firms among them, those of the firms that count in their place."""
    member = aliased(CompanyOverview)
    theirs = select(member.survivor_id).where(member.survivor_id.is_not(None), member.id.in_(ids))
    return union(ids, theirs)


def is_merged(company_id: Any) -> ColumnElement[bool]:
    """On what MERGED is outer-joined: only merged firms have a row there, and they are few."""
    return (MERGED.id == company_id) & MERGED.survivor_id.is_not(None)


def counts_as(company_id: Any) -> Any:
    """The id of the firm that counts, beside an outer join of MERGED."""
    return func.coalesce(MERGED.survivor_id, company_id)


def counts_itself() -> ColumnElement[bool]:
    """Of a CompanyOverview: whether it was not merged."""
    return CompanyOverview.survivor_id.is_(None)


def roots(connection: Connection, ids: Iterable[int]) -> dict[int, int]:
    """Of merged firms among the ids: id -> the firm at the end of its chain, as on file now."""
    wanted, into = set(ids), dict[int, int]()
    asked = wanted
    while asked:
        found = _merged_into(connection, asked)
        into |= found
        asked = set(found.values()) - into.keys()
    return {pk: _end(pk, into) for pk in wanted if pk in into}


def _end(company_id: int, into: dict[int, int]) -> int:
    seen = set()
    while company_id in into and company_id not in seen:
        seen.add(company_id)
        company_id = into[company_id]
    return company_id


def _merged_into(connection: Connection, ids: set[int]) -> dict[int, int]:
    merged = Company.merged_into_id.is_not(None)
    query = select(Company.id, Company.merged_into_id).where(Company.id.in_(ids), merged)
    return {pk: into for pk, into in connection.execute(query) if into}


def members(connection: Connection, ids: Iterable[int]) -> dict[int, int]:
    """All that were merged into these firms, near or far: id -> which of these."""
    found: dict[int, int] = {}
    of = {pk: pk for pk in ids}
    while of:
        merged = Company.merged_into_id.in_(of)
        rows = connection.execute(select(Company.id, Company.merged_into_id).where(merged))
        of = {pk: of[into] for pk, into in rows if into and pk not in found}
        found |= of
    return found


def whole_families(connection: Connection, ids: Iterable[int]) -> set[int]:
    """The ids with all that count as the same firms."""
    wanted = set(ids)
    ends = roots(connection, wanted)
    counting = {ends.get(pk, pk) for pk in wanted}
    return wanted | counting | members(connection, counting).keys()
