"""At most 12 questions and 100 KB of HTML a page, over the demo city with one much-visited firm.

The same pages at 300,000 firms and two million contacts: ``make benchmarks``.
"""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import Engine, insert

from crm.app import create_app
from crm.cli.demo_command import PASSWORD, prepare
from crm.config import Settings
from crm.models import Interaction, Participation
from tests.benchmarks.measure import MOST_BYTES, MOST_QUERIES, cost, sign_in
from tests.benchmarks.pages import pages
from tests.conftest import ENGINES
from tests.seed.city import UNTIL, fresh_city

VISITS = 2_000


@pytest.fixture(scope="module", params=ENGINES)
def city(request: pytest.FixtureRequest, migrated_database, tmp_path_factory) -> Iterator[Flask]:
    engine = fresh_city(request.param, migrated_database, scale=None, name="budgets")
    prepare(engine, "Magdeburg")
    _visit_again_and_again(engine, company_id=1)
    url = engine.url.render_as_string(hide_password=False)
    home = tmp_path_factory.mktemp("budgets")
    app = create_app(Settings(home=home, database_url=url, login_rate="1000 per minute"))
    yield app
    app.extensions["crm_engine"].dispose()
    engine.dispose()


def _visit_again_and_again(engine: Engine, company_id: int) -> None:
    """Past the ORM; the overview is not told, since nothing here looks at it."""
    ids = range(10_000_000, 10_000_000 + VISITS)
    visits = [
        {
            "id": pk, "kind": "visit", "happened_on": UNTIL - timedelta(pk % 900),
            "notes": "Der Ofen ist alt. " * 200, "version": 1,
        }
        for pk in ids
    ]  # fmt: skip
    came = [{"interaction_id": pk, "company_id": company_id, "version": 1} for pk in ids]
    with engine.begin() as connection:
        connection.execute(insert(Interaction.__table__), visits)
        connection.execute(insert(Participation.__table__), came)


@pytest.mark.slow
def test_every_page_stays_within_its_budget(city: Flask) -> None:
    engine = city.extensions["crm_engine"]
    over, clients = [], {}
    for page in pages(engine, UNTIL):
        if page.login not in clients:
            clients[page.login] = sign_in(city.test_client(), page.login, PASSWORD)
        found = cost(clients[page.login], page.address, engine, times=1)
        if not found.within_budget:
            over.append((page.name, found))
    assert not over, f"more than {MOST_QUERIES} queries or {MOST_BYTES} bytes"
