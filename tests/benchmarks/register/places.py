"""Places for databases: SQLite's files in a folder, databases of a PostgreSQL server."""

import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Protocol

from sqlalchemy import text

from crm.db import open_engine
from tests import postgres
from tests.benchmarks.databases import AS_SHIPPED


class Place(Protocol):
    def new(self, name: str) -> str:
        """The URL of an empty database of that name; one of that name is gone."""

    def copy(self, name: str, to: str) -> str: ...


class Folder:
    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def new(self, name: str) -> str:
        for old in self._folder.glob(f"{name}.db*"):
            old.unlink()
        return f"sqlite:///{self._folder / name}.db"

    def copy(self, name: str, to: str) -> str:
        """What is in the log is brought into the file before."""
        with closing(open_engine(f"sqlite:///{self._folder / name}.db").raw_connection()) as opened:
            opened.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # type: ignore[attr-defined]
        url = self.new(to)
        shutil.copyfile(self._folder / f"{name}.db", self._folder / f"{to}.db")
        return url


class Server:
    def __init__(self, address: str) -> None:
        self._pattern = address if "{database}" in address else address + "/{database}"

    def new(self, name: str) -> str:
        return self._created(name, "template1")

    def copy(self, name: str, to: str) -> str:
        return self._created(to, name)

    def _created(self, name: str, template: str) -> str:
        engine = open_engine(self._pattern.format(database="postgres"))
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)'))
            connection.execute(text(f'CREATE DATABASE "{name}" TEMPLATE "{template}"'))
        engine.dispose()
        return self._pattern.format(database=name)


@contextmanager
def places(folder: Path) -> Iterator[dict[str, Place]]:
    with postgres.server(folder / "postgresql-register", AS_SHIPPED) as address:
        yield {"SQLite": Folder(folder), "PostgreSQL": Server(address)}
