"""``ansprechpartner import``: a file of the register is taken in, or refused with a sentence."""

import json
from datetime import date
from functools import partial
from pathlib import Path

import click
from babel.dates import format_date
from sqlalchemy.orm import Session

from crm.cli.database import database
from crm.cli.failures import reason
from crm.cli.language import _, language
from crm.cli.progress_bar import bar
from crm.cli.take_back import take_back
from crm.cli.types import ImportNumber, LocalDate
from crm.clock import today
from crm.config import Settings
from crm.db import sessions
from crm.enums import N_, RowsAre
from crm.errors import DomainError
from crm.register.find_source import find_origin
from crm.register.mapping.as_source import PREFIX
from crm.register.refused_rows import refused_rows
from crm.register.result import Result
from crm.register.source import OTHER_CITY, proposed_day
from crm.register.sources import SOURCES
from crm.register.take_in import take_in
from crm.services.import_mappings import find_mapping

NAMED = 20
FILE = click.Path(dir_okay=False, path_type=Path)


@click.command("import")
@click.argument(
    "file", type=click.Path(exists=True, dir_okay=False, path_type=Path), required=False
)
@click.option("--source", type=click.Choice(list(SOURCES)), help=_("Whose file."))
@click.option("--mapping", metavar="NAME", help=_("A table whose columns were named on the page."))
@click.option("--gone", is_flag=True, help=_("The file lists firms that left the register."))
@click.option("--full", is_flag=True, help=_("The file names all firms: others have left."))
@click.option("--yes-many", is_flag=True, help=_("With --full: also if more than a tenth left."))
@click.option(
    "--as-of",
    type=LocalDate(),
    help=_("The day it holds from; by default the month in its name, or today."),
)
@click.option("--dry-run", is_flag=True, help=_("Say what would happen, and change nothing."))
@click.option("--refused", type=FILE, help=_("Write the refused rows with reasons to this file."))
@click.option(
    "--undo",
    metavar="last|ID",
    type=ImportNumber(),
    help=_("Take an import back: the last one, or the one with this number."),
)
@click.option("--json", "as_json", is_flag=True, help=_("Print the result as JSON."))
def command(
    file: Path | None,
    source: str | None,
    mapping: str | None,
    gone: bool,
    full: bool,
    yes_many: bool,
    as_of: date | None,
    dry_run: bool,
    refused: Path | None,
    undo: str | int | None,
    as_json: bool,
) -> None:
    settings = Settings()
    if undo is not None:
        if file or mapping or gone or as_of or refused:
            raise click.UsageError(_("With --undo only --source, --dry-run and --json make sense."))
        take_back(settings, undo, source, dry_run=dry_run, as_json=as_json)
        return
    if file is None or (source is None) == (mapping is None):
        message = _("Name a file and its --source or --mapping, or --undo an import.")
        raise click.UsageError(message)
    day = as_of or proposed_day(file.name, today())[0]
    with sessions(database(settings))() as session, bar(_("Reading"), quiet=as_json) as progress:
        name = source or f"{PREFIX}{find_mapping(session, mapping or '').id}"
        origin = find_origin(session, name)
        result = take_in(
            session, file, name, as_of=day, gone=gone, full=full, many=yes_many, dry_run=dry_run,
            progress=progress,
            at_end=partial(_write_refused, session, refused),
        )  # fmt: skip
        session.commit()
    if as_json:
        click.echo(json.dumps(result.as_json(_)))
        return
    is_of_contacts = origin.rows_are is RowsAre.CONTACTS
    summary = _of_contacts(result) if is_of_contacts else _of_firms(result, day)
    click.echo("\n".join([summary, *_details(result, dry_run, refused)]))
    if origin.city and origin.city != settings.city:
        click.echo(_(OTHER_CITY) % {"theirs": origin.city, "ours": settings.city})


def _write_refused(session: Session, path: Path | None, result: Result) -> None:
    if path is None:
        return
    try:
        with refused_rows(session, result.batch_id, _) as rows:
            path.write_bytes(rows.read())
    except OSError as error:
        message = N_("%(path)s cannot be written: %(reason)s")
        raise DomainError(message, path=path, reason=reason(error)) from None


def _of_firms(result: Result, day: date) -> str:
    summary = _(
        "%(read)s rows as of %(day)s: %(created)s firms new, %(updated)s changed,"
        " %(unchanged)s unchanged, %(ended)s ended, %(refused)s rows refused."
    )
    return summary % (_counts(result) | {"day": format_date(day, locale=language())})


def _of_contacts(result: Result) -> str:
    summary = _(
        "%(read)s rows: %(created)s contacts new, %(unchanged)s unchanged,"
        " %(refused)s rows refused."
    )
    return summary % _counts(result)


def _counts(result: Result) -> dict[str, object]:
    return result.as_json() | {"refused": len(result.refused)}


def _details(result: Result, dry_run: bool, refused: Path | None) -> list[str]:
    lines = [_refusal(row.as_json(_)) for row in result.refused[:NAMED]]
    if len(result.refused) > NAMED and not refused:
        more = _("And %(count)s more: --refused FILE.csv writes them all.")
        lines.append(more % {"count": len(result.refused) - NAMED})
    lines += result.told_notes(_)
    if result.new_districts:
        lines.append(_("New districts: %(names)s") % {"names": ", ".join(result.new_districts)})
    if dry_run:
        lines.append(_("This was a trial: nothing has been changed."))
    return lines


def _refusal(row: dict[str, object]) -> str:
    return _("Row %(row)s, %(column)s “%(value)s”: %(reason)s") % row
