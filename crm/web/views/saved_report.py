"""Own reports kept under a name: which there are, and what is done with them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from flask import abort, flash, g, redirect, request, url_for
from flask_appbuilder import expose
from flask_appbuilder.security.decorators import has_access, permission_name
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from werkzeug.wrappers import Response
from wtforms import BooleanField
from wtforms.validators import Length

from crm.clock import today
from crm.errors import DomainError
from crm.models import SavedReport
from crm.rules.saved_report import LONGEST_NAME, NOT_KEPT, saved_report_problems
from crm.services import saved_reports
from crm.services.scope import own_saved_reports, visible_saved_reports
from crm.web.controls import allowed
from crm.web.coverage_lookup import snapshot
from crm.web.entry import EntryView
from crm.web.fields import TrimmedField
from crm.web.forms import CrmForm
from crm.web.interface import CrmInterface
from crm.web.languages import current_language
from crm.web.numbers import read_number
from crm.web.own_choice import OwnChoice, changed, read
from crm.web.page import Page
from crm.web.saved_choice import kept, may_read, period_words
from crm.web.saving import NO_VERSION
from crm.web.security import current_viewer
from crm.web.sending import has_mail_server
from crm.web.tapping import tap
from reports.builder.book import described


class SavedReportForm(CrmForm):
    rules = staticmethod(saved_report_problems)
    name = TrimmedField(
        _("Name"), [Length(max=LONGEST_NAME)], description=_("As you will look for it.")
    )
    is_shared = BooleanField(
        _("Share it with my team"),
        description=_("Colleagues of your team read it and may copy it; you alone change it."),
    )
    by_mail = BooleanField(
        _("Send it to me on the first of the month"),
        description=_("As a workbook, in this language, from the next month on."),
    )


class SavedReportEdit(EntryView):
    """A new one keeps what the address asks for."""

    route_base = "/reports/own"
    class_permission_name = "OwnReport"
    include_route_methods = {"add", "edit", "delete"}
    datamodel = CrmInterface(
        SavedReport, scope=lambda: visible_saved_reports(current_viewer, today())
    )
    change_scope = staticmethod(lambda: own_saved_reports(current_viewer))
    refusal = _("This report is a colleague's. Copy it and change your copy.")
    rules = staticmethod(saved_report_problems)
    add_form = edit_form = SavedReportForm
    add_title, edit_title = _("Save the report"), _("Name and sharing")
    delete_row_message = _("The report is gone. Its figures are where they were.")
    groups = (("", ("name", "is_shared", "by_mail")),)

    def new_form(self) -> CrmForm:
        return _without_team(super().new_form())

    def stored_form(self, item: Any) -> CrmForm:
        form = _without_team(super().stored_form(item))
        if "draft" not in request.args:
            form.by_mail.data = item.id in saved_reports.ordered_by(self.session, g.user.id)
        return form

    def _store(self, form: CrmForm, item: Any) -> Any:
        """With the wish to have it by mail, which is one's own and no part of the report."""
        stored = super()._store(form, item)
        if form.by_mail.data:
            language = current_language()
            saved_reports.order(self.session, stored, g.user.id, language, today())
        else:
            saved_reports.stop(self.session, stored.id, g.user.id)
        return stored

    def prepare(self, item: SavedReport) -> None:
        if item.id is None:
            choice = _choice()
            if choice.problems:
                raise DomainError(NOT_KEPT)
            item.owner_id = g.user.id
            item.choice = json.dumps(choice.wanted.kept(), ensure_ascii=False)

    def defaults(self) -> dict[str, Any]:
        return {"name": described(snapshot(), _choice().wanted, gettext)[:LONGEST_NAME]}

    def about(self, item: SavedReport | None) -> str:
        """What is kept, in words."""
        found = kept(item).wanted if item else _choice().wanted
        return f"{described(snapshot(), found, gettext)} · {period_words(found)}" if found else ""

    def leads_back(self, item: SavedReport | None) -> str:
        if item is None:
            return _choice().address("OwnReportView.index")
        return url_for("SavedReports.open", pk=item.id)

    def get_redirect(self) -> str:
        return url_for("SavedReports.index")


