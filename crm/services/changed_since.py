"""What has been done since a period was over that gives it other figures than it had then."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import ScalarSelect, func, select
from sqlalchemy.orm import Session

from crm.enums import ImportStatus
from crm.models import CompanyMerge, ImportBatch, TrustChange


class ChangedSince(NamedTuple):
    """How many of each."""

    late_imports: int
    """Files that came in afterwards and hold from a day before its end."""
    imports_undone: int
    replays: int
    """Done or taken back."""
    merges: int
    taken_apart: int
    trust: int


def changed_since(session: Session, last: date, ended_at: datetime) -> ChangedSince:
    """``ended_at``: the instant at which the period's last day was over. One query."""
    done, replay = ImportBatch.status == ImportStatus.DONE, ImportBatch.is_replay
    file, holds = ~replay, ImportBatch.as_of <= last
    stands, undone = ImportBatch.undone_at.is_(None), ImportBatch.undone_at > ended_at
    came = ImportBatch.created_at > ended_at
    did = ImportBatch.created + ImportBatch.updated + ImportBatch.ended > 0
    asked = (
        _count(ImportBatch, done, file, holds, stands, came, did),
        _count(ImportBatch, done, file, holds, undone, ~came),
        _count(ImportBatch, done, replay, did, (came & stands) | (~came & undone)),
        _count(CompanyMerge, CompanyMerge.merged_at > ended_at, CompanyMerge.undone_at.is_(None)),
        _count(CompanyMerge, CompanyMerge.undone_at > ended_at, CompanyMerge.merged_at <= ended_at),
        _count(TrustChange, TrustChange.created_at > ended_at, TrustChange.firms > 0),
    )
    return ChangedSince(*session.execute(select(*asked)).one())


def _count(model: Any, *conditions: Any) -> ScalarSelect[int]:
    return select(func.count(model.id)).where(*conditions).scalar_subquery()
