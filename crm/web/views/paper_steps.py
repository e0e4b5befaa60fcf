"""The way of a council paper: each step a button, with who did it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import abort, flash, g, redirect, request, url_for
from flask_appbuilder import expose
from flask_appbuilder.security.decorators import has_access, permission_name
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from sqlalchemy.orm import attributes
from werkzeug.wrappers import Response
from wtforms.validators import Length, Optional

from crm.clock import today
from crm.models import CouncilPaper, ReportSnapshot
from crm.services import paper_steps, papers
from crm.web.fields import LocalDateField, TrimmedField
from crm.web.formats import day
from crm.web.forms import CrmForm
from crm.web.numbers import read_number
from crm.web.paper_files import made
from crm.web.paper_page import PaperPage
from crm.web.saving import NO_VERSION, expect_version, save
from crm.web.tapping import tap


class ApprovalForm(CrmForm):
    approved_on = LocalDateField(lazy_gettext("Date of approval"), [Optional()])
    approved_by = TrimmedField(
        lazy_gettext("Note of approval"),
        [Length(max=200)],
        description=lazy_gettext("As it is printed: OB, gez. Dr. Trümper."),
    )


class ReasonForm(CrmForm):
    reason = TrimmedField(lazy_gettext("Why it is taken back"), [Length(max=200)])


class PaperSteps(PaperPage):
    default_view = "release"

    @expose("/<int:pk>/send", methods=["POST"])
    @has_access
    @permission_name("edit")
    def send(self, pk: int) -> Response:
        act = lambda paper: paper_steps.send(self.session, paper, g.user.id)  # noqa: E731
        return self._step(pk, act, _("The paper is in its route. It is not changed any more."))

    @expose("/<int:pk>/back", methods=["GET", "POST"])
    @has_access
    @permission_name("edit")
    def back(self, pk: int) -> str | Response:
        form = self._form(ReasonForm, pk)
        act = lambda paper: paper_steps.take_back(  # noqa: E731
            self.session, paper, form.reason.data or "", g.user.id
        )
        if self._done(form, pk, act):
            flash(_("The paper is a draft again."), "success")
            return redirect(url_for("PaperView.show", pk=pk))
        return self._step_page("paper_back.html", _("Take the paper back"), pk, form)

    @expose("/<int:pk>/release", methods=["GET", "POST"])
    @has_access
    @permission_name("edit")
    def release(self, pk: int) -> str | Response:
        form = self._form(ApprovalForm, pk)
        if self._done(form, pk, lambda paper: self._release(paper, form)):
            flash(_("The paper is released. Nothing in it changes any more."), "success")
            return redirect(url_for("PaperView.show", pk=pk))
        return self._step_page("paper_release.html", _("Release the paper"), pk, form)

    def _release(self, paper: CouncilPaper, form: ApprovalForm) -> Any:
        paper_steps.approve(
            paper, paper_steps.Approval(form.approved_on.data, form.approved_by.data)
        )
        return paper_steps.release(self.session, paper, made(paper), g.user.id)

    @expose("/<int:pk>/hold/<int:meeting>", methods=["POST"])
    @has_access
    @permission_name("edit")
    def hold(self, pk: int, meeting: int) -> Response:
        def act(paper: CouncilPaper) -> None:
            found = next((each for each in paper.meetings if each.id == meeting), None)
            paper_steps.hold(self.session, paper, found or abort(404), today(), g.user.id)

        return self._step(pk, act, _("Noted: the meeting took place."))

    @expose("/<int:pk>/take-over/<int:release>", methods=["POST"])
    @has_access
    @permission_name("edit")
    def take_over(self, pk: int, release: int) -> Response:
        snapshot: ReportSnapshot = self.find(ReportSnapshot, release)
        words = f"{snapshot.title}, {day(snapshot.first_day)} – {day(snapshot.last_day)}"
        act = lambda paper: papers.take_over(  # noqa: E731
            self.session, paper, snapshot, words, g.user.id
        )
        return self._step(pk, act, _("The paper cites the newer release now."))

    def _step(self, pk: int, act: Callable[[CouncilPaper], Any], said: str) -> Response:
        """Of the version that was on the screen."""
        paper = self.paper(pk)
        seen = read_number(request.form.get("version", "")) or NO_VERSION
        attributes.set_committed_value(paper, "version", seen)
        if tap(self.session, lambda: act(paper)):
            flash(said, "success")
        return redirect(url_for("PaperView.show", pk=pk))

    def _form(self, kind: type[Any], pk: int) -> Any:
        if request.method == "POST":
            return kind()
        paper = self.paper(pk)
        start = {name: getattr(paper, name, None) for name in ("approved_on", "approved_by")}
        return kind(formdata=None, data={**start, "version": paper.version})

    def _done(self, form: CrmForm, pk: int, act: Callable[[CouncilPaper], Any]) -> bool:
        if request.method != "POST" or not form.validate():
            return False
        paper = self.paper(pk)
        expect_version(paper, form)
        return save(self.session, form, lambda: (act(paper), True)) is not None

    def _step_page(self, template: str, title: str, pk: int, form: CrmForm) -> str:
        paper = self.paper(pk)
        figures = self._figures(paper)
        parts = [part for each in figures.paragraphs(paper.text) for part in each.parts]
        return str(
            self.render_template(
                template,
                title=title,
                lead=str(paper),
                paper=paper,
                form=form,
                refused=list(dict.fromkeys(part.refused for part in parts if part.refused)),
                newer=list(figures.changed(paper.text)),
            )
        )
