"""The console command. Each command stands in its own file and is loaded when it is asked for."""

import importlib
import sys

import click

from crm import __version__
from crm.cli.language import _
from crm.errors import DomainError

COMMANDS = ("demo", "init", "serve", "seed", "import", "report", "export", "user")


class Commands(click.Group):
    """Finds crm.cli.<name>_command; nothing slow is imported for --help of another."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        command: click.Command = importlib.import_module(f"crm.cli.{name}_command").command
        return command


@click.group(cls=Commands, help=_("The relationship database of a city's business office."))
@click.version_option(__version__, prog_name="ansprechpartner")
def ansprechpartner() -> None:
    pass


def main() -> None:
    """Exit codes: 0 done, 1 refused with a sentence, 2 wrong usage."""
    try:
        ansprechpartner(prog_name="ansprechpartner", max_content_width=100)
    except DomainError as refusal:
        click.echo(_(refusal.message) % refusal.values, err=True)
        sys.exit(1)
