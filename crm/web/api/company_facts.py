"""A new size leaves the sector as it is, and the other way round: what is not sent stays."""

from __future__ import annotations

from typing import Any

from crm.models import Company, CompanyFact

SIZE, SECTOR = ("size_band", "employees"), ("wz_code", "wz_edition")


def current_fact(company: Company) -> CompanyFact | None:
    return next((fact for fact in company.facts if fact.valid_to is None), None)


def after(fact: CompanyFact | None, sent: dict[str, Any]) -> dict[str, Any]:
    """``sent`` with what goes on. Band and headcount are one thing: a new one ends the other."""
    kept: dict[str, Any] = {}
    if fact is not None and not set(SIZE) & set(sent):
        kept |= {name: getattr(fact, name) for name in SIZE}
    if fact is not None and "wz_code" not in sent:
        kept |= {name: getattr(fact, name) for name in SECTOR}
    elif fact is not None:
        kept["wz_edition"] = fact.wz_edition
    return {**kept, **sent}
