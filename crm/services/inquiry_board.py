"""The office's open inquiries, in the order in which somebody has to do something."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, case, func, or_, select
from sqlalchemy.orm import Session

from crm.models import Advisor, CompanyOverview, Inquiry, Partner
from crm.services.scope import Viewer, visible_inquiries

SHOWN = 25
"""In each lane; the list has the others."""
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


@dataclass(slots=True)
class Some:
    """The first of a lane's inquiries, and how many there are."""

    rows: list[Row[Any]] = field(default_factory=list)
    count: int = 0

    @property
    def more(self) -> int:
        return self.count - len(self.rows)


def board(session: Session, viewer: Viewer, today: date) -> dict[Lane, Some]:
    """Late ones first in their lane, then those due next; one query."""
    lane = lane_of(viewer.advisor_id, today)
    place = func.row_number().over(partition_by=lane, order_by=_WHAT_IS_NEXT)
    count = func.count().over(partition_by=lane)
    ranked = (
        select(Inquiry.id, lane.label("lane"), place.label("place"), count.label("count"))
        .where(Inquiry.closed_at.is_(None), visible_inquiries(viewer))
        .subquery()
    )
    query = inquiry_rows([ranked.c.lane, ranked.c.count]).join(ranked, ranked.c.id == Inquiry.id)
    found = {each: Some() for each in Lane}
    for row in session.execute(query.where(ranked.c.place <= SHOWN).order_by(ranked.c.place)):
        some = found[Lane(row.lane)]
        some.rows.append(row)
        some.count = row._mapping["count"]
    return found


def lane_of(advisor_id: int | None, today: date) -> ColumnElement[str]:
    """Of an open inquiry. What is late rises, whosever it is."""
    return case(
        (Inquiry.first_reply_at.is_(None) & (Inquiry.due_on < today), Lane.LATE.value),
        (Inquiry.owner_id.is_(None), Lane.NEW.value),
        (Inquiry.due_on.is_(None), Lane.WAITING.value),
        (Inquiry.owner_id == advisor_id, Lane.MINE.value),
        else_=Lane.OTHERS.value,
    )


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
