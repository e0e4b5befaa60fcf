"""A council paper: written down, changed, looked at as it will be."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from flask import current_app, flash, g, redirect, request, url_for
from flask_appbuilder import expose
from flask_appbuilder.security.decorators import has_access, permission_name
from flask_babel import gettext as _
from sqlalchemy import select
from werkzeug.wrappers import Response

from crm.clock import today
from crm.enums import PaperState
from crm.errors import DomainError
from crm.models import CouncilPaper, ReportSnapshot
from crm.services import papers
from crm.web.chips import Choice
from crm.web.conflict import differs, show_conflict
from crm.web.paper_form import PaperForm, stored_paper, stored_route
from crm.web.paper_motion import FilledIn, fill_in
from crm.web.paper_page import PaperPage
from crm.web.saving import ALREADY_SAVED, expect_version, nothing_new, save, sent_again
from crm.web.views.draft import drafted_values

KEPT = ("city", "office", "contact", "deputy", "signed_by")
"""What stands in most papers of an office."""


class PaperView(PaperPage):
    default_view = "new"

    @expose("/new", methods=["GET", "POST"])
    @has_access
    @permission_name("add")
    def new(self) -> str | Response:
        form = self._new_form()
        again = self._sent_again(form)
        if again:
            return again
        if self._is_to_be_saved(form):
            act = lambda: papers.add_paper(self.session, form.values(), g.user.id)  # noqa: E731
            made = save(self.session, form, act)
            if made is ALREADY_SAVED:
                return self._sent_again(form) or self._form_page(form, None)
            if made is not None:
                flash(_("The paper is saved."), "success")
                return redirect(url_for("PaperView.show", pk=made.id))
        return self._form_page(form, None)

    @expose("/<int:pk>/edit", methods=["GET", "POST"])
    @has_access
    @permission_name("edit")
    def edit(self, pk: int) -> str | Response:
        paper = self.paper(pk)
        try:
            papers.refuse_unless(paper, PaperState.DRAFT)
        except DomainError as refusal:
            if request.method == "GET":
                flash(refusal.said(_), "warning")
                return redirect(url_for("PaperView.show", pk=pk))
        form = self._edit_form(paper)
        if self._is_to_be_saved(form) and self._changed(form, paper):
            flash(_("The paper is saved."), "success")
            return redirect(url_for("PaperView.show", pk=pk))
        return self._form_page(form, self.paper(pk))

    @expose("/<int:pk>")
    @has_access
    @permission_name("show")
    def show(self, pk: int) -> str:
        return self.page(self.paper(pk))

    def _sent_again(self, form: PaperForm) -> Response | None:
        """Asked before it is stored: its own number would stand in its way."""
        if request.method != "POST":
            return None
        return sent_again(self.session, CouncilPaper, form, "PaperView.edit")

    def _is_to_be_saved(self, form: PaperForm) -> bool:
        """Two more buttons send the form without saving it."""
        asks = "preview" in request.form or "read_motion" in request.form
        return request.method == "POST" and not asks and form.validate()

    def _new_form(self) -> PaperForm:
        if request.method == "POST":
            return PaperForm()
        last = self.session.scalars(
            select(CouncilPaper).order_by(CouncilPaper.id.desc()).limit(1)
        ).first()
        start: dict[str, Any] = {name: getattr(last, name, None) for name in KEPT}
        start["city"] = start["city"] or current_app.config["CITY"]
        start["office"] = start["office"] or current_app.config["OFFICE"]
        newest = select(ReportSnapshot.id, ReportSnapshot.title).order_by(ReportSnapshot.id.desc())
        offered = self.session.execute(newest.where(ReportSnapshot.report == "coverage").limit(1))
        start |= {"dated_on": today(), "releases": [Choice(*row) for row in offered]}
        return PaperForm(formdata=drafted_values(self.session), data=start)

    def _edit_form(self, paper: CouncilPaper) -> PaperForm:
        on_file = {
            **stored_paper(paper), "meetings": stored_route(paper),
            "client_key": paper.client_key, "version": paper.version,
        }  # fmt: skip
        if request.method == "POST":
            return PaperForm(data={k: v for k, v in on_file.items() if k != "meetings"})
        return PaperForm(formdata=drafted_values(self.session), data=on_file)

    def _changed(self, form: PaperForm, paper: CouncilPaper) -> bool:
        """After a refusal what is stored now stands beside what was typed."""
        values, stored = form.values(), stored_paper(paper)
        typed = {name: values.get(name, form[name].data) for name in stored}
        same_route = stored_route(paper) == values["meetings"]
        if same_route and not any(differs(value, typed[name]) for name, value in stored.items()):
            return nothing_new(self.session, form)
        expect_version(paper, form)
        act = lambda: self._store(form, paper)  # noqa: E731
        if save(self.session, form, act) is not None:
            return True
        now = self.paper(paper.id)
        if form.version.data != str(now.version):
            show_conflict(form, now, SimpleNamespace(**stored_paper(now)))
            form.their_route = now.meetings if stored_route(now) != values["meetings"] else ()
        return False

    def _store(self, form: PaperForm, paper: CouncilPaper) -> CouncilPaper:
        papers.change_paper(self.session, paper, form.values(), g.user.id)
        return paper

    def _form_page(self, form: PaperForm, paper: CouncilPaper | None) -> str:
        read: FilledIn | None = None
        if "read_motion" in request.form:
            read = fill_in(form, request.files.get("motion"))
        chosen = select(ReportSnapshot).where(ReportSnapshot.id.in_(form.releases.ids))
        return self.form_page(form, paper, self.session.scalars(chosen).all(), read)
