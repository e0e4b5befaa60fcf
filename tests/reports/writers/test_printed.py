"""What LibreOffice makes of the workbook: it opens, calculates the same and prints on A4."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from pypdf import PdfReader

from reports.writers import excel
from reports.writers.book import Book
from tests.reports.writers.office import converted, require_office

A4 = (595, 842)
pytestmark = pytest.mark.slow


@pytest.fixture
def written(book: Book, tmp_path: Path) -> Path:
    require_office()
    file = tmp_path / "book.xlsx"
    excel.write(book, file)
    return file


def test_every_sheet_is_one_page_of_a4_with_its_figures(written: Path, tmp_path: Path) -> None:
    pages = PdfReader(converted(written, "pdf", tmp_path)).pages
    assert len(pages) == 6
    assert {tuple(sorted(map(round, page.mediabox[2:]))) for page in pages} == {A4}
    texts = [page.extract_text() for page in pages]
    assert "Intern – nicht zur Veröffentlichung" in texts[0]
    assert all("Seite" in text and f"von {len(pages)}" in text for text in texts[1:])
    assert "13.000" in texts[2]
    assert "10,0 %" in texts[3]
    assert "Dezember 2025" in texts[4]


def test_libreoffice_calculates_the_values_we_kept(written: Path, tmp_path: Path) -> None:
    ours = numbers(load_workbook(written, data_only=True))
    stripped = without_values(written, tmp_path / "stripped.xlsx")
    theirs = numbers(load_workbook(converted(stripped, "xlsx", tmp_path / "again"), data_only=True))
    formulas = [(sheet, cell) for sheet, cell, _value in formula_cells(load_workbook(written))]
    assert len(formulas) == 16
    for at in formulas:
        same = pytest.approx(ours[at]) if isinstance(ours[at], float) else ours[at]
        assert theirs[at] == same, at


def without_values(file: Path, target: Path) -> Path:
    """openpyxl drops the values beside formulas, so that LibreOffice has to find them."""
    load_workbook(file).save(target)
    return target


def formula_cells(book: Workbook) -> Iterator[tuple[str, str, Any]]:
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    yield sheet.title, cell.coordinate, cell.value


def numbers(book: Workbook) -> dict[tuple[str, str], Any]:
    return {
        (sheet.title, cell.coordinate): cell.value
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    }
