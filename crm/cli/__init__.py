"""The console command. Each command stands in its own file and is loaded when it is asked for."""

import importlib
import os
import sys

import click

from crm import __version__
from crm.cli.failures import refusal_of
from crm.cli.language import _, of_click, speak
from crm.config import readers
from crm.enums import N_
from crm.environment import unknown
from crm.errors import DomainError

COMMANDS = {
    "demo": N_("Show a city full of life: data, logins and the server."),
    "init": N_("Create or update the tables of the configured database."),
    "serve": N_("Run the server."),
    "seed": N_("Fill an empty database with the demo city."),
    "import": N_("Take in a file of a register of firms."),
    "replay": N_("Read a source's kept rows again, since the way they are read was put right."),
    "movements": N_("Who came, went and moved in a month."),
    "counts": N_("Take in a table of the statistics office: how many firms there are."),
    "districts": N_("Take in the outlines of the city's districts, and place the sites in them."),
    "report": N_("Figures of a period: in the terminal, as JSON or as a workbook."),
    "paper": N_("A statement, an information or an answer for the council, with released figures."),
    "export": N_("Write all business tables as files."),
    "user": N_("Add a login, for instance the first administrator."),
}
BESIDES = ("NEW_PASSWORD",)
"""Variables that are no settings; a command reads them."""


class Commands(click.Group):
    """Finds crm.cli.<name>_command; nothing slow is imported to list them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        command: click.Command = importlib.import_module(f"crm.cli.{name}_command").command
        command.help, command.options_metavar = _(COMMANDS[name]), _("[OPTIONS]")
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section(of_click("Commands")):
            formatter.write_dl([(name, _(text)) for name, text in COMMANDS.items()])


@click.group(
    cls=Commands,
    help=_("The relationship database of a city's business office."),
    options_metavar=_("[OPTIONS]"),
    subcommand_metavar=_("COMMAND [ARGUMENTS]..."),
)
@click.version_option(
    __version__, prog_name="ansprechpartner", help=_("Show the version and exit.")
)
def ansprechpartner() -> None:
    for name, nearest in unknown(os.environ, [*readers(), *BESIDES]):
        meant = N_("There is no setting %(name)s. Is %(nearest)s meant?")
        message = meant if nearest else N_("There is no setting %(name)s. It is ignored.")
        click.echo(_(message) % {"name": name, "nearest": nearest}, err=True)


def main() -> None:
    """Exit codes: 0 done, 1 refused with a sentence, 2 wrong usage."""
    speak()
    try:
        ansprechpartner(prog_name="ansprechpartner", max_content_width=100)
    except DomainError as refusal:
        _refuse(refusal)
    except Exception as error:
        known = refusal_of(error)
        if known is None:
            raise
        _refuse(known)


def _refuse(refusal: DomainError) -> None:
    click.echo(refusal.said(_), err=True)
    sys.exit(1)
