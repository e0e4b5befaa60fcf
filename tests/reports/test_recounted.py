"""Whole reports over random worlds: each number on each engine is that of the plain loops."""

from collections.abc import Iterator
from datetime import datetime
from random import Random

import pytest

from reports.build import build
from reports.meta import Meta
from reports.period import Period
from tests.factories.world import World, small_world
from tests.reports.engines import engines_over
from tests.reports.recount.asked import Recount
from tests.reports.recount.compare import compared
from tests.reports.recount.sheets import RECOUNTED

META = Meta("Magdeburg", "Wirtschaftsförderung", datetime(2026, 3, 2, 14, 5), "1.2.3")


def of_one_office(worlds: range) -> Iterator[World]:
    """Nobody in it is called like somebody else."""
    office = None
    for number in worlds:
        world = small_world(Random(number), number, office)
        office = office or world
        yield world


@pytest.mark.parametrize("worlds", [range(1, 9), range(20, 25)], ids=str)
def test_each_number_of_each_report(databases, worlds: range) -> None:
    with engines_over(databases, list(of_one_office(worlds)), copied="postgresql") as engines:
        asked = Recount(engines, 2025, META.created_at.date())
        for name, source in engines.sources.items():
            for report in RECOUNTED:
                book = build(
                    report, source, Period.year(2025), meta=META, translate=str,
                    include_advisors=True,
                )  # fmt: skip
                assert compared(book, report, asked), (name, report)
