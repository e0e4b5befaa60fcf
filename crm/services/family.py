"""A firm and all that were merged into it, over chains of any length.

A merge moves nothing: what was written down of the merged firm stays with it, and whoever reads
what is "of a firm" asks here for the ids. ``company_overview.survivor_id`` holds the end of each
chain, so that no query has to walk it; a firm that counts itself has none.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from itertools import chain
from typing import Any

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Connection,
    Select,
    and_,
    func,
    or_,
    select,
    union,
    union_all,
)
from sqlalchemy.orm import Session, aliased

from crm.chunks import chunks
from crm.models import Company, CompanyOverview

AT_ONCE = 10_000
MERGED = CompanyOverview.__table__.alias("merged")
"""For queries that join it, see ``is_merged`` and ``counts_as``."""


def family(counting_id: Any, *outer: Any) -> Select[int]:
    """Of a firm that counts itself: its id and those of all that were merged into it. The argument
    may say so of a row of ``outer``, whichever query around it has that.
    """
    member = aliased(CompanyOverview)
    theirs = select(member.id).where(
        or_(member.id == counting_id, member.survivor_id == counting_id)
    )
    return theirs.correlate(*outer) if outer else theirs


def kin(company_id: int | None) -> CompoundSelect[Any]:
    """The same of any of them, by whatever id it is known; also of one that is this moment new."""
    one = aliased(CompanyOverview)
    counting = select(func.coalesce(one.survivor_id, one.id)).where(one.id == company_id)
    itself = select(Company.id).where(Company.id == company_id)
    return union(itself, family(counting.scalar_subquery()))


def families(session: Session, ids: Collection[int]) -> dict[int, int]:
    """Every id by which these firms are known -> the firm that counts. One query."""
    one, member = aliased(CompanyOverview), aliased(CompanyOverview)
    counting = select(func.coalesce(one.survivor_id, one.id)).where(one.id.in_(ids))
    themselves = select(member.id, member.id).where(member.id.in_(counting))
    merged = select(member.id, member.survivor_id).where(
        member.survivor_id.is_not(None), member.survivor_id.in_(counting)
    )
    rows: Any = session.execute(union_all(themselves, merged))
    return {pk: pk for pk in ids} | {pk: root for pk, root in rows}  # noqa: C416


def survivor_of(session: Session, company_id: int) -> int:
    """The firm that counts in its place; itself where it was not merged."""
    found = select(CompanyOverview.survivor_id).where(CompanyOverview.id == company_id)
    return session.scalar(found) or company_id


def with_survivors(ids: Select[Any]) -> CompoundSelect[Any]:
    """The ids and, of merged firms among them, those of the firms that count in their place."""
    member, these = aliased(CompanyOverview), select(ids.subquery().c[0])
    theirs = select(member.survivor_id).where(member.survivor_id.is_not(None), member.id.in_(these))
    return union(these, theirs)


def with_kin(ids: Select[Any]) -> CompoundSelect[Any]:
    """And those of all that count as these firms."""
    member, counting = aliased(CompanyOverview), with_survivors(ids)
    theirs = select(member.id).where(
        member.survivor_id.is_not(None),
        member.survivor_id.in_(select(counting.subquery().c[0])),
    )
    return union(select(counting.subquery().c[0]), theirs)


def is_merged(company_id: Any) -> ColumnElement[bool]:
    """On what MERGED is outer-joined: only merged firms have a row there, and they are few."""
    return and_(MERGED.c.id == company_id, MERGED.c.survivor_id.is_not(None))


def counts_as(company_id: Any) -> Any:
    """The id of the firm that counts, beside an outer join of MERGED."""
    return func.coalesce(MERGED.c.survivor_id, company_id)


def counts_itself() -> ColumnElement[bool]:
    """Of a CompanyOverview: whether it was not merged."""
    return CompanyOverview.survivor_id.is_(None)


def goes_on() -> ColumnElement[bool]:
    """Of a CompanyOverview: whether the firm, or the one that counts in its place, is active."""
    active = aliased(CompanyOverview)
    theirs = select(active.id).where(
        active.id == CompanyOverview.survivor_id, active.is_active.is_(True)
    )
    by_another = theirs.correlate(CompanyOverview).limit(1).scalar_subquery().is_not(None)
    return or_(CompanyOverview.is_active.is_(True), by_another)


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
    query = select(Company.id, Company.merged_into_id).where(merged)
    rows = (connection.execute(query.where(Company.id.in_(some))) for some in chunks(ids, AT_ONCE))
    return {pk: into for pk, into in chain.from_iterable(rows) if into}


def members(connection: Connection, ids: Iterable[int]) -> dict[int, int]:
    """All that were merged into these firms, near or far: id -> which of these."""
    found: dict[int, int] = {}
    of = {pk: pk for pk in ids}
    while of:
        query = select(Company.id, Company.merged_into_id)
        merged = (query.where(Company.merged_into_id.in_(some)) for some in chunks(of, AT_ONCE))
        rows = chain.from_iterable(map(connection.execute, merged))
        of = {pk: of[into] for pk, into in rows if into and pk not in found}
        found |= of
    return found


def whole_families(connection: Connection, ids: Iterable[int]) -> set[int]:
    """The ids with all that count as the same firms."""
    wanted = set(ids)
    ends = roots(connection, wanted)
    counting = {ends.get(pk, pk) for pk in wanted}
    return wanted | counting | members(connection, counting).keys()
