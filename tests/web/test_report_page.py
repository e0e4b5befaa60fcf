"""Each report on screen: its sheets as tabs, the way to the firms, and who may see it."""

from __future__ import annotations

import re
from html import unescape

import pytest

from reports.catalogue import REPORTS, reports_for
from tests.web.cast import Cast

DAYS = "from=2026-01-01&to=2026-12-31"
TABS = re.compile(r'<nav class="presets sheet-tabs.*?</nav>', re.DOTALL)
LINK = re.compile(r'href="([^"]+)"')


@pytest.mark.parametrize("report", REPORTS, ids=lambda one: one.name)
def test_every_sheet_of_every_report(browser, cast: Cast, statements, report) -> None:
    lena = browser("lena")
    address = f"/reports/{report.name}/?{DAYS}"
    lena.get(address)
    for sheet in report.sheets:
        statements.clear()
        answer = lena.get(f"{address}&sheet={sheet.key}")
        assert answer.status_code == 200
        assert len(statements.queries) <= 12, sheet.key
        assert len(answer.data) <= 100_000, sheet.key
    tabs = TABS.search(lena.get(address).text)
    links = LINK.findall(tabs[0]) if tabs else []
    assert len(links) == (len(report.sheets) if len(report.sheets) > 1 else 0)


def test_others_see_no_sheets_on_advisors(browser, cast: Cast) -> None:
    for name in ("ruth", "anna"):
        reader = browser(name)
        for report in REPORTS:
            seen = 404 if report.for_team_leads else 200
            assert reader.get(f"/reports/{report.name}/?{DAYS}").status_code == seen
        page = reader.get(f"/reports/coverage/?{DAYS}&sheet=advisors").text
        assert "sheet=advisors" not in TABS.search(page)[0]
        assert "Auslastung" not in page


def test_a_count_leads_to_as_many_firms(browser, cast: Cast) -> None:
    lena = browser("lena")
    for report in reports_for(team_leads=True)[:6]:
        for sheet in report.sheets:
            page = lena.get(f"/reports/{report.name}/?{DAYS}&sheet={sheet.key}").text
            found = re.findall(r'data-value="(\d+)"><a href="(/coverage/firms[^"]+)"', page)
            for count, address in found[:12]:
                firms = lena.get(unescape(address)).text
                said = re.search(r"(\d+) Unternehmen|von (\d+)", firms)
                rows = len(set(re.findall(r'href="/companies/(\d+)', firms)))
                assert rows == int(count), (report.name, sheet.key, address, said)


def test_council_reporting_sees_no_way_to_firms(browser, cast: Cast) -> None:
    assert "/coverage/firms" in browser("lena").get(f"/reports/coverage/?{DAYS}").text
    assert "/coverage/firms" not in browser("ruth").get(f"/reports/coverage/?{DAYS}").text


def test_nonsense_in_the_address(browser, cast: Cast) -> None:
    lena = browser("lena")
    assert lena.get("/reports/nothing/").status_code == 404
    assert lena.get(f"/reports/year/?{DAYS}&sheet=nothing").status_code == 200
    answer = lena.get("/reports/year/?from=gestern")
    assert answer.status_code == 400
    assert "ist kein Tag" in answer.text
