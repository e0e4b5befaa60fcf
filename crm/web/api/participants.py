"""The first few firms of many contacts, in one query: a forum may have hundreds of them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from crm.models import CompanyOverview, Participation

FIRST = 5


def first_participants(session: Session, interaction_ids: Iterable[int]) -> dict[int, Any]:
    """interaction id -> {"participants": how many, "companies": [{"id", "label"}, ...]}"""
    contact = Participation.interaction_id
    numbered = (
        select(
            contact,
            Participation.company_id,
            func.row_number().over(partition_by=contact, order_by=Participation.id).label("number"),
            func.count().over(partition_by=contact).label("participants"),
        )
        .where(contact.in_(list(interaction_ids)))
        .subquery()
    )
    query = (
        select(numbered, CompanyOverview.label)
        .outerjoin(CompanyOverview, CompanyOverview.id == numbered.c.company_id)
        .where(numbered.c.number <= FIRST)
        .order_by(numbered.c.interaction_id, numbered.c.number)
    )
    found: dict[int, Any] = {}
    for row in session.execute(query):
        new = {"participants": row.participants, "companies": []}
        entry = found.setdefault(row.interaction_id, new)
        if row.company_id:
            entry["companies"].append({"id": row.company_id, "label": row.label})
    return found
