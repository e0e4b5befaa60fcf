"""The documents of council papers: made of drafts, kept of what is released; PDF as a job."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from flask import current_app, g
from sqlalchemy.orm import Session

from crm.db import sessions
from crm.enums import N_
from crm.errors import DomainError
from crm.models import CouncilPaper
from crm.services.paper_steps import Made, keep_pdf
from crm.web import jobs
from crm.web.file_names import file_name
from crm.web.jobs.files import file_of
from crm.web.languages import current_language
from crm.web.paper_figures import figures_of
from crm.web.releasing import words_of
from reports.papers.make import write
from reports.papers.on_file import paper_of
from reports.pdf import as_pdf

PDF = "paper-pdf"
DOCX_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PDF_TYPE = "application/pdf"
OWN_FORM = "council-paper.docx"
"""In the settings' home: the city's own form."""


def made(paper: CouncilPaper) -> Made:
    """In the language of the house. DomainError where a figure cannot be cited."""
    figures, target = figures_of(paper.releases), BytesIO()
    own = Path(current_app.config["HOME"]) / OWN_FORM
    form = BytesIO(own.read_bytes()) if own.is_file() else None
    language = str(current_app.config["BABEL_DEFAULT_LOCALE"])
    write(paper_of(paper), figures, words_of(language), target, form)
    return Made(figures.filled(paper.text), target.getvalue())


def document_of(paper: CouncilPaper) -> bytes:
    """To the byte as it was released; of others, made now."""
    return paper.locked.document if paper.locked else made(paper).document


def called(paper: CouncilPaper, suffix: str) -> str:
    return file_name(paper.number, paper.subject, suffix=suffix)


@dataclass(frozen=True)
class Asked:
    paper_id: int
    number: str


def begin_pdf(paper: CouncilPaper) -> str:
    """The key of the job."""
    asked = Asked(paper.id, paper.number)
    return jobs.start(PDF, g.user.id, current_language(), asdict(asked))


@jobs.work(PDF)
def _make_pdf(job: jobs.Job) -> dict[str, Any]:
    asked = Asked(**job.about)
    with sessions(current_app.extensions["crm_engine"])() as session:
        paper = session.get(CouncilPaper, asked.paper_id)
        if paper is None:
            raise DomainError(N_("The paper is gone."))
        job.progress(0, 1)
        content = as_pdf(document_of(paper))
        path_of(job.key).write_bytes(content)
        _keep(session, paper, content)
        job.progress(1, 1)
        result: dict[str, Any] = job.commit(session, {"name": called(paper, "pdf")})
        return result


def _keep(session: Session, paper: CouncilPaper, content: bytes) -> None:
    if paper.locked is not None:
        keep_pdf(session, paper.locked, content)


def path_of(key: str) -> Path:
    """Cleared away with the job after a day."""
    return file_of(key).with_suffix(".pdf")
