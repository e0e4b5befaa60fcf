import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from crm.cli.database import database
from crm.cli.language import _
from crm.cli.listening import refuse_no_counter, refuse_taken
from crm.config import Settings
from crm.enums import N_
from crm.errors import DomainError
from crm.request_log import write_to_terminal

if TYPE_CHECKING:
    from flask import Flask

THREADS = 8
PORT = click.IntRange(1, 65535)


@click.command("serve")
@click.option("--host", default=None)
@click.option("--port", type=PORT, default=None)
@click.option(
    "--workers",
    type=click.IntRange(0, 100),
    default=0,
    help=_("Processes of gunicorn; 0: one process of waitress."),
)
def command(host: str | None, port: int | None, workers: int) -> None:
    settings = Settings()
    database(settings).dispose()
    settings = replace(settings, host=host or settings.host, port=port or settings.port)
    refuse_no_counter(settings.rate_storage)
    refuse_taken(settings.host, settings.port)
    click.echo(f"http://{settings.host}:{settings.port}")
    if workers:
        run_processes(settings, workers)
    else:
        run_one_process(settings)


def run_one_process(settings: Settings) -> None:
    """Waitress: also on Windows, for the demo and for small offices."""
    import waitress

    from crm.app import served_app

    write_to_terminal()
    app, host, port = served_app(settings), settings.host, settings.port
    waitress.serve(app, host=host, port=port, threads=THREADS, ident=None)


def run_processes(settings: Settings, workers: int) -> None:
    """Gunicorn with sync workers behind a reverse proxy, for a shared office."""
    if sys.platform == "win32":
        raise DomainError(
            N_("Several processes are not to be had on Windows. Leave out --workers.")
        )
    from gunicorn.app.base import BaseApplication

    class Server(BaseApplication):  # type: ignore[misc]
        def load_config(self) -> None:
            self.cfg.set("bind", f"{settings.host}:{settings.port}")
            self.cfg.set("workers", workers)
            self.cfg.set("worker_class", "sync")

        def load(self) -> "Flask":
            from crm.app import served_app

            return served_app(settings)

    write_to_terminal()
    Server().run()
