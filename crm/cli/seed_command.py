"""``ansprechpartner seed``: fills an empty database with the demo city, or with a larger set."""

import json
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING, Any

import click

from crm.cli.database import database
from crm.cli.language import _
from crm.clock import today
from crm.config import Settings

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from seed.build import Progress
    from seed.plan import Scale
    from seed.summary import Summary


class ScaleType(click.ParamType["Scale"]):
    """300000x2000000: companies and interactions."""

    name = "COMPANIESxINTERACTIONS"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> "Scale":
        from seed.plan import Scale

        found = re.fullmatch(r"(\d+)\s*[xX×]\s*(\d+)", str(value).strip())
        if not found:
            self.fail(_("Write it like this: 300000x2000000"), param, ctx)
        companies, interactions = (int(number) for number in found.groups())
        if companies < 500 or interactions < 2 * companies:
            self.fail(
                _("At least 500 firms, and at least twice as many interactions as firms."),
                param,
                ctx,
            )
        return Scale(companies, interactions)


@click.command("seed")
@click.option("--city", type=click.Choice(["magdeburg"]), default="magdeburg", show_default=True)
@click.option(
    "--years",
    type=click.IntRange(1, 20),
    default=5,
    show_default=True,
    help=_("How many years of contacts."),
)
@click.option(
    "--seed",
    type=click.IntRange(0, 2**32 - 1),
    default=42,
    show_default=True,
    help=_("The same number makes the same city."),
)
@click.option("--scale", type=ScaleType(), help=_("A larger set, for benchmarks."))
@click.option(
    "--until",
    type=click.DateTime(["%Y-%m-%d"]),
    help=_("The last day of the years; today by default."),
)
@click.option(
    "--year",
    type=click.Choice(["2003"]),
    help=_("Instead, the years 2001 to 2004 as the statement of 2004 names them."),
)
@click.option("--json", "as_json", is_flag=True, help=_("Print the summary as JSON."))
def command(
    city: str,
    years: int,
    seed: int,
    scale: "Scale | None",
    until: datetime | None,
    year: str | None,
    as_json: bool,
) -> None:
    engine = database(Settings())
    if year:
        _history(engine, as_json)
    else:
        _city(engine, years, seed, scale, until, as_json)


def _history(engine: "Engine", as_json: bool) -> None:
    from seed.history import build_history

    made = build_history(engine)
    told = _("The years 2001 to 2004: %(interactions)s interactions.") % {"interactions": made}
    click.echo(json.dumps({"interactions": made}) if as_json else told)


def _city(
    engine: "Engine",
    years: int,
    seed: int,
    scale: "Scale | None",
    until: datetime | None,
    as_json: bool,
) -> None:
    from seed.build import build_city

    last_day = until.date() if until else today()
    with _on_the_terminal(quiet=as_json) as progress:
        summary = build_city(
            engine, years=years, seed=seed, until=last_day, scale=scale, progress=progress
        )
    click.echo(json.dumps(summary.as_json()) if as_json else _told(summary))


def _told(summary: "Summary") -> str:
    rows = summary.rows
    lines = [
        _("%(active)s active firms, %(ended)s ended ones, %(people)s people.")
        % {
            "active": summary.active_companies,
            "ended": rows["company"] - summary.active_companies,
            "people": rows["person"],
        },
        _("%(interactions)s interactions, %(promises)s follow-ups, from %(first)s to %(until)s.")
        % {
            "interactions": rows["interaction"],
            "promises": rows["follow_up"],
            "first": summary.first,
            "until": summary.until,
        },
    ]
    if summary.busiest_company:
        lines.append(
            _("The firm with %(count)s contacts: %(name)s (id %(id)s).")
            % {
                "count": summary.busiest_contacts,
                "name": summary.busiest_company,
                "id": summary.busiest_company_id,
            }
        )
    return "\n".join(lines)


@contextmanager
def _on_the_terminal(quiet: bool) -> "Iterator[Progress | None]":
    """One line that tells how far it is, where somebody looks on; it goes when all is done."""
    if quiet or not sys.stderr.isatty():
        yield None
        return

    def tell(step: str, done: int, of: int) -> None:
        share = f" {done * 100 // of} %" if done and of else ""
        click.echo(f"\r\033[K{_(step)} …{share}", nl=False, err=True)

    yield tell
    click.echo("\r\033[K", nl=False, err=True)
