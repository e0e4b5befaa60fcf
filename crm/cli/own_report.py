"""``ansprechpartner report own NAME --out FILE``: a saved report as a file, as of today."""

import json
from pathlib import Path

import click
from sqlalchemy import select
from sqlalchemy.orm import Session

from crm.cli.database import database
from crm.cli.language import _, language
from crm.cli.workbook import office_meta, save_workbook
from crm.config import Settings
from crm.db import sessions
from crm.enums import N_
from crm.errors import DomainError
from crm.models import SavedReport
from reports.build import refuse_other_files
from reports.builder.book import own_book
from reports.builder.wanted import from_kept
from reports.source import snapshot


@click.command("own", help=_("A saved report, by its name or number."))
@click.argument("name")
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    required=True,
    help=_("Workbook (.xlsx), printed (.pdf), or its tables (.zip)."),
)
def own(name: str, out: Path) -> None:
    """Whoever runs commands sees everybody's, and what single advisors did."""
    refuse_other_files(out.name)
    settings = Settings()
    engine = database(settings)
    with sessions(engine)() as session:
        report = _found(session, name)
        wanted, called = from_kept(json.loads(report.choice)), report.name
    with snapshot(engine) as source:
        book = own_book(
            source,
            wanted,
            meta=office_meta(settings, engine),
            translate=_,
            language=language(),
            name=called,
        )
    save_workbook(book, out)
    click.echo(_("Written: %(file)s") % {"file": out}, err=True)


def _found(session: Session, name: str) -> SavedReport:
    """By its number where it is one; a name that several gave is told with the numbers."""
    known = SavedReport.name == name
    if name.isascii() and name.isdigit() and len(name) < 10:
        known |= SavedReport.id == int(name)
    found = session.scalars(select(SavedReport).where(known).order_by(SavedReport.id)).all()
    if not found:
        raise DomainError(N_("There is no saved report named %(name)s."), name=name)
    if len(found) > 1:
        message = N_("Several saved reports are called %(name)s. Say which number: %(numbers)s.")
        numbers = ", ".join(str(each.id) for each in found)
        raise DomainError(message, name=name, numbers=numbers)
    return found[0]
