"""A dashboard never waits long for figures, and a report never has old ones."""

import time

import pytest
from sqlalchemy import Engine

from crm.db import sessions
from crm.models import Company
from reports.source import SnapshotCache, cache


@pytest.fixture
def database(databases: list[Engine]):
    """Something to change, and to put back."""
    engine = databases[0]
    yield engine
    with engine.begin() as connection:
        connection.execute(Company.__table__.delete().where(Company.name == "Neu"))


def add_a_firm(engine: Engine) -> None:
    with sessions(engine).begin() as session:
        session.add(Company(name="Neu"))


def firms(source) -> int:
    return int(source.frame(source.companies.count().as_table()).iloc[0, 0])


def test_what_is_copied_quickly_is_always_current(database: Engine) -> None:
    kept = SnapshotCache()
    before = firms(kept.recent(database).source)
    add_a_firm(database)
    assert firms(kept.recent(database).source) == before + 1


def test_what_takes_long_is_copied_behind_the_one_at_hand(database, monkeypatch) -> None:
    monkeypatch.setattr(cache, "PATIENCE", -1.0)
    monkeypatch.setattr(cache, "LOOKED_LATELY", cache.timedelta(0))
    kept = SnapshotCache()
    first = kept.recent(database)
    before = firms(first.source)
    add_a_firm(database)
    at_hand = kept.recent(database)
    assert at_hand is first
    assert firms(kept.current(database)) == before + 1, "whoever needs the newest has it"
    for _attempt in range(100):
        if kept.recent(database) is not first:
            break
        time.sleep(0.05)
    assert firms(kept.recent(database).source) == before + 1
    assert kept.recent(database).as_of >= at_hand.as_of


def test_a_database_that_takes_long_is_not_asked_every_time(database, monkeypatch) -> None:
    monkeypatch.setattr(cache, "PATIENCE", -1.0)
    monkeypatch.setattr(cache, "LOOKED_LATELY", cache.timedelta(hours=1))
    kept = SnapshotCache()
    first = kept.recent(database)
    asked = []
    monkeypatch.setattr(kept, "_renewed", asked.append)
    assert all(kept.recent(database) is first for _time in range(5))
    assert asked == []
