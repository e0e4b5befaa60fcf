"""All council papers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from flask import url_for
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from sqlalchemy import ColumnElement, Select, func, or_, select

from crm.enums import PaperKind, PaperState
from crm.models import CouncilPaper, PaperMeeting
from crm.web.controls import allowed
from crm.web.filters import Filter, enum_choices
from crm.web.listing import Column, ListPage


def _says(words: str) -> ColumnElement[bool]:
    columns = (CouncilPaper.number, CouncilPaper.subject, CouncilPaper.motion_number,
               CouncilPaper.motion_by)  # fmt: skip
    return or_(*(column.icontains(words, autoescape=True) for column in columns))


def _next_meeting() -> ColumnElement[Any]:
    """The first that has not taken place yet."""
    own = PaperMeeting.paper_id == CouncilPaper.id
    open_ones = select(func.min(PaperMeeting.day)).where(own, PaperMeeting.is_held.is_(False))
    return open_ones.scalar_subquery()


class PaperList(ListPage):
    route_base = "/papers"
    class_permission_name = "Paper"
    default_view_permission = "list"
    title = _("Council papers")
    lead = _("Statements, information and answers, with figures that were released.")
    empty = _(
        "No paper fits these filters. A new one needs a number, an office and what it is called."
    )
    export_name = _("council-papers")
    base_order = ("dated_on", "desc")
    columns = (
        Column("number", _("Number of the paper"), lambda row: row.number,
               order=CouncilPaper.number, priority=1,
               link=lambda row: url_for("PaperView.show", pk=row.id)),
        Column("subject", _("What it is called"), lambda row: row.subject,
               order=CouncilPaper.subject, priority=1),
        Column("kind", _("Kind"), lambda row: row.kind, "enum", priority=3),
        Column("state", _("State"), lambda row: row.state, "enum", priority=1),
        Column("dated_on", _("Dated"), lambda row: row.dated_on, "day", CouncilPaper.dated_on),
        Column("motion", _("Motion"), lambda row: row.motion_number, priority=3),
        Column("motion_by", _("Brought in by"), lambda row: row.motion_by, priority=3),
        Column("next_on", _("Next meeting"), lambda row: row.next_on, "day"),
    )  # fmt: skip
    filters = (
        Filter("q", _("Search"), _says, placeholder=_("Number, title, motion")),
        Filter("state", _("State"), lambda v: CouncilPaper.state == PaperState(v), "choice",
               enum_choices(PaperState)),
        Filter("kind", _("Kind"), lambda v: CouncilPaper.kind == PaperKind(v), "choice",
               enum_choices(PaperKind)),
    )  # fmt: skip

    def rows(self) -> Select[Any]:
        columns: tuple[Any, ...] = (
            CouncilPaper.id, CouncilPaper.number, CouncilPaper.subject, CouncilPaper.kind,
            CouncilPaper.state, CouncilPaper.dated_on, CouncilPaper.motion_number,
            CouncilPaper.motion_by, _next_meeting().label("next_on"),
        )  # fmt: skip
        return select(*columns)

    def tie_breaker(self) -> Sequence[Any]:
        return (CouncilPaper.id.desc(),)

    def actions(self) -> Iterable[tuple[str, Any, str]]:
        if allowed("can_add", "Paper"):
            yield url_for("PaperView.new"), gettext("New paper"), "plus-lg"
        if allowed("can_list", "TextBlock"):
            yield url_for("TextBlockView.list"), gettext("Passages"), "card-list"
        yield url_for("PaperFiles.check"), gettext("Check a file"), "shield-check"
