"""The one screen of another office's counter: whom to send somebody to, forward an inquiry, see
what became of those that this office forwarded. Nothing else of the database is seen from here.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from flask import Response as FlaskResponse
from flask import abort, flash, g, jsonify, redirect, request, url_for
from flask_appbuilder import expose
from flask_appbuilder.security.decorators import has_access, permission_name
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from sqlalchemy import ColumnElement, Row, select
from sqlalchemy.orm import joinedload
from werkzeug.wrappers import Response

from crm.clock import today
from crm.models import Company, Inquiry, JointEvaluation, Partner
from crm.rules.quarter import latest_quarters
from crm.services import inquiries
from crm.services.find_responsible import find_responsible, firms_by_name
from crm.services.inquiry_board import inquiry_rows
from crm.services.scope import forwarded_by
from crm.web.counter_form import CounterForm
from crm.web.office import office
from crm.web.page import Page
from crm.web.saving import ALREADY_SAVED, save, saved_before

MOST_OPEN, CLOSED_LAST = 50, 5
LONGEST = 100


class CounterView(Page):
    route_base = "/counter"
    class_permission_name = "Counter"
    default_view_permission = "show"

    @expose("/")
    @has_access
    @permission_name("show")
    def index(self) -> str:
        partner = self._partner()
        return self._page(CounterForm(partner, formdata=None) if partner else None)

    @expose("/", methods=["POST"])
    @has_access
    @permission_name("add")
    def forward(self) -> str | Response:
        form = CounterForm(self._partner() or abort(404))
        if form.validate():
            act = lambda: inquiries.receive(self.session, office(), form.values())  # noqa: E731
            made = save(self.session, form, act)
            if made is ALREADY_SAVED:
                made = saved_before(self.session, Inquiry, form)
            if made is not None:
                flash(_("Forwarded: %(what)s", what=made.subject), "success")
                return redirect(url_for("CounterView.index"))
        return self._page(form)

    @expose("/<int:pk>")
    @has_access
    @permission_name("show")
    def show(self, pk: int) -> str:
        firm = joinedload(Inquiry.company).joinedload(Company.overview)
        inquiry = self.find(
            Inquiry,
            pk,
            forwarded_by(g.user.partner_id),
            firm,
            joinedload(Inquiry.owner),
            joinedload(Inquiry.material),
            joinedload(Inquiry.topic),
        )
        return str(
            self.render_template("counter_show.html", title=inquiry.subject, inquiry=inquiry)
        )

    @expose("/suggest")
    @has_access
    @permission_name("show")
    def suggest(self) -> FlaskResponse:
        hits = firms_by_name(self.session, _asked())
        return jsonify(
            results=[{"id": h.id, "text": h.label, "note": h.address or ""} for h in hits]
        )

    def _partner(self) -> Partner | None:
        partner_id = g.user.partner_id
        return self.session.get(Partner, partner_id) if partner_id else None

    def _page(self, form: CounterForm | None) -> str:
        text = _asked()
        return str(
            self.render_template(
                "counter.html",
                title=form.partner.name if form else lazy_gettext("Counter"),
                form=form,
                text=text,
                quarters=latest_quarters(today()),
                found=find_responsible(self.session, text, today()) if form else [],
                held=self._held() if form else {},
                open=self._forwarded(Inquiry.closed_at.is_(None), MOST_OPEN) if form else [],
                closed=self._forwarded(Inquiry.closed_at.is_not(None), CLOSED_LAST) if form else [],
            )
        )

    def _forwarded(self, which: ColumnElement[bool], at_most: int) -> Sequence[Row[Any]]:
        """What was dealt with last first, and of the open ones the latest."""
        own = inquiry_rows().where(forwarded_by(g.user.partner_id), which)
        latest = (Inquiry.closed_at.desc(), Inquiry.received_at.desc(), Inquiry.id.desc())
        return self.session.execute(own.order_by(*latest).limit(at_most)).all()

    def _held(self) -> dict[date, date]:
        """First days of quarters, and when both sides sat together over them."""
        query = select(JointEvaluation.first_day, JointEvaluation.held_on).where(
            JointEvaluation.partner_id == g.user.partner_id, JointEvaluation.held_on.is_not(None)
        )
        return {row.first_day: row.held_on for row in self.session.execute(query)}


def _asked() -> str:
    return request.args.get("q", "").strip()[:LONGEST]
