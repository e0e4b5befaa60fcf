"""All that one's own office forwarded, to be searched and taken along."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from flask import g, url_for
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from sqlalchemy import ColumnElement, Select, or_

from crm.models import CompanyOverview, Inquiry
from crm.services.inquiry_board import inquiry_rows
from crm.services.scope import forwarded_by
from crm.web.filters import Filter
from crm.web.forwarded import forwarded_state
from crm.web.listing import Column, ListPage

OPEN, CLOSED = "open", "closed"


def _states() -> list[tuple[str, Any]]:
    return [(OPEN, gettext("Open")), (CLOSED, gettext("Closed"))]


def _in_state(value: str) -> ColumnElement[bool]:
    return Inquiry.closed_at.is_(None) if value == OPEN else Inquiry.closed_at.is_not(None)


def _with_words(text: str) -> ColumnElement[bool]:
    said = (Inquiry.subject, Inquiry.guest_name, CompanyOverview.label)
    return or_(*(column.icontains(text, autoescape=True) for column in said))


class CounterList(ListPage):
    route_base = "/counter/list"
    class_permission_name = "Counter"
    default_view_permission = "list"
    title = _("What we forwarded")
    lead = _("Everything that your office forwarded, the latest first.")
    empty = _("Nothing that your office forwarded fits these filters.")
    export_name = _("forwarded")
    base_order = ("received_at", "desc")
    columns = (
        Column("subject", _("What it is about"), lambda row: row.subject,
               link=lambda row: url_for("CounterView.show", pk=row.id), priority=1),
        Column("received_at", _("Forwarded"), lambda row: row.received_at, "instant",
               Inquiry.received_at, priority=1),
        Column("firm", _("Who asks"), lambda row: row.firm or row.guest_name, priority=1),
        Column("owner", _("Who takes care of it"), lambda row: row.owner),
        Column("state", _("State"), lambda row: forwarded_state(row)[0], priority=1),
        Column("first_reply_at", _("First reply"), lambda row: row.first_reply_at, "instant",
               Inquiry.first_reply_at, priority=0),
        Column("feedback_due_on", _("Answer to us by"), lambda row: row.feedback_due_on, "day",
               Inquiry.feedback_due_on, priority=0),
        Column("feedback_at", _("Answer to us"), lambda row: row.feedback_at, "instant",
               Inquiry.feedback_at, priority=3),
    )  # fmt: skip
    filters = (
        Filter("words", _("Contains"), _with_words, placeholder=_("Subject, firm or name")),
        Filter("state", _("State"), _in_state, "choice", _states),
        Filter("from", _("From"), lambda day: Inquiry.received_on >= day, "day"),
        Filter("to", _("Until"), lambda day: Inquiry.received_on <= day, "day"),
    )

    def rows(self) -> Select[Any]:
        return inquiry_rows().where(forwarded_by(g.user.partner_id))

    def tie_breaker(self) -> Sequence[Any]:
        down = self.order()[1] == "desc"
        return (Inquiry.id.desc() if down else Inquiry.id.asc(),)

    def actions(self) -> Iterable[tuple[str, Any, str]]:
        return ((url_for("CounterView.index"), gettext("Forward an inquiry"), "signpost"),)
