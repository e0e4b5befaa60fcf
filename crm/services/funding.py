"""Funding consultations: noted in a contact by one tap, followed until they are decided."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Row, Select, or_, select
from sqlalchemy.orm import Session, joinedload

from crm.enums import N_, FundingStage, InteractionStatus
from crm.errors import DomainError
from crm.models import (
    Advisor,
    CompanyOverview,
    FundingCase,
    FundingProgramme,
    Inquiry,
    Interaction,
)
from crm.models.base import new_client_key
from crm.rules import Values
from crm.services.scope import Viewer, visible_funding_cases

SOON = timedelta(days=30)
PLAIN = (
    "company_id", "guest_name", "programme_id", "interaction_id", "inquiry_id", "owner_id",
    "purpose", "stage", "discussed_on", "applied_on", "decided_on", "deadline_on",
    "amount_applied", "amount_granted",
)  # fmt: skip
UNDECIDED = (FundingStage.DISCUSSED, FundingStage.APPLIED)


def add_case(session: Session, values: Values) -> FundingCase:
    """Its deadline is the programme's unless another one is given."""
    case = FundingCase(client_key=values.get("client_key") or new_client_key())
    change_case(case, values)
    if case.deadline_on is None and case.programme_id and case.stage is FundingStage.DISCUSSED:
        programme = session.get_one(FundingProgramme, case.programme_id)
        case.deadline_on = _ahead(programme.deadline_on, case.discussed_on)
    session.add(case)
    session.flush()
    return case


def change_case(case: FundingCase, values: Values) -> None:
    for name in PLAIN:
        if name in values:
            setattr(case, name, values[name])
    case.stage = case.stage or FundingStage.DISCUSSED


def _ahead(deadline: date | None, day: date) -> date | None:
    """One that had passed already bound nobody."""
    return deadline if deadline and deadline >= day else None


def note_programmes(session: Session, contact: Interaction, programme_ids: Sequence[int]) -> None:
    """One consultation for each programme that was tapped; a tap taken back takes it away, unless
    it has gone on since. Nothing is noted of a contact that has not taken place.
    """
    known = {case.programme_id: case for case in cases_of_contact(session, contact.id)}
    for programme_id, case in known.items():
        if programme_id is not None and programme_id not in programme_ids:
            _take_back(session, case)
    if contact.status is not InteractionStatus.HELD:
        return
    for programme_id in programme_ids:
        if programme_id not in known:
            add_case(session, {"programme_id": programme_id, **_of(contact)})
    session.flush()


def _take_back(session: Session, case: FundingCase) -> None:
    if case.stage is not FundingStage.DISCUSSED or case.purpose or case.amount_applied:
        raise DomainError(
            N_("The consultation on %(programme)s has gone on since. Change it on its own page."),
            programme=str(case.programme),
        )
    session.delete(case)


def _of(contact: Interaction) -> dict[str, Any]:
    firms = [each.company_id for each in contact.participations if each.company_id]
    guests = [each.guest_name for each in contact.participations if each.guest_name]
    if not firms and not guests:
        raise DomainError(N_("Choose the firm, or write who asks."))
    return {
        "company_id": next(iter(firms), None),
        "guest_name": None if firms else next(iter(guests), None),
        "interaction_id": contact.id,
        "inquiry_id": contact.inquiry_id,
        "owner_id": contact.lead.id if contact.lead else None,
        "discussed_on": contact.happened_on,
    }


def cases_of_contact(session: Session, interaction_id: int) -> list[FundingCase]:
    query = select(FundingCase).where(FundingCase.interaction_id == interaction_id)
    query = query.options(joinedload(FundingCase.programme))
    return list(session.scalars(query.order_by(FundingCase.id)))


def case_rows(more: Iterable[Any] = ()) -> Select[Any]:
    """What a list shows of a funding consultation."""
    columns: tuple[Any, ...] = (
        FundingCase.id, FundingCase.company_id, FundingCase.guest_name, FundingCase.stage,
        FundingCase.discussed_on, FundingCase.applied_on, FundingCase.decided_on,
        FundingCase.deadline_on, FundingCase.amount_applied, FundingCase.amount_granted,
        FundingCase.owner_id, CompanyOverview.label.label("firm"),
        FundingProgramme.name.label("programme"), Advisor.name.label("owner"),
    )  # fmt: skip
    return (
        select(*columns, *more)
        .select_from(FundingCase)
        .outerjoin(CompanyOverview, CompanyOverview.id == FundingCase.company_id)
        .outerjoin(FundingProgramme, FundingProgramme.id == FundingCase.programme_id)
        .outerjoin(Advisor, Advisor.id == FundingCase.owner_id)
    )


def due_cases(session: Session, advisor_id: int, today: date, at_most: int) -> Sequence[Row[Any]]:
    """An advisor's undecided ones whose deadline has passed or comes within a month."""
    query = case_rows().where(
        FundingCase.owner_id == advisor_id,
        FundingCase.stage.in_(UNDECIDED),
        FundingCase.deadline_on <= today + SOON,
    )
    first = query.order_by(FundingCase.deadline_on, FundingCase.id)
    return session.execute(first.limit(at_most)).all()


def cases_of_firm(
    session: Session, viewer: Viewer, company_ids: Sequence[int], at_most: int
) -> Sequence[Row[Any]]:
    """What has a deadline first, then the latest."""
    query = case_rows().where(
        FundingCase.company_id.in_(company_ids), visible_funding_cases(viewer)
    )
    order = (FundingCase.stage.in_(UNDECIDED).desc(), FundingCase.discussed_on.desc())
    return session.execute(query.order_by(*order, FundingCase.id).limit(at_most)).all()


def cases_that_came_of(
    session: Session, viewer: Viewer, *, inquiry: int | None = None, campaign: int | None = None,
    at_most: int = 20,
) -> Sequence[Row[Any]]:  # fmt: skip
    """Of an inquiry, or of a campaign that their inquiry or contact names; the latest first."""
    query = case_rows().where(visible_funding_cases(viewer))
    if inquiry is not None:
        query = query.where(FundingCase.inquiry_id == inquiry)
    if campaign is not None:
        asked = select(Inquiry.id).where(Inquiry.campaign_id == campaign)
        met = select(Interaction.id).where(Interaction.campaign_id == campaign)
        query = query.where(
            or_(FundingCase.inquiry_id.in_(asked), FundingCase.interaction_id.in_(met))
        )
    latest = query.order_by(FundingCase.discussed_on.desc(), FundingCase.id.desc())
    return session.execute(latest.limit(at_most)).all()
