"""``ansprechpartner districts``: outlines are taken in, and sites are placed in them."""

import csv
import json
from itertools import islice
from pathlib import Path
from typing import Any

import click
from sqlalchemy.orm import Session

from crm.cli.database import database
from crm.cli.failures import reason
from crm.cli.language import _
from crm.config import Settings
from crm.db import sessions
from crm.enums import N_
from crm.errors import DomainError
from crm.register.formulas import safe
from crm.register.outlines.take_in import Taken, take_in_outlines
from crm.services.place_sites import Placed, place_sites
from crm.services.unplaced_sites import COLUMNS, left_over

NAMED = 10
FILE = click.Path(dir_okay=False, path_type=Path)


@click.command("districts")
@click.argument(
    "file", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@click.option("--number-property", help=_("The property with the official number."))
@click.option("--name-property", help=_("The property with the name."))
@click.option("--list", "listed", type=FILE, help=_("Write the sites in no or another district."))
@click.option("--dry-run", is_flag=True, help=_("Say what would happen, and change nothing."))
@click.option("--json", "as_json", is_flag=True, help=_("Print the result as JSON."))
def command(
    file: Path | None,
    number_property: str | None,
    name_property: str | None,
    listed: Path | None,
    dry_run: bool,
    as_json: bool,
) -> None:
    with sessions(database(Settings()))() as session:
        taken = Taken()
        if file:
            taken = take_in_outlines(session, file, number_property, name_property)
        placed = place_sites(session)
        if listed:
            _write_list(session, placed, listed)
        told = _as_json(taken, placed) if as_json else _told(session, taken, placed, bool(file))
        session.rollback() if dry_run else session.commit()
    click.echo(told)
    if dry_run and not as_json:
        click.echo(_("This was a trial: nothing has been changed."))


def _as_json(taken: Taken, placed: Placed) -> str:
    counts = {"placed": len(placed.placed), "agreeing": placed.agreeing}
    return json.dumps(
        {**vars(taken), **counts, "outside": placed.outside, "elsewhere": placed.elsewhere}
    )


def _told(session: Session, taken: Taken, placed: Placed, with_file: bool) -> str:
    lines = _of_districts(taken) if with_file else []
    sites = _(
        "%(placed)s sites placed; %(agreeing)s were right already; %(outside)s lie outside all"
        " districts; %(elsewhere)s stay in another district than their coordinates."
    )
    lines.append(sites % _counts(placed))
    lines += [_line(line) for line in islice(left_over(session, placed), NAMED)]
    more = len(placed.outside) + len(placed.elsewhere) - NAMED
    if more > 0:
        lines.append(_("And %(count)s more: --list FILE.csv writes them all.") % {"count": more})
    return "\n".join(lines)


def _counts(placed: Placed) -> dict[str, int]:
    return {
        "placed": len(placed.placed),
        "agreeing": placed.agreeing,
        "outside": len(placed.outside),
        "elsewhere": len(placed.elsewhere),
    }


def _of_districts(taken: Taken) -> list[str]:
    counts = {name: len(names) for name, names in vars(taken).items()}
    lines = [
        _("Districts: %(new)s new, %(changed)s changed, %(unchanged)s unchanged.") % counts,
        *(_("New: %(names)s") % {"names": ", ".join(names)} for names in [taken.new] if names),
    ]
    if taken.not_in_file:
        message = _("On file, but not in this file: %(names)s")
        lines.append(message % {"names": ", ".join(taken.not_in_file)})
    return lines


def _line(line: tuple[Any, ...]) -> str:
    values = dict(zip(COLUMNS, line, strict=True))
    if values["district_by_coordinates"]:
        said = _("%(company)s: %(district)s on file, the coordinates lie in %(there)s")
        return said % {**values, "there": values["district_by_coordinates"]}
    return _("%(company)s: outside all districts (%(latitude)s, %(longitude)s)") % values


def _write_list(session: Session, placed: Placed, path: Path) -> None:
    try:
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file, delimiter=";")
            writer.writerow(COLUMNS)
            writer.writerows([safe(cell) for cell in line] for line in left_over(session, placed))
    except OSError as error:
        message = N_("%(path)s cannot be written: %(reason)s")
        raise DomainError(message, path=path, reason=reason(error)) from None
