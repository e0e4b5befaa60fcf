"""Who might take care of an inquiry: whoever is responsible for what it is about, and among those
whoever has least to do. It is a suggestion with its reasons; somebody decides.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from crm.enums import N_
from crm.models import Advisor, Company, Inquiry, Responsibility
from crm.services.family import MERGED, counts_as, is_merged

AT_MOST = 3
NEAREST = (
    ("company_id", N_("cares for this firm")),
    ("topic_id", N_("responsible for the topic")),
    ("wz_section", N_("responsible for the sector")),
    ("district_id", N_("responsible for the district")),
)
"""What a responsibility names, the nearest to the matter first, and what is said of it."""


@dataclass(slots=True)
class Suggestion:
    id: int
    name: str
    open: int
    """Inquiries that are theirs already and not closed."""
    reasons: list[str] = field(default_factory=list)
    """Texts to translate, the nearest first."""


def suggest_owner(session: Session, inquiry: Inquiry, today: date) -> list[Suggestion]:
    """The nearest first, among equals who has the fewest open; none where nobody is responsible."""
    about = _about(inquiry)
    if not about:
        return []
    rows = session.execute(_responsible(about, today)).all()
    found: dict[int, Suggestion] = {}
    ranks: dict[int, int] = defaultdict(lambda: len(NEAREST))
    for row in rows:
        one = found.setdefault(row.id, Suggestion(row.id, row.name, row.open))
        for rank, (name, reason) in enumerate(NEAREST):
            if name in about and getattr(row, name) == about[name] and reason not in one.reasons:
                one.reasons.append(reason)
                ranks[row.id] = min(ranks[row.id], rank)
    by = sorted(found.values(), key=lambda one: (ranks[one.id], one.open, one.id))
    return by[:AT_MOST]


def _about(inquiry: Inquiry) -> dict[str, Any]:
    """What a responsibility would have to name, where it is known."""
    company: Company | None = inquiry.company
    overview = company.overview if company else None
    about = {
        "company_id": (overview and overview.survivor_id) or inquiry.company_id,
        "topic_id": inquiry.topic_id,
        "wz_section": overview.wz_section if overview else None,
        "district_id": overview.district_id if overview else None,
    }
    return {name: value for name, value in about.items() if value is not None}


def _responsible(about: dict[str, Any], today: date) -> Any:
    open_of = (
        select(func.count())
        .where(Inquiry.owner_id == Advisor.id, Inquiry.closed_at.is_(None))
        .scalar_subquery()
    )
    holds: ColumnElement[bool] = (Responsibility.valid_from <= today) & or_(
        Responsibility.valid_to.is_(None), Responsibility.valid_to >= today
    )
    named = {name: getattr(Responsibility, name) for name, _reason in NEAREST}
    named["company_id"] = counts_as(Responsibility.company_id).label("company_id")
    fits = [named[name] == value for name, value in about.items()]
    return (
        select(Advisor.id, Advisor.name, open_of.label("open"), *named.values())
        .select_from(Advisor)
        .join(Responsibility, Responsibility.advisor_id == Advisor.id)
        .outerjoin(MERGED, is_merged(Responsibility.company_id))
        .where(holds, or_(*fits))
        .order_by(Responsibility.id)
    )
