"""``ansprechpartner movements``: who came, went and moved in a month."""

import json
import re
from collections.abc import Iterable
from datetime import date
from typing import Any

import click
from babel.dates import format_date

from crm.cli.database import database
from crm.cli.language import _, language
from crm.config import Settings
from crm.db import sessions
from crm.enums import Movement
from crm.services.movements import last_day, movement_rows, movements, size_of


class Month(click.ParamType[date]):
    """2026-04; its first day."""

    name = "M"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        if not re.fullmatch(r"[12]\d{3}-(0[1-9]|1[0-2])", value.strip()):
            self.fail(_("Write a month like 2026-04."), param, ctx)
        return date.fromisoformat(f"{value.strip()}-01")


@click.command("movements")
@click.option("--month", type=Month(), required=True, help=_("The month, like 2026-04."))
@click.option("--json", "as_json", is_flag=True, help=_("Print the result as JSON."))
def command(month: date, as_json: bool) -> None:
    moves, last = movements(month, last_day(month)), last_day(month)
    with sessions(database(Settings()))() as session:
        query = movement_rows(moves, last).order_by(moves.c.day, moves.c.company_id, moves.c.kind)
        rows = [_row(each) for each in session.execute(query)]
    if as_json:
        click.echo(json.dumps({"month": month.isoformat()[:7], **_counts(rows), "rows": rows}))
        return
    click.echo("\n".join([_told(rows, month), *(_line(row) for row in rows)]))


def _row(row: Any) -> dict[str, Any]:
    return {
        "kind": row.kind,
        "day": row.day.isoformat(),
        "company_id": row.company_id,
        "firm": row.label,
        "size_class": size_of(row).value,
        "reason": row.reason.value if row.reason else None,
        "source": row.source,
        "from": row.moved_from.address if row.moved_from else None,
        "district_from": row.district_from,
        "to": row.moved_to.address if row.moved_to else None,
        "district_to": row.district_to,
        "founder_advised": row.kind == Movement.BEGUN and row.venture_id is not None,
    }


def _counts(rows: Iterable[dict[str, Any]]) -> dict[str, int]:
    kinds = [row["kind"] for row in rows]
    return {kind.value: kinds.count(kind.value) for kind in Movement}


def _told(rows: list[dict[str, Any]], month: date) -> str:
    name = format_date(month, "LLLL yyyy", locale=language())
    words = _("%(month)s: %(begun)s firms begun, %(ended)s ended, %(moved)s moved.")
    return words % {"month": name, **_counts(rows)}


def _line(row: dict[str, Any]) -> str:
    ways = [each or "–" for each in (row["district_from"], row["district_to"])]
    where = " → ".join(ways) if row["kind"] == Movement.MOVED else ways[row["kind"] == "begun"]
    day = format_date(date.fromisoformat(row["day"]), "dd.MM.yyyy", locale=language())
    return f"{day}  {_(Movement(row['kind']).label)}  {row['firm']} ({where})"
