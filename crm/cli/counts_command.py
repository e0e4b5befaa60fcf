"""``ansprechpartner counts``: a table of the statistics office is taken in, or refused."""

import json
from dataclasses import asdict
from pathlib import Path

import click

from crm.cli.database import database
from crm.cli.language import _
from crm.config import Settings
from crm.db import sessions
from crm.register.counts.take_in import Taken, take_in_counts


@click.command("counts")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help=_("Say what would happen, and change nothing."))
@click.option("--json", "as_json", is_flag=True, help=_("Print the result as JSON."))
def command(file: Path, dry_run: bool, as_json: bool) -> None:
    with sessions(database(Settings()))() as session:
        taken = take_in_counts(session, file, dry_run=dry_run)
        session.commit()
    if as_json:
        click.echo(json.dumps(asdict(taken)))
        return
    click.echo(told(taken))
    if dry_run:
        click.echo(_("This was a trial: nothing has been changed."))


def told(taken: Taken) -> str:
    counts = _(
        "%(title)s, %(first)s to %(last)s: %(new)s counts new, %(corrected)s corrected,"
        " %(unchanged)s unchanged; %(confidential)s of all are confidential."
    )
    values = {
        **asdict(taken),
        "title": _(taken.title),
        "first": taken.years[0],
        "last": taken.years[1],
    }
    return "\n".join(filter(None, (counts % values, _(taken.remark) if taken.remark else "")))
