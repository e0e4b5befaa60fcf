"""What is on file of the firms that a chunk of rows is about."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm.enums import EndReason, RowOutcome
from crm.models import Company, ImportBatch, SourceRecord
from crm.register.kin import Kin, OwnEnd
from crm.services.register_ends import BY_LISTS, day_left


@dataclass(slots=True)
class Known:
    """``said_on``: by fingerprint, the latest day for which the register said just this."""

    company_id: int
    founded_on: date | None
    ended_on: date | None
    end_reason: EndReason | None
    is_merged: bool = False
    """Its end is then its own: as it would be, had nobody merged it."""
    said_on: dict[str, date] = field(default_factory=dict)
    record_id: int = 0
    """The last row of a list of firms; that a firm has gone says nothing new of it."""
    fingerprint: str = ""
    as_of: date = date.min
    left_on: date | None = None
    """When its lists ceased to name this key, of firms of which one was merged into another."""
    has_left: bool = False
    """Whether they ever did."""

    @property
    def has_ended(self) -> bool:
        return self.ended_on is not None

    def left_before(self, day: date) -> bool:
        """Whether a register said so; who was closed by hand does not come back."""
        left = self.end_reason is EndReason.LEFT_REGISTER
        return left and self.ended_on is not None and self.ended_on < day


def known_firms(
    session: Session, source: str, keys: Iterable[str], kin: Kin
) -> Mapping[str, Known]:
    """By the register's key. Firms that were deleted since are unknown."""
    known: dict[str, Known] = {}
    query = (
        select(
            SourceRecord.key, SourceRecord.id.label("record_id"), SourceRecord.fingerprint,
            ImportBatch.as_of,
            SourceRecord.outcome, ImportBatch.is_gone_list, ImportBatch.is_full_list,
            Company.id.label("company_id"), Company.founded_on, Company.ended_on,
            Company.end_reason, Company.merged_into_id,
        )
        .join(SourceRecord.batch)
        .join(SourceRecord.company)
        .where(
            SourceRecord.source == source,
            SourceRecord.key.in_(keys),
            SourceRecord.outcome != RowOutcome.REFUSED,
        )
        .order_by(SourceRecord.id)
    )  # fmt: skip
    found: Iterable[Any] = session.connection().execute(query).all()
    for row in found:
        if row.key not in known or known[row.key].company_id != row.company_id:
            merged = row.merged_into_id is not None
            known[row.key] = Known(
                row.company_id, row.founded_on, row.ended_on, row.end_reason, merged
            )
        _learn(known[row.key], row)
    for firm in known.values():
        if firm.company_id in kin:
            _end_of_its_own(firm, kin.own_end(firm.company_id))
    return known


def _learn(firm: Known, row: Any) -> None:
    said_on, as_of = firm.said_on, row.as_of
    said_on[row.fingerprint] = max(as_of, said_on.get(row.fingerprint, as_of))
    if not row.is_gone_list and row.outcome is not RowOutcome.ENDED:
        firm.record_id, firm.fingerprint, firm.as_of = row.record_id, row.fingerprint, as_of
    firm.left_on = day_left(firm.left_on, row)
    firm.has_left |= firm.left_on is not None


def _end_of_its_own(firm: Known, own: OwnEnd | None) -> None:
    """What this key says of it, where people did not say how it ended; a firm that goes on by
    another of its keys has left by this one.
    """
    if own is not None:
        firm.ended_on, firm.end_reason = own
    if firm.end_reason in BY_LISTS and firm.left_on:
        firm.ended_on, firm.end_reason = firm.left_on, EndReason.LEFT_REGISTER
    elif firm.end_reason in BY_LISTS and own is not None and firm.has_left:
        firm.ended_on = firm.end_reason = None
