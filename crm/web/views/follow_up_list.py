"""Follow-ups as a list: one's own first, of those who lead their team's."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from flask import url_for
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from sqlalchemy import ColumnElement, Select, select, true
from sqlalchemy.orm import aliased

from crm.clock import today
from crm.enums import FollowUpStatus
from crm.models import Advisor, CompanyOverview, FollowUp
from crm.services.scope import visible_follow_ups
from crm.web.choices import advisors, as_filter
from crm.web.filters import Filter, enum_choices
from crm.web.listing import Column, ListPage
from crm.web.security import current_viewer

MINE, TEAM, ALL, GIVEN = "mine", "team", "all", "given"
GIVER = aliased(Advisor)


def _owners() -> list[tuple[str, Any]]:
    team = [(TEAM, gettext("My team"))] if current_viewer.colleague_ids else []
    given = [(GIVEN, gettext("Given by me"))] if current_viewer.advisor_id else []
    return [
        (MINE, gettext("Mine")),
        *team,
        *given,
        (ALL, gettext("Everybody's")),
        *as_filter(advisors)(),
    ]


def _whose() -> str:
    """One's own by default; of those who lead their team's, of those who advise nobody all."""
    if current_viewer.colleague_ids:
        return TEAM
    return MINE if current_viewer.advisor_id else ALL


def _owned(value: str) -> ColumnElement[bool]:
    if value == ALL:
        return true()
    if value == GIVEN:
        return FollowUp.delegated_by_id == current_viewer.advisor_id
    if value == TEAM:
        return FollowUp.owner_id.in_(current_viewer.advisor_ids)
    return FollowUp.owner_id == (current_viewer.advisor_id if value == MINE else int(value))


def _states() -> list[tuple[str, Any]]:
    return [*enum_choices(FollowUpStatus)(), (ALL, gettext("All"))]


def _overdue(_flag: str) -> ColumnElement[bool]:
    return (FollowUp.due_on < today()) & (FollowUp.status == FollowUpStatus.OPEN)


class FollowUpList(ListPage):
    route_base = "/follow-ups"
    class_permission_name = "FollowUp"
    default_view_permission = "list"
    title = _("Follow-ups")
    lead = _("What was promised, and until when.")
    empty = _("Nothing is open here. Promises are written down with a contact or by themselves.")
    export_name = "follow-ups"
    template = "follow_ups.html"
    base_order = ("due_on", "asc")
    columns = (
        Column("due_on", _("Due on"), lambda row: row.due_on, "day", FollowUp.due_on, priority=1),
        Column("promise", _("What"), lambda row: row.promise, priority=1),
        Column("firm", _("Firm"), lambda row: row.firm, priority=1),
        Column("owner", _("Who"), lambda row: row.owner),
        Column("status", _("Status"), lambda row: row.status, "enum"),
        Column("first_due_on", _("First due on"), lambda row: row.first_due_on, "day", priority=0),
        Column("done_on", _("Done on"), lambda row: row.done_on, "day", priority=0),
        Column("reason", _("Reason"), lambda row: row.reason, priority=0),
        Column("giver", _("Given by"), lambda row: row.giver, priority=0),
        Column("recurs", _("Comes again"), lambda row: row.recurs, "enum", priority=0),
    )
    filters = (
        Filter("owner", _("Whose"), _owned, "choice", _owners, default=_whose),
        Filter(
            "status", _("Status"), lambda v: true() if v == ALL else FollowUp.status == v,
            "choice", _states, default=lambda: FollowUpStatus.OPEN.value,
        ),
        Filter("from", _("Due from"), lambda day: FollowUp.due_on >= day, "day"),
        Filter("to", _("Due until"), lambda day: FollowUp.due_on <= day, "day"),
        Filter("overdue", _("Overdue only"), _overdue, "flag"),
    )  # fmt: skip

    def rows(self) -> Select[Any]:
        columns: tuple[Any, ...] = (
            FollowUp.id, FollowUp.promise, FollowUp.due_on, FollowUp.first_due_on,
            FollowUp.status, FollowUp.done_on, FollowUp.reason, FollowUp.company_id,
            FollowUp.interaction_id, FollowUp.owner_id, Advisor.name.label("owner"),
            CompanyOverview.label.label("firm"), FollowUp.recurs, GIVER.name.label("giver"),
        )  # fmt: skip
        return (
            select(*columns)
            .join(FollowUp.owner)
            .outerjoin(GIVER, GIVER.id == FollowUp.delegated_by_id)
            .outerjoin(CompanyOverview, CompanyOverview.id == FollowUp.company_id)
            .where(visible_follow_ups(current_viewer))
        )

    def tie_breaker(self) -> Sequence[Any]:
        return (FollowUp.id,)

    def changeable_ids(self, rows: Iterable[Any]) -> set[int]:
        """Whose buttons are shown; what a button does is refused by scope all the same."""
        theirs = current_viewer.advisor_ids
        return {r.id for r in rows if current_viewer.changes_everything or r.owner_id in theirs}

    def actions(self) -> Iterable[tuple[str, Any, str]]:
        return ((url_for("FollowUpView.new"), gettext("New follow-up"), "plus-lg"),)
