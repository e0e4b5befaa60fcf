"""What there is to choose from, read once in a request: advisors, teams, topics, people."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import Any

from flask import current_app, g
from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from crm.models import Advisor, Team, TeamMembership, Topic
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


def _rows(query: Any) -> list[Choice]:
    """Of a Select of id, name and name_en."""
    return [Choice(*row) for row in _session().execute(query)]


@_once
def advisors() -> list[Choice]:
    """Everybody there ever was, for lists."""
    return _rows(select(Advisor.id, Advisor.name).order_by(Advisor.name))


@_once
def colleagues() -> list[Choice]:
    """Those who are here: with a login or in a team."""
    in_a_team = select(TeamMembership.advisor_id).where(TeamMembership.valid_to.is_(None))
    here = or_(Advisor.user_id.is_not(None), Advisor.id.in_(in_a_team))
    return _rows(select(Advisor.id, Advisor.name).where(here).order_by(Advisor.name))


@_once
def teams() -> list[Choice]:
    return _rows(select(Team.id, Team.name).order_by(Team.name))


@_once
def topics() -> list[Choice]:
    order = (Topic.position, Topic.name)
    return _rows(select(Topic.id, Topic.name, Topic.name_en).order_by(*order))


def people(company_id: int, day: date) -> list[Choice]:
    """Who works at a firm on that day, with what they are there."""
    found = people_at(_session(), company_id, day).items()
    return [Choice(person.id, str(person), note=function) for person, function in found]


def as_filter(read: Callable[[], list[Choice]]) -> Callable[[], list[tuple[str, str]]]:
    """The choices of a list's filter."""
    return lambda: [(str(row.id), label(row)) for row in read()]
