"""``ansprechpartner report`` where a whole report is wanted: as a workbook, or for publication."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import click
from sqlalchemy import Engine

from crm.cli.language import _
from crm.config import Settings
from crm.enums import N_
from crm.errors import DomainError
from reports.period import Period
from reports.segment import Segment
from reports.source import Source


@dataclass(frozen=True)
class Wanted:
    name: str
    out: Path | None
    is_public: bool
    with_advisors: bool
    as_json: bool
    is_release: bool = False

    @property
    def is_whole(self) -> bool:
        return self.out is not None or self.is_public or self.is_release


def refuse_contradictions(wanted: Wanted, by: Sequence[str], asked: Segment) -> None:
    """As wrong usage, before anything is asked of the database."""
    if wanted.is_release and wanted.out is None:
        raise click.UsageError(_("A release goes into a file: say --out FILE.xlsx."))
    if wanted.is_public and wanted.out is None and not wanted.as_json:
        raise click.UsageError(_("A publication goes somewhere: say --out FILE.xlsx, or --json."))
    if (wanted.is_public or wanted.is_release) and wanted.with_advisors:
        raise click.UsageError(_("What advisors did is not published: --public or --advisors."))
    given = [f"--{name.replace('_', '-')}" for name in (*(["by"] if by else []), *asked.chosen)]
    if wanted.is_whole and given:
        message = _("A whole report has all breakdowns of all firms: it goes without %(options)s.")
        raise click.UsageError(message % {"options": ", ".join(given)})
    if wanted.out is not None:
        from reports.build import refuse_other_files

        refuse_other_files(wanted.out.name)
    if wanted.is_release and wanted.out and wanted.out.suffix.lower() != ".xlsx":
        message = N_("What is released is a workbook: its name ends in .xlsx, not in %(name)s.")
        raise DomainError(message, name=wanted.out.name)


def give(
    wanted: Wanted, source: Source, engine: Engine, period: Period, settings: Settings
) -> None:
    """A publication is printed as data if that is asked for; figures of the office are not."""
    from crm.cli.workbook import made_book, office_meta, save_workbook
    from crm.db import sessions
    from reports.build import Variant
    from reports.frozen.before import released_before
    from reports.writers.tables_json import tables

    earlier = []
    if wanted.is_public:
        with sessions(engine)() as session:
            earlier = released_before(session, wanted.name, period)
    book = made_book(
        wanted.name,
        source,
        period,
        office_meta(settings, engine),
        variant=Variant.PUBLIC if wanted.is_public else Variant.INTERNAL,
        include_advisors=wanted.with_advisors,
        earlier=earlier,
    )
    if wanted.out is not None:
        save_workbook(book, wanted.out)
        click.echo(_("Written: %(file)s") % {"file": wanted.out}, err=True)
    if wanted.is_public and wanted.as_json:
        click.echo(json.dumps(tables(book), ensure_ascii=False))


def give_release(wanted: Wanted, engine: Engine, period: Period, settings: Settings) -> None:
    from crm.cli.released import release_report

    assert wanted.out is not None
    kept = release_report(wanted.name, period, wanted.out, settings, engine)
    if wanted.as_json:
        told = {"release": kept.mark, "sha256": kept.sha256, "withheld": kept.withheld}
        click.echo(json.dumps(told))
