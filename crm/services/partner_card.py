"""What an office or chamber forwarded to us, and what it is still to hear."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, func, select
from sqlalchemy.orm import Session

from crm.clock import zone
from crm.models import Inquiry, Login, Partner, PartnerContact
from crm.models.partner import partner_login
from crm.services.inquiry_board import inquiry_rows

AT_MOST = 50


@dataclass(frozen=True, slots=True)
class PartnerCard:
    partner: Partner
    owed: list[Row[Any]]
    """Inquiries of which they have not heard yet, the oldest first."""
    latest: list[Row[Any]]
    logins: list[str]
    contacts: list[PartnerContact]
    """Whom one speaks to there; those whom one does not any more come last."""


def partner_card(session: Session, partner_id: int) -> PartnerCard | None:
    """Five queries."""
    partner = session.get(Partner, partner_id)
    if partner is None:
        return None
    theirs = inquiry_rows().where(Inquiry.partner_id == partner_id)
    oldest = theirs.where(Inquiry.feedback_at.is_(None)).order_by(Inquiry.feedback_due_on)
    latest = theirs.order_by(Inquiry.received_at.desc(), Inquiry.id.desc())
    logins = (
        select(Login.username)
        .join(partner_login, partner_login.c.user_id == Login.id)
        .where(partner_login.c.partner_id == partner_id, Login.active.is_(True))
    )
    return PartnerCard(
        partner,
        list(session.execute(oldest.limit(AT_MOST)).all()),
        list(session.execute(latest.limit(AT_MOST)).all()),
        list(session.scalars(logins.order_by(Login.username))),
        list(session.scalars(_contacts(partner_id))),
    )


def _contacts(partner_id: int) -> Select[PartnerContact]:
    theirs = select(PartnerContact).where(PartnerContact.partner_id == partner_id)
    return theirs.order_by(PartnerContact.is_active.desc(), PartnerContact.name, PartnerContact.id)


def contact_names() -> ColumnElement[str]:
    """Of a partner: whom one speaks to there."""
    names = func.aggregate_strings(PartnerContact.name, ", ")
    theirs = (PartnerContact.partner_id == Partner.id) & PartnerContact.is_active.is_(True)
    return select(names).where(theirs).scalar_subquery()


def forwarded_since(day: date) -> ColumnElement[int]:
    """Of a partner: how many inquiries since that day."""
    return _count(Inquiry.received_at >= datetime.combine(day, time(), zone()))


def owed_answers(today: date) -> ColumnElement[int]:
    """Of a partner: how many inquiries of which it should have heard by today."""
    return _count(Inquiry.feedback_at.is_(None) & (Inquiry.feedback_due_on <= today))


def _count(condition: ColumnElement[bool]) -> ColumnElement[int]:
    its = Inquiry.partner_id == Partner.id
    return select(func.count()).where(its, condition).scalar_subquery()
