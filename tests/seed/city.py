"""A demo city in a database of its own, built once and then read by many tests.

    from tests.seed.city import demo_city
    engine = demo_city("sqlite", migrated_database)  # the fixture of tests/conftest.py

Tests only read it: what they write stays for the others.
"""

import atexit
from collections.abc import Callable
from datetime import date

from sqlalchemy import Engine

from crm.db import open_engine
from seed.build import build_city
from seed.plan import Scale

UNTIL = date(2026, 11, 23)
"""A Monday. The city is built for this day whenever the tests run."""
SMALL = Scale(500, 2_000)

_built: dict[tuple[str, Scale | None, int], Engine] = {}


def demo_city(
    engine_name: str,
    migrated_database: Callable[[str, str], str],
    *,
    scale: Scale | None = None,
    seed: int = 42,
) -> Engine:
    """Magdeburg, or with ``scale=SMALL`` a set of 500 firms that takes a second to build."""
    key = (engine_name, scale, seed)
    if key not in _built:
        _built[key] = fresh_city(engine_name, migrated_database, scale=scale, seed=seed)
    return _built[key]


def fresh_city(
    engine_name: str,
    migrated_database: Callable[[str, str], str],
    *,
    scale: Scale | None = SMALL,
    seed: int = 42,
    name: str = "",
) -> Engine:
    """One that a test has for itself."""
    engine = open_engine(migrated_database(engine_name, name or f"city_{scale or 'full'}_{seed}"))
    build_city(engine, until=UNTIL, scale=scale, seed=seed)
    atexit.register(engine.dispose)
    return engine
