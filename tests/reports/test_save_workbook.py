"""The workbook from the command line."""

from pathlib import Path

import pytest
from openpyxl import load_workbook
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from crm.cli.workbook import made_book, office_meta, save_workbook
from crm.config import Settings
from crm.errors import DomainError
from reports.period import Period
from reports.source import live
from reports.writers.book import Book

YEAR = Period.year(2025)


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANSPRECHPARTNER_LANGUAGE", "en")
    monkeypatch.setenv("ANSPRECHPARTNER_CITY", "Stadt am Fluss")


@pytest.fixture
def coverage(session: Session, engine: Engine) -> Book:
    meta = office_meta(Settings(), engine)
    return made_book("coverage", live(session.connection()), YEAR, meta)


def test_a_workbook_is_saved_in_the_commands_language(coverage: Book, tmp_path: Path) -> None:
    out = tmp_path / "coverage.xlsx"
    save_workbook(coverage, out)
    book = load_workbook(out)
    assert book.sheetnames[:3] == ["Cover", "Contents", "At a glance"]
    assert "Advisors" not in book.sheetnames
    assert book["Cover"]["C3"].value == "Stadt am Fluss"


def test_a_place_that_cannot_be_written_is_refused_with_a_sentence(
    coverage: Book, tmp_path: Path
) -> None:
    out = tmp_path / "missing" / "coverage.xlsx"
    with pytest.raises(DomainError, match=r"coverage\.xlsx cannot be written: No such file"):
        save_workbook(coverage, out)
