"""Suggested red flags as lists show them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, Select, select
from sqlalchemy.orm import Session

from crm.models import Advisor, CompanyOverview, RedFlag, RedFlagSuggestion, Topic
from crm.services.scope import Viewer, visible_suggestions


def suggestion_rows() -> Select[Any]:
    it = RedFlagSuggestion
    columns: tuple[Any, ...] = (
        it.id, it.company_id, it.rule, it.kind, it.first_day, it.last_day, it.found_on, it.is_open,
        it.red_flag_id, it.put_aside_on, it.reason, Topic.name.label("topic"),
        Topic.name_en.label("topic_en"), CompanyOverview.label.label("firm"),
        Advisor.name.label("put_aside_by"),
    )  # fmt: skip
    return (
        select(*columns)
        .select_from(it)
        .outerjoin(Topic, Topic.id == it.topic_id)
        .outerjoin(CompanyOverview, CompanyOverview.id == it.company_id)
        .outerjoin(RedFlag, RedFlag.id == it.red_flag_id)
        .outerjoin(Advisor, Advisor.id == it.put_aside_by_id)
    )


def of_firm(session: Session, viewer: Viewer, company_ids: Sequence[int]) -> list[Row[Any]]:
    """What waits for a decision."""
    query = suggestion_rows().where(
        RedFlagSuggestion.company_id.in_(company_ids),
        RedFlagSuggestion.is_open.is_(True),
        visible_suggestions(viewer),
    )
    return list(session.execute(query.order_by(RedFlagSuggestion.id)))
