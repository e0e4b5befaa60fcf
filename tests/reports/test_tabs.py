"""Sheets are named as Excel takes it, in each language: one bad name and there is no workbook."""

import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from reports.catalogue import REPORTS
from reports.report import Report

LONGEST = 31
FORBIDDEN = re.compile(r"[\[\]:*?/\\]|^'|'$")
GERMAN = Path(__file__).parents[2] / "crm/web/translations/de/LC_MESSAGES/messages.po"


@pytest.fixture(scope="module")
def german() -> dict[str, str]:
    with GERMAN.open("rb") as file:
        return {one.id: one.string for one in read_po(file) if isinstance(one.id, str)}


@pytest.mark.parametrize("report", REPORTS, ids=lambda report: report.name)
def test_each_tab_may_be_called_so(report: Report, german: dict[str, str]) -> None:
    for words in ({}, german):
        tabs = [words.get(sheet.tab) or sheet.tab for sheet in report.sheets]
        assert [tab for tab in tabs if FORBIDDEN.search(tab) or len(tab) > LONGEST] == []
        assert len({tab.lower() for tab in tabs}) == len(tabs)
