"""``ansprechpartner report verify FILE``: a released report held against what was kept of it."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from crm.cli.database import database
from crm.cli.language import _
from crm.cli.released import in_words_of
from crm.cli.told_differences import as_data, told
from crm.config import Settings
from crm.db import sessions
from crm.enums import N_
from crm.errors import DomainError
from crm.models import ReportSnapshot
from reports.frozen.handed_in import HandedIn, handed_in
from reports.frozen.verify import Kept
from reports.source.live import reading

LARGEST = 50_000_000


@click.command("verify", help=_("Is a released report as it was, and what would be other today?"))
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--json", "as_json", is_flag=True, help=_("Print the result as JSON."))
@click.pass_context
def verify(context: click.Context, file: Path, as_json: bool) -> None:
    """Ends with 1 where the file is not as it was released."""
    engine = database(Settings())
    if file.stat().st_size > LARGEST:
        raise DomainError(N_("The file is larger than any report."))
    with sessions(engine)() as session:
        found = handed_in(session, file.read_bytes())
        kept = Kept(found.snapshot, in_words_of(found.snapshot))
        others = kept.others()
        with reading(engine) as connection:
            explained = kept.explained(connection)
        if as_json:
            data = {**_standing(found), "others": len(others), **as_data(session, explained)}
            click.echo(json.dumps(data, ensure_ascii=False))
        else:
            for line in (*_said(found), *_of_figures(found.snapshot, len(others))):
                click.echo(line)
            for line in told(session, kept, explained):
                click.echo(line)
    context.exit(0 if found.is_unchanged and not others else 1)


def _standing(found: HandedIn) -> dict[str, Any]:
    return {
        "release": found.snapshot.mark,
        "report": found.snapshot.report,
        "period": [found.snapshot.first_day.isoformat(), found.snapshot.last_day.isoformat()],
        "released_at": found.snapshot.released_at.isoformat(),
        "unchanged": found.is_unchanged,
        "altered": [
            {"sheet": each.sheet, "cell": each.cell, "released": str(each.released),
             "here": str(each.here)}
            for each in found.altered
        ],
    }  # fmt: skip


def _said(found: HandedIn) -> Iterator[str]:
    day = f"{found.snapshot.released_at:%d.%m.%Y}"
    if found.is_unchanged:
        yield _("The file is as it was released on %(day)s.") % {"day": day}
        return
    yield _("The file is NOT as it was released on %(day)s.") % {"day": day}
    if not found.altered:
        yield _("All values in it are; it was saved again, or its look was changed.")
    for each in found.altered:
        words = _("%(sheet)s, cell %(cell)s: released %(released)s, here %(here)s")
        values = {"released": each.released or "–", "here": each.here or "–"}
        yield "  " + words % {"sheet": each.sheet, "cell": each.cell, **values}


def _of_figures(snapshot: ReportSnapshot, others: int) -> Iterator[str]:
    values = {"numbers": snapshot.numbers, "others": others}
    if others:
        yield _("%(others)s of its %(numbers)s figures do not follow from the rows kept.") % values
    else:
        yield _("Its %(numbers)s figures follow from the rows that were kept with it.") % values
