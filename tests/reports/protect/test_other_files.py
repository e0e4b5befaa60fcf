"""What a publication withholds is withheld in its CSV and PDF, and the rest is the same there."""

from io import BytesIO
from random import Random
from typing import Any

import pytest

from crm.db import open_engine, writing
from reports.build import Variant, build, write
from reports.catalogue import PUBLISHED
from reports.period import Period
from reports.source import snapshot
from tests.factories.world import put
from tests.reports.protect import attacker
from tests.reports.protect.other_files import (
    lines_of_csv,
    numbers_of,
    same_as_printed,
    values_in_pdf,
)
from tests.reports.protect.readings import READINGS
from tests.reports.protect.test_attacked import META, _of_one_office
from tests.reports.writers.office import require_office

NAMES = [report.name for report in PUBLISHED]
RUNS = 3
"""So many groups of worlds; another one begins where the last one ended."""


def _files(url: str, worlds: range, name: str, kinds: tuple[str, ...]) -> dict[str, BytesIO]:
    engine, files = open_engine(url), {}
    with writing(engine).begin() as connection:
        put(connection, list(_of_one_office(worlds)))
        with snapshot(connection) as source:
            book = build(
                name, source, Period.year(2025), meta=META, translate=str, variant=Variant.PUBLIC
            )
    engine.dispose()
    for kind in kinds:
        files[kind] = BytesIO()
        write(book, files[kind], kind)
    return files


@pytest.mark.parametrize("name", NAMES)
def test_csv_says_what_the_workbook_says(migrated_database, name: str) -> None:
    """The attacker reads both, and finds the same; in one of some groups of worlds, by its name."""
    first = 1 + 8 * Random(name).randrange(RUNS)
    url = migrated_database("sqlite", f"csv_{name}")
    files = _files(url, range(first, first + 8), name, (".xlsx", ".zip"))
    csv, workbook = lines_of_csv(files[".zip"]), attacker.lines_of(files[".xlsx"])
    of_csv, of_workbook = (attacker.read_lines(each, READINGS[name]) for each in (csv, workbook))
    assert of_csv.counts == of_workbook.counts
    assert None in of_csv.counts.values()
    for one, other in zip(of_csv.rates, of_workbook.rates, strict=True):
        assert one[0] == pytest.approx(other[0], rel=1e-12)


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_pdf_says_what_the_workbook_says(migrated_database, name: str) -> None:
    require_office()
    url = migrated_database("sqlite", f"pdf_{name}")
    files = _files(url, range(1, 9), name, (".xlsx", ".pdf"))
    workbook = attacker.lines_of(files[".xlsx"])
    tables = [workbook[tab] for tab in _tabs(workbook, name)]
    printed = values_in_pdf(files[".pdf"], tables)
    assert sum(map(len, printed)) == sum(len(table) - 1 for table in tables)
    for table, rows in zip(tables, printed, strict=True):
        first, last = numbers_of(table)
        for line, row in zip(table[1:], rows, strict=True):
            assert len(row) == last - first
            assert all(map(same_as_printed, line[first:last], row)), (line, row)


def _tabs(workbook: dict[str, Any], name: str) -> list[str]:
    """Those that the reader of this report knows, in the workbook's order."""
    return [tab for tab in workbook if tab in READINGS[name].sheets]
