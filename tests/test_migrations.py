"""Migrations run up, down and up again over a filled database, and say what the models say."""

from collections.abc import Iterator
from datetime import date

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, func, inspect, select

from crm.db import open_engine, sessions
from crm.migrations.run import alembic_config, downgrade, upgrade
from crm.models import Base, Company, CompanyOverview
from crm.services.refresh_overview import refresh_overview
from seed.build import build_city
from seed.plan import Scale
from tests.conftest import ENGINES

REVISIONS = [
    each.revision for each in ScriptDirectory.from_config(alembic_config()).walk_revisions()
]


@pytest.fixture(scope="module", params=ENGINES)
def filled(request: pytest.FixtureRequest, new_database) -> Iterator[Engine]:
    engine = open_engine(new_database(request.param, "migrated"))
    upgrade(engine)
    build_city(engine, scale=Scale(500, 1000), until=date(2026, 11, 20))
    yield engine
    engine.dispose()


def test_the_database_is_what_the_models_say(filled: Engine) -> None:
    with filled.connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_object": _is_of_a_model})
        assert compare_metadata(context, Base.metadata) == []


def _is_of_a_model(_object: object, name: str | None, *_: object) -> bool:
    """The search index is SQL alone, and Alembic cannot compare NULLS FIRST."""
    by_hand = ("company_search", "search_word_search", "company_overview_active_last_contact")
    return not (name or "").removeprefix("ix_").startswith(by_hand)


def test_every_step_down_and_up_again_keeps_what_is_on_file(filled: Engine) -> None:
    """Of a table that a step takes away nothing can stay."""
    before, overviews = _counts(filled), _overviews(filled)
    always = set(before)
    for revision in REVISIONS[1:]:
        downgrade(filled, revision)
        always &= set(inspect(filled).get_table_names())
        upgrade(filled, "head")
    assert {"company", "interaction", "follow_up"} <= always
    after = _counts(filled)
    assert {name: after[name] for name in always} == {name: before[name] for name in always}
    assert _overviews(filled) == overviews
    with sessions(filled)() as session:
        assert refresh_overview(session) == 0, "what was derived is still true"


def test_down_to_nothing_and_up_again(filled: Engine) -> None:
    downgrade(filled, "base")
    assert set(inspect(filled).get_table_names()) <= {"alembic_version"}
    upgrade(filled)
    build_city(filled, scale=Scale(500, 1000), until=date(2026, 11, 20))
    with filled.connect() as connection:
        assert connection.scalar(select(func.count()).select_from(Company)) == 500


def _counts(engine: Engine) -> dict[str, int | None]:
    with engine.connect() as connection:
        return {
            table.name: connection.scalar(select(func.count()).select_from(table))
            for table in Base.metadata.sorted_tables
        }


def _overviews(engine: Engine) -> list[tuple[object, ...]]:
    with engine.connect() as connection:
        rows = connection.execute(select(CompanyOverview.__table__).order_by("id"))
        return [tuple(row) for row in rows]
