"""``ansprechpartner replay``: a source's kept rows are read again."""

import json
from itertools import islice
from typing import Any

import click

from crm.cli.database import database
from crm.cli.language import _
from crm.cli.progress_bar import bar
from crm.config import Settings
from crm.db import sessions
from crm.register.replay import replay
from crm.register.replayed import Replayed
from crm.services.told_differences import told_differences

NAMED = 20


@click.command("replay")
@click.argument("source", metavar="SOURCE")
@click.option("--dry-run", is_flag=True, help=_("Say what would happen, and change nothing."))
@click.option("--json", "as_json", is_flag=True, help=_("Print the result as JSON."))
def command(source: str, dry_run: bool, as_json: bool) -> None:
    firms: list[dict[str, Any]] = []
    with (
        sessions(database(Settings()))() as session,
        bar(_("Reading again"), quiet=as_json) as progress,
    ):

        def at_end(replayed: Replayed) -> None:
            found = told_differences(session, replayed.differences, _)
            firms.extend(found if as_json else islice(found, NAMED))

        replayed = replay(session, source, dry_run=dry_run, progress=progress, at_end=at_end)
        session.commit()
    if as_json:
        click.echo(json.dumps({**replayed.as_json(), "dry_run": dry_run, "differences": firms}))
        return
    click.echo("\n".join(_told(replayed, firms, dry_run)))


def _told(replayed: Replayed, firms: list[dict[str, Any]], dry_run: bool) -> list[str]:
    summary = _(
        "%(read)s rows read again: %(firms)s firms change, %(size)s of them in size, %(sector)s in"
        " sector; %(not_understood)s rows make no sense any more."
    )
    line = _("%(firm)s, %(field)s from %(from)s: %(before)s → %(after)s")
    lines = [summary % replayed.as_json(), *(line % each for each in firms)]
    if len(replayed.differences) > NAMED:
        more = _("And %(count)s more: --json names them all.")
        lines.append(more % {"count": len(replayed.differences) - NAMED})
    if dry_run:
        return [*lines, _("This was a trial: nothing has been changed.")]
    back = _("It can be taken back: ansprechpartner import --undo %(id)s")
    return [*lines, back % {"id": replayed.batch_id}]
