"""A funding consultation: written down, followed, looked at."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from flask import flash, redirect, request, url_for
from flask_appbuilder import expose
from flask_appbuilder.security.decorators import has_access, permission_name
from flask_babel import gettext as _
from sqlalchemy.orm import joinedload
from werkzeug.wrappers import Response

from crm.clock import today
from crm.enums import FundingStage
from crm.models import Company, CompanyOverview, FundingCase
from crm.models.base import LARGEST_NUMBER
from crm.rules.ways_to_reach import web_address
from crm.services.funding import add_case, change_case
from crm.services.scope import visible_funding_cases
from crm.web.conflict import differs, show_conflict
from crm.web.controls import allowed
from crm.web.funding_form import FundingForm, new_case, stored_case
from crm.web.inquiry_form import asked_inquiry
from crm.web.page import Page, whole_number
from crm.web.saving import ALREADY_SAVED, expect_version, nothing_new, save, sent_again
from crm.web.security import current_viewer
from crm.web.views.draft import drafted_values

WHOLE = (
    joinedload(FundingCase.company).joinedload(Company.overview),
    joinedload(FundingCase.programme),
    joinedload(FundingCase.owner),
    joinedload(FundingCase.inquiry),
    joinedload(FundingCase.interaction),
)
NEXT = {
    FundingStage.DISCUSSED: (FundingStage.APPLIED, FundingStage.WITHDRAWN),
    FundingStage.APPLIED: (FundingStage.GRANTED, FundingStage.REFUSED, FundingStage.WITHDRAWN),
}
"""What may come next; the buttons lead to the form with that filled in."""


class FundingView(Page):
    route_base = "/funding"
    class_permission_name = "Funding"
    default_view = "new"

    @expose("/new", methods=["GET", "POST"])
    @has_access
    @permission_name("add")
    def new(self) -> str | Response:
        form = self._new_form()
        if request.method == "POST" and form.validate():
            made = save(self.session, form, lambda: add_case(self.session, form.values()))
            if made is ALREADY_SAVED:
                again = sent_again(self.session, FundingCase, form, "FundingView.edit")
                return again or self._form_page(form, None)
            if made is not None:
                flash(_("The funding consultation is saved."), "success")
                return redirect(url_for("FundingView.show", pk=made.id))
        return self._form_page(form, None)

    @expose("/<int:pk>/edit", methods=["GET", "POST"])
    @has_access
    @permission_name("edit")
    def edit(self, pk: int) -> str | Response:
        case = self._case(pk)
        form = self._edit_form(case)
        if request.method == "POST" and form.validate() and self._changed(form, case):
            flash(_("The funding consultation is saved."), "success")
            return redirect(url_for("FundingView.show", pk=pk))
        return self._form_page(form, case)

    @expose("/<int:pk>")
    @has_access
    @permission_name("show")
    def show(self, pk: int) -> str:
        case = self._case(pk)
        link = case.programme.link if case.programme else None
        edits = [(url_for("FundingView.edit", pk=pk), _("Edit"), "pencil")]
        return str(
            self.render_template(
                "funding.html",
                title=str(case.programme or _("Funding consultation")),
                case=case,
                link=web_address(link) if link else None,
                following=NEXT.get(case.stage, ()),
                actions=edits if allowed("can_edit", "Funding") else [],
            )
        )

    def _case(self, pk: int) -> FundingCase:
        found: FundingCase = self.find(
            FundingCase, pk, visible_funding_cases(current_viewer), *WHOLE
        )
        return found

    def _new_form(self) -> FundingForm:
        if request.method == "POST":
            return FundingForm()
        company_id = whole_number("company", 0, 0, LARGEST_NUMBER)
        company = self.session.get(CompanyOverview, company_id) if company_id else None
        start = new_case(current_viewer, company, asked_inquiry(self.session))
        return FundingForm(formdata=drafted_values(self.session), data=start)

    def _edit_form(self, case: FundingCase) -> FundingForm:
        on_file = {
            **stored_case(case),
            "client_key": case.client_key,
            "version": case.version,
        }
        if request.method == "POST":
            return FundingForm(data=on_file)
        drafted = drafted_values(self.session)
        return FundingForm(formdata=drafted, data={**on_file, **_next_step(case)})

    def _changed(self, form: FundingForm, case: FundingCase) -> bool:
        """After a refusal what is stored now stands beside what was typed."""
        stored = stored_case(case)
        if not any(differs(value, form[name].data) for name, value in stored.items()):
            return nothing_new(self.session, form)
        expect_version(case, form)
        if save(self.session, form, lambda: self._store(form, case)) is not None:
            return True
        now = self._case(case.id)
        if form.version.data != str(now.version):
            show_conflict(form, now, SimpleNamespace(**stored_case(now)))
        return False

    def _store(self, form: FundingForm, case: FundingCase) -> FundingCase:
        change_case(case, form.values())
        self.session.flush()
        return case

    def _form_page(self, form: FundingForm, case: FundingCase | None) -> str:
        title = _("Change the funding consultation") if case else _("New funding consultation")
        return str(self.render_template("funding_form.html", title=title, form=form, case=case))


def _next_step(case: FundingCase) -> dict[str, Any]:
    """What a button of the page has filled in: the stage that comes next, as of today. The
    deadline of an application is kept by applying.
    """
    stage = request.args.get("stage", "")
    if stage not in NEXT.get(case.stage, ()):
        return {}
    step = FundingStage(stage)
    day = "decided_on" if step.is_decided else "applied_on"
    return {"stage": step, day: today(), "deadline_on": None}
