"""What is on file of the firms that a chunk of rows is about."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from crm.enums import EndReason, RowOutcome
from crm.models import Company, ImportBatch, SourceRecord
from crm.register.kin import Kin
from crm.services.register_ends import BY_LISTS, Key, keys_of

GONE = or_(ImportBatch.is_gone_list, SourceRecord.outcome == RowOutcome.ENDED)
"""A row of a list of those gone, or what is kept of a firm that a list of all did not name."""


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
            SourceRecord.key, SourceRecord.id, SourceRecord.fingerprint, ImportBatch.as_of,
            GONE,
            Company.id, Company.founded_on, Company.ended_on, Company.end_reason,
            Company.merged_into_id,
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
    for key, *said, company_id, founded_on, ended_on, end_reason, merged_into_id in found:
        if key not in known or known[key].company_id != company_id:
            merged = merged_into_id is not None
            known[key] = Known(company_id, founded_on, ended_on, end_reason, merged)
        _learn(known[key], *said)
    _ends_of_their_own(session, source, known, kin)
    return known


def _learn(firm: Known, record_id: int, fingerprint: str, as_of: date, is_gone: bool) -> None:
    firm.said_on[fingerprint] = max(as_of, firm.said_on.get(fingerprint, as_of))
    if not is_gone:
        firm.record_id, firm.fingerprint, firm.as_of = record_id, fingerprint, as_of


def _ends_of_their_own(session: Session, source: str, known: Mapping[str, Known], kin: Kin) -> None:
    """Of firms of which one was merged into another, what each key says, where people did not say
    how the firm ended: one that goes on by another of its keys has left by this one.
    """
    theirs = {key: firm for key, firm in known.items() if firm.company_id in kin}
    ids = {firm.company_id for firm in theirs.values()}
    said = keys_of(session, {pk: pk for pk in ids}) if ids else {}
    for name, firm in theirs.items():
        keys, key = said[firm.company_id], Key(source, name)
        own = kin.own_end(firm.company_id)
        if own is not None:
            firm.ended_on, firm.end_reason = own
        if firm.end_reason in BY_LISTS and keys.left_on[key]:
            firm.ended_on, firm.end_reason = keys.left_on[key], EndReason.LEFT_REGISTER
        elif firm.end_reason in BY_LISTS and own is not None and key in keys.ever_left:
            firm.ended_on = firm.end_reason = None
