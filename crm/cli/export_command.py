import json
from pathlib import Path

import click

from crm.cli.database import database
from crm.cli.language import _
from crm.clock import today
from crm.config import Settings


@click.command("export")
@click.option("--out", type=click.Path(path_type=Path), required=True, help=_("A new folder."))
@click.option("--format", "form", type=click.Choice(["csv", "parquet"]), default="csv")
@click.option(
    "--with-personal-data", is_flag=True, help=_("Also people, notes and other free text.")
)
@click.option("--json", "as_json", is_flag=True, help=_("Print the result as JSON."))
def command(out: Path, form: str, with_personal_data: bool, as_json: bool) -> None:
    from reports.export.export import export
    from reports.source.live import reading

    engine, done = database(Settings()), []
    with reading(engine) as connection:
        for one in export(connection, out, form, today(), with_personal_data):
            done.append({"table": one.table, "file": one.file, "rows": one.rows})
            if not as_json:
                click.echo(f"{one.rows:>10}  {one.file}")
    if as_json:
        click.echo(json.dumps(done))
    else:
        click.echo(
            _("Firms named after their owner name a person: treat the files as personal data.")
        )
