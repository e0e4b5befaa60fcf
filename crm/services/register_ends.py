"""Whom registers say to have left: by the rows that are kept of their lists.

Whether a firm has left follows from its keys, for what is merged and taken apart again would
otherwise have to be remembered twice. A register has a firm gone when its lists name none of the
firm's keys any more, those of the firms merged into it among them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import CompoundSelect, select, union
from sqlalchemy.orm import Session

from crm.enums import EndReason, RowOutcome
from crm.models import Company, CompanyMerge, ImportBatch, SourceRecord
from crm.services.family import members, roots

ENDED = (RowOutcome.ENDED,)
LISTED = (RowOutcome.CREATED, RowOutcome.UPDATED)
SAID = (
    SourceRecord.source, SourceRecord.key, SourceRecord.company_id, SourceRecord.outcome,
    ImportBatch.as_of, ImportBatch.is_gone_list, ImportBatch.is_full_list, ImportBatch.created_at,
)  # fmt: skip
BY_LISTS = (None, EndReason.LEFT_REGISTER)


class Key(NamedTuple):
    source: str
    key: str


class Keys:
    """Of one firm or a family, in the order in which the rows came: the day on which each left."""

    def __init__(self, rows: Iterable[Any] = ()) -> None:
        self.left_on: dict[Key, date | None] = {}
        self.gone_on: date | None = None
        """The last day of the keys of whichever register had them all gone first."""
        self.ever_left: set[Key] = set()
        for row in rows:
            self._hear(row)

    def _hear(self, row: Any) -> None:
        key = Key(row.source, row.key)
        self.left_on[key] = left_on = _day_left(self.left_on.get(key), row)
        self.ever_left |= {key} if left_on else set()
        if row.outcome in LISTED:
            self.gone_on = None
        elif left_on and self.gone_on is None:
            self.gone_on = self.last_day(row.source)

    def last_day(self, source: str, leaving: Mapping[str, date] | None = None) -> date | None:
        """None while one of them is listed; ``leaving`` are keys of which it is said just now."""
        days = {key.key: day for key, day in self.left_on.items() if key.source == source}
        days |= leaving or {}
        gone = [day for day in days.values() if day]
        return max(gone) if gone and len(gone) == len(days) else None


def _day_left(before: date | None, row: Any) -> date | None:
    """What a kept row makes of the day on which its key left; a notice is of no list."""
    if row.outcome is RowOutcome.ENDED and (row.is_gone_list or row.is_full_list):
        day: date = row.as_of
        return day
    return None if row.outcome in LISTED else before


def keys_of(session: Session, family_of: Mapping[int, int]) -> Mapping[int, Keys]:
    """``family_of``: company -> the firm that counts; by the latter. One query."""
    rows: dict[int, list[Any]] = defaultdict(list)
    for row in _rows(session, family_of):
        rows[family_of[row.company_id]].append(row)
    return {pk: Keys(some) for pk, some in rows.items()}


def _rows(session: Session, company_ids: Iterable[int]) -> Iterator[Any]:
    query = (
        select(*SAID)
        .join(SourceRecord.batch)
        .where(
            SourceRecord.company_id.in_(list(company_ids)),
            SourceRecord.key.is_not(None),
            SourceRecord.outcome != RowOutcome.REFUSED,
        )
        .order_by(SourceRecord.id)
    )
    yield from session.connection().execute(query)


def family_of(session: Session, company_ids: Iterable[int]) -> dict[int, int]:
    """Of the firms that count for these: each of their members -> which of them."""
    ids, connection = set(company_ids), session.connection()
    merged = roots(connection, ids)
    counting = {merged.get(each, each) for each in ids}
    return {each: each for each in counting} | members(connection, counting)


def settle_ends(
    session: Session, company_ids: Iterable[int], unsaid: Iterable[int] = ()
) -> set[int]:
    """Lets the end of the firms that count for these follow from their keys again, where lists
    ever spoke of one, or did so of the companies in ``unsaid`` until now. An end for which people
    or a notice gave a reason stays. Returns whose end changed.
    """
    changed = set()
    for company, gone_on in unsettled(session, company_ids, unsaid):
        company.ended_on = gone_on
        company.end_reason = EndReason.LEFT_REGISTER if gone_on else None
        changed.add(company.id)
    session.flush()
    return changed


def unsettled(
    session: Session, company_ids: Iterable[int], unsaid: Iterable[int] = ()
) -> Iterator[tuple[Company, date | None]]:
    """Firms whose end is another than the one that follows from their keys, and that one."""
    whose = family_of(session, {*company_ids, *unsaid})
    keys, taken_back = keys_of(session, whose), {whose[each] for each in unsaid if each in whose}
    spoken_of = {pk for pk, each in keys.items() if each.ever_left} | taken_back
    found = (
        select(Company).where(Company.id.in_(spoken_of)).execution_options(populate_existing=True)
    )
    for company in session.scalars(found).all():
        gone_on = keys[company.id].gone_on if company.id in keys else None
        if company.end_reason in BY_LISTS and company.ended_on != gone_on:
            yield company, gone_on


def spoken_of_since(session: Session, company_ids: Iterable[int], since: datetime) -> bool:
    """Whether a list of then or later ended one of these firms or named one anew."""
    query = (
        select(SourceRecord.id)
        .join(SourceRecord.batch)
        .where(
            SourceRecord.company_id.in_(list(company_ids)),
            SourceRecord.outcome.in_((*LISTED, *ENDED)),
            ImportBatch.created_at > since,
        )
    )
    return session.scalar(query.limit(1)) is not None


def ever_merged() -> CompoundSelect[Any]:
    """Ids of firms that were merged into others, or others into them, now or once."""
    of_companies = select(Company.id, Company.merged_into_id).where(
        Company.merged_into_id.is_not(None)
    )
    now = of_companies.subquery()
    return union(
        select(now.c.id), select(now.c.merged_into_id),
        select(CompanyMerge.company_id), select(CompanyMerge.into_id),
    )  # fmt: skip
