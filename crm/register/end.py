"""Firms that a register names as gone, many at a time."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from crm.enums import EndReason
from crm.models import Company, ImportBatch
from crm.models.base import Base, utc_now
from crm.register.change_log import ChangeLog

COMPANIES = Base.metadata.tables[Company.__tablename__]
CHANGED = ("ended_on", "end_reason", "changed_at", "changed_by_id")


def end_firms(
    session: Session, ids: Sequence[int | None], batch: ImportBatch, log: ChangeLog
) -> None:
    if not ids:
        return
    chosen, connection = COMPANIES.c.id.in_(ids), session.connection()
    columns = [COMPANIES.c.id, *(COMPANIES.c[name] for name in CHANGED)]
    before = connection.execute(select(*columns).where(chosen)).all()
    after: dict[str, Any] = {
        "ended_on": batch.as_of,
        "end_reason": EndReason.LEFT_REGISTER,
        "changed_at": utc_now(),
        "changed_by_id": batch.created_by_id,
    }
    values = {**after, "version": COMPANIES.c.version + 1}
    connection.execute(update(COMPANIES).where(chosen).values(values))
    log.note(
        log.entry(Company, row.id, {name: getattr(row, name) for name in CHANGED}, after)
        for row in before
    )
