"""After an import was taken back: whether firms of which one was merged into another have left.

Taken out of the middle it changes what a later one meant: a firm that had left by the last of its
keys is here again once one of the others is listed.
"""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from crm.enums import EndReason
from crm.models import Company, ImportChange
from crm.models.base import Base
from crm.register.column_values import from_json
from crm.register.give_back import give_back
from crm.services.register_ends import settle_ends, unsettled

AT_ONCE = 500
COMPANIES = Base.metadata.tables[Company.__tablename__]


def settle_undone(session: Session, ended: Collection[int], listed: Collection[int]) -> set[int]:
    """``ended`` and ``listed``: whom its rows named as such. Returns whose end changed."""
    ids, changed = sorted({*ended, *listed}), set[int]()
    for start in range(0, len(ids), AT_ONCE):
        some = set(ids[start : start + AT_ONCE])
        changed |= _settle(session, some & set(ended), some & set(listed))
    return changed


def _settle(session: Session, ended: Collection[int], listed: Collection[int]) -> set[int]:
    here = [company.id for company, gone_on in unsettled(session, listed, ended) if gone_on is None]
    given_back = {each for each in here if _give_back_end(session, each)}
    return given_back | settle_ends(session, listed, ended)


def _give_back_end(session: Session, company_id: int) -> bool:
    """What a later import noted when it ended the firm."""
    query = select(ImportChange).where(
        ImportChange.table_name == COMPANIES.name, ImportChange.row_id == company_id
    )
    for change in session.scalars(query.order_by(ImportChange.id.desc())).all():
        if from_json(change.after, COMPANIES).get("end_reason") is EndReason.LEFT_REGISTER:
            if give_back(session, [change]):
                return False
            session.execute(delete(ImportChange).where(ImportChange.id == change.id))
            return True
    return False
