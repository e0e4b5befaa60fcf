"""A report for publication: asked for on the page of reports, made as a job, downloaded."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from openpyxl import load_workbook

from reports.catalogue import PUBLISHED
from tests.web.cast import Cast
from tests.web.test_import import watched

DAYS = "from=2026-01-01&to=2026-06-30"
BEGIN = "/reports/publication/coverage"


@pytest.mark.parametrize("name", ["ruth", "lena"])
def test_the_workbook_is_made_and_downloaded(browser, cast: Cast, name: str) -> None:
    reader = browser(name)
    begun = reader.post(f"{BEGIN}?{DAYS}")
    assert begun.status_code == 302
    page = reader.get(watched(reader, begun.location)).text
    assert "Die Arbeitsmappe ist fertig." in page
    link = re.search(r'href="([^"]+/workbook\.xlsx)"', page)
    assert link
    with reader.get(link[1]) as file:
        assert "zur-Veroeffentlichung_2026-01-01_2026-06-30" in file.headers["Content-Disposition"]
        book = load_workbook(BytesIO(file.data))
    assert "Zur Veröffentlichung" in book["Deckblatt"]["C16"].value
    assert "Beratende" not in book.sheetnames


def test_only_reports_with_rules_for_it_have_the_button(browser, cast: Cast) -> None:
    page = browser("lena").get(f"/reports/?{DAYS}").text
    offered = re.findall(r'action="/reports/publication/([\w-]+)\?', page)
    assert offered == [report.name for report in PUBLISHED]


def test_what_is_no_report_has_no_such_address(browser, cast: Cast) -> None:
    lena = browser("lena")
    assert lena.post(f"/reports/publication/nothing?{DAYS}").status_code == 404


def test_days_that_are_none_lead_back_to_the_period(browser, cast: Cast) -> None:
    lena = browser("lena")
    answer = lena.post(f"{BEGIN}?from=gestern&to=2026-06-30")
    assert answer.status_code == 302
    assert "Bitte den Zeitraum noch einmal wählen." in lena.get(answer.location).text


def test_what_somebody_else_has_made_is_not_shown(browser, cast: Cast) -> None:
    begun = browser("lena").post(f"{BEGIN}?{DAYS}")
    ruth = browser("ruth")
    assert ruth.get(begun.location).status_code == 404
    assert ruth.get(f"{begun.location}/workbook.xlsx").status_code == 404