def _without_team(form: CrmForm) -> CrmForm:
    if current_viewer.advisor_id is None and "is_shared" in form:
        del form.is_shared
    return form


def _choice() -> OwnChoice:
    return read(today(), snapshot(), allowed("can_show", "Workload"))


class SavedReports(Page):
    route_base = "/reports/own/saved"
    class_permission_name = "OwnReport"
    default_view_permission = "list"

    @expose("/")
    @has_access
    @permission_name("list")
    def index(self) -> str:
        rows = filter(may_read, saved_reports.seen(self.session, current_viewer, today()))
        return str(
            self.render_template(
                "saved_reports.html",
                title=_("Saved reports"),
                lead=_("Your own, and what your team shares."),
                reports=[kept(row) for row in rows],
                ordered=saved_reports.ordered_by(self.session, g.user.id),
                has_mail_server=has_mail_server(),
                actions=list(_actions()),
            )
        )

    @expose("/<int:pk>")
    @has_access
    @permission_name("show")
    def open(self, pk: int) -> Response:
        """As it was kept: the page says what of it cannot be any more."""
        report = self._seen(pk)
        asked = {k: v for k, v in json.loads(report.choice).items() if not k.startswith("_")}
        return redirect(url_for("OwnReportView.index", **{**asked, "saved": pk}))

    @expose("/<int:pk>/change", methods=["POST"])
    @has_access
    @permission_name("edit")
    def change(self, pk: int) -> Response:
        """Keeps what the address asks for, where nobody has changed it meanwhile."""
        report = self._seen(pk)
        if report.owner_id != g.user.id:
            abort(403)
        choice = _choice()
        if choice.problems:
            flash(next(iter(choice.problems.values())), "danger")
            return redirect(choice.address("OwnReportView.index", saved=pk))
        text = json.dumps(choice.wanted.kept(), ensure_ascii=False)
        seen = read_number(request.form.get("version", "")) or NO_VERSION
        if tap(self.session, lambda: changed(report, text, seen)):
            flash(gettext("Saved: %(name)s.", name=report.name), "success")
        return redirect(choice.address("OwnReportView.index", saved=pk))

    @expose("/<int:pk>/copy", methods=["POST"])
    @has_access
    @permission_name("add")
    def copy(self, pk: int) -> Response:
        report, called = self._seen(pk), gettext("%(name)s (copy)", name="%(name)s")
        made: list[SavedReport] = []
        act = lambda: made.append(  # noqa: E731
            saved_reports.copied(self.session, report, g.user.id, called)
        )
        if tap(self.session, act):
            flash(gettext("Copied. This one is yours."), "success")
            return redirect(url_for("SavedReports.open", pk=made[0].id))
        return redirect(url_for("SavedReports.index"))

    @expose("/<int:pk>/mail", methods=["POST"])
    @has_access
    @permission_name("edit")
    def mail(self, pk: int) -> Response:
        """Asked for twice is asked for once; the language is the one of this page."""
        report, wanted = self._seen(pk), request.form.get("wanted") == "yes"
        if wanted:
            act = lambda: saved_reports.order(  # noqa: E731
                self.session, report, g.user.id, current_language(), today()
            )
            said = _("It comes by mail on the first of each month, from the next one on.")
        else:
            act = lambda: saved_reports.stop(self.session, pk, g.user.id)  # noqa: E731
            said = _("It does not come by mail any more.")
        if tap(self.session, act):
            flash(said, "success")
        return redirect(url_for("SavedReports.index") + f"#r{pk}")

    def _seen(self, pk: int) -> SavedReport:
        found: SavedReport = self.find(
            SavedReport, pk, visible_saved_reports(current_viewer, today())
        )
        return found if may_read(found) else abort(404)


def _actions() -> Iterator[tuple[str, Any, str]]:
    yield url_for("OwnReportView.index"), gettext("Put one together"), "sliders"
