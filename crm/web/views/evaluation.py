"""Joint evaluation of a quarter's inquiries: a page that both sides see, with a word by each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from flask import abort, current_app, flash, g, redirect, request, url_for
from flask_appbuilder import expose
from flask_appbuilder.security.decorators import has_access, permission_name
from flask_babel import gettext as _
from sqlalchemy import ColumnElement, select, true
from werkzeug.wrappers import Response

from crm.clock import today
from crm.enums import InquiryOutcome, Side
from crm.models import Inquiry, JointEvaluation, Partner
from crm.models.base import new_client_key
from crm.rules.quarter import Quarter
from crm.services.inquiry_board import inquiry_rows
from crm.services.scope import forwarded_by
from crm.web.conflict import show_conflict
from crm.web.coverage_lookup import snapshot
from crm.web.evaluation_form import EvaluationForm
from crm.web.file_names import file_name
from crm.web.formats import day
from crm.web.languages import current_language
from crm.web.page import Page
from crm.web.response_figures import ResponseFigures
from crm.web.saving import expect_version, nothing_new, save
from crm.web.workbooks import meta, sent_workbook
from reports.build import build
from reports.measures.outcomes import OPEN, outcomes
from reports.period import Period

OPEN_LISTED = 50
OUTCOMES = {each.value: each.label for each in InquiryOutcome}


class EvaluationView(Page):
    route_base = "/evaluations"
    class_permission_name = "Evaluation"
    default_view = "show"

    @expose("/<int:partner_id>/<quarter>")
    @has_access
    @permission_name("show")
    def show(self, partner_id: int, quarter: str) -> str:
        partner, named = self._partner(partner_id), _quarter(quarter)
        words = self._words(partner, named)
        form = EvaluationForm(named, _side(), formdata=None, data=_on_file(words.get(_side())))
        return self._page(partner, named, words, form)

    @expose("/<int:partner_id>/<quarter>", methods=["POST"])
    @has_access
    @permission_name("edit")
    def say(self, partner_id: int, quarter: str) -> str | Response:
        partner, named = self._partner(partner_id), _quarter(quarter)
        mine = self._words(partner, named).get(_side())
        form = EvaluationForm(named, _side(), data=_on_file(mine))
        if form.validate() and self._said(form, partner, named, mine):
            flash(_("Saved."), "success")
            return redirect(request.path)
        return self._page(partner, named, self._words(partner, named), form)

    @expose("/<int:partner_id>/<quarter>.xlsx")
    @has_access
    @permission_name("export")
    def workbook(self, partner_id: int, quarter: str) -> Response:
        """For both sides: what it says of advisors is nothing."""
        partner, named = self._partner(partner_id), _quarter(quarter)
        book = build(
            "response",
            snapshot(),
            Period(named.first, named.last),
            meta=meta(),
            translate=_,
            language=current_language(),
            partner=partner.id,
        )
        said = replace(
            book,
            title=f"{book.title}: {partner.name}",
            facts=(*book.facts, *self._facts(partner, named)),
        )
        return sent_workbook(said, file_name(book.title, partner.name, named))

    def _partner(self, pk: int) -> Partner:
        """Of another office its own alone."""
        own = g.user.partner_id
        scope: ColumnElement[bool] = true() if own is None else Partner.id == own
        found: Partner = self.find(Partner, pk, scope)
        return found

    def _words(self, partner: Partner, quarter: Quarter) -> dict[Side, JointEvaluation]:
        query = select(JointEvaluation).filter_by(partner_id=partner.id, first_day=quarter.first)
        return {row.side: row for row in self.session.scalars(query)}

    def _facts(self, partner: Partner, quarter: Quarter) -> Iterator[tuple[str, str]]:
        """What both sides say, and when they met over it."""
        words = self._words(partner, quarter)
        names = {Side.OFFICE: current_app.config["OFFICE"], Side.PARTNER: partner.name}
        for side, name in names.items():
            row = words.get(side)
            yield name, (row.words if row else None) or _("Nothing said yet.")
        ours = words.get(Side.OFFICE)
        held = (
            _("on %(day)s", day=day(ours.held_on)) if ours and ours.held_on else _("not yet held")
        )
        yield _("Joint evaluation"), held

    def _said(
        self,
        form: EvaluationForm,
        partner: Partner,
        quarter: Quarter,
        mine: JointEvaluation | None,
    ) -> bool:
        """After a refusal what is stored now stands beside what was typed."""
        said = form.values()
        if mine is not None and all(getattr(mine, name) == said[name] for name in said):
            return nothing_new(self.session, form)
        if mine is not None:
            expect_version(mine, form)
        key = form.client_key.data or new_client_key()

        def act() -> JointEvaluation:
            row = mine or JointEvaluation(
                partner_id=partner.id, first_day=quarter.first, side=_side(), client_key=key
            )
            for name, value in said.items():
                setattr(row, name, value)
            self.session.add(row)
            self.session.flush()
            return row

        if save(self.session, form, act) is not None:
            return True
        stored = self._words(partner, quarter).get(_side())
        if stored is not None and form.version.data != str(stored.version):
            show_conflict(form, stored)
        return False

    def _page(
        self,
        partner: Partner,
        quarter: Quarter,
        words: dict[Side, JointEvaluation],
        form: EvaluationForm,
    ) -> str:
        period = Period(quarter.first, quarter.last)
        day, source = period.reference_day(today()), snapshot()
        figures = ResponseFigures(source, self.session, period, day, partner.id)
        still_open = (
            inquiry_rows()
            .where(
                forwarded_by(partner.id),
                Inquiry.closed_at.is_(None),
                Inquiry.received_on.between(quarter.first, quarter.last),
            )
            .order_by(Inquiry.received_at, Inquiry.id)
        )
        return str(
            self.render_template(
                "evaluation.html",
                title=_("Joint evaluation: %(partner)s", partner=partner),
                lead=_("Quarter %(number)s of %(year)s", number=quarter.number, year=quarter.year),
                partner=partner,
                quarter=quarter,
                may_go_on=quarter.following.first <= today(),
                words=words,
                ours=words.get(Side.OFFICE),
                theirs=words.get(Side.PARTNER),
                form=form,
                figures=figures,
                remark=period.remark(today()),
                reference_day=day,
                outcomes=outcomes(source, period, partner.id).to_dict("records"),
                outcome_names={**OUTCOMES, OPEN: None},
                open=self.session.execute(still_open.limit(OPEN_LISTED)).all(),
                side=_side(),
                way_back=_way_back(partner),
            )
        )


def _way_back(partner: Partner) -> str:
    if _side() is Side.PARTNER:
        return url_for("CounterView.index")
    return url_for("PartnerPage.show", pk=partner.id)


def _side() -> Side:
    """At which of the two the viewer sits."""
    return Side.OFFICE if g.user.partner_id is None else Side.PARTNER


def _on_file(mine: JointEvaluation | None) -> dict[str, Any]:
    if mine is None:
        return {}
    names = ("words", "held_on", "version", "client_key")
    return {name: getattr(mine, name) for name in names}


def _quarter(text: str) -> Quarter:
    return Quarter.read(text) or abort(404)
