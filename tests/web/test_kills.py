"""Seventy times, half of them on each engine, the process is killed at a random moment of an
import or of its undoing. The database is whole after each, and every job ends, once.
"""

from __future__ import annotations

import csv
import io
import os
import random
import signal
import time
from collections.abc import Iterator
from dataclasses import asdict
from datetime import date
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import Engine, func, select, text
from werkzeug.datastructures import FileStorage

from crm.app import create_app
from crm.cli.init_command import set_up
from crm.config import Settings
from crm.db import open_engine, sessions
from crm.models import Company, CompanyFact, CompanyOverview, ImportBatch, Site
from crm.register.sources.ihk_berlin import COLUMNS
from crm.web import jobs, uploads
from crm.web.imports import IMPORT, Choice
from crm.web.jobs import control
from crm.web.jobs.queue import KEY
from crm.web.undoing import UNDO, Undoing
from tests.conftest import ENGINES
from tests.register.conftest import BAKERY
from tests.web.cast import add_logins

KILLS = 35
FIRMS = 100
STEPS = 4


FILES = (
    {},
    {"employees_range": "10 - 19", "postcode": "10117", "Bezirk": "Mitte", "Planungsraum": "X"},
)
"""A file brings firms; the next one lets all of them grow and move."""


@pytest.fixture(params=ENGINES)
def app(
    request: pytest.FixtureRequest, migrated_database, tmp_path: Path, monkeypatch
) -> Iterator[Flask]:
    monkeypatch.setattr(control, "MOST_DEATHS", KILLS)
    settings = Settings(home=tmp_path, database_url=migrated_database(request.param, "kills"))
    tables = open_engine(settings.url)
    set_up(tables)
    tables.dispose()
    app = create_app(settings)
    with sessions(app.extensions["crm_engine"]).begin() as session:
        add_logins(session)
    with app.app_context():
        monkeypatch.setattr(jobs.queue(), "work", lambda: None)  # its children work
        yield app
        jobs.queue().stop()
    app.extensions["crm_engine"].dispose()


def test_kills_at_random_moments(app: Flask) -> None:
    engine: Engine = app.extensions["crm_engine"]
    dice = random.Random(4)
    typical = _undisturbed(app, engine)
    step = STEPS
    key = _begin(engine, step)
    for _kill in range(KILLS):
        _work_until_killed(app, dice.uniform(0.0, 2 * typical))
        _is_whole(engine)
        if _has_ended(key):
            step += 1
            key = _begin(engine, step)
        _a_minute_passes(app, key)
    _work_until_killed(app, None)
    assert _has_ended(key)
    assert KILLS // 20 < step < KILLS, "kills come too early or too late to disturb"
    assert _imports(engine) == sum(each % STEPS < 2 for each in range(step + 1))


def _undisturbed(app: Flask, engine: Engine) -> float:
    """How many seconds a step takes."""
    start = time.monotonic()
    for step in range(STEPS):
        key = _begin(engine, step)
        _work_until_killed(app, None)
        assert _has_ended(key)
    return (time.monotonic() - start) / STEPS


def _begin(engine: Engine, step: int) -> str:
    """A file, another one, the last taken back, the first taken back; and so on."""
    which = step % STEPS
    if which < 2:
        return jobs.start(IMPORT, 1, "de", _choice(FILES[which], which, step).as_json())
    in_force = select(func.max(ImportBatch.id)).where(ImportBatch.undone_at.is_(None))
    with engine.connect() as connection:
        batch_id = connection.scalar(in_force)
    return jobs.start(UNDO, 1, "de", asdict(Undoing(batch_id or 0, str(step), dry_run=False)))


def _choice(changes: dict[str, str], which: int, step: int) -> Choice:
    lines = io.StringIO()
    rows = csv.DictWriter(lines, COLUMNS)
    rows.writeheader()
    rows.writerows(
        BAKERY | changes | {"opendata_id": str(number)} for number in range(1, FIRMS + 1)
    )
    upload = uploads.keep(FileStorage(io.BytesIO(lines.getvalue().encode()), "firms.csv"), 1)
    day = date(2023, 4 + which, 28)
    return Choice(
        upload.key, upload.name, "ihk-berlin", day, gone=False, dry_run=False, once=str(step)
    )


def _work_until_killed(app: Flask, seconds: float | None) -> None:
    app.extensions["crm_engine"].dispose()
    child = os.fork()
    if child == 0:
        _work(app)
    if seconds is not None:
        time.sleep(seconds)
        os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def _work(app: Flask) -> None:
    """What a server does when it is started again."""
    try:
        app.extensions["crm_engine"].dispose(close=False)
        del app.extensions[KEY]
        jobs.queue().work = lambda: None  # type: ignore[method-assign]
        jobs.take_up_lost()
        while jobs.queue().take_one():
            pass
    finally:
        os._exit(0)


def _has_ended(key: str) -> bool:
    found = jobs.state(key)
    assert found
    assert found.status is not jobs.Status.FAILED, found.message
    return found.status is jobs.Status.DONE


def _a_minute_passes(app: Flask, key: str) -> None:
    for path in (Path(app.config["HOME"]) / "jobs").glob(f"{key}.*"):
        os.utime(path, (time.time() - 60,) * 2)


def _is_whole(engine: Engine) -> None:
    """All firms of a file or none, all of them as it says."""
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            assert connection.scalar(text("PRAGMA quick_check")) == "ok"

        def count(what: object) -> int:
            return connection.scalar(select(func.count()).select_from(what)) or 0  # type: ignore[arg-type]

        firms = count(Company)
        assert firms in (0, FIRMS)
        assert count(CompanyOverview) == firms
        for table in (Site, CompanyFact):
            still = select(table.id).where(table.valid_to.is_(None))
            assert count(still.subquery()) == firms
            assert count(table) in (firms, 2 * firms)


def _imports(engine: Engine) -> int:
    with engine.connect() as connection:
        return connection.scalar(select(func.count(ImportBatch.id))) or 0
