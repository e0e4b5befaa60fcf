"""A replay taken back: what it superseded counts again, what it read anew is unsaid."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import delete, or_, select, update
from sqlalchemy.orm import Session

from crm.enums import N_, ImportStatus
from crm.errors import DomainError
from crm.models import FactClaim, ImportBatch
from crm.register.undone import Undone
from crm.services.refresh_overview import refresh_overview
from crm.services.resolve_facts import resolve_facts

AT_ONCE = 2_000
LATER = N_("The rows of this source were read again later. Take that back first.")


def undo_replay(
    session: Session, batch: ImportBatch, undone: Undone, progress: Callable[[int, int], None]
) -> None:
    _refuse_unless_last(session, batch)
    ours = or_(FactClaim.replay_id == batch.id, FactClaim.superseded_by_id == batch.id)
    ids = sorted(session.scalars(select(FactClaim.company_id).where(ours).distinct()))
    superseded = FactClaim.superseded_by_id == batch.id
    session.execute(update(FactClaim).where(superseded).values(superseded_by_id=None))
    for start in range(0, len(ids), AT_ONCE):
        chunk = ids[start : start + AT_ONCE]
        read_anew = FactClaim.replay_id.is_not_distinct_from(batch.id)
        changed = resolve_facts(session, chunk, but_for=read_anew)
        refresh_overview(session, changed)
        undone.given_back += len(changed)
        progress(start + len(chunk), len(ids))
    session.execute(delete(FactClaim).where(FactClaim.replay_id == batch.id))


def _refuse_unless_last(session: Session, batch: ImportBatch) -> None:
    later = select(ImportBatch.id).where(
        ImportBatch.source == batch.source,
        ImportBatch.is_replay,
        ImportBatch.id > batch.id,
        ImportBatch.status == ImportStatus.DONE,
        ImportBatch.undone_at.is_(None),
    )
    if session.scalar(later.limit(1)) is not None:
        raise DomainError(LATER)
