"""All funding consultations, the latest first, with filters and export."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Any

from flask import url_for
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from sqlalchemy import ColumnElement, Select

from crm.clock import today
from crm.enums import FundingStage
from crm.models import FundingCase
from crm.services.funding import UNDECIDED, case_rows
from crm.services.scope import visible_funding_cases
from crm.web.choices import advisors, all_programmes, as_filter
from crm.web.controls import allowed
from crm.web.filters import Filter, enum_choices
from crm.web.listing import Column, ListPage
from crm.web.security import current_viewer

MINE = "mine"
PASSED, WITHIN_A_MONTH = "passed", "month"
MONTH = timedelta(days=30)


def _owners() -> list[tuple[str, Any]]:
    mine = [(MINE, gettext("Mine"))] if current_viewer.advisor_id else []
    return [*mine, *as_filter(advisors)()]


def _owned(value: str) -> ColumnElement[bool]:
    return FundingCase.owner_id == (current_viewer.advisor_id if value == MINE else int(value))


def _deadlines() -> list[tuple[str, Any]]:
    return [(WITHIN_A_MONTH, gettext("Within a month")), (PASSED, gettext("Passed"))]


def _due(value: str) -> ColumnElement[bool]:
    """Of what is not decided yet."""
    day = today()
    undecided = FundingCase.stage.in_(UNDECIDED)
    return (
        undecided
        & {
            PASSED: FundingCase.deadline_on < day,
            WITHIN_A_MONTH: FundingCase.deadline_on.between(day, day + MONTH),
        }[value]
    )


class FundingList(ListPage):
    route_base = "/funding"
    class_permission_name = "Funding"
    default_view_permission = "list"
    title = _("Funding consultations")
    lead = _("What was discussed, applied for and granted.")
    empty = _("No funding consultation fits these filters. A tap in a consultation notes one.")
    export_name = _("funding-consultations")
    base_order = ("discussed_on", "desc")
    columns = (
        Column("firm", _("Who"), lambda row: row.firm or row.guest_name, priority=1,
               link=lambda row: url_for("FundingView.show", pk=row.id)),
        Column("programme", _("Programme"), lambda row: row.programme, priority=1),
        Column("stage", _("How far it is"), lambda row: row.stage, "enum", priority=1),
        Column("discussed_on", _("Discussed on"), lambda row: row.discussed_on, "day",
               FundingCase.discussed_on),
        Column("deadline_on", _("Deadline"), lambda row: row.deadline_on, "day",
               FundingCase.deadline_on),
        Column("amount_applied", _("Applied for"), lambda row: row.amount_applied, "euros",
               priority=3),
        Column("amount_granted", _("Granted"), lambda row: row.amount_granted, "euros"),
        Column("owner", _("Who takes care of it"), lambda row: row.owner, priority=3),
        Column("applied_on", _("Applied for on"), lambda row: row.applied_on, "day", priority=0),
        Column("decided_on", _("Decided on"), lambda row: row.decided_on, "day", priority=0),
    )  # fmt: skip
    filters = (
        Filter("stage", _("How far it is"), lambda v: FundingCase.stage == v, "choice",
               enum_choices(FundingStage)),
        Filter("owner", _("Whose"), _owned, "choice", _owners),
        Filter("deadline", _("Deadline"), _due, "choice", _deadlines),
        Filter("programme", _("Programme"), lambda v: FundingCase.programme_id == int(v),
               "choice", as_filter(all_programmes), advanced=True),
        Filter("from", _("From"), lambda day: FundingCase.discussed_on >= day, "day",
               advanced=True),
        Filter("to", _("Until"), lambda day: FundingCase.discussed_on <= day, "day",
               advanced=True),
    )  # fmt: skip

    def rows(self) -> Select[Any]:
        return case_rows().where(visible_funding_cases(current_viewer))

    def tie_breaker(self) -> Sequence[Any]:
        down = self.order()[1] == "desc"
        return (FundingCase.id.desc() if down else FundingCase.id.asc(),)

    def actions(self) -> Iterable[tuple[str, Any, str]]:
        if allowed("can_add", "Funding"):
            yield url_for("FundingView.new"), gettext("New funding consultation"), "plus-lg"
        if allowed("can_list", "FundingProgramme"):
            yield url_for("ProgrammeList.index"), gettext("Programmes"), "card-list"
        if allowed("can_show", "Coverage"):
            yield url_for("FundingFiguresView.index"), gettext("Figures"), "graph-up"
