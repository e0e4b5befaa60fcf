"""Random worlds, of each the released file of each report, read by its words."""

from collections import Counter
from pathlib import Path
from random import Random

from crm.db import writing
from reports.catalogue import PUBLISHED
from reports.protect.choose import Unprotectable
from reports.protect.protected import protected
from reports.source import Source, snapshot
from tests.audit.files import NARROW, book_of, database, file_of, known, tables
from tests.factories.world import put, small_world
from tests.reports.protect import attacker
from tests.reports.protect.readings import READINGS


def worlds(folder: Path, number: int, year: int) -> int:
    """How many dots are narrow."""
    dots: Counter[str] = Counter()
    narrow: Counter[str] = Counter()
    refused: Counter[str] = Counter()
    for world in range(1, number + 1):
        with database(folder / "world.db", like=tables(folder)) as engine:
            with writing(engine).begin() as connection:
                put(connection, [small_world(Random(world), world)])
            with writing(engine).connect() as connection, snapshot(connection) as source:
                for report in PUBLISHED:
                    _one(report.name, source, year, dots, narrow, refused)
    print(f"\n{number} random worlds, read from the released files:")
    for report in PUBLISHED:
        print(
            f"{report.name}: {dots[report.name]:,} dots, {narrow[report.name]} narrow;"
            f" {refused[report.name]} not published, since too few firms are in it."
        )
    return narrow.total()


def _one(
    name: str, source: Source, year: int,
    dots: Counter[str], narrow: Counter[str], refused: Counter[str],
) -> None:  # fmt: skip
    try:
        public = protected(book_of(name, source, year), known(name, year)).book
    except Unprotectable:
        refused[name] += 1
        return
    found = attacker.attack(attacker.read(file_of(public), READINGS[name]))
    dots[name] += len(found)
    narrow[name] += sum(high - low < NARROW for low, high in found.values())
