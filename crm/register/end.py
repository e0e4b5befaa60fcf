"""Firms that a register names as gone, many at a time."""

from collections.abc import Sequence
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from crm.enums import EndReason
from crm.models import Company
from crm.models.base import Base, utc_now
from crm.register.change_log import ChangeLog

COMPANIES = Base.metadata.tables[Company.__tablename__]
HOW = itemgetter(1, 2)
CHANGED = ("ended_on", "end_reason", "changed_at", "changed_by_id")


class End(NamedTuple):
    company_id: int
    day: date
    reason: EndReason = EndReason.LEFT_REGISTER


def end_firms(session: Session, ends: Sequence[End], user_id: int | None, log: ChangeLog) -> None:
    for (day, reason), each in groupby(sorted(ends, key=HOW), key=HOW):
        _end(session, [one.company_id for one in each], day, reason, user_id, log)


def _end(
    session: Session,
    ids: list[int],
    day: date,
    reason: EndReason,
    user_id: int | None,
    log: ChangeLog,
) -> None:
    chosen, connection = COMPANIES.c.id.in_(ids), session.connection()
    columns = [COMPANIES.c.id, *(COMPANIES.c[name] for name in CHANGED)]
    before = connection.execute(select(*columns).where(chosen)).all()
    after: dict[str, Any] = {
        "ended_on": day,
        "end_reason": reason,
        "changed_at": utc_now(),
        "changed_by_id": user_id,
    }
    values = {**after, "version": COMPANIES.c.version + 1}
    connection.execute(update(COMPANIES).where(chosen).values(values))
    log.note(
        log.entry(Company, row.id, {name: getattr(row, name) for name in CHANGED}, after)
        for row in before
    )
