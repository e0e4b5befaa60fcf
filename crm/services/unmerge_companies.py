"""Two firms that were taken for one are two again, with all that has been written down since.

What belongs to whom was never mixed, so nothing has to be sorted. What cannot be put back is said.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from crm.enums import N_, EndReason
from crm.errors import DomainError
from crm.models import Company, CompanyMerge
from crm.models.base import utc_now
from crm.services.merged_news import at_the_latest
from crm.services.reasons import Reason, as_json
from crm.services.refresh_overview import refresh_overview
from crm.services.register_ends import family_of, settle_ends, spoken_of_since
from crm.services.resolve_facts import resolve_facts


@dataclass(frozen=True)
class Apart:
    """``notes`` say what is not as it was before the merge."""

    company: Company
    record: CompanyMerge
    notes: list[Reason] = field(default_factory=list)


def open_merge(session: Session, company_id: int) -> CompanyMerge | None:
    """How this firm came to be merged; None where it is not, or nobody wrote it down."""
    return session.scalar(
        select(CompanyMerge).where(
            CompanyMerge.company_id == company_id, CompanyMerge.undone_at.is_(None)
        )
    )


def unmerge(session: Session, company: Company) -> Apart:
    """The firm counts itself again, with what was merged into it, before and since."""
    session.flush()
    session.refresh(company, with_for_update=True)
    if company.merged_into_id is None:
        raise DomainError(N_("This firm is not merged, or not any more."))
    record = open_merge(session, company.id)
    notes = list(_notes(session, company, record))
    into_id = company.merged_into_id
    merged_at = record.merged_at if record else at_the_latest(company.ended_on)
    _put_back(company, record)
    record = record or CompanyMerge(company_id=company.id, into_id=into_id)
    session.add(record)
    record.left_over = as_json(notes)
    record.undone_at, record.undone_by_id = utc_now(), session.info.get("user_id")
    company.merged_into_id = None
    _settle(session, company.id, into_id, merged_at)
    refresh_overview(session, [company.id, into_id])
    return Apart(company, record, notes)


def _settle(session: Session, company_id: int, into_id: int, since: datetime) -> None:
    """What registers said of either since is its own: size and sector, and whether it has left."""
    session.flush()
    resolve_facts(session, [into_id])
    both = (company_id, into_id)
    if spoken_of_since(session, family_of(session, both), since):
        settle_ends(session, both)


def _put_back(company: Company, record: CompanyMerge | None) -> None:
    """Its end of before, unless somebody has said another since."""
    if company.end_reason is not EndReason.MERGED:
        return
    if record is None:
        company.end_reason = EndReason.UNKNOWN
    else:
        company.end_reason, company.ended_on = record.end_reason_before, record.ended_on_before


def _notes(session: Session, company: Company, record: CompanyMerge | None) -> Iterator[Reason]:
    into = session.get_one(Company, company.merged_into_id, options=[joinedload(Company.overview)])
    if into.merged_into_id is not None:
        firm = {"firm": into.name or f"#{into.id}"}
        yield N_("%(firm)s has been merged into another firm since. That stays so."), firm
    if company.end_reason is not EndReason.MERGED:
        yield N_("When and why it ended was entered anew since. That stays so."), {}
    elif record is None:
        yield (
            N_("Nobody wrote down what was on file before it was merged: it has ended, for a reason"
               " unknown. Correct that if it goes on."),
            {},
        )  # fmt: skip
