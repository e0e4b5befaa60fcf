"""An inquiry: written down, changed, looked at."""

from __future__ import annotations

from types import SimpleNamespace

from flask import flash, redirect, request, url_for
from flask_appbuilder import expose
from flask_appbuilder.security.decorators import has_access, permission_name
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from crm.models import CompanyOverview, Inquiry
from crm.models.base import LARGEST_NUMBER
from crm.services import inquiries
from crm.web.chips import Choice
from crm.web.conflict import show_conflict
from crm.web.inquiry_form import InquiryForm, new_inquiry, stored_inquiry
from crm.web.inquiry_page import InquiryPage
from crm.web.office import office
from crm.web.page import whole_number
from crm.web.saving import ALREADY_SAVED, expect_version, nothing_new, save, sent_again
from crm.web.security import current_viewer
from crm.web.views.draft import drafted_values


class InquiryView(InquiryPage):
    route_base = "/inquiries"
    default_view = "new"

    @expose("/new", methods=["GET", "POST"])
    @has_access
    @permission_name("add")
    def new(self) -> str | Response:
        form = self._new_form()
        if request.method == "POST" and form.validate():
            received = save(
                self.session,
                form,
                lambda: inquiries.receive(self.session, office(), form.values()),
            )
            if received is ALREADY_SAVED:
                again = sent_again(self.session, Inquiry, form, "InquiryView.edit")
                return again or self._form_page(form, None)
            if received is not None:
                flash(_("The inquiry is saved."), "success")
                return redirect(url_for("InquiryView.show", pk=received.id))
        return self._form_page(form, None)

    @expose("/<int:pk>/edit", methods=["GET", "POST"])
    @has_access
    @permission_name("edit")
    def edit(self, pk: int) -> str | Response:
        inquiry = self._inquiry(pk)
        form = self._edit_form(inquiry)
        if request.method == "POST" and form.validate() and self._changed(form, inquiry):
            flash(_("The inquiry is saved."), "success")
            return redirect(url_for("InquiryView.show", pk=pk))
        return self._form_page(form, inquiry)

    @expose("/<int:pk>")
    @has_access
    @permission_name("show")
    def show(self, pk: int) -> str:
        return self._page(self._inquiry(pk))

    def _new_form(self) -> InquiryForm:
        if request.method == "POST":
            return InquiryForm()
        company_id = whole_number("company", 0, 0, LARGEST_NUMBER)
        company = self.session.get(CompanyOverview, company_id) if company_id else None
        me = current_viewer.advisor_id
        owner = Choice(me, current_viewer.advisor_name) if me else None
        start = new_inquiry(owner, company)
        return InquiryForm(formdata=drafted_values(self.session), data=start)

    def _edit_form(self, inquiry: Inquiry) -> InquiryForm:
        on_file = {
            **stored_inquiry(inquiry),
            "client_key": inquiry.client_key,
            "version": inquiry.version,
        }
        if request.method == "POST":
            return InquiryForm(data=on_file)
        return InquiryForm(formdata=drafted_values(self.session), data=on_file)

    def _changed(self, form: InquiryForm, inquiry: Inquiry) -> bool:
        """After a refusal what is stored now stands beside what was typed."""
        stored = stored_inquiry(inquiry)
        if all(form[name].data == value for name, value in stored.items()):
            return nothing_new(self.session, form)
        expect_version(inquiry, form)

        def change() -> Inquiry:
            inquiries.change(office(), inquiry, form.values())
            self.session.flush()
            return inquiry

        if save(self.session, form, change) is not None:
            return True
        now = self._inquiry(inquiry.id)
        if form.version.data != str(now.version):
            show_conflict(form, now, SimpleNamespace(**stored_inquiry(now)))
        return False

    def _form_page(self, form: InquiryForm, inquiry: Inquiry | None) -> str:
        title = _("Change the inquiry") if inquiry else _("New inquiry")
        return str(
            self.render_template("inquiry_form.html", title=title, form=form, inquiry=inquiry)
        )
