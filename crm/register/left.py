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
        all_ += 1
        if one.key not in named:
            left.append(one)
    here = set(_still_named(session, batch.source, left, named))
    left = [one for one in left if one.company_id not in here]
    count = len({one.company_id for one in left})
    if count * MOST_SHARE > all_ and not many:
        message = N_(
            "%(count)s of %(all)s firms on file are not in this list and would end. If it really"
            " names all firms, agree to it."
        )
        raise DomainError(message, count=count, all=all_)
    for start in range(0, len(left), CHUNK):
        _end(session, application, left[start : start + CHUNK])
    return count


def _open_firms(session: Session, batch: ImportBatch) -> Iterator[Open]:
    """Those that exist and that the register named before; not those it named on a later day."""
    options = {"yield_per": CHUNK}
    found: Any = session.connection().execute(_question(batch), execution_options=options)
    return (Open(key, company_id) for key, company_id in found)


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
    columns: tuple[Any, ...] = (SourceRecord.key, SourceRecord.company_id)
    return (
        select(*columns)
        .join(SourceRecord.batch)
        .join(SourceRecord.company)
        .where(
            SourceRecord.source == batch.source,
            SourceRecord.batch_id != batch.id,
            SourceRecord.key.is_not(None),
            SourceRecord.outcome != RowOutcome.REFUSED,
            Company.ended_on.is_(None),
            Company.merged_into_id.is_(None),
            or_(Company.founded_on.is_(None), Company.founded_on <= batch.as_of),
        )
        .group_by(*columns)
        .having(func.max(ImportBatch.as_of) <= batch.as_of)
        .order_by(SourceRecord.key)
    )


def _end(session: Session, application: Application, left: list[Open]) -> None:
    batch, ids = application.batch, [one.company_id for one in left]
    ends = [End(company_id, batch.as_of) for company_id in ids]
    end_firms(session, ends, batch.created_by_id, application.log)
    write(session, SourceRecord, [_record(one, batch) for one in left])
    refresh_overview(session, ids)


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
