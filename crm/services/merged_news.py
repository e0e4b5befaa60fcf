"""What sources say of a merged firm from the merge on counts for the firm in its place, too.

What was known of the two when somebody merged them stays apart: the merge changes no figure.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time
from typing import Any, NamedTuple

from sqlalchemy import Connection, and_, select

from crm.models import Company, CompanyMerge


class Merged(NamedTuple):
    company_id: int
    since: datetime
    """What was said later is news for the firm that it counts as."""


class Merge(NamedTuple):
    id: int
    merged_into_id: int
    at: datetime


def merged_into(connection: Connection, ids: Iterable[int]) -> Mapping[int, list[Merged]]:
    """Of each of these firms those that were merged into it, over chains of any length."""
    return chains(ids, lambda into: _merges(connection, into))


def chains(
    ids: Iterable[int], merges_into: Callable[[Collection[int]], Iterable[Merge]]
) -> Mapping[int, list[Merged]]:
    found: dict[int, list[Merged]] = defaultdict(list)
    level: dict[int, list[Merged]] = {pk: [Merged(pk, _ever())] for pk in ids}
    while level:
        below: dict[int, list[Merged]] = defaultdict(list)
        for row in merges_into(level):
            for top, since in level[row.merged_into_id]:
                later = max(since, row.at)
                if row.id != top and row.id not in {each.company_id for each in found[top]}:
                    found[top].append(Merged(row.id, later))
                    below[row.id].append(Merged(top, later))
        level = below
    return found


def news_of(merged: Iterable[Merged], said: Mapping[int, Sequence[Any]]) -> Iterator[Any]:
    """Of what was said of them, by company, that which was said after they were merged."""
    for each in merged:
        yield from (row for row in said.get(each.company_id, ()) if row.created_at > each.since)


def _merges(connection: Connection, into: Collection[int]) -> Iterator[Merge]:
    is_open = and_(CompanyMerge.company_id == Company.id, CompanyMerge.undone_at.is_(None))
    columns = (Company.id, Company.merged_into_id, Company.ended_on, CompanyMerge.merged_at)
    query = select(*columns).outerjoin(CompanyMerge, is_open)
    for row in connection.execute(query.where(Company.merged_into_id.in_(into))):
        if row.merged_into_id:
            yield Merge(row.id, row.merged_into_id, row.merged_at or at_the_latest(row.ended_on))


def at_the_latest(ended_on: date | None) -> datetime:
    """Of a merge that nobody wrote down: the firm ended that day."""
    return datetime.combine(ended_on or date.min, time(), UTC)


def _ever() -> datetime:
    return datetime.min.replace(tzinfo=UTC)


def all_that_count_them(connection: Connection, ids: Iterable[int]) -> set[int]:
    """The ids with those into which these firms were merged, near or far."""
    found, asked = set(ids), set(ids)
    while asked:
        merged = (Company.id.in_(asked), Company.merged_into_id.is_not(None))
        into = set(connection.scalars(select(Company.merged_into_id).where(*merged)))
        asked = {pk for pk in into if pk is not None} - found
        found |= asked
    return found
