"""The keys by which registers know a firm: which of them are the new one's when it is split.

A key goes with all rows that came by it and with what they said of size and sector, so that later
files reach the right firm. Where one import spoke of an entry by two keys, what it said stays; the
rows read anew (crm.register.replay) tell it apart.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import func, select, tuple_, update
from sqlalchemy.orm import Session, joinedload

from crm.enums import RowOutcome
from crm.models import Company, FactClaim, MatchDecision, SourceRecord
from crm.services.family import kin
from crm.services.register_ends import settle_ends, unsettled
from crm.services.resolve_facts import resolve_facts

NO_ROW = 0
"""The row number of what is kept of a firm that a list of all did not name."""


def register_keys(session: Session, company: Company) -> Sequence[SourceRecord]:
    """The last row of each key, of the firms merged into it too."""
    last = (
        select(func.max(SourceRecord.id))
        .where(
            SourceRecord.company_id.in_(kin(company.id)),
            SourceRecord.key.is_not(None),
            SourceRecord.outcome != RowOutcome.REFUSED,
            SourceRecord.row_number > NO_ROW,
        )
        .group_by(SourceRecord.source, SourceRecord.key)
    )
    query = select(SourceRecord).where(SourceRecord.id.in_(last))
    query = query.options(joinedload(SourceRecord.batch))
    return session.scalars(query.order_by(SourceRecord.source, SourceRecord.id)).all()


def give_keys(
    session: Session, company: Company, new: Company, keys: Collection[SourceRecord]
) -> None:
    """Whether either has left follows from its own keys, unless people had said otherwise."""
    if not keys:
        return
    as_registers_say = not list(unsettled(session, [company.id]))
    going = {(row.source, row.key) for row in keys}
    rows = list(_rows(session, company))
    moving = [row for row in rows if (row.source, row.key) in going]
    _give_claims(session, rows, going, new)
    ids = [row.id for row in moving]
    for model, names in ((SourceRecord, SourceRecord.id), (MatchDecision, MatchDecision.record_id)):
        session.execute(update(model).where(names.in_(ids)).values(company_id=new.id))
    session.flush()
    resolve_facts(session, {new.id, *(row.company_id for row in moving)})
    if as_registers_say:
        settle_ends(session, [company.id, new.id])


def _rows(session: Session, company: Company) -> Sequence[Any]:
    columns = (SourceRecord.id, SourceRecord.source, SourceRecord.key, SourceRecord.company_id,
               SourceRecord.batch_id)  # fmt: skip
    theirs = SourceRecord.company_id.in_(kin(company.id))
    return session.execute(select(*columns).where(theirs)).all()


def _give_claims(
    session: Session, rows: Sequence[Any], going: set[tuple[str, str | None]], new: Company
) -> None:
    def said_by(*, go: bool) -> set[tuple[int, int]]:
        chosen = (row for row in rows if ((row.source, row.key) in going) is go)
        return {(row.company_id, row.batch_id) for row in chosen}

    theirs = list(said_by(go=True) - said_by(go=False))
    who = tuple_(FactClaim.company_id, FactClaim.batch_id)
    session.execute(update(FactClaim).where(who.in_(theirs)).values(company_id=new.id))
