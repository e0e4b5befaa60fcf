"""Under which number a firm is called: its own, else that of somebody who works there."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm.models import Company, Person, Position
from crm.services.family import MERGED, counts_as, is_merged


def of_firms(session: Session, ids: Sequence[int]) -> dict[int, str]:
    """Their own numbers alone, free of personal data."""
    query = select(Company.id, Company.phone).where(Company.id.in_(ids), Company.phone.is_not(None))
    return {row.id: row.phone for row in session.execute(query)}


def to_call(session: Session, ids: Sequence[int], today: date) -> dict[int, tuple[str, str]]:
    """Number and name of who answers, for the firms of a page; no name where the firm does."""
    known = {pk: (phone, "") for pk, phone in of_firms(session, ids).items()}
    missing = [pk for pk in ids if pk not in known]
    if not missing:
        return known
    company_id = counts_as(Position.company_id).label("company_id")
    query = (
        select(company_id, Person)
        .select_from(Position)
        .join(Position.person)
        .outerjoin(MERGED, is_merged(Position.company_id))
        .where(company_id.in_(missing), Position.held_on(today), Person.phone.is_not(None))
        .order_by(Position.id.desc())
    )
    people = session.execute(query)
    return known | {row.company_id: (row.Person.phone, str(row.Person)) for row in people}
