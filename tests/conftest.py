"""Fixtures for everything: both databases, migrated once and emptied by rollback."""

import gc
import os
import shutil
import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import Engine, make_url, text
from sqlalchemy.orm import Session

from crm.config import Settings
from crm.db import CrmSession, open_engine, writing
from crm.migrations.run import upgrade
from tests import postgres, templates

os.environ["TZ"] = Settings().time_zone
"""``date.today()`` of a test, and of the browser, is the city's day, late in the evening too."""
time.tzset()
templates.share()
gc.set_threshold(50_000, 20, 100)
"""Looking for rubbish ever so often took a tenth of the time; there is memory enough."""

ENGINES = ("sqlite", "postgresql")


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """What failed is told at once: whoever watches a run of fifteen minutes need not wait."""
    if report.failed and "PYTEST_XDIST_WORKER" not in os.environ:
        print(f"\n{report.when} of {report.nodeid} failed\n{report.longreprtext}", flush=True)


@pytest.fixture(autouse=True)
def patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """Figures are of this moment, however busy the machine is."""
    monkeypatch.setattr("reports.source.cache.PATIENCE", 600.0)


@pytest.fixture(scope="session")
def postgres_address() -> Iterator[str]:
    with postgres.server() as address:
        yield address if "{database}" in address else address + "/{database}"


@pytest.fixture(scope="session")
def new_database(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory):
    """new_database(engine_name, name) -> the URL of an empty database, a new one each time;
    with ``like``, the URL of another one, a copy of that.
    """
    numbers = count(1)

    def make(engine_name: str, name: str, like: str | None = None) -> str:
        if engine_name == "sqlite":
            file: Path = tmp_path_factory.mktemp("db") / f"{name}.db"
            if like:
                shutil.copy(str(make_url(like).database), file)
            return f"sqlite:///{file}"
        address: str = request.getfixturevalue("postgres_address")
        maintenance = open_engine(address.format(database="postgres"))
        called = f"{name}_{next(numbers)}"
        copied = f' TEMPLATE "{make_url(like).database}"' if like else ""
        with maintenance.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text(f'CREATE DATABASE "{called}"{copied}'))
        maintenance.dispose()
        return address.format(database=called)

    return make


@pytest.fixture(scope="session")
def migrated_database(new_database):
    """migrated_database(engine_name, name) -> the URL of one with tables; they are made once."""
    made: dict[str, str] = {}

    def make(engine_name: str, name: str) -> str:
        if engine_name not in made:
            made[engine_name] = new_database(engine_name, "tables")
            engine = open_engine(made[engine_name])
            upgrade(engine)
            engine.dispose()
        return str(new_database(engine_name, name, like=made[engine_name]))

    return make


@pytest.fixture(scope="session", params=ENGINES)
def engine(request: pytest.FixtureRequest, migrated_database) -> Iterator[Engine]:
    """A migrated database of each kind; tests leave it empty."""
    engine = open_engine(migrated_database(request.param, "shared"))
    yield engine
    engine.dispose()


@pytest.fixture
def session(engine: Engine) -> Iterator[Session]:
    """A session whose commits are undone when the test ends."""
    with writing(engine).connect() as connection:
        outer = connection.begin()
        with CrmSession(connection, join_transaction_mode="create_savepoint") as session:
            yield session
        outer.rollback()
