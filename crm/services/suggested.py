"""Suggested red flags as lists show them."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, select

from crm.models import Advisor, CompanyOverview, RedFlag, RedFlagSuggestion, Topic


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
