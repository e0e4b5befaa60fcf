"""Nobody who has the file can narrow down what is withheld, by whatever stands in it."""

from collections.abc import Iterator
from datetime import datetime
from io import BytesIO
from random import Random

import pytest

from crm.db import open_engine, writing
from reports.build import Variant, build, write
from reports.catalogue import PUBLISHED
from reports.meta import Meta
from reports.period import Period
from reports.source import snapshot
from tests.factories.world import World, put, small_world
from tests.reports.protect import attacker
from tests.reports.protect.readings import READINGS

META = Meta("Magdeburg", "Wirtschaftsförderung", datetime(2026, 11, 23, 14, 5), "1.2.3")
YEAR = Period.year(2025)
OURS = {"gatherings", "offered", "gatherings, before", "offered, before"}
"""What the office did or offered, which is no secret."""


def _file(url: str, worlds: range, variant: Variant, report: str = "coverage") -> BytesIO:
    engine, file = open_engine(url), BytesIO()
    with writing(engine).begin() as connection:
        put(connection, list(_of_one_office(worlds)))
        with snapshot(connection) as source:
            book = build(report, source, YEAR, meta=META, translate=str, variant=variant)
    engine.dispose()
    write(book, file)
    return file


def _of_one_office(worlds: range) -> Iterator[World]:
    """Its teams and districts have one name each."""
    office = None
    for number in worlds:
        world = small_world(Random(number), number, office)
        office = office or world
        yield world


@pytest.mark.parametrize("worlds", [range(1, 2), range(4, 8)], ids=str)
def test_of_a_withheld_number_three_counts_are_possible(migrated_database, worlds: range) -> None:
    url = migrated_database("sqlite", "attacked")
    seen = attacker.read(_file(url, worlds, Variant.PUBLIC))
    found = attacker.attack(seen)
    assert found
    assert {count: each for count, each in found.items() if each[1] - each[0] < 2} == {}


def test_every_report_has_its_reader() -> None:
    assert list(READINGS) == [report.name for report in PUBLISHED]


@pytest.mark.parametrize("report", [name for name in READINGS if name != "coverage"])
def test_the_same_of_every_report(migrated_database, report: str) -> None:
    url = migrated_database("sqlite", f"attacked_{report}")
    seen = attacker.read(_file(url, range(1, 9), Variant.PUBLIC, report), READINGS[report])
    found = attacker.attack(seen)
    assert found
    assert {count: each for count, each in found.items() if each[1] - each[0] < 2} == {}
    assert not {1, 2} & {value for count, value in seen.counts.items() if count.measure not in OURS}


def test_the_attacker_can_add_up(migrated_database) -> None:
    """Of the office's own workbook a single dot is worked out: it is the protection that helps."""
    seen = attacker.read(_file(migrated_database("sqlite", "open"), range(1, 5), Variant.INTERNAL))
    secret = attacker.Count.of("firms", size="Small (10 to 49)")
    value = seen.counts[secret]
    assert value
    seen.counts[secret] = None
    assert attacker.attack(seen) == {secret: (value, value)}
