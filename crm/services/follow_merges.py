"""What is newly written down of a merged firm belongs to the one that counts in its place.

An old tab, a draft, a letter's link or a program that knows the old id: whatever they send, it goes
to the firm that is there. What is on file of the merged firm stays with it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import event, select
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import get_history

from crm.models import (
    Booking,
    CompanyFact,
    CompanyOverview,
    FollowUp,
    FundingCase,
    Inquiry,
    Participation,
    Position,
    RedFlag,
    Responsibility,
    Site,
    StandContact,
    Venture,
)

OF_A_COMPANY = (
    Booking, CompanyFact, FollowUp, FundingCase, Inquiry, Participation, Position, RedFlag,
    Responsibility, Site, StandContact, Venture,
)  # fmt: skip
AS_TYPED = "merges_as_typed"


@contextmanager
def as_typed(session: Session) -> Iterator[None]:
    """Rows that are written in it stay with the firm that they name."""
    before = session.info.get(AS_TYPED, False)
    session.info[AS_TYPED] = True
    try:
        yield
    finally:
        session.info[AS_TYPED] = before


def follow_merges(sessions: Any) -> None:
    """``sessions`` is a session class, a sessionmaker or one session."""
    event.listen(sessions, "before_flush", _follow)


def _follow(session: Session, _context: object, _instances: object) -> None:
    if session.info.get(AS_TYPED):
        return
    rows = list(_newly_named(session))
    if not rows:
        return
    survivors = _survivors(session, {row.company_id for row in rows})
    for row in rows:
        row.company_id = survivors.get(row.company_id, row.company_id)


def _newly_named(session: Session) -> Iterator[Any]:
    """Rows that name a firm which they did not name before."""
    for row in session.new:
        if isinstance(row, OF_A_COMPANY) and row.company_id is not None:
            yield row
    for row in session.dirty:
        if isinstance(row, OF_A_COMPANY):
            changed = get_history(row, "company_id")
            if changed.added and changed.added[0] is not None:
                yield row


def _survivors(session: Session, ids: set[int]) -> dict[int, int]:
    query = select(CompanyOverview.id, CompanyOverview.survivor_id).where(
        CompanyOverview.id.in_(ids), CompanyOverview.survivor_id.is_not(None)
    )
    with session.no_autoflush:
        found = session.connection().execute(query)
    return {pk: survivor for pk, survivor in found if survivor}
