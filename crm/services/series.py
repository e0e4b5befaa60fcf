"""A series makes its next gatherings; each is then changed by itself, without the others."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Row, Select, case, func, select
from sqlalchemy.orm import Session

from crm.enums import InteractionKind, InteractionStatus, ParticipationStatus
from crm.models import (
    CompanyOverview,
    GatheringPlan,
    GatheringSeries,
    Interaction,
    Participation,
)
from crm.rules import Values
from crm.rules.series import next_days
from crm.services.family import MERGED, counts_as, is_merged
from crm.services.log_interaction import log_interaction
from crm.services.scope import Viewer, visible_interactions

MOST_AT_ONCE = 12
STATUS = ParticipationStatus
HOLDS = (STATUS.REGISTERED, STATUS.ATTENDED, STATUS.NO_SHOW)
GATHERINGS = tuple(kind for kind in InteractionKind if kind.is_gathering)
NEVER_CAME = 3
"""Asked so often without ever coming: then a firm never comes."""


def make_next(
    session: Session, series: GatheringSeries, count: int, today: date
) -> list[Interaction]:
    """The next ones that were not made yet. The series counts on: of two who do it at once the
    second is told.
    """
    made_until = series.planned_until or series.first_on - timedelta(1)
    after = max(made_until, today - timedelta(1))
    found = next_days(series.rule, series.first_on, after, min(count, MOST_AT_ONCE))
    made = [log_interaction(session, _gathering(series, day)) for day in found]
    if found:
        series.planned_until = found[-1]
    session.flush()
    return made


def _gathering(series: GatheringSeries, day: date) -> Values:
    return {
        "kind": series.kind,
        "status": InteractionStatus.PLANNED,
        "title": series.title,
        "happened_on": day,
        "starts_at": series.starts_at,
        "duration_minutes": series.duration_minutes,
        "place": series.place,
        "lead_id": series.lead_id,
        "plan": {"series_id": series.id, "capacity": series.capacity},
    }


def gatherings_of(session: Session, series: GatheringSeries, viewer: Viewer) -> Sequence[Row[Any]]:
    """id, title, happened_on, status, asked, registered, attended; the latest first."""
    query = (
        select(
            Interaction.id, Interaction.title, Interaction.happened_on, Interaction.status,
            func.count(Participation.id).label("asked"),
            _number(*HOLDS).label("registered"), _number(STATUS.ATTENDED).label("attended"),
        )
        .join(GatheringPlan, GatheringPlan.interaction_id == Interaction.id)
        .outerjoin(Participation, Participation.interaction_id == Interaction.id)
        .where(GatheringPlan.series_id == series.id, visible_interactions(viewer))
        .group_by(Interaction.id)
        .order_by(Interaction.happened_on.desc(), Interaction.id.desc())
        .limit(60)
    )  # fmt: skip
    return session.execute(query).all()


def _number(*statuses: ParticipationStatus) -> Any:
    return func.coalesce(func.sum(case((Participation.status.in_(statuses), 1), else_=0)), 0)


def guests(viewer: Viewer, *conditions: Any) -> Select[Any]:
    """How often each firm was on the list of a gathering that was held, and came: id, label,
    size_class, district_id, asked, registered, came, stayed_away, last_came_on.
    """
    once = _once_each(viewer, *conditions).subquery().c
    counts = (
        select(
            once.company_id,
            func.count().label("asked"),
            func.sum(once.registered).label("registered"),
            func.sum(once.came).label("came"),
            func.sum(case((once.came == 0, once.stayed_away), else_=0)).label("stayed_away"),
            func.max(case((once.came == 1, once.happened_on))).label("last_came_on"),
        )
        .group_by(once.company_id)
        .subquery("guests")
    )
    return select(
        CompanyOverview.id, CompanyOverview.label, CompanyOverview.label_key,
        CompanyOverview.size_class, CompanyOverview.district_id, counts.c.asked,
        counts.c.registered, counts.c.came, counts.c.stayed_away, counts.c.last_came_on,
    ).join(counts, counts.c.company_id == CompanyOverview.id)  # fmt: skip


def _once_each(viewer: Viewer, *conditions: Any) -> Select[Any]:
    """A gathering and a firm, once, also where a firm that was merged into it is on the list."""
    company_id = counts_as(Participation.company_id)

    def any_of(*statuses: ParticipationStatus) -> Any:
        return func.max(case((Participation.status.in_(statuses), 1), else_=0))

    return (
        select(
            company_id.label("company_id"),
            any_of(*HOLDS).label("registered"),
            any_of(STATUS.ATTENDED).label("came"),
            any_of(STATUS.NO_SHOW).label("stayed_away"),
            func.max(Interaction.happened_on).label("happened_on"),
        )
        .select_from(Participation)
        .join(Interaction, Interaction.id == Participation.interaction_id)
        .outerjoin(MERGED, is_merged(Participation.company_id))
        .where(
            Interaction.kind.in_(GATHERINGS),
            Interaction.status == InteractionStatus.HELD,
            Participation.company_id.is_not(None),
            visible_interactions(viewer),
            *conditions,
        )
        .group_by(company_id, Participation.interaction_id)
    )


def in_series(pk: int) -> Any:
    plans = select(GatheringPlan.interaction_id).where(GatheringPlan.series_id == pk)
    return Interaction.id.in_(plans)
