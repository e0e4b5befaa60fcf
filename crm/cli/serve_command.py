import sys
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
    address = (host or settings.host, port or settings.port)
    refuse_no_counter(settings.rate_storage)
    refuse_taken(*address)
    run = run_processes if workers else run_one_process
    click.echo(f"http://{address[0]}:{address[1]}")
    run(settings, *address, workers)


def run_one_process(settings: Settings, host: str, port: int, _workers: int = 1) -> None:
    """Waitress: also on Windows, for the demo and for small offices."""
    import waitress

    from crm.app import served_app

    write_to_terminal()
    waitress.serve(served_app(settings), host=host, port=port, threads=THREADS, ident=None)


def run_processes(settings: Settings, host: str, port: int, workers: int) -> None:
    """Gunicorn with sync workers behind a reverse proxy, for a shared office."""
    if sys.platform == "win32":
        raise DomainError(
            N_("Several processes are not to be had on Windows. Leave out --workers.")
        )
    from gunicorn.app.base import BaseApplication

    class Server(BaseApplication):  # type: ignore[misc]
        def load_config(self) -> None:
            self.cfg.set("bind", f"{host}:{port}")
            self.cfg.set("workers", workers)
            self.cfg.set("worker_class", "sync")

        def load(self) -> "Flask":
            from crm.app import served_app

            return served_app(settings)

    write_to_terminal()
    Server().run()
