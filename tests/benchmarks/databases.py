"""The large set in each database, made once and kept."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import date
from pathlib import Path

from sqlalchemy import Engine, text

from crm.cli.demo_command import prepare
from crm.cli.init_command import set_up
from crm.db import open_engine
from seed.build import build_city
from seed.plan import Scale
from tests import postgres

AS_SHIPPED = ("shared_buffers=1GB", "random_page_cost=1.1")
"""compose.yaml starts it so."""


@contextmanager
def databases(folder: Path, scale: Scale, today: date) -> Iterator[dict[str, Engine]]:
    with ExitStack() as stack:
        address = stack.enter_context(postgres.server(folder / "postgresql", AS_SHIPPED))
        urls = {
            "sqlite": f"sqlite:///{folder / f'{scale}.db'}",
            "postgresql": _postgres_url(address, str(scale)),
        }
        engines = {}
        for name, url in urls.items():
            engines[name] = engine = open_engine(url)
            stack.callback(engine.dispose)
            _fill(engine, scale, today)
        yield engines


def empty_one(beside: Engine) -> str:
    """The URL of a database with nothing in it, of the same kind and in the same place."""
    if beside.dialect.name == "sqlite":
        file = Path(str(beside.url.database)).with_name("register.db")
        for old in file.parent.glob("register.db*"):
            old.unlink()
        return f"sqlite:///{file}"
    url = beside.url.set(database="register")
    maintenance = open_engine(beside.url.set(database="postgres").render_as_string(False))
    with maintenance.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("DROP DATABASE IF EXISTS register"))
        connection.execute(text("CREATE DATABASE register"))
    maintenance.dispose()
    return url.render_as_string(hide_password=False)


def _postgres_url(address: str, name: str) -> str:
    pattern = address if "{database}" in address else address + "/{database}"
    maintenance = open_engine(pattern.format(database="postgres"))
    with maintenance.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        known = text("SELECT count(*) FROM pg_database WHERE datname = :name")
        if not connection.scalar(known, {"name": name}):
            connection.execute(text(f'CREATE DATABASE "{name}"'))
    maintenance.dispose()
    return pattern.format(database=name)


def _fill(engine: Engine, scale: Scale, today: date) -> None:
    set_up(engine)
    with engine.connect() as connection:
        empty = not connection.scalar(text("SELECT count(*) FROM company"))
    if empty:
        print(f"Filling {engine.dialect.name} with {scale} …", flush=True)
        build_city(engine, scale=scale, until=today)
    prepare(engine, "Magdeburg")
