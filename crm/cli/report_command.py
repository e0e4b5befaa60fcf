import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import click

from crm.cli.database import database
from crm.cli.language import _
from crm.cli.types import LocalDate
from crm.config import Settings
from crm.enums import N_
from crm.errors import DomainError
from reports.measures.coverage import FIGURES, coverage, total
from reports.measures.dimensions import DIMENSIONS
from reports.period import Period
from reports.segment import Segment
from reports.source import Source, live, snapshot

HEADS = {
    "companies": N_("Firms"),
    "individual": N_("Individually"),
    "events_only": N_("Events only"),
    "none": N_("No contact"),
    "contacts": N_("Contacts"),
    "visits": N_("Visits"),
}


def dimensions(_context: click.Context, _parameter: click.Parameter, text: str) -> tuple[str, ...]:
    """``size_class,district``; a name that is none is wrong usage."""
    names = tuple(name.strip() for name in text.split(",") if name.strip())
    unknown = [name for name in names if name not in DIMENSIONS]
    if unknown or len(set(names)) < len(names):
        message = _("Figures cannot be broken down by %(name)s. Possible: %(possible)s.")
        values = {"name": ", ".join(unknown or names), "possible": ", ".join(DIMENSIONS)}
        raise click.BadParameter(message % values)
    return names


@click.command("report", help=_("Figures of a period: in the terminal, as JSON or as a workbook."))
@click.argument("name", type=click.Choice(["coverage"]))
@click.option("--from", "first", type=LocalDate(), required=True, help=_("First day."))
@click.option("--to", "last", type=LocalDate(), required=True, help=_("Last day."))
@click.option(
    "--by", callback=dimensions, default="", help=_("Break down by, for instance size_class.")
)
@click.option("--team", help=_("Only contacts of this team."))
@click.option("--size-class", help=_("Only firms of this size class."))
@click.option("--district", help=_("Only firms in the district of this number."))
@click.option("--section", help=_("Only firms of this WZ section."))
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help=_("Workbook (.xlsx)."))
@click.option("--advisors", is_flag=True, help=_("With the sheet on advisors, for team leads."))
@click.option("--json", "as_json", is_flag=True, help=_("Print the result as JSON."))
def command(
    name: str,
    first: date,
    last: date,
    by: tuple[str, ...],
    out: Path | None,
    advisors: bool,
    as_json: bool,
    **segment: str | None,
) -> None:
    settings, period = Settings(), Period(first, last)
    engine = database(settings)
    with snapshot(engine) if out else live(engine) as source:
        if out is not None:
            save(name, source, period, out, settings, advisors)
        if as_json or out is None:
            found = answer(source, period, by, Segment(**segment))
            click.echo(json.dumps(found, ensure_ascii=False) if as_json else table(found))


def save(
    name: str, source: Source, period: Period, out: Path, settings: Settings, advisors: bool
) -> None:
    from crm.cli.workbook import save_workbook

    if out.suffix.lower() != ".xlsx":
        raise DomainError(N_("A workbook's name ends in .xlsx, not in %(name)s."), name=out.name)
    save_workbook(name, source, period, out, settings, include_advisors=advisors)
    click.echo(_("Written: %(file)s") % {"file": out}, err=True)


def answer(source: Source, period: Period, by: Sequence[str], segment: Segment) -> dict[str, Any]:
    """{"period": [D, D], "by": [...], "rows": [{dimension: code, figure: n}], "total": {...}}"""
    rows = coverage(source, period, by, segment).to_dict("records") if by else []
    return {
        "period": [period.first.isoformat(), period.last.isoformat()],
        "by": list(by),
        "rows": [{str(k): plain(v) for k, v in row.items()} for row in rows],
        "total": total(source, period, segment),
    }


def plain(value: Any) -> Any:
    return int(value) if hasattr(value, "__index__") and not isinstance(value, bool) else str(value)


def table(found: dict[str, Any]) -> str:
    """The same for people, in columns."""
    names = [*found["by"], *FIGURES]
    heads = [*(_(DIMENSIONS[n].label) for n in found["by"]), *(_(HEADS[n]) for n in FIGURES)]
    ends = {name: _("Total") if i == 0 else "" for i, name in enumerate(found["by"])}
    rows = [[str(row[n]) for n in names] for row in (*found["rows"], {**ends, **found["total"]})]
    widths = [max(len(row[i]) for row in (heads, *rows)) for i in range(len(names))]
    labels = len(found["by"])
    return "\n".join(
        "  ".join(
            cell.ljust(width) if i < labels else cell.rjust(width)
            for i, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in (heads, *rows)
    )
