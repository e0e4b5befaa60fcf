"""Red flags as a list: what is open and due first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from flask import url_for
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from sqlalchemy import ColumnElement, Select, true

from crm.clock import today
from crm.enums import RedFlagKind, RedFlagOutcome, Severity
from crm.models import RedFlag
from crm.services.flagged import red_flag_rows
from crm.services.scope import visible_red_flags
from crm.web.addresses import company_address
from crm.web.choices import advisors, as_filter
from crm.web.controls import allowed
from crm.web.filters import Filter, enum_choices
from crm.web.listing import Column, ListPage
from crm.web.security import current_viewer

OPEN, OVERDUE, CLOSED, ALL = "open", "overdue", "closed", "all"
MINE, TEAM = "mine", "team"


def _states() -> list[tuple[str, Any]]:
    return [(OPEN, gettext("Open")), (OVERDUE, gettext("Overdue")), (CLOSED, gettext("Closed")),
            (ALL, gettext("All"))]  # fmt: skip


def _in_state(value: str) -> ColumnElement[bool]:
    is_open = RedFlag.closed_on.is_(None)
    return {
        OPEN: is_open,
        OVERDUE: is_open & (RedFlag.due_on < today()),
        CLOSED: RedFlag.closed_on.is_not(None),
        ALL: true(),
    }[value]


def _owners() -> list[tuple[str, Any]]:
    mine = [(MINE, gettext("Mine"))] if current_viewer.advisor_id else []
    team = [(TEAM, gettext("My team"))] if current_viewer.colleague_ids else []
    return [*mine, *team, *as_filter(advisors)()]


def _owned(value: str) -> ColumnElement[bool]:
    if value == TEAM:
        return RedFlag.owner_id.in_(current_viewer.advisor_ids)
    return RedFlag.owner_id == (current_viewer.advisor_id if value == MINE else int(value))


class RedFlagList(ListPage):
    route_base = "/red-flags"
    class_permission_name = "RedFlag"
    default_view_permission = "list"
    title = _("Red flags")
    lead = _("Firms in trouble, and until when somebody does something about it.")
    empty = _(
        "No red flag fits these filters. One is raised with a tap where a contact is written"
        " down, or on the firm's page."
    )
    export_name = _("red-flags")
    base_order = ("due_on", "asc")
    columns = (
        Column("kind", _("Red flag"), lambda row: row.kind, "enum", priority=1,
               link=lambda row: url_for("RedFlagView.show", pk=row.id)),
        Column("firm", _("Firm"), lambda row: row.firm, priority=1,
               link=lambda row: company_address(row.company_id)),
        Column("severity", _("How serious"), lambda row: row.severity, "enum"),
        Column("due_on", _("Due on"), lambda row: row.due_on, "day", RedFlag.due_on, priority=1),
        Column("owner", _("Who"), lambda row: row.owner),
        Column("raised_on", _("Noticed on"), lambda row: row.raised_on, "day", RedFlag.raised_on,
               priority=3),
        Column("jobs_claimed", _("Jobs, claimed"), lambda row: row.jobs_claimed, "number",
               priority=3),
        Column("jobs_confirmed", _("Jobs, confirmed"), lambda row: row.jobs_confirmed, "number",
               priority=0),
        Column("outcome", _("What came of it"), lambda row: row.outcome, "enum"),
        Column("closed_on", _("Closed"), lambda row: row.closed_on, "day", RedFlag.closed_on,
               priority=0),
    )  # fmt: skip
    filters = (
        Filter("state", _("State"), _in_state, "choice", _states, default=lambda: OPEN),
        Filter("owner", _("Whose"), _owned, "choice", _owners),
        Filter("kind", _("Red flag"), lambda v: RedFlag.kind == v, "choice",
               enum_choices(RedFlagKind)),
        Filter("severity", _("How serious"), lambda v: RedFlag.severity == v, "choice",
               enum_choices(Severity), advanced=True),
        Filter("outcome", _("What came of it"), lambda v: RedFlag.outcome == v, "choice",
               enum_choices(RedFlagOutcome), advanced=True),
        Filter("from", _("Noticed from"), lambda day: RedFlag.raised_on >= day, "day",
               advanced=True),
        Filter("to", _("Noticed until"), lambda day: RedFlag.raised_on <= day, "day",
               advanced=True),
    )  # fmt: skip

    def rows(self) -> Select[Any]:
        return red_flag_rows().where(visible_red_flags(current_viewer))

    def tie_breaker(self) -> Sequence[Any]:
        down = self.order()[1] == "desc"
        return (RedFlag.id.desc() if down else RedFlag.id.asc(),)

    def actions(self) -> Iterable[tuple[str, Any, str]]:
        yield url_for("RedFlagView.new"), gettext("Raise a red flag"), "flag"
        if allowed("can_list", "Suggestion"):
            yield url_for("SuggestionList.index"), gettext("Suggested red flags"), "lightbulb"
