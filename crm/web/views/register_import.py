"""A file of the register comes in: choose it, try it, watch it."""

from __future__ import annotations

from pathlib import Path

from flask import Response, abort, flash, g, redirect, request, send_file, url_for
from flask_appbuilder import expose
from flask_appbuilder.security.decorators import has_access, permission_name
from flask_babel import gettext as _
from werkzeug.wrappers import Response as AnyResponse

from crm.register.reading.book import is_workbook
from crm.web import jobs, uploads
from crm.web.import_form import NEW_TABLE, ImportForm, other_city, proposal
from crm.web.imports import IMPORT, SHOWN_REFUSALS, Choice, begin, begun_with
from crm.web.page import Page
from crm.web.register_sources import source_or_404
from crm.web.views.job import own_job
from crm.web.workbooks import XLSX


class ImportView(Page):
    route_base = "/register"
    class_permission_name = "Register"

    @expose("/new", methods=["GET", "POST"])
    @has_access
    @permission_name("add")
    def new(self) -> str | AnyResponse:
        form = ImportForm()
        if not form.is_submitted():
            self._go_on_with(form)
        else:
            sent = form.upload.data or ""
            form.keep_file()
            earlier = begun_with(sent, g.user.id) if sent and form.kept is None else None
            if earlier:
                return redirect(url_for("ImportView.progress", key=earlier))
            if form.source.data == NEW_TABLE and form.kept:
                return redirect(url_for("TableView.new", upload=form.kept.key))
            if form.validate() and not form.propose_day():
                return redirect(self._begun(form))
        return str(self.render_template("import_form.html", title=_("Read a file"), form=form))

    def _go_on_with(self, form: ImportForm) -> None:
        """A file that was given in before, and what it was said to be."""
        form.upload.data = request.args.get("upload")
        form.keep_file()
        if form.kept:
            form.source.data = request.args.get("source")
            form.propose_day()

    def _begun(self, form: ImportForm) -> str:
        upload, as_of = form.kept, form.as_of.data
        assert upload
        assert as_of
        key = begin(form.choice(upload, as_of), g.user.id)
        if self._state(key).about["upload"] != upload.key:
            upload.forget()  # sent twice: the first one is taken in
        return url_for("ImportView.progress", key=key)

    @expose("/suggest-day")
    @has_access
    @permission_name("add")
    def suggest_day(self) -> dict[str, str]:
        """For the form: what the name of the file that was just chosen proposes."""
        proposed, words = proposal(request.args.get("name", "")[-uploads.LONGEST_NAME :])
        return {"day": proposed.isoformat(), "words": words}

    @expose("/running/<key>")
    @has_access
    @permission_name("add")
    def progress(self, key: str) -> str | AnyResponse:
        state = self._state(key)
        if state.status is jobs.Status.DONE and state.result["batch_id"]:
            return redirect(url_for("RegisterView.batch", pk=state.result["batch_id"]))
        choice = Choice.of(state.about)
        upload = uploads.kept(choice.upload, g.user.id)
        return str(
            self.render_template(
                "import_running.html",
                title=choice.file_name,
                state=state,
                choice=choice,
                source=source_or_404(choice.source),
                other_city=other_city(choice.source),
                kept=upload,
                key=key,
                shown=SHOWN_REFUSALS,
            )
        )

    @expose("/running/<key>/<any(again, earnest):how>", methods=["POST"])
    @has_access
    @permission_name("add")
    def once_more(self, key: str, how: str) -> AnyResponse:
        """What was tried is done in earnest, or what did not end is begun again."""
        choice = Choice.of(self._state(key).about)
        if how == "earnest":
            choice = choice.in_earnest()
        upload = uploads.kept(choice.upload, g.user.id)
        begun = begin(choice, g.user.id) if upload else jobs.of(choice.once)
        if begun is None:
            flash(_("The file is not kept any more. Please choose it again."), "warning")
            return redirect(url_for("ImportView.new"))
        return redirect(url_for("ImportView.progress", key=begun))

    @expose("/running/<key>/refused.csv")
    @has_access
    @permission_name("export")
    def refused(self, key: str) -> Response:
        choice = Choice.of(self._state(key).about)
        path = uploads.refused_rows(choice.upload, g.user.id) or abort(404)
        workbook = is_workbook(path)
        suffix = ".xlsx" if workbook else ".csv"
        return send_file(
            path,
            mimetype=XLSX if workbook else "text/csv",
            as_attachment=True,
            download_name=f"{Path(choice.file_name).stem}-{_('refused')}{suffix}",
        )

    def _state(self, key: str) -> jobs.State:
        return own_job(key, IMPORT)
