"""Rules that notice what may be a red flag, and say why. They decide nothing.

Confidential contacts are evidence of nothing: a suggestion is read by the whole office.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import NAMESPACE_OID, uuid5

from sqlalchemy import Row, delete, or_, select
from sqlalchemy.orm import Session

from crm.enums import N_, SuggestionRule
from crm.errors import DomainError
from crm.models import Company, RedFlag, RedFlagSuggestion
from crm.services.family import MERGED, counts_as, is_merged
from crm.services.upsert import insert_missing
from crm.services.warning_signs import SIGNS, is_ageing

Watched = set[tuple[int, Any]]


def suggest_red_flags(session: Session, today: date, at: datetime) -> int:
    """How many signs were seen. A firm that has ended, or that is watched already for what a sign
    may be about, is left alone. ``at`` is this instant.
    """
    withdraw_answered(session, today)
    watched, going_on = _watched(session), _going_on(today)
    rows = [
        _columns(rule, sign, today, at)
        for rule, seen in SIGNS.items()
        for sign in session.execute(seen(today).where(going_on))
        if (sign.company_id, sign.kind) not in watched
    ]
    rows.sort(key=lambda row: (row["company_id"], row["evidence"]))
    insert_missing(session, RedFlagSuggestion, rows, "evidence")
    return len(rows)


def withdraw_answered(session: Session, today: date) -> None:
    """Nobody is asked about a succession that was noted since, or whose year of birth is gone."""
    asked = select(Company.id).where(Company.id == RedFlagSuggestion.company_id, is_ageing(today))
    session.execute(
        delete(RedFlagSuggestion)
        .where(
            RedFlagSuggestion.rule == SuggestionRule.SUCCESSION,
            RedFlagSuggestion.is_open,
            ~asked.exists(),
        )
        .execution_options(synchronize_session=False)
    )


def put_aside(
    suggestion: RedFlagSuggestion, reason: str, today: date, advisor_id: int | None
) -> None:
    _needs_open(suggestion)
    if not reason:
        raise DomainError(N_("Say why it is put aside."))
    suggestion.is_open, suggestion.reason = False, reason
    suggestion.put_aside_on, suggestion.put_aside_by_id = today, advisor_id


def take_over(suggestion: RedFlagSuggestion, flag: RedFlag) -> None:
    _needs_open(suggestion)
    suggestion.is_open, suggestion.red_flag = False, flag


def bring_back(suggestion: RedFlagSuggestion) -> None:
    """What was put aside by mistake; what became a red flag is closed there."""
    if suggestion.put_aside_on is not None:
        suggestion.is_open = True
        suggestion.reason = suggestion.put_aside_on = suggestion.put_aside_by_id = None


def _needs_open(suggestion: RedFlagSuggestion) -> None:
    if not suggestion.is_open:
        raise DomainError(N_("Somebody has decided on this already."))


def _watched(session: Session) -> Watched:
    """Firms with an open red flag: by its kind, and for signs that are about no kind at all."""
    company_id = counts_as(RedFlag.company_id).label("company_id")
    query = select(company_id, RedFlag.kind).where(RedFlag.closed_on.is_(None))
    query = query.select_from(RedFlag).outerjoin(MERGED, is_merged(RedFlag.company_id))
    found = {(row.company_id, row.kind) for row in session.execute(query)}
    return found | {(company_id, None) for company_id, _kind in found}


def _going_on(today: date) -> Any:
    active = or_(Company.ended_on.is_(None), Company.ended_on >= today)
    return active & Company.merged_into_id.is_(None)


def _columns(rule: SuggestionRule, sign: Row[Any], today: date, at: datetime) -> dict[str, Any]:
    named = (rule, sign.company_id, sign.topic_id or "", sign.last_day.isoformat())
    evidence = ":".join(map(str, named))
    return {
        "company_id": sign.company_id,
        "rule": rule,
        "kind": sign.kind,
        "topic_id": sign.topic_id,
        "first_day": sign.first_day,
        "last_day": sign.last_day,
        "evidence": evidence,
        "found_on": today,
        "is_open": True,
        "created_at": at,
        "changed_at": at,
        "client_key": str(uuid5(NAMESPACE_OID, evidence)),
        "version": 1,
    }
