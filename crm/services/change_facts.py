"""Size and sector change: what held before ends the day before, and stays for last year's report.

``values`` are size_band, employees, wz_code, wz_edition and source; the rules
(crm.rules.company_fact) have been asked before.
"""

from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm.enums import N_
from crm.errors import DomainError
from crm.models import CompanyFact
from crm.models.base import new_client_key
from crm.rules import Values
from crm.rules.company_fact import completed
from crm.services.resolve_facts import resolve_facts

A_DAY = timedelta(days=1)


def change_facts(
    session: Session, company_id: int, values: Values, valid_from: date
) -> CompanyFact:
    """Holds from ``valid_from`` until the next one known; what begins that very day is refused."""
    facts = _facts(session, company_id)
    if any(fact.valid_from == valid_from for fact in facts):
        raise DomainError(N_("There is an entry from that day already. Correct that one."))
    before = [fact for fact in facts if fact.valid_from < valid_from]
    after = [fact for fact in facts if fact.valid_from > valid_from]
    if before and (before[-1].valid_to is None or before[-1].valid_to >= valid_from):
        before[-1].valid_to = valid_from - A_DAY
        session.flush()  # before the new one: at no moment are two open
    fact = CompanyFact(
        company_id=company_id,
        valid_from=valid_from,
        valid_to=after[0].valid_from - A_DAY if after else None,
        client_key=values.get("client_key") or new_client_key(),
    )
    return _fill(session, fact, values)


def correct_fact(session: Session, fact: CompanyFact, values: Values, valid_from: date) -> None:
    """What was written wrongly; with another first day its predecessor's last day moves along."""
    if valid_from != fact.valid_from:
        _begin(session, fact, valid_from)
    _fill(session, fact, values)


def _begin(session: Session, fact: CompanyFact, valid_from: date) -> None:
    facts = [each for each in _facts(session, fact.company_id) if each.id != fact.id]
    earlier = [each for each in facts if each.valid_from < fact.valid_from]
    last = earlier[-1] if earlier else None
    too_early = last is not None and valid_from <= last.valid_from
    if too_early or (fact.valid_to and valid_from > fact.valid_to):
        raise DomainError(N_("It must begin after the entry before it and before its own end."))
    if last and last.valid_to and _touch(last.valid_to, fact.valid_from, valid_from):
        last.valid_to = valid_from - A_DAY
    fact.valid_from = valid_from


def _touch(last_day: date, first_day: date, wanted: date) -> bool:
    """One followed on the other without a gap, or would run into it."""
    return last_day == first_day - A_DAY or last_day >= wanted


def _fill(session: Session, fact: CompanyFact, values: Values) -> CompanyFact:
    for name, value in completed(values).items():
        setattr(fact, name, value)
    fact.source, fact.claim_id = values["source"], None
    session.add(fact)
    resolve_facts(session, [fact.company_id])
    return fact


def _facts(session: Session, company_id: int) -> list[CompanyFact]:
    query = select(CompanyFact).where(CompanyFact.company_id == company_id)
    return list(session.scalars(query.order_by(CompanyFact.valid_from)))
