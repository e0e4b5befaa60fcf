"""The demo city, built once for all tests of this folder."""

from collections.abc import Iterator

import pandas as pd
import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from tests.seed.city import demo_city


@pytest.fixture(scope="session")
def city(migrated_database) -> Engine:
    return demo_city("sqlite", migrated_database)


@pytest.fixture
def city_session(city: Engine) -> Iterator[Session]:
    with Session(city) as session:
        yield session


@pytest.fixture
def ask(city: Engine):
    """ask(sql) -> what the city answers, as a frame."""

    def frame(sql: str) -> pd.DataFrame:
        with city.connect() as connection:
            return pd.read_sql(sql, connection)

    return frame
