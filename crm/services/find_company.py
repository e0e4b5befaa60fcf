"""Find a firm by fragments of its name, street, register number or people; slips are forgiven."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, false, select, union
from sqlalchemy.orm import Session

from crm.models import CompanyOverview as Firm
from crm.rules.fold import BEYOND
from crm.services.correct_words import corrected
from crm.services.family import counts_itself
from crm.services.rank_hits import ranked
from crm.services.trigrams import Alternatives, occurs
from crm.services.typed_text import Typed
from crm.services.why_found import reasons

ENOUGH = 5
"""With fewer firms that hold the very words, slips are looked for as well."""
MOST_CANDIDATES = 500
COLUMNS: tuple[Any, ...] = (Firm.id, Firm.label, Firm.address, Firm.is_active, Firm.search_text)


@dataclass(frozen=True, slots=True)
class Hit:
    id: int
    label: str
    address: str | None
    is_active: bool
    note: str = ""
    """Why it was found, where label and address do not say: a person, a register number."""


def find_companies(session: Session, text: str, limit: int = 20) -> list[Hit]:
    """The likeliest first, active firms before others. At most five queries."""
    typed = Typed(text)
    if not typed.words:
        return []
    alternatives: Alternatives = [[word] for word in typed.words]
    rows = ranked(_candidates(session, typed, alternatives), text, alternatives)
    if len(rows) < ENOUGH and typed.correctable:
        alternatives = corrected(session, typed)
        known = {row.id for row in rows}
        more = session.execute(_found(session, alternatives)).all()
        rows += ranked((row for row in more if row.id not in known), text, alternatives)
    rows = rows[:limit]
    notes = reasons(session, rows, alternatives)
    return [Hit(r.id, r.label, r.address, r.is_active, notes.get(r.id, "")) for r in rows]


def companies_matching(session: Session, text: str) -> ColumnElement[bool]:
    """A condition on CompanyOverview, for lists: the words as typed, else as probably meant."""
    typed = Typed(text)
    if not typed.words:
        return false()
    exactly = occurs(session, [[word] for word in typed.words])
    if not typed.correctable or session.scalar(select(Firm.id).where(exactly).limit(1)):
        return exactly
    return occurs(session, corrected(session, typed))


def _found(session: Session, alternatives: Alternatives) -> Select[Any]:
    return select(*COLUMNS).where(occurs(session, alternatives)).limit(MOST_CANDIDATES)


def _candidates(session: Session, typed: Typed, alternatives: Alternatives) -> list[Row[Any]]:
    """Those that hold the words, and, lest they drown in many, those named just so."""
    begins = Firm.label_key.between(typed.folded, typed.folded + BEYOND)
    named = select(*COLUMNS).where(begins, Firm.is_active.in_((True, False)), counts_itself())
    both = (_found(session, alternatives).subquery(), named.limit(MOST_CANDIDATES).subquery())
    return list(session.execute(union(*(select(part) for part in both))))
