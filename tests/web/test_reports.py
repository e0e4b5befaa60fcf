"""The page of reports: one period, and every report as a page and as a workbook."""

from __future__ import annotations

import re
from html import unescape

import pytest

from reports.catalogue import REPORTS
from tests.web.cast import Cast

DAYS = "from=2026-01-01&to=2026-06-30"


@pytest.mark.parametrize("name", ["ruth", "lena"])
def test_every_report_is_there_for_the_chosen_period(browser, cast: Cast, name: str) -> None:
    reader = browser(name)
    page = reader.get(f"/reports/?{DAYS}").text
    assert "01.01.2026 bis 30.06.2026" in page
    found = links(page, DAYS)
    books = [link for link in found if ".xlsx" in link]
    assert len(books) == len(found) - len(books) == len(REPORTS)
    for link in found:
        assert reader.get(link).status_code == 200, link


def links(text: str, of: str = "") -> list[str]:
    found = map(unescape, re.findall('<a [^>]*href="(/[^"#]+)"', text))
    return [link for link in found if of in link]


def test_pages_of_figures_lead_council_reporting_nowhere_it_may_not_go(browser, cast) -> None:
    ruth = browser("ruth")
    pages = [p for p in links(ruth.get(f"/reports/?{DAYS}").text, DAYS) if ".xlsx" not in p]
    leads = {link for page in pages for link in links(ruth.get(page).text)}
    assert len(leads) > 30
    assert [link for link in leads if ruth.get(link).status_code != 200] == []
