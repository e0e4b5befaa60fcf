"""``make audit``: the loss at a city like Magdeburg, and the attack on random worlds' files."""

import argparse
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from io import BytesIO
from pathlib import Path
from random import Random

from sqlalchemy import Engine

from crm.db import open_engine, writing
from crm.migrations.run import upgrade
from reports.asked import Asked
from reports.build import build, write
from reports.definitions.coverage_known import coverage_known
from reports.known import Known
from reports.meta import Meta
from reports.period import Period
from reports.protect.attack import intervals
from reports.protect.number import Number
from reports.protect.protected import protected
from reports.protect.publication import Publication
from reports.source import snapshot
from reports.writers.book import Book
from seed.build import build_city
from tests.audit.loss import Loss, losses
from tests.audit.plain import by_rows_and_columns
from tests.factories.world import put, small_world
from tests.reports.protect import attacker

META = Meta("Magdeburg", "Wirtschaftsförderung", datetime(2026, 11, 23, 14, 5), "audit")
NARROW = 2
"""So far apart the smallest and the largest possible count of a dot have to be."""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--worlds", type=int, default=200)
    parser.add_argument("--year", type=int, default=2025)
    wishes = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        narrow = _city(Path(folder), wishes.year)
        narrow += _worlds(Path(folder), wishes.worlds, wishes.year)
    return 1 if narrow else 0


def _city(folder: Path, year: int) -> int:
    with _database(folder / "city.db") as engine:
        build_city(engine)
        book = _book(engine, year)
    result = protected(book, _known(year))
    plain = by_rows_and_columns(result.publication)
    print(_table(losses(book, result.publication, result.withheld, plain)))
    print(
        "\nNumbers of which less than three counts are possible, after the attack:"
        f" ours {_narrow(result.publication, result.withheld)},"
        f" by rows and columns {_narrow(result.publication, plain)}."
    )
    return _attacked(result.book)


def _worlds(folder: Path, number: int, year: int) -> int:
    dots, narrow, tables = 0, 0, _tables(folder)
    for world in range(1, number + 1):
        with _database(folder / f"{world}.db", like=tables) as engine:
            with writing(engine).begin() as connection:
                put(connection, [small_world(Random(world), world)])
            book = _book(engine, year)
        public = protected(book, _known(year)).book
        found = attacker.attack(attacker.read(_file(public)))
        dots += len(found)
        narrow += sum(high - low < NARROW for low, high in found.values())
    print(f"{number} random worlds, read from the released files: {dots:,} dots, {narrow} narrow.")
    return narrow


def _attacked(book: Book) -> int:
    found = attacker.attack(attacker.read(_file(book)))
    widths = [high - low for low, high in found.values()]
    print(f"The city's file: {len(found):,} dots, the narrowest interval {min(widths):.0f}.")
    return sum(width < NARROW for width in widths)


def _narrow(publication: Publication, withheld: frozenset[Number]) -> int:
    found = intervals(publication.printed(withheld), publication.links, withheld)
    return sum(interval.width < NARROW for interval in found.values())


def _known(year: int) -> Known:
    return coverage_known(Asked(Period.year(year), META.created_at.date()))


def _book(engine: Engine, year: int) -> Book:
    with writing(engine).connect() as connection, snapshot(connection) as source:
        return build("coverage", source, Period.year(year), meta=META, translate=str)


def _file(book: Book) -> BytesIO:
    file = BytesIO()
    write(book, file)
    return file


def _tables(folder: Path) -> Path:
    """Made once, to be copied."""
    file = folder / "tables.db"
    with _database(file):
        return file


@contextmanager
def _database(file: Path, like: Path | None = None) -> Iterator[Engine]:
    if like:
        shutil.copy(like, file)
    engine = open_engine(f"sqlite:///{file}")
    upgrade(engine)
    yield engine
    engine.dispose()


def _table(lines: Iterator[Loss]) -> str:
    heads = ("| sheet | numbers | confidential | withheld besides | in % | by rows and columns |",
             "| --- | ---: | ---: | ---: | ---: | ---: |")  # fmt: skip
    return "\n".join((*heads, *map(_line, lines)))


def _line(loss: Loss) -> str:
    share = 100 * loss.ours / loss.numbers
    return (
        f"| {loss.sheet} | {loss.numbers} | {loss.confidential} | {loss.ours} | {share:.1f}"
        f" | {loss.plain} |"
    )


if __name__ == "__main__":
    sys.exit(main())
