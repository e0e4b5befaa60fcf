"""``ansprechpartner paper DATA.json --out FILE.docx``: a statement put before the council."""

from collections.abc import Iterable
from io import BytesIO
from pathlib import Path

import click
from sqlalchemy import select
from sqlalchemy.orm import Session

from crm.cli.database import database
from crm.cli.failures import reason
from crm.cli.language import _
from crm.cli.released import in_words_of
from crm.config import Settings
from crm.db import sessions
from crm.enums import N_
from crm.errors import DomainError
from crm.models import ReportSnapshot
from reports.papers.cite import Figures
from reports.papers.make import write
from reports.papers.read import read_paper
from reports.papers.released import Released, released
from reports.pdf import as_pdf

KINDS = (".docx", ".pdf")


@click.command("paper")
@click.argument("data", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    required=True,
    help=_("Document (.docx or .pdf)."),
)
@click.option(
    "--template",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help=_("The city's own form (.docx)."),
)
def command(data: Path, out: Path, template: Path | None) -> None:
    if out.suffix.lower() not in KINDS:
        message = N_("A paper's name ends in .docx or .pdf, not in %(name)s.")
        raise DomainError(message, name=out.name)
    paper, marks = read_paper(data)
    with sessions(database(Settings()))() as session:
        figures = Figures(dict(_released(session, marks)))
    document = BytesIO()
    form = BytesIO(template.read_bytes()) if template else None
    write(paper, figures, _, document, form)
    content = document.getvalue()
    _save(as_pdf(content) if out.suffix.lower() == ".pdf" else content, out)
    click.echo(_("Written: %(file)s") % {"file": out}, err=True)


def _released(session: Session, marks: Iterable[str]) -> Iterable[tuple[str, Released]]:
    """Report -> what was released of it."""
    for mark in marks:
        snapshot = session.scalars(
            select(ReportSnapshot).where(ReportSnapshot.mark == mark)
        ).one_or_none()
        if snapshot is None:
            raise DomainError(N_("There is no release %(mark)s."), mark=mark)
        yield snapshot.report, released(snapshot, in_words_of(snapshot))


def _save(content: bytes, out: Path) -> None:
    try:
        out.write_bytes(content)
    except OSError as error:
        message = N_("%(file)s cannot be written: %(reason)s")
        raise DomainError(message, file=out, reason=reason(error)) from None
