from collections.abc import Iterator

import pytest
from sqlalchemy import Engine

from crm.db import open_engine
from crm.migrations.run import upgrade


@pytest.fixture(scope="session")
def databases(new_database) -> Iterator[list[Engine]]:
    """SQLite and PostgreSQL side by side, to be asked the same."""
    engines = [open_engine(new_database(name, "figures")) for name in ("sqlite", "postgresql")]
    for engine in engines:
        upgrade(engine)
    yield engines
    for engine in engines:
        engine.dispose()
