from collections.abc import Iterator

import pytest
from sqlalchemy import Engine

from crm.db import open_engine


@pytest.fixture(scope="session")
def databases(migrated_database) -> Iterator[list[Engine]]:
    """SQLite and PostgreSQL side by side, to be asked the same."""
    engines = [open_engine(migrated_database(name, "figures")) for name in ("sqlite", "postgresql")]
    yield engines
    for engine in engines:
        engine.dispose()
