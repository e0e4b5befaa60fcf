"""Sets of other sizes have the same shape and exactly the size asked for."""

import pytest
from sqlalchemy import Engine, inspect, text

from crm.models import Base
from seed import plan
from tests.seed.city import SMALL, demo_city, fresh_city


def count(engine: Engine, sql: str) -> int:
    with engine.connect() as connection:
        return int(connection.scalar(text(sql)) or 0)


def test_as_many_firms_and_interactions_as_asked_for(migrated_database):
    engine = demo_city("sqlite", migrated_database, scale=SMALL)
    assert count(engine, "SELECT count(*) FROM company") == SMALL.companies
    assert count(engine, "SELECT count(*) FROM interaction") == SMALL.interactions


@pytest.fixture
def benchmark_set(request, migrated_database, monkeypatch) -> Engine:
    """As if 2,000 interactions were very many."""
    monkeypatch.setattr(plan, "BUSIEST_FROM_INTERACTIONS", 1_000)
    monkeypatch.setattr(plan, "INDEXES_LAST_FROM", 1_000)
    monkeypatch.setattr(plan, "BUSIEST_CONTACTS", 150)
    monkeypatch.setattr(plan, "CONTACTS_PER_ADVISOR_AND_YEAR", 20)
    return fresh_city(request.param, migrated_database, name=f"benchmark_{request.param}")


@pytest.mark.parametrize("benchmark_set", ["sqlite", "postgresql"], indirect=True)
def test_one_firm_has_exactly_so_many_contacts(benchmark_set):
    most = (
        "SELECT count(*) FROM participation p JOIN interaction i ON i.id = p.interaction_id"
        " WHERE i.status = 'held' AND p.status = 'attended' AND p.company_id IS NOT NULL"
        " GROUP BY p.company_id ORDER BY 1 DESC"
    )
    assert count(benchmark_set, most) == 150
    assert count(benchmark_set, "SELECT count(*) FROM advisor") == 20
    _all_indexes_are_back(benchmark_set)


def _all_indexes_are_back(engine: Engine) -> None:
    inspector = inspect(engine)
    for table in Base.metadata.sorted_tables:
        wanted = {index.name for index in table.indexes}
        assert wanted <= {index["name"] for index in inspector.get_indexes(table.name)}, table.name
