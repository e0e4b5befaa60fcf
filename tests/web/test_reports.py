"""The page of reports: one period, and every report as a page and as a workbook."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from html import unescape
from io import BytesIO

import pytest
from pypdf import PdfReader

from crm.models import CompanyMerge, ImportBatch, TrustChange
from crm.models.base import utc_now
from reports.catalogue import REPORTS, reports_for
from tests.reports.writers.office import require_office
from tests.web.cast import Cast
from tests.web.test_import import watched

DAYS = "from=2026-01-01&to=2026-06-30"


@pytest.mark.parametrize("name", ["ruth", "lena"])
def test_every_report_is_there_for_the_chosen_period(browser, cast: Cast, name: str) -> None:
    reader = browser(name)
    page = reader.get(f"/reports/?{DAYS}").text
    assert "01.01.2026 bis 30.06.2026" in page
    found = links(page, DAYS)
    books = [link for link in found if ".xlsx" in link]
    tables = [link for link in found if ".zip" in link]
    screens = [link for link in found if not FILES.search(link)]
    assert len(books) == len(tables) == len(reports_for(team_leads=name == "lena"))
    assert screens
    for link in found:
        assert reader.get(link).status_code == 200, link


def test_reports_for_team_leads_are_not_there_for_others(browser, cast: Cast) -> None:
    secret = [report.name for report in REPORTS if report.for_team_leads]
    assert set(secret) == {"workload", "red-flags", "targets"}
    lena, ruth, anna = map(browser, ("lena", "ruth", "anna"))
    for name in secret:
        for kind in ("xlsx", "zip"):
            address = f"/reports/{name}.{kind}?{DAYS}"
            assert lena.get(address).status_code == 200
            assert [each.get(address).status_code for each in (ruth, anna)] == [404, 404]
        assert ruth.post(f"/reports/pdf/{name}?{DAYS}").status_code == 404
        for begin in ("publication", "releasing"):
            assert lena.post(f"/reports/{begin}/{name}?{DAYS}").status_code == 404
        assert f"/reports/{name}" not in ruth.get(f"/reports/?{DAYS}").text


FILES = re.compile(r"\.(xlsx|zip)\b")


def links(text: str, of: str = "") -> list[str]:
    found = map(unescape, re.findall('<a [^>]*href="(/[^"#]+)"', text))
    return [link for link in found if of in link]


def test_pages_of_figures_lead_council_reporting_nowhere_it_may_not_go(browser, cast) -> None:
    ruth = browser("ruth")
    found = links(ruth.get(f"/reports/?{DAYS}").text, DAYS)
    pages = [page for page in found if not FILES.search(page)]
    leads = {link for page in pages for link in links(ruth.get(page).text)}
    assert len(leads) > 30
    assert [link for link in leads if ruth.get(link).status_code != 200] == []


def test_what_changed_since_a_period_was_over(browser, cast: Cast, db) -> None:
    """By the register, merges and trust, with the way to it for those who may go there."""
    batch = {"source": "ihk-berlin", "sha256": "", "status": "done", "updated": 3}
    db.add_all([
        ImportBatch(file_name="late.csv", as_of=date(2020, 3, 31), **batch),
        ImportBatch(file_name="back.csv", as_of=date(2020, 3, 31), **batch, undone_at=utc_now(),
                    created_at=datetime(2020, 4, 1, tzinfo=UTC)),
        ImportBatch(file_name="–", as_of=date.today(), **batch, is_replay=True),
        ImportBatch(file_name="now.csv", as_of=date.today(), **batch),
        TrustChange(before="people=ihk-berlin", after="people>ihk-berlin", firms=3),
        TrustChange(before="people>ihk-berlin", after="people=ihk-berlin", firms=0),
        CompanyMerge(company_id=cast.bakery, into_id=cast.forwarder),
    ])  # fmt: skip
    db.commit()
    past, here = "/reports/?from=2020-01-01&to=2020-06-30&_l_=en", "/reports/?_l_=en"
    told = browser("vera").get(past).text
    for words in (
        "1 register file of that time was read", "1 import was taken back",
        "kept rows were read again 1 time", "1 entry was merged into another",
        "the order of trust was changed 1 time",
    ):  # fmt: skip
        assert words in told, words
    assert 'href="/administration/trust/"' in told
    read = browser("ruth").get(past).text
    assert "the order of trust was changed 1 time" in read
    assert 'href="/administration/trust/"' not in read
    assert "was taken back" not in browser("ruth").get(here).text


def test_a_report_is_printed(browser, cast: Cast) -> None:
    """With what its reader may see; to nobody else."""
    require_office()
    lena = browser("lena")
    begun = lena.post(f"/reports/pdf/workload?{DAYS}")
    address = watched(lena, begun.location)
    assert "Das PDF ist fertig." in lena.get(address).text
    with lena.get(f"{address}/report.pdf") as file:
        book = PdfReader(BytesIO(file.data))
    assert book.metadata.title.startswith("Beratende und Auslastung")
    assert "Anna Beier" in "".join(page.extract_text() for page in book.pages)
    assert browser("ruth").get(f"{address}/report.pdf").status_code == 404


def test_without_libreoffice_there_is_a_sentence(browser, cast: Cast, monkeypatch) -> None:
    monkeypatch.setattr("reports.pdf.PROGRAMS", ())
    lena = browser("lena")
    begun = lena.post(f"/reports/pdf/year?{DAYS}")
    page = lena.get(watched(lena, begun.location)).text
    assert "LibreOffice" in page
    assert "report.pdf" not in page
    public = lena.post(f"/reports/publication/promises?{DAYS}")
    page = lena.get(watched(lena, public.location)).text
    assert "Die Arbeitsmappe ist fertig." in page
    assert "LibreOffice" in page
