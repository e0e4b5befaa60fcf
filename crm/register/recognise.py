"""Firms that a source names for the first time: which of them are on file already."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm.enums import N_, MatchVerdict
from crm.models import Company, ImportBatch, MatchDecision, SourceRecord
from crm.models.base import new_client_key, utc_now
from crm.register.entry import Entry
from crm.register.find_duplicates import as_pair
from crm.register.firm import Firm
from crm.register.known import Known
from crm.register.same_firm.index import Index
from crm.register.same_firm.likeness import Answer
from crm.register.same_firm.on_file import index_of
from crm.register.same_firm.traits import Said, traits
from crm.rules import Problem
from crm.services.bulk import write
from crm.services.match_decisions import Pair, keep_pairs
from crm.services.reasons import as_json

MOST_ASKED = 3
"""Of the firms that one may be, the likeliest."""


class Recogniser:
    """What is sure is linked, at most one row of a file to a firm. What is doubtful comes in as a
    firm of its own, and people are asked whether it is another one.
    """

    def __init__(self, session: Session, batch: ImportBatch) -> None:
        self._session = session
        self._batch = batch
        self._index: Index | None = None
        self._taken: set[int] = set()
        self.linked = 0
        self.asked = 0

    def look(self, entries: Sequence[Entry]) -> None:
        """Of entries whose key is new; each knows its firm."""
        self._taken |= {one.company_id for one in entries if one.company_id}
        new = [one for one in entries if one.known is None and one.firm]
        if not new:
            return
        if self._index is None:
            self._index = index_of(self._session)
        asking = [traits(_said(-one.row.number, one.firm)) for one in new if one.firm]
        for one, found in zip(new, self._index.find_all(asking), strict=True):
            one.alike = tuple(found)
        self._link([one for one in new if self._is_sure(one)])

    def _is_sure(self, one: Entry) -> bool:
        return bool(one.alike) and one.alike[0].verdict is Answer.SURE

    def _link(self, sure: Sequence[Entry]) -> None:
        on_file = _known(self._session, [one.alike[0].key for one in sure])
        for one in sure:
            company_id = one.alike[0].key
            if company_id in self._taken or company_id not in on_file:
                continue
            self._taken.add(company_id)
            one.known, one.company_id = on_file[company_id], company_id
            one.linked = one.alike[0]

    def doubt(self, one: Entry) -> Problem | None:
        """Whom a row may be about that is about nobody for sure; of one that ends a firm."""
        if one.known or not one.alike:
            return None
        firm = self._session.get_one(Company, one.alike[0].key)
        message = N_("This may be %(firm)s, but not surely. If it is, enter its end on its page.")
        return Problem("", message, {"firm": str(firm)})

    def remember(self, created: Sequence[Entry]) -> None:
        """Firms that were new; of those that may be others, people are asked."""
        firms = [(one.company_id, one.firm) for one in created if one.company_id and one.firm]
        if self._index is not None:
            self._index.add(traits(_said(key, firm)) for key, firm in firms)
        pairs = [pair for one in created for pair in _doubts(one)]
        self.asked += keep_pairs(self._session, pairs) if pairs else 0

    def keep(self, entries: Iterable[Entry]) -> None:
        """Why a row was taken for a firm on file, once the rows are kept."""
        linked = {one.row.number: one for one in entries if one.linked and not one.is_refused}
        if not linked:
            return
        self.linked += len(linked)
        rows = select(SourceRecord.row_number, SourceRecord.id).where(
            SourceRecord.batch_id == self._batch.id, SourceRecord.row_number.in_(linked)
        )
        ids: dict[int, int] = {row.row_number: row.id for row in self._session.execute(rows)}
        write(
            self._session,
            MatchDecision,
            [_decision(one, ids[number], self._batch) for number, one in linked.items()],
        )


def _known(session: Session, ids: Iterable[int]) -> dict[int, Known]:
    columns = (Company.id, Company.founded_on, Company.ended_on, Company.end_reason)
    rows: Iterable[Any] = session.execute(select(*columns).where(Company.id.in_(ids)))
    return {row.id: _on_file(row) for row in rows}


def _on_file(row: Any) -> Known:
    return Known(row.id, row.founded_on, row.ended_on, row.end_reason, is_merged=False)


def _doubts(one: Entry) -> Iterable[Pair]:
    if one.company_id is None:
        return
    for each in one.alike[:MOST_ASKED]:
        yield as_pair(one.company_id, each.key, each)


def _decision(one: Entry, record_id: int, batch: ImportBatch) -> dict[str, Any]:
    assert one.linked
    why = as_pair(one.company_id or 0, 0, one.linked)
    now = utc_now()
    return {
        "company_id": one.company_id,
        "record_id": record_id,
        "score": why.score,
        "reasons": as_json(why.reasons),
        "verdict": MatchVerdict.SAME,
        "decided_at": now,
        "created_at": now,
        "changed_at": now,
        "created_by_id": batch.created_by_id,
        "client_key": new_client_key(),
        "version": 1,
    }


def _said(key: int, firm: Firm) -> Said:
    place, fact = firm.place, firm.fact
    return Said(
        key=key,
        name=firm.name,
        legal_form=firm.legal_form,
        street=place.street,
        house_number=place.house_number,
        postcode=place.postcode,
        city=place.city,
        latitude=place.latitude,
        longitude=place.longitude,
        phone=firm.phone,
        register_number=firm.register_number,
        website=firm.website,
        email=firm.email,
        wz_code=fact.wz_code,
        wz_edition=fact.wz_edition,
    )
