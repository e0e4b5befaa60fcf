"""What readers lose in a city like Magdeburg, sheet by sheet, and what the attack finds there."""

from collections.abc import Iterable
from pathlib import Path

from crm.db import writing
from reports.catalogue import REPORTS
from reports.protect.attack import intervals
from reports.protect.number import Number
from reports.protect.protected import protected
from reports.protect.publication import Publication
from reports.source import Source, snapshot
from seed.build import build_city
from tests.audit.files import NARROW, book_of, database, file_of, known
from tests.audit.loss import Loss, losses
from tests.audit.plain import by_rows_and_columns
from tests.reports.protect import attacker
from tests.reports.protect.readings import READINGS

HEADS = (
    "| report | sheet | numbers | confidential | withheld besides | in % | by rows and columns |",
    "| --- | --- | ---: | ---: | ---: | ---: | ---: |",
)


def city(folder: Path, year: int) -> int:
    """How many dots are narrow."""
    with database(folder / "city.db") as engine:
        build_city(engine)
        with writing(engine).connect() as connection, snapshot(connection) as source:
            print("\n".join(HEADS))
            told = [_report(report.name, source, year) for report in REPORTS]
    print("\n" + "\n".join(line for _narrow, line in told))
    return sum(narrow for narrow, _line in told)


def _report(name: str, source: Source, year: int) -> tuple[int, str]:
    """Prints its table. (narrow dots of the file, what the attack found)"""
    book = book_of(name, source, year)
    result = protected(book, known(name, year))
    plain = by_rows_and_columns(result.publication)
    for loss in losses(book, result.publication, result.withheld, plain):
        print(_line(name, loss))
    found = attacker.attack(attacker.read(file_of(result.book), READINGS[name]))
    widths = [high - low for low, high in found.values()]
    narrowest = f"{min(widths):.0f}" if widths else "–"
    return sum(width < NARROW for width in widths), (
        f"{name}: {len(found):,} dots in the file, the narrowest interval {narrowest};"
        f" of less than three counts are possible: ours"
        f" {_narrow(result.publication, result.withheld)}, by rows and columns"
        f" {_narrow(result.publication, plain)}."
    )


def _narrow(publication: Publication, withheld: Iterable[Number]) -> int:
    hidden = frozenset(withheld)
    found = intervals(publication.printed(hidden), publication.links, hidden)
    return sum(interval.width < NARROW for interval in found.values())


def _line(name: str, loss: Loss) -> str:
    share = 100 * loss.ours / loss.numbers
    return (
        f"| {name} | {loss.sheet} | {loss.numbers} | {loss.confidential} | {loss.ours}"
        f" | {share:.1f} | {loss.plain} |"
    )
