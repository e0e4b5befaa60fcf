"""The office's open inquiries, in the order in which somebody has to do something."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import Row, Select, or_, select
from sqlalchemy.orm import Session

from crm.models import Advisor, CompanyOverview, Inquiry, Partner
from crm.services.scope import Viewer, visible_inquiries

MOST = 300
_WHAT_IS_NEXT = (
    Inquiry.first_reply_at.is_not(None), Inquiry.due_on.is_(None), Inquiry.due_on,
    Inquiry.received_at, Inquiry.id,
)  # fmt: skip


class Lane(StrEnum):
    """Where an open inquiry stands; each stands in one."""

    LATE = "late"
    NEW = "new"
    MINE = "mine"
    WAITING = "waiting"
    OTHERS = "others"


@dataclass(frozen=True, slots=True)
class Board:
    """``is_cut``: there are more open ones than are shown."""

    lanes: dict[Lane, list[Row[Any]]]
    is_cut: bool


def board(session: Session, viewer: Viewer, today: date) -> Board:
    """Late ones first in their lane, then those due next; one query."""
    query = open_inquiries().where(visible_inquiries(viewer))
    rows = session.execute(query.limit(MOST + 1)).all()
    lanes: dict[Lane, list[Row[Any]]] = defaultdict(list)
    for row in rows[:MOST]:
        lanes[lane_of(row, viewer.advisor_id, today)].append(row)
    return Board({lane: lanes[lane] for lane in Lane}, len(rows) > MOST)


def lane_of(row: Any, advisor_id: int | None, today: date) -> Lane:
    """Of an inquiry, or a row of one. What is late rises, whosever it is."""
    if is_late(row, today):
        return Lane.LATE
    if row.owner_id is None:
        return Lane.NEW
    if row.due_on is None:
        return Lane.WAITING
    return Lane.MINE if row.owner_id == advisor_id else Lane.OTHERS


def is_late(row: Any, today: date) -> bool:
    """Whether its first reply is overdue."""
    unanswered = row.closed_at is None and row.first_reply_at is None
    return bool(unanswered and row.due_on and row.due_on < today)


def of_advisor(session: Session, advisor_id: int, today: date, at_most: int) -> list[Row[Any]]:
    """What is open and theirs, what is due next first; and what is closed, but the office that
    forwarded it should have heard of it by today.
    """
    owed = Inquiry.feedback_at.is_(None) & (Inquiry.feedback_due_on <= today)
    theirs = inquiry_rows().where(Inquiry.owner_id == advisor_id)
    query = theirs.where(or_(Inquiry.closed_at.is_(None), owed))
    return list(session.execute(query.order_by(*_WHAT_IS_NEXT).limit(at_most)).all())


def of_firm(session: Session, company_ids: Sequence[int], at_most: int) -> list[Row[Any]]:
    """Of a firm and those merged into it, the latest first."""
    query = inquiry_rows().where(Inquiry.company_id.in_(company_ids))
    latest = query.order_by(Inquiry.received_at.desc(), Inquiry.id.desc())
    return list(session.execute(latest.limit(at_most)).all())


def open_inquiries() -> Select[Any]:
    return inquiry_rows().where(Inquiry.closed_at.is_(None)).order_by(*_WHAT_IS_NEXT)


def inquiry_rows(more: Iterable[Any] = ()) -> Select[Any]:
    """What a list shows of an inquiry."""
    columns: tuple[Any, ...] = (
        Inquiry.id, Inquiry.subject, Inquiry.channel, Inquiry.received_at, Inquiry.due_on,
        Inquiry.acknowledged_at, Inquiry.first_reply_at, Inquiry.closed_at, Inquiry.outcome,
        Inquiry.material_id, Inquiry.partner_id, Inquiry.feedback_at, Inquiry.feedback_due_on,
        Inquiry.owner_id, Inquiry.company_id, Inquiry.guest_name, Advisor.name.label("owner"),
        CompanyOverview.label.label("firm"), Partner.name.label("partner"),
    )  # fmt: skip
    return (
        select(*columns, *more)
        .select_from(Inquiry)
        .outerjoin(Advisor, Advisor.id == Inquiry.owner_id)
        .outerjoin(CompanyOverview, CompanyOverview.id == Inquiry.company_id)
        .outerjoin(Partner, Partner.id == Inquiry.partner_id)
    )
