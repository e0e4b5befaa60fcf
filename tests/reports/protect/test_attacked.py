"""Nobody who has the file can narrow down what is withheld, by whatever stands in it."""

from datetime import datetime
from io import BytesIO
from random import Random

import pytest

from crm.db import open_engine, writing
from reports.build import Variant, build, write
from reports.meta import Meta
from reports.period import Period
from reports.source import snapshot
from tests.factories.world import put, small_world
from tests.reports.protect import attacker

META = Meta("Magdeburg", "Wirtschaftsförderung", datetime(2026, 11, 23, 14, 5), "1.2.3")
YEAR = Period.year(2025)


def _file(url: str, worlds: range, variant: Variant) -> BytesIO:
    engine, file = open_engine(url), BytesIO()
    with writing(engine).begin() as connection:
        put(connection, [small_world(Random(number), number) for number in worlds])
        with snapshot(connection) as source:
            book = build("coverage", source, YEAR, meta=META, translate=str, variant=variant)
    engine.dispose()
    write(book, file)
    return file


@pytest.mark.parametrize("worlds", [range(1, 2), range(4, 8)], ids=str)
def test_of_a_withheld_number_three_counts_are_possible(migrated_database, worlds: range) -> None:
    url = migrated_database("sqlite", "attacked")
    seen = attacker.read(_file(url, worlds, Variant.PUBLIC))
    found = attacker.attack(seen)
    assert found
    assert {count: each for count, each in found.items() if each[1] - each[0] < 2} == {}


def test_the_attacker_can_add_up(migrated_database) -> None:
    """Of the office's own workbook a single dot is worked out: it is the protection that helps."""
    seen = attacker.read(_file(migrated_database("sqlite", "open"), range(1, 5), Variant.INTERNAL))
    secret = attacker.Count.of("firms", size="Small (10 to 49)")
    value = seen.counts[secret]
    assert value
    seen.counts[secret] = None
    assert attacker.attack(seen) == {secret: (value, value)}
