"""Whom a list of all firms does not name any more: they have left the register."""

from collections.abc import Collection, Iterator, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session

from crm.enums import N_, RowOutcome
from crm.errors import DomainError
from crm.models import Company, ImportBatch, SourceRecord
from crm.register.apply import Application
from crm.register.end import End, end_firms
from crm.register.kin import Kin, Leaving
from crm.register.known import known_firms
from crm.services.bulk import write
from crm.services.refresh_overview import refresh_overview

CHUNK = 2_500
MOST_SHARE = 10
"""One in so many may leave at once; more is likelier half a file than half a city."""
NO_ROW = 0
"""The row number of a firm that stands in no row."""


class Open(NamedTuple):
    key: str
    company_id: int
    is_merged: bool


def end_those_left(
    session: Session, batch: ImportBatch, application: Application, many: bool
) -> int:
    """How many ended; DomainError where nobody can tell, or where it is so many that somebody has
    to agree (``many``).
    """
    if application.unreadable:
        message = N_("%(count)s rows have no readable id, so nobody can tell who has left.")
        raise DomainError(message, count=application.unreadable)
    named, all_, left = application.named, 0, list[Open]()
    for one in _open_firms(session, batch):
        all_ += not one.is_merged
        if one.key not in named:
            left.append(one)
    left, ends = _who_ends(session, application, left)
    if len(ends) * MOST_SHARE > all_ and not many:
        message = N_(
            "%(count)s of %(all)s firms on file are not in this list and would end. If it really"
            " names all firms, agree to it."
        )
        raise DomainError(message, count=len(ends), all=all_)
    for start in range(0, len(ends), CHUNK):
        some = ends[start : start + CHUNK]
        end_firms(session, some, batch.created_by_id, application.log)
    for start in range(0, len(left), CHUNK):
        write(session, SourceRecord, [_record(one, batch) for one in left[start : start + CHUNK]])
    refresh_overview(session, [end.company_id for end in ends])
    return len(ends)


def _who_ends(
    session: Session, application: Application, left: Sequence[Open]
) -> tuple[list[Open], list[End]]:
    """Which keys have left, and the firms that end with them. A firm goes on while one of its keys
    is named; where others were merged into it, it is kept by which ones it left.
    """
    batch, kin = application.batch, application.kin
    alone = [one for one in left if one.company_id not in kin]
    here = set(_still_named(session, batch.source, alone, application.named))
    alone = [one for one in alone if one.company_id not in here]
    theirs = list(_not_known_to_have_left(session, batch.source, left, kin))
    ends = [End(pk, batch.as_of) for pk in dict.fromkeys(one.company_id for one in alone)]
    leaving = [Leaving(one.key, one.company_id, batch.as_of) for one in theirs]
    return [*alone, *theirs], [*ends, *kin.ends(batch.source, leaving)]


def _not_known_to_have_left(
    session: Session, source: str, left: Sequence[Open], kin: Kin
) -> Iterator[Open]:
    """Of firms of which one was merged into another; their own end says nothing of each key."""
    of_kin = {one.key: one for one in left if one.company_id in kin}
    keys = list(of_kin)
    for start in range(0, len(keys), CHUNK):
        some = keys[start : start + CHUNK]
        for key, firm in known_firms(session, source, some, kin).items():
            if not firm.has_ended:
                yield of_kin[key]


def _open_firms(session: Session, batch: ImportBatch) -> Iterator[Open]:
    """Those that exist and that the register named before; not those it named on a later day."""
    options = {"yield_per": CHUNK}
    found: Any = session.connection().execute(_question(batch), execution_options=options)
    return (Open(key, company_id, is_merged) for key, company_id, is_merged in found)


def _still_named(
    session: Session, source: str, left: Sequence[Open], named: Collection[str]
) -> Iterator[int]:
    """Companies that the register knows by two ids, as after a merger, and names by the other."""
    columns: tuple[Any, ...] = (SourceRecord.key, SourceRecord.company_id)
    for start in range(0, len(left), CHUNK):
        ids = [one.company_id for one in left[start : start + CHUNK]]
        query = select(*columns).where(
            SourceRecord.source == source,
            SourceRecord.company_id.in_(ids),
            SourceRecord.outcome != RowOutcome.REFUSED,
        )
        rows: Any = session.connection().execute(query)
        yield from (company_id for key, company_id in rows if key in named)


def _question(batch: ImportBatch) -> Select[Any]:
    is_merged = Company.merged_into_id.is_not(None)
    columns: tuple[Any, ...] = (SourceRecord.key, SourceRecord.company_id)
    return (
        select(*columns, is_merged)
        .join(SourceRecord.batch)
        .join(SourceRecord.company)
        .where(
            SourceRecord.source == batch.source,
            SourceRecord.batch_id != batch.id,
            SourceRecord.key.is_not(None),
            SourceRecord.outcome != RowOutcome.REFUSED,
            or_(Company.ended_on.is_(None), is_merged),
            or_(Company.founded_on.is_(None), Company.founded_on <= batch.as_of),
        )
        .group_by(*columns, is_merged)
        .having(func.max(ImportBatch.as_of) <= batch.as_of)
        .order_by(SourceRecord.key)
    )


def _record(one: Open, batch: ImportBatch) -> dict[str, Any]:
    """Kept like a row of a list of those gone, but that there was none."""
    return {
        "batch_id": batch.id,
        "row_number": NO_ROW,
        "source": batch.source,
        "key": one.key,
        "fingerprint": "",
        "raw": "{}",
        "outcome": RowOutcome.ENDED,
        "company_id": one.company_id,
        "column": None,
        "value": None,
        "reason": None,
    }
