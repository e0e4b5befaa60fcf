"""A table whose columns nobody has named yet: its first rows are shown, and what they may be."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from flask import current_app, flash, g, redirect, url_for
from flask_appbuilder import expose
from flask_appbuilder.security.decorators import has_access, permission_name
from flask_babel import gettext as _
from werkzeug.wrappers import Response as AnyResponse

from crm.errors import DomainError
from crm.register.mapping.as_source import PREFIX
from crm.register.mapping.guess import guess
from crm.register.reading.preview import Preview, preview
from crm.services.import_mappings import keep_mapping
from crm.web import uploads
from crm.web.page import Page
from crm.web.table_form import TableForm, table_form
from crm.web.uploads import Upload

SHOWN = 8
SAMPLES = 3


def _samples(seen: Preview, place: int) -> str:
    """The first cells of a column that say something."""
    cells = (cells[place] for _number, cells in seen.rows if place < len(cells))
    return " · ".join(list(dict.fromkeys(cell for cell in cells if cell.strip()))[:SAMPLES])


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
        guessed = guess(seen.header, [cells for _number, cells in seen.rows])
        form = table_form(seen.header, guessed)
        if not form.is_submitted():
            form.name.data = Path(kept.name).stem
        if form.validate_on_submit():
            source = self._keep(form)
            return redirect(url_for("ImportView.new", upload=kept.key, source=source))
        return str(
            self.render_template(
                "register_table.html",
                title=_("What are the columns?"),
                form=form,
                file_name=kept.name,
                seen=seen,
                samples=lambda place: _samples(seen, place),
                shown=SHOWN,
            )
        )

    def _keep(self, form: TableForm) -> str:
        rest: dict[str, Any] = {"chamber": form.chamber.data, "is_craft": form.is_craft.data}
        rest["city"] = current_app.config["CITY"]
        mapping = keep_mapping(self.session, form.name.data or "", form.columns(), **rest)
        self.session.commit()
        return f"{PREFIX}{mapping.id}"
