"""Firms are invited once: on the list, then by mail or letter with their personal link."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session, joinedload

from crm.enums import InteractionStatus, InvitationWay, ParticipationStatus
from crm.models import (
    Company,
    CompanyOverview,
    Interaction,
    Invitation,
    Participation,
    Responsibility,
)
from crm.rules.ways_to_reach import EMAIL
from crm.services.attendance import add_participants
from crm.services.family import with_survivors
from crm.services.no_contact import left_out, may_be_contacted, unwilling
from crm.services.registration import hashed, token_for

MOST_AT_ONCE = 1_000
"""Firms that are invited with one button; more were not chosen."""


def invite(session: Session, gathering: Interaction, company_ids: Iterable[int]) -> int:
    """How many are new on the list; who is on it stays as it is, who wants none is not asked."""
    wanted = dict.fromkeys(company_ids)
    willing = select(Company.id).where(Company.id.in_(wanted), Company.id.not_in(unwilling()))
    there = set(session.scalars(willing))
    entries = [
        {"company_id": pk, "status": ParticipationStatus.INVITED} for pk in wanted if pk in there
    ]
    return add_participants(session, gathering.id, entries)


def not_on_list(gathering: Interaction) -> ColumnElement[bool]:
    on_list = select(Participation.company_id).where(
        Participation.interaction_id == gathering.id, Participation.company_id.is_not(None)
    )
    return CompanyOverview.id.not_in(with_survivors(on_list))


def in_care(today: date) -> ColumnElement[bool]:
    """Firms that somebody of the office looks after by name."""
    holds = or_(Responsibility.valid_to.is_(None), Responsibility.valid_to >= today)
    named = select(Responsibility.company_id).where(
        Responsibility.company_id.is_not(None), Responsibility.valid_from <= today, holds
    )
    return CompanyOverview.id.in_(with_survivors(named))


def on_list_of(gathering_id: int, *statuses: ParticipationStatus) -> ColumnElement[bool]:
    there = select(Participation.company_id).where(
        Participation.interaction_id == gathering_id, Participation.status.in_(statuses)
    )
    return CompanyOverview.id.in_(with_survivors(there))


def last_time(session: Session, gathering: Interaction) -> Interaction | None:
    """The gathering of the same series, or else of the same kind, that was held before."""
    before = select(Interaction).where(
        Interaction.kind == gathering.kind,
        Interaction.status == InteractionStatus.HELD,
        Interaction.happened_on < gathering.happened_on,
        Interaction.is_confidential.is_(False),
    )
    before = before.order_by(Interaction.happened_on.desc(), Interaction.id.desc()).limit(1)
    series = gathering.plan.series_id if gathering.plan else None
    of_series = before.where(Interaction.plan.has(series_id=series)) if series else None
    found = session.scalar(of_series) if of_series is not None else None
    return found or session.scalar(before)


def unwritten(session: Session, gathering: Interaction) -> Sequence[Participation]:
    """Firms that are invited and were written neither a mail nor a letter."""
    query = (
        select(Participation)
        .join(CompanyOverview, CompanyOverview.id == Participation.company_id)
        .outerjoin(Participation.invitation)
        .where(
            Participation.interaction_id == gathering.id,
            Participation.status == ParticipationStatus.INVITED,
            Invitation.sent_at.is_(None),
            may_be_contacted(),
        )
        .options(
            joinedload(Participation.invitation),
            joinedload(Participation.company).joinedload(Company.overview),
        )
        .order_by(CompanyOverview.label_key, Participation.id)
    )
    return session.scalars(query).all()


def spared(session: Session, gathering: Interaction) -> Sequence[Any]:
    """Firms on the list that are not written to because they do not want it."""
    there = select(Participation.company_id).where(
        Participation.interaction_id == gathering.id,
        Participation.status == ParticipationStatus.INVITED,
    )
    return left_out(session, select(CompanyOverview.id).where(CompanyOverview.id.in_(there)))


def by_letter(session: Session, gathering: Interaction) -> Sequence[Participation]:
    """Firms to which a letter was made, to make the same letters again."""
    query = (
        select(Participation)
        .join(CompanyOverview, CompanyOverview.id == Participation.company_id)
        .join(Participation.invitation)
        .where(
            Participation.interaction_id == gathering.id,
            Invitation.way == InvitationWay.LETTER,
            may_be_contacted(),
        )
        .options(
            joinedload(Participation.invitation),
            joinedload(Participation.company).joinedload(Company.overview),
        )
        .order_by(CompanyOverview.label_key, Participation.id)
    )
    return session.scalars(query).all()


def mail_address(row: Participation) -> str | None:
    address = (row.company.email or "").strip() if row.company else ""
    return address if EMAIL.fullmatch(address) else None


def note_sent(row: Participation, way: InvitationWay, secret: str, at: datetime) -> str:
    """Written down as sent; gives the token of its link."""
    invitation = with_token(row, secret)
    if invitation.sent_at is None:
        invitation.way, invitation.sent_at = way, at
        invitation.address = mail_address(row) if way is InvitationWay.MAIL else None
    return token_for(secret, row)


def with_token(row: Participation, secret: str) -> Invitation:
    """Its invitation, whose link opens: also after the secret has been changed."""
    row.invitation = row.invitation or Invitation(people=1)
    row.invitation.token_hash = hashed(token_for(secret, row))
    return row.invitation


def sent_counts(session: Session, gathering: Interaction) -> dict[InvitationWay, int]:
    query = (
        select(Invitation.way, func.count().label("number"))
        .join(Participation, Participation.id == Invitation.participation_id)
        .where(Participation.interaction_id == gathering.id, Invitation.way.is_not(None))
        .group_by(Invitation.way)
    )
    return {row.way: row.number for row in session.execute(query) if row.way}
