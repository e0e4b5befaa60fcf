"""Two entries turn out to be one firm: from now on one of them counts for both.

Nothing is moved. The merged firm keeps all that was written down of it and refers to the one that
counts in its place; see crm.services.family for how that is read, and unmerge_companies for the
way back.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm.enums import N_, EndReason
from crm.errors import DomainError
from crm.models import Company, CompanyMerge
from crm.models.base import new_client_key, utc_now
from crm.services.reasons import Reason, as_json
from crm.services.refresh_overview import refresh_overview


def merge(
    session: Session,
    loser: Company,
    survivor: Company,
    today: date,
    reasons: Iterable[Reason] = (),
    client_key: str | None = None,
) -> CompanyMerge:
    """``survivor`` counts for both from now on. Refused with a sentence where that makes no sense;
    of two who do it at once the second waits for the first, and is told.
    """
    _hold(session, loser, survivor)
    _refuse_nonsense(loser, survivor)
    record = CompanyMerge(
        client_key=client_key or new_client_key(),
        company_id=loser.id,
        into_id=survivor.id,
        merged_at=utc_now(),
        merged_by_id=session.info.get("user_id"),
        reasons=as_json(reasons),
        ended_on_before=loser.ended_on,
        end_reason_before=loser.end_reason,
    )
    session.add(record)
    loser.ended_on = end_of_merged(loser, today)
    loser.end_reason = EndReason.MERGED
    loser.merged_into_id = survivor.id
    refresh_overview(session, [loser.id])
    return record


def end_of_merged(company: Company, today: date) -> date:
    """It keeps the day on which it ended, if it had."""
    return company.ended_on or max(today, company.founded_on or today)


def _hold(session: Session, *companies: Company) -> None:
    """In the order of ids, so that two who merge the same pair wait instead of locking up."""
    ids = sorted({company.id for company in companies})
    query = select(Company).where(Company.id.in_(ids)).order_by(Company.id).with_for_update()
    session.flush()
    session.scalars(query.execution_options(populate_existing=True)).all()


def _refuse_nonsense(loser: Company, survivor: Company) -> None:
    if loser.id == survivor.id:
        raise DomainError(N_("A firm cannot be merged into itself."))
    if loser.merged_into_id is not None:
        raise DomainError(
            N_("%(firm)s was merged into another firm already. Take that apart first."),
            firm=str(loser),
        )
    if survivor.merged_into_id is not None:
        raise DomainError(
            N_("%(firm)s was merged into another firm. Choose that one."), firm=str(survivor)
        )
    if survivor.ended_on is not None and loser.ended_on is None:
        raise DomainError(
            N_("%(firm)s has ended and the other one has not. Keep the other one."),
            firm=str(survivor),
        )
