"""Alembic's commands without its ini file: the database is handed over."""

from collections.abc import Iterator
from contextlib import contextmanager
from enum import Enum
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine

from crm.db import writing


def alembic_config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    config.set_main_option("path_separator", "os")
    return config


def upgrade(engine: Engine, revision: str = "head") -> None:
    _run(engine, lambda config: command.upgrade(config, revision))


def downgrade(engine: Engine, revision: str = "base") -> None:
    _run(engine, lambda config: command.downgrade(config, revision))


def autogenerate(engine: Engine, message: str, revision: str) -> None:
    _run(
        engine,
        lambda c: command.revision(c, message, autogenerate=True, rev_id=revision),
    )


class Standing(Enum):
    """How a database stands to the migrations that this version of the program has."""

    EMPTY = "empty"
    BEHIND = "behind"
    CURRENT = "current"
    NEWER = "newer"


def standing(engine: Engine) -> Standing:
    with engine.connect() as connection:
        have = MigrationContext.configure(connection).get_current_revision()
    scripts = ScriptDirectory.from_config(alembic_config())
    if have is None:
        return Standing.EMPTY
    if have == scripts.get_current_head():
        return Standing.CURRENT
    known = {script.revision for script in scripts.walk_revisions()}
    return Standing.BEHIND if have in known else Standing.NEWER


def _run(engine, act) -> None:  # type: ignore[no-untyped-def]
    config = alembic_config()
    with (
        writing(engine).connect() as connection,
        _references_unchecked(connection),
        connection.begin(),
    ):
        config.attributes["connection"] = connection
        act(config)


@contextmanager
def _references_unchecked(connection: Connection) -> Iterator[None]:
    """SQLite drops or rebuilds a table row by row, and each row that others refer to would be
    refused. The switch works outside of transactions only.
    """
    if connection.dialect.name != "sqlite":
        yield
        return
    driver: Any = connection.connection.driver_connection
    driver.execute("PRAGMA foreign_keys = OFF")
    try:
        yield
    finally:
        driver.execute("PRAGMA foreign_keys = ON")
