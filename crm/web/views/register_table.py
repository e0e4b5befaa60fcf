"""A table whose columns nobody has named yet: its first rows are shown, and what they may be."""

from __future__ import annotations

from pathlib import Path

from flask import current_app, flash, g, redirect, request, url_for
from flask_appbuilder import expose
from flask_appbuilder.security.decorators import has_access, permission_name
from flask_babel import gettext as _
from werkzeug.wrappers import Response as AnyResponse

from crm.enums import RowsAre
from crm.errors import DomainError
from crm.register.contacts.rows import likely_rows
from crm.register.mapping.as_source import PREFIX
from crm.register.mapping.guess import guess
from crm.register.reading.preview import Preview, preview
from crm.services.import_mappings import keep_mapping
from crm.web import uploads
from crm.web.page import Page
from crm.web.table_form import TableForm, table_form
from crm.web.table_forms import FORMS
from crm.web.uploads import Upload

SHOWN = 8
SAMPLES = 3


def _samples(seen: Preview, place: int) -> str:
    """The first cells of a column that say something."""
    cells = (cells[place] for _number, cells in seen.rows if place < len(cells))
    return " · ".join(list(dict.fromkeys(cell for cell in cells if cell.strip()))[:SAMPLES])


def _asked_rows() -> RowsAre | None:
    """As the address says."""
    asked = request.args.get("rows")
    return RowsAre(asked) if asked in list(RowsAre) else None


class TableView(Page):
    route_base = "/register/table"
    class_permission_name = "Register"
    default_view = "new"
    default_view_permission = "add"

    @expose("/<upload>", methods=["GET", "POST"])
    @has_access
    @permission_name("add")
    def new(self, upload: str) -> str | AnyResponse:
        kept = uploads.kept(upload, g.user.id)
        if kept is None:
            flash(_("The file is not kept any more. Please choose it again."), "warning")
            return redirect(url_for("ImportView.new"))
        try:
            seen = preview(kept.path)
        except DomainError as error:
            flash(_(error.message, **error.values), "danger")
            return redirect(url_for("ImportView.new"))
        return self._asked(kept, seen)

    def _asked(self, kept: Upload, seen: Preview) -> str | AnyResponse:
        rows = [cells for _number, cells in seen.rows]
        rows_are = _asked_rows() or likely_rows(seen.header, rows)
        kind = FORMS[rows_are]
        form = table_form(kind, seen.header, guess(seen.header, rows, kind.known))
        if not form.is_submitted():
            form.name.data = Path(kept.name).stem
        source = self._keep(form) if form.validate_on_submit() else None
        if source:
            return redirect(url_for("ImportView.new", upload=kept.key, source=source))
        return str(
            self.render_template(
                "register_table.html",
                title=_("What are the columns?"),
                form=form,
                kinds=FORMS,
                upload=kept.key,
                file_name=kept.name,
                seen=seen,
                samples=lambda place: _samples(seen, place),
                shown=SHOWN,
            )
        )

    def _keep(self, form: TableForm) -> str | None:
        """None, and said at its name, where that is taken by another kind of table."""
        rest = {**form.about(), "city": current_app.config["CITY"]}
        try:
            mapping = keep_mapping(self.session, form.name.data or "", form.columns(), **rest)
        except DomainError as error:
            form.name.errors = [*form.name.errors, _(error.message, **error.values)]
            return None
        self.session.commit()
        return f"{PREFIX}{mapping.id}"
