"""``ansprechpartner import --undo``: an import is taken back, and what stays is named."""

import json

import click
from babel.dates import format_date

from crm.cli.database import database
from crm.cli.language import _, language
from crm.cli.progress_bar import bar
from crm.cli.types import LAST
from crm.config import Settings
from crm.db import sessions
from crm.register.undo import undo
from crm.register.undone import Kept, KeptContact, Undone

NAMED = 20


def take_back(
    settings: Settings, which: str | int, source: str | None, *, dry_run: bool, as_json: bool
) -> None:
    batch_id = None if which == LAST else int(which)
    new_session = sessions(database(settings))
    with new_session() as session, bar(_("Taking back"), quiet=as_json) as progress:
        undone = undo(session, batch_id, source=source, dry_run=dry_run, progress=progress)
        session.commit()
    click.echo(json.dumps(undone.as_json(_)) if as_json else _told(undone, dry_run))


def _told(undone: Undone, dry_run: bool) -> str:
    lines = [_of_contacts(undone) if undone.is_of_contacts else _of_firms(undone)]
    kept = [*map(_kept, undone.kept), *map(_kept_contact, undone.kept_contacts)]
    lines += kept[:NAMED]
    if len(kept) > NAMED:
        more = _("And %(count)s more: --json names them all.")
        lines.append(more % {"count": len(kept) - NAMED})
    if dry_run:
        lines.append(_("This was a trial: nothing has been changed."))
    return "\n".join(lines)


def _of_firms(undone: Undone) -> str:
    summary = _(
        "Import %(import)s (%(file)s): %(removed)s firms removed, %(given_back)s given back what"
        " they said before, %(kept)s kept."
    )
    return summary % (undone.as_json() | {"kept": len(undone.kept)})


def _of_contacts(undone: Undone) -> str:
    summary = _(
        "Import %(import)s (%(file)s): %(contacts_removed)s contacts removed, %(kept)s kept."
    )
    return summary % (undone.as_json() | {"kept": len(undone.kept_contacts)})


def _kept_contact(contact: KeptContact) -> str:
    day = format_date(contact.day, locale=language())
    line = _("Kept: %(day)s, %(firm)s, because of %(because_of)s")
    return line % (contact.as_json(_) | {"day": day})


def _kept(firm: Kept) -> str:
    return _("Kept: %(firm)s, because of %(because_of)s") % firm.as_json(_)
