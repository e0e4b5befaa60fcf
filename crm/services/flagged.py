"""Red flags as lists show them: of an advisor's day, of a firm."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Row, Select, select
from sqlalchemy.orm import Session

from crm.models import Advisor, CompanyOverview, RedFlag
from crm.services.scope import Viewer, visible_red_flags


def red_flag_rows() -> Select[Any]:
    columns: tuple[Any, ...] = (
        RedFlag.id, RedFlag.kind, RedFlag.severity, RedFlag.raised_on, RedFlag.due_on,
        RedFlag.closed_on, RedFlag.outcome, RedFlag.jobs_claimed, RedFlag.jobs_confirmed,
        RedFlag.is_confidential, RedFlag.company_id, RedFlag.owner_id,
        Advisor.name.label("owner"), CompanyOverview.label.label("firm"),
    )  # fmt: skip
    return (
        select(*columns)
        .select_from(RedFlag)
        .join(Advisor, Advisor.id == RedFlag.owner_id)
        .outerjoin(CompanyOverview, CompanyOverview.id == RedFlag.company_id)
    )


def of_owner(session: Session, advisor_id: int, until: date, at_most: int) -> list[Row[Any]]:
    """What is open, theirs, and due by then."""
    query = red_flag_rows().where(
        RedFlag.owner_id == advisor_id, RedFlag.closed_on.is_(None), RedFlag.due_on <= until
    )
    return list(session.execute(query.order_by(RedFlag.due_on, RedFlag.id).limit(at_most)))


def raised_in(session: Session, viewer: Viewer, contact_id: int) -> list[Row[Any]]:
    """In one contact."""
    query = red_flag_rows().where(RedFlag.interaction_id == contact_id, visible_red_flags(viewer))
    return list(session.execute(query.order_by(RedFlag.id)))


def of_firm(
    session: Session, viewer: Viewer, company_ids: Sequence[int], at_most: int
) -> list[Row[Any]]:
    """Of a firm and those merged into it: open ones first, then the latest."""
    query = red_flag_rows().where(RedFlag.company_id.in_(company_ids), visible_red_flags(viewer))
    order = (RedFlag.closed_on.is_not(None), RedFlag.raised_on.desc(), RedFlag.id.desc())
    return list(session.execute(query.order_by(*order).limit(at_most)))
