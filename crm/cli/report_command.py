import json
from collections.abc import Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import click

from crm.cli.database import database
from crm.cli.dimension_names import names as names_of
from crm.cli.dimension_names import refuse_unknown
from crm.cli.figures_table import table
from crm.cli.language import _
from crm.cli.types import LocalDate
from crm.cli.whole_report import Wanted, give, give_release, refuse_contradictions
from crm.clock import today
from crm.config import Settings
from crm.rules.period import figures_problems
from reports.catalogue import REPORTS, report_named
from reports.measures.coverage import coverage, total
from reports.measures.dimensions import DIMENSIONS
from reports.period import Period
from reports.segment import Segment
from reports.source import Source, live, snapshot

NAMES = tuple(report.name for report in REPORTS)
ANSWERED = "coverage"
"""The one whose figures are printed, too."""


def dimensions(_context: click.Context, _parameter: click.Parameter, text: str) -> tuple[str, ...]:
    """``size_class,district``; a name that is none is wrong usage."""
    names = tuple(name.strip() for name in text.split(",") if name.strip())
    unknown = [name for name in names if name not in DIMENSIONS]
    if unknown or len(set(names)) < len(names):
        message = _("Figures cannot be broken down by %(name)s. Possible: %(possible)s.")
        values = {"name": ", ".join(unknown or names), "possible": ", ".join(DIMENSIONS)}
        raise click.BadParameter(message % values)
    return names


class Reports(click.Group):
    """``report NAME``, all of them with the same options; ``report own``, ``report verify``."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [*NAMES, "own", "verify"]

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name == "verify":
            from crm.cli.verify import verify

            return verify
        if name == "own":
            from crm.cli.own_report import own

            return own
        if name not in NAMES:
            return None
        shown = click.Command(name, params=_OPTIONS.params, callback=partial(one, name))
        shown.help, shown.options_metavar = _(report_named(name).question), _("[OPTIONS]")
        return shown


command = Reports("report", subcommand_metavar=_("NAME [ARGUMENTS]..."))


@click.option("--from", "first", type=LocalDate(), required=True, help=_("First day."))
@click.option("--to", "last", type=LocalDate(), required=True, help=_("Last day."))
@click.option(
    "--by", callback=dimensions, default="", help=_("Break down by, for instance size_class.")
)
@click.option("--team", help=_("Only contacts of this team."))
@click.option("--size-class", help=_("Only firms of this size class."))
@click.option("--district", help=_("Only firms in the district of this number."))
@click.option("--section", help=_("Only firms of this WZ section."))
@click.option("--kind", help=_("Only contacts of this kind."))
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    help=_("Workbook (.xlsx), printed (.pdf), or its tables (.zip)."),
)
@click.option("--advisors", is_flag=True, help=_("With what team leads alone may see."))
@click.option(
    "--public", is_flag=True, help=_("For publication: whole, with small numbers withheld.")
)
@click.option(
    "--release", is_flag=True, help=_("The same, and kept with all that it was counted from.")
)
@click.option("--json", "as_json", is_flag=True, help=_("Print the result as JSON."))
def one(
    name: str,
    first: date,
    last: date,
    by: tuple[str, ...],
    out: Path | None,
    advisors: bool,
    public: bool,
    release: bool,
    as_json: bool,
    **segment: str | None,
) -> None:
    settings, asked = Settings(), Segment(**segment)
    wanted = Wanted(name, out, public, advisors, as_json, release)
    refuse_contradictions(wanted, by, asked)
    if report_named(name).for_team_leads and not (advisors or public or release):
        raise click.UsageError(_("This report is for team leads only: say --advisors."))
    if name != ANSWERED and not wanted.is_whole:
        raise click.UsageError(_("This report is a workbook: say --out FILE.xlsx."))
    period, engine = period_of(first, last), database(settings)
    if release:
        give_release(wanted, engine, period, settings)
        return
    with snapshot(engine) if wanted.is_whole else live(engine) as source:
        refuse_unknown(source, asked)
        if wanted.is_whole:
            give(wanted, source, engine, period, settings)
        if not public and (as_json or out is None):
            found = answer(source, period, by, asked)
            names = {} if as_json else {each: names_of(source, each) for each in by}
            click.echo(json.dumps(found, ensure_ascii=False) if as_json else table(found, names))


_OPTIONS = click.command()(one)


def period_of(first: date, last: date) -> Period:
    """What the pages refuse is refused here too."""
    for problem in figures_problems({"from": first, "to": last, "today": today()}):
        raise click.BadParameter(_(problem.message), param_hint=f"--{problem.field}")
    return Period(first, last)


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
