"""The whole report on paper, with every sheet it can have."""

from datetime import datetime
from pathlib import Path
from random import Random

import pytest
from pypdf import PdfReader
from sqlalchemy.orm import Session

from reports.build import build, write
from reports.meta import Meta
from reports.period import Period
from reports.source import snapshot
from tests.factories.world import put, small_world
from tests.reports.writers.office import converted, require_office


@pytest.mark.slow
def test_every_sheet_is_printed_and_no_number_is_cut_off(session: Session, tmp_path: Path) -> None:
    require_office()
    put(session.connection(), [small_world(Random(1))])
    meta = Meta("Magdeburg", "Wirtschaftsförderung", datetime(2026, 11, 23, 14, 5), "1.2.3")
    with snapshot(session.connection()) as source:
        book = build(
            "coverage", source, Period.year(2025), meta=meta, translate=str, include_advisors=True
        )
    write(book, tmp_path / "coverage.xlsx")
    pages = PdfReader(converted(tmp_path / "coverage.xlsx", "pdf", tmp_path)).pages
    texts = [page.extract_text() for page in pages]
    for page in book.pages:
        assert any(page.sheet.title in text for text in texts), page.sheet.title
    assert not any("###" in text for text in texts)
