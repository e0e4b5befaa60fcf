"""The register of firms comes in: choose a file, watch it, see what became of every row."""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path
from typing import Any

from flask import Response, abort, current_app, g, redirect, send_file, url_for
from flask_appbuilder import expose
from flask_appbuilder.security.decorators import has_access, permission_name
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_wtf.file import FileField, FileRequired
from sqlalchemy import Select, select
from werkzeug.wrappers import Response as AnyResponse
from wtforms import BooleanField, SelectField
from wtforms.validators import DataRequired

from crm.db import sessions
from crm.enums import RowOutcome
from crm.models import ImportBatch, SourceRecord
from crm.register.reasons import told
from crm.register.refused_rows import refused_rows_csv
from crm.register.sources import SOURCES
from crm.register.take_in import take_in
from crm.web import jobs
from crm.web.clock import today
from crm.web.fields import LocalDateField
from crm.web.filters import Filter
from crm.web.forms import CrmForm
from crm.web.languages import current_language
from crm.web.listing import Column, ListPage

SHOWN_REFUSALS = 100


class ImportForm(CrmForm):
    file = FileField(_("File"), [FileRequired(_("Choose a file first."))])
    source = SelectField(_("Where it comes from"), validators=[DataRequired()])
    as_of = LocalDateField(_("What it says holds from"), [DataRequired()])
    gone = BooleanField(_("It lists firms that have left the register"))
    dry_run = BooleanField(_("Only try: say what would happen, change nothing"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.source.choices = [(source.name, _(source.title)) for source in SOURCES.values()]


def _batch_link(row: Any) -> str:
    return url_for("RegisterView.batch", pk=row.ImportBatch.id)


def _count(name: str, label: Any) -> Column:
    return Column(name, label, lambda row: getattr(row.ImportBatch, name), kind="number")


class RegisterView(ListPage):
    """The history of imports is the list; a new one begins above it."""

    route_base = "/register"
    class_permission_name = "Register"
    default_view_permission = "list"
    title = _("Register of firms")
    lead = _("Every file that came in, and what became of its rows.")
    empty = _("No file has come in yet. Begin with the chamber's list.")
    export_name = _("imports")
    base_order = ("created_at", "desc")
    columns = (
        Column("created_at", _("When"), lambda r: r.ImportBatch.created_at, "instant",
               ImportBatch.created_at, _batch_link, 1),
        Column("file_name", _("File"), lambda r: r.ImportBatch.file_name, "text",
               ImportBatch.file_name, _batch_link, 1),
        Column("source", _("Source"), lambda r: r.ImportBatch.source),
        Column("as_of", _("Holds from"), lambda r: r.ImportBatch.as_of, "day", ImportBatch.as_of),
        _count("read", _("Rows")),
        _count("created", _("New")),
        _count("updated", _("Changed")),
        _count("unchanged", _("Unchanged")),
        _count("ended", _("Ended")),
        _count("refused", _("Refused")),
    )  # fmt: skip
    filters = (
        Filter("from", _("From"), lambda v: ImportBatch.as_of >= v, "day"),
    )  # fmt: skip

    def rows(self) -> Select[Any]:
        return select(ImportBatch)

    def actions(self) -> Any:
        return ((url_for("RegisterView.new"), _("Read a file"), "upload"),)

    @expose("/new", methods=["GET", "POST"])
    @has_access
    @permission_name("add")
    def new(self) -> str | AnyResponse:
        form = ImportForm(as_of=today())
        if form.is_submitted() and form.validate():
            return redirect(url_for("RegisterView.progress", key=self._start(form)))
        return str(self.render_template("import_form.html", title=_("Read a file"), form=form))

    def _start(self, form: ImportForm) -> str:
        """Keeps the file for as long as the job runs; the engine is the job's own connection."""
        folder = Path(tempfile.mkdtemp(dir=self._uploads()))
        upload = form.file.data
        path = folder / (Path(upload.filename or "").name or "register.csv")
        upload.save(path)
        user_id: int = g.user.id
        source, as_of = str(form.source.data), _day(form.as_of.data)
        gone, dry_run = bool(form.gone.data), bool(form.dry_run.data)
        new_session = sessions(current_app.extensions["crm_engine"])

        def work(progress: jobs.Progress) -> Any:
            try:
                with new_session() as session:
                    result = take_in(
                        session, path, source, as_of=as_of, gone=gone, dry_run=dry_run,
                        progress=progress, user_id=user_id,
                    )  # fmt: skip
                    session.commit()
                batch_id = None if dry_run else result.batch_id
                return {**_shown(result.as_json(gettext)), "batch_id": batch_id}
            finally:
                path.unlink(missing_ok=True)
                folder.rmdir()

        return jobs.start(user_id, current_language(), work)

    def _uploads(self) -> Path:
        folder = Path(current_app.config["HOME"]) / "uploads"
        folder.mkdir(parents=True, exist_ok=True)
        jobs.clear_away(folder)
        return folder

    @expose("/running/<key>")
    @has_access
    @permission_name("add")
    def progress(self, key: str) -> str | AnyResponse:
        state = self._state(key)
        batch_id = (state.result or {}).get("batch_id")
        if state.status == "done" and batch_id:
            return redirect(url_for("RegisterView.batch", pk=batch_id))
        return str(
            self.render_template("import_running.html", title=_("Reading"), state=state, key=key)
        )

    @expose("/running/<key>/state")
    @has_access
    @permission_name("add")
    def state(self, key: str) -> dict[str, Any]:
        state = self._state(key)
        return {
            "status": "lost" if state.is_lost else state.status,
            "percent": state.percent,
            "done": state.done,
            "total": state.total,
            "seconds_left": state.seconds_left,
        }

    def _state(self, key: str) -> jobs.State:
        state = jobs.state(key)
        if state is None or state.user_id != g.user.id:
            abort(404)
        return state

    @expose("/<int:pk>")
    @has_access
    @permission_name("show")
    def batch(self, pk: int) -> str:
        batch = self.find(ImportBatch, pk)
        refused = (
            select(SourceRecord)
            .where(SourceRecord.batch_id == pk, SourceRecord.outcome == RowOutcome.REFUSED)
            .order_by(SourceRecord.row_number)
            .limit(SHOWN_REFUSALS)
        )
        return str(
            self.render_template(
                "import_batch.html",
                title=batch.file_name,
                batch=batch,
                refused=[
                    {
                        "row": r.row_number,
                        "column": r.column,
                        "value": r.value,
                        "reason": told(r.reason or "", gettext),
                    }
                    for r in self.session.scalars(refused)
                ],
                shown=SHOWN_REFUSALS,
            )
        )

    @expose("/<int:pk>/refused.csv")
    @has_access
    @permission_name("export")
    def refused(self, pk: int) -> Response:
        batch = self.find(ImportBatch, pk)
        stem = Path(batch.file_name).stem
        return send_file(
            refused_rows_csv(self.session, pk, gettext),
            mimetype="text/csv",
            as_attachment=True,
            download_name=f"{stem}-{_('refused')}.csv",
        )


def _shown(result: dict[str, Any]) -> dict[str, Any]:
    """What a page shows of it: a file of refused rows is not kept beside the database."""
    refused = result["refused"]
    return {**result, "refused": refused[:SHOWN_REFUSALS], "refused_count": len(refused)}


def _day(value: date | None) -> date:
    return value or today()
