"""The workbook for publication: what is confidential is nowhere in it, all else as it is inside."""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from io import BytesIO
from random import Random

import pytest
from openpyxl import load_workbook

from crm.db import open_engine, writing
from crm.errors import DomainError
from reports.asked import Asked
from reports.build import Variant, build, write
from reports.catalogue import PUBLISHED
from reports.definitions.coverage import COVERAGE
from reports.definitions.coverage_known import coverage_known
from reports.meta import Meta
from reports.period import Period
from reports.protect.attack import intervals
from reports.protect.protected import Protected, protected
from reports.report import TOTAL, WITHHELD, Kind
from reports.source import Source, snapshot
from reports.writers.book import Book
from reports.writers.grid import Grid
from reports.writers.tables_json import tables
from tests.factories.world import put, small_world

META = Meta("Magdeburg", "Wirtschaftsförderung", datetime(2026, 11, 23, 14, 5), "1.2.3")
YEAR = Period.year(2025)


@pytest.fixture(scope="module")
def source(migrated_database) -> Iterator[Source]:
    """One engine is enough: figures are the same on all."""
    engine = open_engine(migrated_database("sqlite", "published"))
    with writing(engine).begin() as connection:
        put(connection, [small_world(Random(number), number) for number in range(1, 4)])
        with snapshot(connection) as copied:
            yield copied
    engine.dispose()


@pytest.fixture(scope="module")
def inside(source: Source) -> Book:
    return build("coverage", source, YEAR, meta=META, translate=str)


@pytest.fixture(scope="module")
def public(source: Source) -> Book:
    return build("coverage", source, YEAR, meta=META, translate=str, variant=Variant.PUBLIC)


@pytest.fixture(scope="module")
def result(inside: Book) -> Protected:
    return protected(inside, coverage_known(Asked(YEAR, META.created_at.date())))


def test_no_withheld_count_is_narrowed_down_by_all_that_is_printed(result: Protected) -> None:
    printed = result.publication.printed(result.withheld)
    found = intervals(printed, result.publication.links, result.withheld)
    assert len(found) > 20
    for number, interval in found.items():
        assert interval.low <= result.publication.counts[number]
        assert interval.width >= 2, (number, interval)


def test_a_printed_number_is_what_it_is_inside_or_a_dot(public: Book, inside: Book) -> None:
    dots = 0
    for page in public.pages:
        before = inside.page(page.sheet.key)
        for name in (*page.names, *([TOTAL] if page.total else [])):
            for column in page.columns:
                value, known = page.value(name, column.key), before.value(name, column.key)
                dots += value == WITHHELD
                assert value in (known, WITHHELD) or (value != value and known != known)
                if column.counts and known in (1, 2):
                    assert value == WITHHELD, (page.sheet.key, name, column.key)
    assert dots > 20


def test_the_file_holds_no_value_of_what_is_withheld(public: Book, inside: Book) -> None:
    """Cells, formulas' stored results, and what charts keep of the cells they are drawn from."""
    file = BytesIO()
    write(public, file)
    values = load_workbook(file, data_only=True)
    formulas = load_workbook(file)
    for page in public.pages:
        grid, sheet = Grid(page), values[page.sheet.tab]
        for name in (*page.names, *([TOTAL] if page.total else [])):
            for column in page.columns:
                at = grid.cell(grid.row(name), column.key)
                if page.value(name, column.key) == WITHHELD:
                    assert sheet[at].value == formulas[page.sheet.tab][at].value == WITHHELD
    with zipfile.ZipFile(file) as package:
        charts = [name for name in package.namelist() if re.search(r"charts/chart\d+\.xml", name)]
        assert charts
        for name in charts:
            assert WITHHELD not in re.findall(r"<c:v>([^<]*)</c:v>", package.read(name).decode())


def test_advisors_are_not_in_it(public: Book) -> None:
    assert "advisors" not in {page.sheet.key for page in public.pages}


def test_the_tables_as_data_have_the_margins_and_null_for_what_is_withheld(public: Book) -> None:
    found = {(one["name"], one["measure"]): one for one in tables(public)["tables"]}
    both = found["District and size", "companies"]
    assert both["by"] == ["district", "size_class"]
    cells = {tuple(cell["key"]): cell["value"] for cell in both["cells"]}
    assert cells[TOTAL, TOTAL] == public.page("size").value(TOTAL, "companies")
    assert None in cells.values()
    assert not {1, 2} & set(cells.values())


def test_a_report_without_rules_for_it_has_no_variant_for_publication(
    source: Source, monkeypatch
) -> None:
    monkeypatch.setattr("reports.build.report_named", lambda _name: replace(COVERAGE, known=None))
    with pytest.raises(DomainError, match="no variant"):
        build("coverage", source, YEAR, meta=META, translate=str, variant=Variant.PUBLIC)


@pytest.mark.parametrize("report", PUBLISHED, ids=lambda one: one.name)
def test_of_each_number_of_a_published_report_it_is_said_what_it_stands_on(report) -> None:
    for sheet in report.sheets:
        if sheet.for_team_leads or sheet.lines:
            continue
        for column in sheet.columns:
            if column.kind.is_text or column.kind in (Kind.MONTH, Kind.DATE):
                continue
            said = column.counts or column.ratio or column.stands_on or column.is_open
            assert said, (sheet.key, column.key)
