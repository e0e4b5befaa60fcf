"""The declared report over real rows: what is printed is what the measures say."""

import re
from collections.abc import Iterator
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from random import Random
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from crm.db import writing
from crm.enums import SizeClass
from crm.errors import DomainError
from reports.build import build, write
from reports.catalogue import REPORTS
from reports.measures import coverage
from reports.measures.reach import reach
from reports.meta import Meta
from reports.period import Period
from reports.report import TOTAL
from reports.source import Source, live, snapshot
from reports.writers.book import Book
from tests.factories.world import put, small_world

META = Meta("Magdeburg", "Wirtschaftsförderung", datetime(2026, 11, 23, 14, 5), "1.2.3")
YEAR = Period.year(2025)


@pytest.fixture(scope="module")
def source(engine: Engine) -> Iterator[Source]:
    """Thirty small worlds side by side, copied from the database."""
    with writing(engine).connect() as connection:
        outer = connection.begin()
        put(connection, [small_world(Random(number), number) for number in range(1, 31)])
        with snapshot(connection) as copied:
            outer.rollback()
            yield copied


def made(source: Source, **options: Any) -> Book:
    return build("coverage", source, YEAR, **{"meta": META, "translate": str, **options})


@pytest.fixture(scope="module")
def book(source: Source) -> Book:
    return made(source)


def read(book: Book) -> Workbook:
    file = BytesIO()
    write(book, file)
    return load_workbook(file, data_only=True)


def test_the_city_is_the_measures_total(book: Book, source: Source) -> None:
    page, total = book.page("size"), coverage.total(source, YEAR)
    assert {name: page.value(TOTAL, name) for name in total} == total
    reached = total["individual"] + total["events_only"]
    assert page.value(TOTAL, "coverage") == reached / total["companies"]


def test_rows_that_add_up_do(book: Book) -> None:
    pages = [page for page in book.pages if page.sheet.adds_up and page.total]
    assert [page.sheet.key for page in pages] == [
        "size", "size_band", "section", "recency", "visits",
    ]  # fmt: skip
    for page in pages:
        counted = page.frame.select_dtypes("number").sum().to_dict()
        assert counted == {key: page.row(TOTAL)[key] for key in counted}


@pytest.mark.parametrize("name", [each.name for each in REPORTS])
def test_a_total_that_is_a_formula_is_the_sum_of_its_column(source: Source, name: str) -> None:
    """Excel works formulas out anew: what stands there then must be what we wrote."""
    file = BytesIO()
    write(build(name, source, YEAR, meta=META, translate=str, include_advisors=True), file)
    formulas, values = load_workbook(file), load_workbook(file, data_only=True)
    wrong = []
    for sheet in formulas:
        for cell in (cell for row in sheet.iter_rows() for cell in row):
            if not str(cell.value).startswith("=SUM("):
                continue
            first, last = re.findall(r"\d+", str(cell.value))
            said = values[sheet.title]
            above = (said.cell(row, cell.column).value for row in range(int(first), int(last) + 1))
            whole = sum(value for value in above if isinstance(value, int | float))
            if whole != pytest.approx(said[cell.coordinate].value):
                wrong.append((sheet.title, cell.coordinate, whole, said[cell.coordinate].value))
    assert wrong == []


def test_months_and_kinds_add_up_to_the_contacts(book: Book) -> None:
    page = book.page("month")
    assert page.names[0] == str(date(2025, 1, 1))
    assert len(page.names) == 12
    assert page.frame["contacts"].sum() == page.row(TOTAL)["contacts"]
    assert (page.frame.iloc[:, 1:8].sum(axis=1) == page.frame["contacts"]).all()


def test_small_firms_are_micro_and_small(book: Book) -> None:
    page = book.page("bounds")
    firms = {name: page.value(name, "companies") for name in page.names}
    assert firms["small_firms"] == firms[SizeClass.MICRO] + firms[SizeClass.SMALL]
    low, real, high = (page.value("micro", key) for key in ("lowest", "coverage", "highest"))
    assert low <= real <= high


def test_bounds_agree_with_the_measure(book: Book, source: Source) -> None:
    page = book.page("bounds")
    assert page.value(TOTAL, "lowest") == page.value(TOTAL, "highest")
    for row in reach(source, YEAR).to_dict("records"):
        printed = [page.value(row["group"], key) for key in ("coverage", "lowest", "highest")]
        assert printed == pytest.approx([row["rate"], row["lowest"], row["highest"]])
        indexes = ("lowest_index", "highest_index")
        printed = [page.value(row["group"], key) for key in indexes]
        assert printed == pytest.approx([row["index_lowest"], row["index_highest"]])
        assert book.page("reach").value(row["group"], "index") == pytest.approx(row["index"])


def test_every_key_figure_is_on_its_sheet(book: Book) -> None:
    for figure in book.key_figures:
        assert book.page(figure.sheet).value(figure.row, figure.column) is not None


def test_workloads_are_for_those_who_may_see_them(book: Book, source: Source) -> None:
    without, included = read(book), read(made(source, include_advisors=True))
    assert set(included.sheetnames) - set(without.sheetnames) == {"Advisors"}
    terms = [cell.value for cell in without["Method"]["A"]]
    assert "Contact coverage" in terms
    assert "Workload" not in terms


def test_words_are_translated_and_figures_are_not(source: Source) -> None:
    german = {"By size": "Nach Größe", "Micro (under 10)": "Kleinst", "City": "Stadt"}
    book = read(made(source, translate=lambda text: german.get(text, text)))
    assert [cell.value for cell in book["Nach Größe"]["A"]][5] == "Kleinst"
    cover = [cell for row in book["Cover"].iter_rows(values_only=True) for cell in row if cell]
    assert "1. Januar 2025 to 31. Dezember 2025" in cover
    assert "23. November 2026, 14:05 Uhr" in cover


def test_an_office_without_firms_gets_a_workbook_too(session: Session) -> None:
    source = live(session.connection())
    book = read(build("coverage", source, YEAR, meta=META, translate=str, include_advisors=True))
    assert book["At a glance"]["A6"].value == 0
    assert book["At a glance"]["C6"].value == "–"


def test_other_files_and_reports_are_refused(book: Book, source: Source) -> None:
    with pytest.raises(DomainError, match=r"not list\.docx"):
        write(book, Path("list.docx"))
    with pytest.raises(DomainError, match="no report named coverages"):
        build("coverages", source, YEAR, meta=META, translate=str)
