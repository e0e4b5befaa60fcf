"""Official counts: which tables of the statistics office came in, and a form for the next."""

from __future__ import annotations

from typing import Any

from flask import flash, g, redirect, request, url_for
from flask_appbuilder import expose
from flask_appbuilder.security.decorators import has_access, permission_name
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from sqlalchemy import Select, select
from werkzeug.wrappers import Response

from crm.models import OfficialTable
from crm.register.counts.layouts import LAYOUTS
from crm.register.counts.read import BadTable
from crm.register.counts.take_in import Taken, take_in_counts
from crm.web.listing import Column, ListPage
from crm.web.official_form import OfficialForm
from crm.web.page import Page
from crm.web.saving import save


def _title(row: Any) -> str:
    layout = LAYOUTS.get(row.OfficialTable.layout)
    return gettext(layout.title) if layout else row.OfficialTable.layout


def _years(row: Any) -> str:
    first, last = row.OfficialTable.first_year, row.OfficialTable.last_year
    return str(first) if first == last else f"{first}–{last}"


class OfficialTables(ListPage):
    route_base = "/register/counts"
    class_permission_name = "Register"
    default_view_permission = "list"
    title = _("Official counts")
    lead = _("How many firms the statistics office counted: the measure of our own register.")
    empty = _("No table has come in yet. Begin with the firms of the chamber by district.")
    export_name = _("official tables")
    base_order = ("created_at", "desc")
    columns = (
        Column("title", _("Table"), _title, priority=1),
        Column("years", _("Years"), _years, priority=1),
        Column("new", _("New counts"), lambda r: r.OfficialTable.new, "number"),
        Column("corrected", _("Corrected"), lambda r: r.OfficialTable.corrected, "number"),
        Column("unchanged", _("Unchanged"), lambda r: r.OfficialTable.unchanged, "number",
               priority=3),
        Column("source", _("Source"), lambda r: r.OfficialTable.source, priority=3),
        Column("file_name", _("File"), lambda r: r.OfficialTable.file_name,
               order=OfficialTable.file_name),
        Column("created_at", _("When"), lambda r: r.OfficialTable.created_at, "instant",
               OfficialTable.created_at),
    )  # fmt: skip

    def rows(self) -> Select[Any]:
        return select(OfficialTable)

    def actions(self) -> Any:
        return (
            (url_for("OfficialCountsView.new"), gettext("Read a table"), "upload"),
            (url_for("CompletenessView.index"), gettext("Register completeness"), "bar-chart"),
        )


class OfficialCountsView(Page):
    route_base = "/register/counts/new"
    class_permission_name = "Register"
    default_view_permission = "add"

    @expose("/", methods=["GET", "POST"])
    @has_access
    @permission_name("add")
    def new(self) -> str | Response:
        form, taken = OfficialForm(), None
        if request.method == "POST":
            form.keep_file()
            taken = self._taken(form) if form.validate() else None
        if taken and not form.dry_run.data:
            flash(_told(taken), "success")
            return redirect(url_for("OfficialTables.index"))
        return str(
            self.render_template(
                "official_form.html",
                title=_("Read a table"),
                form=form,
                taken=taken,
                told=_told(taken) if taken else "",
            )
        )

    def _taken(self, form: OfficialForm) -> Taken | None:
        assert form.kept
        path, dry_run = form.kept.path, bool(form.dry_run.data)
        faults: list[str] = []

        def act() -> Taken:
            try:
                return take_in_counts(self.session, path, dry_run=dry_run, user_id=g.user.id)
            except BadTable as bad:
                faults.extend(bad.lines(gettext))
                raise

        taken: Taken | None = save(self.session, form, act)
        form.form_errors = faults or form.form_errors
        if taken and not dry_run:
            form.kept.forget()
        return taken


def _told(taken: Taken) -> str:
    first, last = taken.years
    return gettext(
        "%(title)s, %(first)s to %(last)s: %(new)s counts new, %(corrected)s corrected,"
        " %(unchanged)s unchanged; %(confidential)s of all are confidential.",
        title=gettext(taken.title), first=first, last=last, new=taken.new,
        corrected=taken.corrected, unchanged=taken.unchanged, confidential=taken.confidential,
    )  # fmt: skip
