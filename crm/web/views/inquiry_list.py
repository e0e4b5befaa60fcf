"""All inquiries, the latest first, with filters and export."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from flask import url_for
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from sqlalchemy import ColumnElement, Select, true

from crm.clock import today
from crm.enums import InquiryChannel, InquiryOutcome
from crm.models import Inquiry, Material
from crm.services.inquiry_board import Lane, inquiry_rows, lane_of
from crm.services.scope import visible_inquiries
from crm.web.choices import advisors, all_materials, all_partners, as_filter
from crm.web.filters import Filter, enum_choices
from crm.web.listing import Column, ListPage
from crm.web.offers import topics
from crm.web.security import current_viewer
from crm.web.views.inquiry_board import TITLES

OPEN, LATE, NOBODYS, WAITING, CLOSED, ALL = "open", "late", "nobodys", "waiting", "closed", "all"
MINE = "mine"
IN_TIME, TOO_LATE, NONE_YET = "in_time", "late", "none"


def _states() -> list[tuple[str, Any]]:
    return [
        (OPEN, gettext("Open")), (LATE, gettext("Late")), (NOBODYS, gettext("Nobody's yet")),
        (WAITING, gettext("Waiting for the firm")), (CLOSED, gettext("Closed")),
        (ALL, gettext("All")),
    ]  # fmt: skip


def _in_state(value: str) -> ColumnElement[bool]:
    is_open = Inquiry.closed_at.is_(None)
    return {
        OPEN: is_open,
        LATE: is_open & Inquiry.first_reply_at.is_(None) & (Inquiry.due_on < today()),
        NOBODYS: is_open & Inquiry.owner_id.is_(None),
        WAITING: is_open & Inquiry.due_on.is_(None),
        CLOSED: Inquiry.closed_at.is_not(None),
        ALL: true(),
    }[value]


def _replies() -> list[tuple[str, Any]]:
    return [(IN_TIME, gettext("In time")), (TOO_LATE, gettext("Too late")),
            (NONE_YET, gettext("None yet"))]  # fmt: skip


def _replied(value: str) -> ColumnElement[bool]:
    return {
        IN_TIME: Inquiry.reply_days <= Inquiry.target_days,
        TOO_LATE: Inquiry.reply_days > Inquiry.target_days,
        NONE_YET: Inquiry.reply_days.is_(None),
    }[value]


def _owners() -> list[tuple[str, Any]]:
    mine = [(MINE, gettext("Mine"))] if current_viewer.advisor_id else []
    return [*mine, *as_filter(advisors)()]


def _owned(value: str) -> ColumnElement[bool]:
    return Inquiry.owner_id == (current_viewer.advisor_id if value == MINE else int(value))


def _lanes() -> list[tuple[str, Any]]:
    return [(lane.value, TITLES[lane]) for lane in Lane]


def _in_lane(value: str) -> ColumnElement[bool]:
    return Inquiry.closed_at.is_(None) & (lane_of(current_viewer.advisor_id, today()) == value)


class InquiryList(ListPage):
    route_base = "/inquiries/list"
    class_permission_name = "Inquiry"
    default_view_permission = "list"
    title = _("All inquiries")
    lead = _("The latest first.")
    empty = _("No inquiry fits these filters.")
    export_name = "inquiries"
    base_order = ("received_at", "desc")
    columns = (
        Column("subject", _("What it is about"), lambda row: row.subject,
               link=lambda row: url_for("InquiryView.show", pk=row.id), priority=1),
        Column("received_at", _("Came in"), lambda row: row.received_at, "instant",
               Inquiry.received_at, priority=1),
        Column("firm", _("Who asks"), lambda row: row.firm or row.guest_name, priority=1),
        Column("owner", _("Who"), lambda row: row.owner),
        Column("due_on", _("Answer by"), lambda row: row.due_on, "day", Inquiry.due_on),
        Column("first_reply_at", _("First reply"), lambda row: row.first_reply_at, "instant",
               Inquiry.first_reply_at, priority=3),
        Column("outcome", _("What came of it"), lambda row: row.outcome, "enum"),
        Column("channel", _("How it came in"), lambda row: row.channel, "enum", priority=3),
        Column("partner", _("First office"), lambda row: row.partner, priority=3),
        Column("brochure", _("Brochure"), lambda row: row.brochure, priority=0),
        Column("acknowledged_at", _("Receipt acknowledged"), lambda row: row.acknowledged_at,
               "instant", priority=0),
        Column("closed_at", _("Closed"), lambda row: row.closed_at, "instant", priority=0),
    )  # fmt: skip
    filters = (
        Filter("state", _("State"), _in_state, "choice", _states, default=lambda: OPEN),
        Filter("owner", _("Whose"), _owned, "choice", _owners),
        Filter("from", _("From"), lambda day: Inquiry.received_on >= day, "day"),
        Filter("to", _("Until"), lambda day: Inquiry.received_on <= day, "day"),
        Filter("reply", _("First reply"), _replied, "choice", _replies, advanced=True),
        Filter("lane", _("On the board under"), _in_lane, "choice", _lanes, advanced=True),
        Filter("channel", _("How it came in"), lambda v: Inquiry.channel == v, "choice",
               enum_choices(InquiryChannel), advanced=True),
        Filter("topic", _("Topic"), lambda v: Inquiry.topic_id == int(v), "choice",
               as_filter(topics), advanced=True),
        Filter("partner", _("First office"), lambda v: Inquiry.partner_id == int(v), "choice",
               as_filter(all_partners), advanced=True),
        Filter("material", _("Brochure"), lambda v: Inquiry.material_id == int(v), "choice",
               as_filter(all_materials), advanced=True),
        Filter("counter", _("Counter where it lay"), lambda v: Inquiry.handed_out_by_id == int(v),
               "choice", as_filter(all_partners), advanced=True),
        Filter("outcome", _("What came of it"), lambda v: Inquiry.outcome == v, "choice",
               enum_choices(InquiryOutcome), advanced=True),
    )  # fmt: skip

    def rows(self) -> Select[Any]:
        brochure = Material.title.label("brochure")
        named = inquiry_rows([brochure]).outerjoin(Material, Material.id == Inquiry.material_id)
        return named.where(visible_inquiries(current_viewer))

    def tie_breaker(self) -> Sequence[Any]:
        down = self.order()[1] == "desc"
        return (Inquiry.id.desc() if down else Inquiry.id.asc(),)

    def actions(self) -> Iterable[tuple[str, Any, str]]:
        return (
            (url_for("InquiryView.new"), gettext("New inquiry"), "plus-lg"),
            (url_for("InquiryBoard.index"), gettext("Board"), "kanban"),
        )
