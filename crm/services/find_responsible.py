"""Whom to send somebody to: by what it is about, or by the firm. For counters of other offices,
which are told this and nothing else.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from crm.models import Advisor, CompanyOverview, Responsibility, Topic
from crm.rules.fold import fold
from crm.services.family import MERGED, counts_as, is_merged
from crm.services.find_company import Hit, find_companies
from crm.services.what_is_meant import topics_meant

FIRMS, READ = 6, 20


@dataclass(frozen=True, slots=True)
class Contact:
    name: str
    phone: str | None
    email: str | None


@dataclass(slots=True)
class Found:
    """``about`` is a topic or a firm, ``note`` where the firm is."""

    about: str
    about_en: str | None = None
    note: str = ""
    contacts: list[Contact] = field(default_factory=list)


def find_responsible(session: Session, text: str, today: date) -> list[Found]:
    """Topics first. Five queries at most, beside those that look for the firm."""
    if not text.strip():
        return []
    return [*_topics(session, text, today), *_firms(session, text, today)]


def firms_by_name(session: Session, text: str, limit: int = FIRMS) -> list[Hit]:
    """Those whose name or address fits: who works there is not for other offices to know."""
    hits = find_companies(session, text, READ)
    return [hit for hit in hits if hit.is_active and not hit.note][:limit]


def _topics(session: Session, text: str, today: date) -> list[Found]:
    words, meant = fold(text).split(), topics_meant(session, text)
    columns = (Topic.id, Topic.code, Topic.name, Topic.name_en)
    fitting = [
        row for row in session.execute(select(*columns).order_by(Topic.position))
        if row.code in meant
        or any(all(word in fold(name) for word in words) for name in (row.name, row.name_en))
    ]  # fmt: skip
    if not fitting:
        return []
    condition = Responsibility.topic_id.in_([row.id for row in fitting])
    by_topic = _contacts(session, Responsibility.topic_id, condition, today)
    return [Found(row.name, row.name_en, contacts=by_topic[row.id]) for row in fitting]


def _firms(session: Session, text: str, today: date) -> list[Found]:
    hits = firms_by_name(session, text)
    if not hits:
        return []
    ids = [hit.id for hit in hits]
    where = select(CompanyOverview.id, CompanyOverview.district_id)
    rows = session.execute(where.where(CompanyOverview.id.in_(ids)))
    districts = {row.id: row.district_id for row in rows}
    counting = counts_as(Responsibility.company_id)
    by_firm = _contacts(session, counting, counting.in_(ids), today)
    around = Responsibility.district_id.in_([one for one in districts.values() if one])
    by_district = _contacts(session, Responsibility.district_id, around, today)
    return [
        Found(hit.label, None, hit.address or "",
              by_firm[hit.id] or by_district[districts[hit.id] or 0])
        for hit in hits
    ]  # fmt: skip


def _contacts(
    session: Session,
    about: Any,
    condition: ColumnElement[bool],
    today: date,
) -> dict[int, list[Contact]]:
    """Who is responsible today, for each id."""
    holds = (Responsibility.valid_from <= today) & or_(
        Responsibility.valid_to.is_(None), Responsibility.valid_to >= today
    )
    query = (
        select(about, Advisor.name, Advisor.phone, Advisor.email)
        .select_from(Responsibility)
        .join(Responsibility.advisor)
        .outerjoin(MERGED, is_merged(Responsibility.company_id))
        .where(condition, holds)
        .order_by(Advisor.id)
    )
    found: dict[int, list[Contact]] = defaultdict(list)
    for pk, name, phone, email in session.execute(query):
        if pk is not None:
            found[pk].append(Contact(name, phone, email))
    return found
