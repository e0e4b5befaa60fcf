"""What there is to choose from, read once in a request: advisors, teams, topics, people."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import Any

from flask import current_app, g
from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from crm.models import (
    Advisor,
    Campaign,
    CareClass,
    FundingProgramme,
    Material,
    Partner,
    Team,
    TeamMembership,
)
from crm.rules.fold import sort_key
from crm.services.participants import people_at
from crm.web.chips import Choice
from crm.web.formats import label


def _once(read: Callable[[], list[Choice]]) -> Callable[[], list[Choice]]:
    @wraps(read)
    def remembered() -> list[Choice]:
        known: dict[str, list[Choice]] = g.setdefault("choices", {})
        if read.__name__ not in known:
            known[read.__name__] = read()
        return known[read.__name__]

    return remembered


def _session() -> Session:
    return current_app.appbuilder.session  # type: ignore[attr-defined]


def _by_name(query: Any) -> list[Choice]:
    """Of a Select of id and name."""
    rows = _session().execute(query)
    return sorted((Choice(*row) for row in rows), key=lambda choice: sort_key(choice.name))


@_once
def advisors() -> list[Choice]:
    """Everybody there ever was, for lists."""
    return _by_name(select(Advisor.id, Advisor.name))


@_once
def colleagues() -> list[Choice]:
    """Those who are here: with a login or in a team."""
    in_a_team = select(TeamMembership.advisor_id).where(TeamMembership.valid_to.is_(None))
    here = or_(Advisor.user_id.is_not(None), Advisor.id.in_(in_a_team))
    return _by_name(select(Advisor.id, Advisor.name).where(here))


@_once
def teams() -> list[Choice]:
    return _by_name(select(Team.id, Team.name))


@_once
def care_classes() -> list[Choice]:
    """Those that are spoken to most often first."""
    query = select(CareClass.id, CareClass.name, CareClass.name_en)
    rows = _session().execute(query.order_by(CareClass.months, CareClass.id))
    return [Choice(*row) for row in rows]


@_once
def all_partners() -> list[Choice]:
    """Those of before too, for figures and lists."""
    return _by_name(select(Partner.id, Partner.name))


@_once
def partners() -> list[Choice]:
    """Those that may forward an inquiry today."""
    return _by_name(select(Partner.id, Partner.name).where(Partner.is_active.is_(True)))


@_once
def all_materials() -> list[Choice]:
    """Those of before too, for figures and lists."""
    query = select(Material).order_by(Material.edition.desc(), Material.id)
    rows = _session().scalars(query)
    found = [Choice(row.id, str(row), note=row.language) for row in rows]
    return sorted(found, key=lambda choice: sort_key(choice.name.partition(",")[0]))


@_once
def all_programmes() -> list[Choice]:
    return _by_name(select(FundingProgramme.id, FundingProgramme.name))


@_once
def campaigns() -> list[Choice]:
    """All there ever were, the latest first."""
    query = select(Campaign.id, Campaign.title).order_by(Campaign.starts_on.desc(), Campaign.id)
    return [Choice(*row) for row in _session().execute(query)]


def people(company_id: int, day: date) -> list[Choice]:
    """Who works at a firm on that day, with what they are there."""
    found = people_at(_session(), company_id, day).items()
    return [Choice(person.id, str(person), note=function) for person, function in found]


def as_filter(read: Callable[[], list[Choice]]) -> Callable[[], list[tuple[str, str]]]:
    """The choices of a list's filter."""
    return lambda: [(str(row.id), label(row)) for row in read()]
