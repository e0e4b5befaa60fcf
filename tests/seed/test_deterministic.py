"""The same seed and day make the same city, whichever database holds it."""

import pytest
from sqlalchemy import Engine, insert, text

from crm.models import Base, Team
from tests.seed.city import SMALL, demo_city, fresh_city

LEFT_OUT = {"search_word"}
"""Its ids follow the order of learning, which is the overview's business."""


def content(engine: Engine) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table of ours, typed alike on both databases."""
    tables = [t for t in Base.metadata.sorted_tables if not t.name.startswith("ab_")]
    with engine.connect() as connection:
        return {
            table.name: [tuple(row) for row in connection.execute(table.select())]
            for table in tables
            if table.name not in LEFT_OUT
        }


def in_order(rows: list[tuple[object, ...]]) -> list[tuple[object, ...]]:
    return sorted(rows, key=lambda row: tuple(str(value) for value in row[:3]))


@pytest.mark.parametrize("engine_name", ["sqlite", "postgresql"])
def test_twice_the_same(engine_name, migrated_database):
    once = content(demo_city("sqlite", migrated_database, scale=SMALL))
    again = content(fresh_city(engine_name, migrated_database, name=f"again_{engine_name}"))
    for table, rows in once.items():
        assert in_order(rows) == in_order(again[table]), table


def test_another_seed_makes_another_city(migrated_database):
    once = content(demo_city("sqlite", migrated_database, scale=SMALL))
    other = content(demo_city("sqlite", migrated_database, scale=SMALL, seed=7))
    assert once["company"] != other["company"]


@pytest.mark.parametrize("engine_name", ["sqlite", "postgresql"])
def test_the_office_can_go_on_where_the_seed_stopped(engine_name, migrated_database):
    """New rows get new ids: the database knows which are taken."""
    engine = fresh_city(engine_name, migrated_database, name=f"goes_on_{engine_name}")
    with engine.begin() as connection:
        largest = connection.scalar(text("SELECT max(id) FROM team"))
        connection.execute(insert(Team.__table__).values(code="neu", name="Neu", version=1))
        assert connection.scalar(text("SELECT id FROM team WHERE code = 'neu'")) == largest + 1
