"""The programmes that firms can apply for, with their deadlines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from flask import url_for
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from sqlalchemy import ColumnElement, Select, select, true

from crm.models import FundingProgramme
from crm.rules.ways_to_reach import web_address
from crm.web.controls import allowed
from crm.web.entry import EntryView
from crm.web.filters import Filter
from crm.web.funding_form import ProgrammeForm
from crm.web.interface import CrmInterface
from crm.web.listing import Column, ListPage

ACTIVE, OLD, ALL = "active", "old", "all"


def _states() -> list[tuple[str, Any]]:
    return [(ACTIVE, gettext("Offered")), (OLD, gettext("Not any more")), (ALL, gettext("All"))]


def _in_state(value: str) -> ColumnElement[bool]:
    return {ACTIVE: FundingProgramme.is_active.is_(True),
            OLD: FundingProgramme.is_active.is_(False), ALL: true()}[value]  # fmt: skip


def _edit_address(row: Any) -> str | None:
    may = allowed("can_edit", "FundingProgramme")
    return url_for("ProgrammeEdit.edit", pk=row.id) if may else None


class ProgrammeList(ListPage):
    route_base = "/funding/programmes"
    class_permission_name = "FundingProgramme"
    default_view_permission = "list"
    title = _("Funding programmes")
    lead = _("What firms can apply for, and until when.")
    empty = _("No programme fits. Enter the first with its name and who grants it.")
    export_name = _("funding-programmes")
    base_order = ("name", "asc")
    columns = (
        Column("name", _("Name"), lambda row: row.name, order=FundingProgramme.name, priority=1,
               link=_edit_address),
        Column("giver", _("Who grants it"), lambda row: row.giver, order=FundingProgramme.giver),
        Column("deadline_on", _("Deadline"), lambda row: row.deadline_on, "day",
               FundingProgramme.deadline_on, priority=1),
        Column("web", _("Web address"), lambda row: row.link, priority=3,
               link=lambda row: web_address(row.link) if row.link else None),
        Column("notes", _("Notes"), lambda row: row.notes, priority=3),
    )  # fmt: skip
    filters = (Filter("state", _("State"), _in_state, "choice", _states, default=lambda: ACTIVE),)

    def rows(self) -> Select[Any]:
        columns: tuple[Any, ...] = (
            FundingProgramme.id, FundingProgramme.name, FundingProgramme.giver,
            FundingProgramme.deadline_on, FundingProgramme.link, FundingProgramme.notes,
        )  # fmt: skip
        return select(*columns)

    def tie_breaker(self) -> Sequence[Any]:
        return (FundingProgramme.id,)

    def actions(self) -> Iterable[tuple[str, Any, str]]:
        if allowed("can_add", "FundingProgramme"):
            yield url_for("ProgrammeEdit.add"), gettext("New programme"), "plus-lg"


class ProgrammeEdit(EntryView):
    """One that is not offered any more keeps its name in what was discussed."""

    route_base = "/funding/programmes"
    class_permission_name = "FundingProgramme"
    datamodel = CrmInterface(FundingProgramme)
    add_form = edit_form = ProgrammeForm
    add_title, edit_title = _("New programme"), _("Change the programme")
    groups = (("", ("name", ("giver", "deadline_on"), "link", "notes", "is_active")),)

    def leads_back(self, item: FundingProgramme | None) -> str:
        return url_for("ProgrammeList.index")
