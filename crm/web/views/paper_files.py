"""The files of council papers: Word, PDF, and whether one at hand is such a file."""

from __future__ import annotations

from io import BytesIO

from flask import Response, flash, redirect, request, send_file, url_for
from flask_appbuilder import expose
from flask_appbuilder.security.decorators import has_access, permission_name
from flask_babel import gettext as _
from werkzeug.wrappers import Response as AnyResponse

from crm.errors import DomainError
from crm.services.paper_steps import known_file
from crm.web.jobs import Status
from crm.web.paper_files import DOCX_TYPE, PDF, PDF_TYPE, begin_pdf, called, document_of, path_of
from crm.web.paper_page import PaperPage
from crm.web.views.job import own_job
from reports.pdf import can_be_made

LARGEST = 50 * 1024 * 1024


class PaperFiles(PaperPage):
    default_view = "check"

    @expose("/<int:pk>/paper.docx")
    @has_access
    @permission_name("export")
    def document(self, pk: int) -> AnyResponse:
        paper = self.paper(pk)
        try:
            content = document_of(paper)
        except DomainError as refusal:
            flash(refusal.said(_), "danger")
            return redirect(url_for("PaperView.show", pk=pk))
        return _sent(content, DOCX_TYPE, called(paper, "docx"))

    @expose("/<int:pk>/pdf", methods=["POST"])
    @has_access
    @permission_name("export")
    def begin(self, pk: int) -> AnyResponse:
        paper = self.paper(pk)
        if paper.locked and paper.locked.pdf:
            return _sent(paper.locked.pdf, PDF_TYPE, called(paper, "pdf"))
        if not can_be_made():
            flash(_("PDF is made by LibreOffice, which is not installed here."), "warning")
            return redirect(url_for("PaperView.show", pk=pk))
        return redirect(url_for("PaperFiles.progress", key=begin_pdf(paper)))

    @expose("/running/<key>")
    @has_access
    @permission_name("export")
    def progress(self, key: str) -> str:
        state = own_job(key, PDF)
        return str(
            self.render_template(
                "paper_running.html",
                title=_("PDF of the paper"),
                lead=state.about["number"],
                state=state,
                key=key,
                paper_id=state.about["paper_id"],
            )
        )

    @expose("/running/<key>/paper.pdf")
    @has_access
    @permission_name("export")
    def pdf(self, key: str) -> AnyResponse:
        state = own_job(key, PDF)
        path = path_of(key)
        if state.status is not Status.DONE or not path.exists():
            flash(_("This PDF is not kept any more. Please make it again."), "warning")
            return redirect(url_for("PaperView.show", pk=state.about["paper_id"]))
        return _sent(path.read_bytes(), PDF_TYPE, state.result["name"])

    @expose("/check", methods=["GET", "POST"])
    @has_access
    @permission_name("show")
    def check(self) -> str | tuple[str, int]:
        """Nothing is kept of the file that somebody hands in."""
        file = request.files.get("file")
        if request.method == "GET":
            return self._check_page()
        if file is None or not file.filename:
            return self._check_page(problem=_("Please choose a file.")), 400
        content = file.stream.read(LARGEST + 1)
        file.close()
        if len(content) > LARGEST:
            return self._check_page(problem=_("The file is larger than any paper.")), 400
        return self._check_page(name=file.filename, found=known_file(self.session, content))

    def _check_page(self, **more: object) -> str:
        title, lead = _("Check a file"), _("Is this a council paper as it was released?")
        return str(self.render_template("paper_check.html", title=title, lead=lead, **more))


def _sent(content: bytes, kind: str, name: str) -> Response:
    return send_file(BytesIO(content), mimetype=kind, as_attachment=True, download_name=name)
